"""Reads SARIF 2.1.0, the format that most scanners write: shared by all parsers whose tool speaks it.

A parser says ``for result, finding in sarif.read(report, category)`` and changes what its tool means
differently. ``shape.py`` is the part of the standard that is read, ``rules.py`` what a rule says about all
its results, ``places.py`` where a result is, ``reading.py`` the walk over runs and results.
"""

from holdfast.findings.sarif.reading import read
from holdfast.findings.sarif.rules import Rule
from holdfast.findings.sarif.shape import Result

__all__ = ["Result", "Rule", "read"]
