"""Every deliberate error of Holdfast, in one tree.

::

    HoldfastError
    ├── UsageError            HF1001  the call itself cannot be carried out as given
    │   ├── UnknownNameError  HF1002  a name that nothing here carries
    │   └── TargetRefused     HF1003  a target outside the allow-list
    ├── ConfigError           HF1101  holdfast.yaml, a policy or a waiver is wrong
    ├── ReportError           HF1201  a report cannot be read
    │   ├── ReportTooLarge    HF1202  a report is larger or deeper than the limits
    │   ├── UnknownReport     HF1203  no parser knows the report
    │   └── AmbiguousReport   HF1204  more than one parser claims the report
    ├── ToolError             HF1301  a scanner cannot be used
    │   ├── ToolInstallError  HF1302  a scanner cannot be installed
    │   └── ToolMissing       HF1303  a scanner is not installed
    ├── TreeError             HF1401  the folder to scan cannot be walked
    ├── StorageError          HF1501  a stored file is missing, damaged or cannot be written
    ├── DownloadError         HF1502  a file cannot be fetched, or is not what was to be fetched
    └── NoVerdictError        HF1601  nothing can be decided on what there is

Errors know neither exit codes nor HTTP status: ``cli/errors.py`` holds that table.
"""

from typing import ClassVar


class HoldfastError(Exception):
    """The root: what happened, why, and what to do about it.

    Attributes:
        what: One line, the fact.
        why: One line, the cause as far as it is known.
        todo: One line, the next step of the reader.
    """

    code: ClassVar[str] = "HF1000"

    def __init__(self, what: str, why: str = "", todo: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.why = why
        self.todo = todo


class UsageError(HoldfastError):
    """The call cannot be carried out as given: options clash, a path does not exist."""

    code = "HF1001"


class UnknownNameError(UsageError):
    """A scanner, parser, format or category was named that nothing here carries."""

    code = "HF1002"


class TargetRefused(UsageError):  # noqa: N818 - reads as the fact it states.
    """A dynamic scan was aimed at a host outside the allow-list."""

    code = "HF1003"


class ConfigError(HoldfastError):
    """A configuration file, a policy or a waiver is wrong; the message carries file, line and column."""

    code = "HF1101"


class ReportError(HoldfastError):
    """A scanner's report cannot be read."""

    code = "HF1201"


class ReportTooLarge(ReportError):  # noqa: N818
    """A report exceeds the limits of size, depth or expansion."""

    code = "HF1202"


class UnknownReport(ReportError):  # noqa: N818
    """No parser recognises the report by its content."""

    code = "HF1203"


class AmbiguousReport(ReportError):  # noqa: N818
    """More than one parser recognises the report by its content."""

    code = "HF1204"


class ToolError(HoldfastError):
    """A scanner cannot be used."""

    code = "HF1301"


class ToolInstallError(ToolError):
    """A scanner's pinned environment could not be made."""

    code = "HF1302"


class ToolMissing(ToolError):  # noqa: N818
    """A scanner is neither on PATH nor available as an image pinned by digest."""

    code = "HF1303"


class TreeError(HoldfastError):
    """The folder to scan does not exist or cannot be read."""

    code = "HF1401"


class StorageError(HoldfastError):
    """A file that Holdfast keeps is missing, damaged or cannot be written."""

    code = "HF1501"


class DownloadError(HoldfastError):
    """A file cannot be fetched, or what came is not what was to come."""

    code = "HF1502"


class NoVerdictError(HoldfastError):
    """What is there does not allow a decision."""

    code = "HF1601"
