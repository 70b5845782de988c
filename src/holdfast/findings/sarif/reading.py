"""Walks the runs and results of a SARIF log and yields findings.

What is not a finding: results of kind ``pass``, ``informational`` and ``notApplicable``; results that are
``absent`` against the tool's baseline; and results that the tool holds for suppressed, which are counted
instead. A tool's own fingerprints are not taken as identity: the standard asks that they be stable, but says
nothing that a reader could check, and several writers hash the line number.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from holdfast.findings import credentials
from holdfast.findings.parsing import Report
from holdfast.findings.sarif.places import Places
from holdfast.findings.sarif.rules import Rule, Rules, cwe_of_taxa, message_text, score_of
from holdfast.findings.sarif.shape import Artifact, Invocation, Log, Notification, Result, Run
from holdfast.kit.vulnerability_ids import cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Finding
from holdfast.model.severity import Severity

LEVELS = {
    "error": Severity.HIGH,
    "warning": Severity.MEDIUM,
    "note": Severity.LOW,
    "none": Severity.INFO,
}
"""For results without a ``security-severity``. No level is critical: the standard has no such word."""

Categorise = Callable[[str, Rule], Category]
"""Says what kind of scan the results of a tool's rule come from."""

_NOT_FINDINGS = frozenset({"pass", "informational", "notApplicable"})
_LONGEST_TITLE = 160
_MOST_NAMELESS = 10_000
_EDITIONS = re.compile(r"-(?:oss|pro|ce|community|enterprise)(?:-edition)?$")


@dataclass(slots=True)
class _Coverage:
    """What the runs of a log say they looked at."""

    examined: set[str] = field(default_factory=set)
    unread: dict[str, None] = field(default_factory=dict)
    counted: int = 0
    unread_counted: int = 0
    is_told: bool = False

    def state(self, report: Report) -> None:
        """Tell the report, if the log tells at all: names where it has them, else its counts."""
        if self.is_told:
            examined = max(self.counted, len(self.examined.difference(self.unread)))
            nameless = max(0, min(self.unread_counted, _MOST_NAMELESS) - len(self.unread))
            report.examined(examined, unread=(*self.unread, *[""] * nameless))


def read(report: Report, category: Category | Categorise) -> Iterator[tuple[Result, Finding]]:
    """Yield each finding beside the result it was made from; state coverage and failures of the tool.

    Args:
        report: The log.
        category: Kind of scan, or what tells it for a tool's name and rule.

    Raises:
        ReportError: Not a SARIF log.
    """
    log = report.json(Log)
    if not log.version.startswith("2.1"):
        report.problem("version", f"SARIF version {log.version!r} is read as 2.1.0")
    if not log.runs:
        report.failed("the log holds no run: nothing was scanned")
    coverage = _Coverage()
    for place, run in report.rows(log.runs, Run, "runs"):
        yield from _Reader(report, run, place, category).findings(coverage)
    coverage.state(report)


def tool_name(name: str) -> str:
    """A driver's name as findings carry it: lower case, hyphens for blanks, editions left off."""
    return _EDITIONS.sub("", "-".join(name.lower().split()))


