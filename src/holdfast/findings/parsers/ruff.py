"""Ruff's S rules, from its SARIF (``ruff check --select S --output-format sarif``). Python code.

Ruff gives every rule the same level, so severity and CWE are ours. High is what lets an attacker who controls
an input run code, read what is not his, or pose as someone else; medium is what needs a second weakness or a
position in the network; low is what is only sometimes a weakness at all. That agrees with Bandit, whose rules
these are, except where Bandit rates by habit: a missing timeout (S113) is low, a loader that runs code (S506)
is high. The CWE is the specific one, the same as in ``bandit.py``, so that both tools meet in one finding.

A file that ruff cannot parse gives ``invalid-syntax``: it was not checked, which is no finding but unread.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from holdfast.findings import sarif
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import SarifDriver
from holdfast.model.category import Category
from holdfast.model.finding import Finding
from holdfast.model.severity import Severity

NOT_PARSED = frozenset({"invalid-syntax", "E999", "E902", "io-error"})
"""What ruff of any version calls a file that it could not read."""

HIGH, MEDIUM, LOW = Severity.HIGH, Severity.MEDIUM, Severity.LOW

RULES: dict[str, tuple[Severity, int]] = {
    "S101": (LOW, 703),
    "S102": (MEDIUM, 95),
    "S103": (MEDIUM, 732),
    "S104": (MEDIUM, 605),
    "S105": (MEDIUM, 259),
    "S106": (MEDIUM, 259),
    "S107": (MEDIUM, 259),
    "S108": (LOW, 377),
    "S110": (LOW, 703),
    "S112": (LOW, 703),
    "S113": (LOW, 400),
    "S201": (HIGH, 94),
    "S202": (HIGH, 22),
    "S301": (MEDIUM, 502),
    "S302": (MEDIUM, 502),
    "S303": (MEDIUM, 328),
    "S304": (HIGH, 327),
    "S305": (MEDIUM, 327),
    "S306": (MEDIUM, 377),
    "S307": (HIGH, 95),
    "S308": (MEDIUM, 79),
    "S310": (MEDIUM, 22),
    "S311": (LOW, 330),
    "S312": (HIGH, 319),
    "S313": (MEDIUM, 611),
    "S314": (MEDIUM, 611),
    "S315": (MEDIUM, 611),
    "S316": (MEDIUM, 611),
    "S317": (MEDIUM, 611),
    "S318": (MEDIUM, 611),
    "S319": (MEDIUM, 611),
    "S320": (MEDIUM, 611),
    "S321": (HIGH, 319),
    "S323": (HIGH, 295),
    "S324": (HIGH, 328),
    "S401": (HIGH, 319),
    "S402": (HIGH, 319),
    "S403": (LOW, 502),
    "S404": (LOW, 78),
    "S405": (LOW, 611),
    "S406": (LOW, 611),
    "S407": (LOW, 611),
    "S408": (LOW, 611),
    "S409": (LOW, 611),
    "S410": (LOW, 611),
    "S411": (MEDIUM, 611),
    "S412": (HIGH, 284),
    "S413": (MEDIUM, 327),
    "S415": (MEDIUM, 319),
    "S501": (HIGH, 295),
    "S502": (HIGH, 327),
    "S503": (MEDIUM, 327),
    "S504": (LOW, 327),
    "S505": (HIGH, 326),
    "S506": (HIGH, 502),
    "S507": (HIGH, 295),
    "S508": (MEDIUM, 319),
    "S509": (MEDIUM, 319),
    "S601": (MEDIUM, 78),
    "S602": (HIGH, 78),
    "S603": (LOW, 78),
    "S604": (MEDIUM, 78),
    "S605": (HIGH, 78),
    "S606": (LOW, 78),
    "S607": (LOW, 426),
    "S608": (MEDIUM, 89),
    "S609": (MEDIUM, 155),
    "S610": (MEDIUM, 89),
    "S611": (MEDIUM, 89),
    "S612": (HIGH, 94),
    "S701": (HIGH, 79),
    "S702": (MEDIUM, 79),
    "S704": (MEDIUM, 79),
}
"""Severity and CWE of each rule."""


@parser(
    "ruff",
    title="Ruff security rules",
    category=Category.SAST,
    homepage="https://docs.astral.sh/ruff/rules/#flake8-bandit-s",
    signatures=(SarifDriver("ruff"),),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield the S rules with our severity and CWE; other rules are style and stay at info."""
    unread: dict[str, None] = {}
    read: set[str] = set()
    for _, finding in sarif.read(report, Category.SAST):
        path = finding.location.path or ""
        if finding.rule in NOT_PARSED:
            unread[path] = None
            continue
        read.add(path)
        severity, cwe = RULES.get(finding.rule, (Severity.INFO, 0))
        if cwe == 0 and finding.rule.startswith("S"):
            severity = Severity.UNKNOWN
        yield replace(finding, severity=severity, cwe=(cwe,) if cwe else ())
    if unread:
        report.examined(len(read.difference(unread)), unread=tuple(unread))