class _Reader:
    """Reads one run."""

    def __init__(self, report: Report, run: Run, place: str, category: Category | Categorise) -> None:
        driver = run.tool.driver
        self._report = report
        self._run = run
        self._place = place
        self._categorise = category if callable(category) else None
        self._category = Category.SAST if callable(category) else category
        self._categories: dict[str, Category] = {}
        self._tool = tool_name(driver.name) or "sarif"
        self._rules = Rules([driver, *(run.tool.extensions or ())], report, place)
        self._artifacts = [row for _, row in report.rows(run.artifacts or (), Artifact, f"{place}.artifacts")]
        self._places = Places(run.original_uri_base_ids, self._artifacts)
        if not report.tool:
            report.made_by(self._tool, str(driver.version or driver.semantic_version or ""))

    def findings(self, coverage: _Coverage) -> Iterator[tuple[Result, Finding]]:
        self._read_invocations(coverage)
        self._read_artifacts(coverage)
        self._read_counts(coverage)
        if self._run.results is None:
            # §3.14.23: without the list, the tool did not try to find anything; an empty list means it did.
            self._report.failed(f"{self._place} holds no list of results")
        for place, result in self._report.rows(self._run.results or (), Result, f"{self._place}.results"):
            if result.kind in _NOT_FINDINGS or result.baseline_state == "absent":
                continue
            if result.is_suppressed:
                self._report.suppressed += 1
                continue
            finding = self._finding(result, place)
            if finding.location.path:
                coverage.examined.add(finding.location.path)
            yield result, finding

    def _finding(self, result: Result, place: str) -> Finding:
        rule = self._rules.of(result)
        words = message_text(result.message, rule.messages)
        rule_id = str(result.rule_id) if result.rule_id is not None else rule.id
        category, cwe = self._category_of(rule), _cwe(result, rule)
        is_secret = category is Category.SECRETS or not credentials.CWES.isdisjoint(cwe)
        return Finding(
            tool=self._tool,
            rule=rule_id or rule.name,
            title=_title("" if is_secret else words, rule),
            severity=self._severity(result, rule, place),
            category=category,
            location=self._places.location(result.locations, with_snippet=not is_secret),
            cwe=cwe,
            description=rule.description if is_secret else _joined(words, rule.description),
            fix="" if is_secret else _fix(result, rule),
            references=rule.references,
            confidence=rule.confidence,
            tags=rule.tags,
        )

    def _category_of(self, rule: Rule) -> Category:
        if self._categorise is None:
            return self._category
        if rule.id not in self._categories:
            self._categories[rule.id] = self._categorise(self._tool, rule)
        return self._categories[rule.id]

    def _severity(self, result: Result, rule: Rule, place: str) -> Severity:
        """By score where there is one, else by level; a result to be reviewed is not yet a weakness."""
        own = result.bagged("security-severity")
        score = rule.score if own is None else score_of(own)
        if score is not None:
            return Severity.from_cvss(score)
        if result.kind not in {None, "fail"}:
            return Severity.INFO
        return self._report.severity(LEVELS, result.level or rule.level or "warning", place)

    def _read_invocations(self, coverage: _Coverage) -> None:
        invocations = self._report.rows(self._run.invocations or (), Invocation, f"{self._place}.invocations")
        for _, invocation in invocations:
            if invocation.execution_successful is False:
                self._report.failed(f"{self._tool} did not end well: {_why(invocation)}")
            for notification in (
                *(invocation.tool_execution_notifications or ()),
                *(invocation.tool_configuration_notifications or ()),
            ):
                if notification.level == "error":
                    self._read_error(notification, coverage)

    def _read_error(self, notification: Notification, coverage: _Coverage) -> None:
        """An error at a file is a file that was not read; any other is a failure of the tool."""
        path = self._places.location(notification.locations, with_snippet=False).path
        if path:
            coverage.unread[path] = None
            coverage.is_told = True
        else:
            self._report.failed(message_text(notification.message, {}) or f"{self._tool} reports an error")

    def _read_artifacts(self, coverage: _Coverage) -> None:
        """Count the files that the tool was told to scan; other lists name only files with results."""
        targets = (item for item in self._artifacts if "analysisTarget" in (item.roles or ()))
        paths = {self._places.address(item.location) for item in targets if item.location}
        if paths:
            coverage.examined.update(paths)
            coverage.is_told = True

    def _read_counts(self, coverage: _Coverage) -> None:
        """Count the files of each language that Snyk Code lists in the property bag, read or not."""
        bag = self._run.properties
        rows = bag.get("coverage") if isinstance(bag, dict) else None
        for row in rows if isinstance(rows, list) else ():
            files = row.get("files") if isinstance(row, dict) else None
            if not isinstance(files, int) or files < 0:
                continue
            if row.get("type") == "SUPPORTED":
                coverage.counted += files
                coverage.is_told = True
            elif row.get("type") == "FAILED_PARSING":
                coverage.unread_counted += files
                coverage.is_told = True


def _title(words: str, rule: Rule) -> str:
    """The message where it is one short line; else what the rule is about; else the message's first line."""
    if words and len(words) <= _LONGEST_TITLE and "\n" not in words.strip():
        return words
    if rule.title and rule.id not in rule.title:
        return rule.title
    return words or rule.title or rule.name or rule.id


def _joined(words: str, more: str) -> str:
    return words if not more or more in words else more if words in more else f"{words}\n\n{more}"


def _cwe(result: Result, rule: Rule) -> tuple[int, ...]:
    own = cwe_of_taxa(result.taxa) if result.taxa else ()
    return own or rule.cwe or cwe_numbers(result.bagged("cwe"))


def _fix(result: Result, rule: Rule) -> str:
    if not result.fixes:
        return ""
    described = (fix.description for fix in result.fixes if fix.description)
    return "\n".join(filter(None, (message_text(text, rule.messages) for text in described)))


def _why(invocation: Invocation) -> str:
    """The reason of a failed call, as far as the log tells."""
    told = (
        invocation.exit_code_description
        or invocation.process_start_failure_message
        or invocation.exit_signal_name
    )
    if told:
        return told
    errors = (note for note in invocation.tool_execution_notifications or () if note.level == "error")
    words = next(filter(None, (message_text(note.message, {}) for note in errors)), "")
    return words or f"exit code {invocation.exit_code}"
