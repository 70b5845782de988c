"""A scan: one run of one scanner on one target, with verdict, coverage and evidence."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from holdfast.model.category import Category
from holdfast.model.dependency import Dependency
from holdfast.model.feed import Feed
from holdfast.model.finding import Finding
from holdfast.model.verdict import Verdict

RUN_SCHEMA_VERSION = "1.1"


class ScanStatus(StrEnum):
    """How a scan ended."""

    CLEAN = "clean"
    FINDINGS = "findings"
    FAILED = "failed"
    TIMED_OUT = "timed_out"
    MISSING = "not_installed"
    NOT_APPLICABLE = "not_applicable"

    @property
    def verdict(self) -> Verdict:
        """A scan that ended healthily passes or fails; every other end decides nothing."""
        if self is ScanStatus.CLEAN:
            return Verdict.PASS
        return Verdict.FAIL if self is ScanStatus.FINDINGS else Verdict.NO_VERDICT

    @property
    def label(self) -> str:
        """The words for people."""
        return self.value.replace("_", " ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of what it should read a scanner read.

    Attributes:
        unit: What is counted: ``file``, ``package``, ``url``, ``target``.
        selected: Things it was given.
        examined: Things it read, proven.
        unread: Names of things it was given and did not read, at most the first 50.
    """

    unit: str = "file"
    selected: int = 0
    examined: int = 0
    unread: tuple[str, ...] = ()

    @property
    def ratio(self) -> float:
        """Share of the selected things that was read, 0 to 1; 0 when nothing was selected."""
        return min(1.0, self.examined / self.selected) if self.selected else 0.0

    @property
    def is_partial(self) -> bool:
        """Whether something was selected and not read."""
        return self.examined < self.selected


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What backs a scan's verdict.

    Attributes:
        tool_version: Version of the scanner, as installed.
        rules_version: Hash of the rules of ours that it was given, empty when it brings its own.
        command: The command as it was run, private folders shortened.
        exit_code: Its exit code; ``None`` when it did not end by itself.
        started: When it started, UTC.
        duration_seconds: Wall time of the run that produced the report.
        report_sha256: Hash of the raw report, empty when there is none.
        report_bytes: Size of the raw report.
        is_cached: Whether an earlier run on the same inputs is quoted; ``started`` is then that run's time.
        stderr_tail: The last lines that it printed to stderr, scrubbed.
        feeds: What its answer rests on besides the scanner: databases, with source, size and age.
    """

    tool_version: str = ""
    rules_version: str = ""
    command: tuple[str, ...] = ()
    exit_code: int | None = None
    started: datetime | None = None
    duration_seconds: float = 0.0
    report_sha256: str = ""
    report_bytes: int = 0
    is_cached: bool = False
    stderr_tail: str = ""
    feeds: tuple[Feed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One run of one scanner on one target.

    Attributes:
        scanner: Name of the adapter.
        title: Name for people.
        category: Kind of scan.
        status: How it ended.
        reasons: Why the status is what it is, one sentence each; never empty unless clean or findings.
        coverage: How much it read.
        evidence: What backs the verdict.
        finding_count: Findings it reported, before merging.
        is_expected: Whether this scanner had to answer: it is in the default set, or was asked for by name.
    """

    scanner: str
    title: str
    category: Category
    status: ScanStatus
    reasons: tuple[str, ...] = ()
    coverage: Coverage = Coverage()
    evidence: Evidence = Evidence()
    finding_count: int = 0
    is_expected: bool = True

    @property
    def verdict(self) -> Verdict:
        """Pass, fail or no verdict."""
        return self.status.verdict

    @property
    def is_decisive(self) -> bool:
        """Whether its lack of a verdict matters: it was expected, and there was something to look at."""
        return self.is_expected and self.status is not ScanStatus.NOT_APPLICABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What was scanned.

    Attributes:
        path: Folder, as the user named it.
        url: Address of a running application, else empty.
        image: Image reference or tar, else empty.
        place: The folder's path in its repository with a slash at the end; empty at the top, or outside.
        commit: Commit id of the folder, empty outside git.
        repository: Address of the repository without credentials, empty when not known.
        branch: Branch name, empty outside git or on a detached head.
        is_dirty: Whether the work tree differs from the commit; ``None`` outside git.
        files: Files walked.
        skipped: Why files were left out, with counts: ``too large``, ``excluded``, ``unreadable``.
        notes: What a reader should know about how the files were found.
        since: The revision that changes were counted from, empty for a full scan.
    """

    path: str = ""
    url: str = ""
    image: str = ""
    place: str = ""
    commit: str = ""
    repository: str = ""
    branch: str = ""
    is_dirty: bool | None = None
    files: int = 0
    skipped: tuple[tuple[str, int], ...] = ()
    notes: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One ``holdfast scan``: the scans of all chosen scanners and their findings, merged.

    Attributes:
        service: Name of the service.
        target: What was scanned.
        started: When, UTC.
        duration_seconds: Wall time of the whole.
        scans: One per scanner, sorted by category and name.
        findings: Merged over scanners, worst first.
        dependencies: Packages that were found, weak or not, sorted by manifest and name.
        known: Fingerprints of the baseline: findings in it are not new. ``None`` when there is no baseline.
        schema_version: Version of this structure when written as JSON.
        holdfast_version: Version that made it.
    """

    service: str
    target: Target
    started: datetime
    duration_seconds: float
    scans: tuple[Scan, ...]
    findings: tuple[Finding, ...]
    dependencies: tuple[Dependency, ...] = ()
    known: frozenset[str] | None = None
    schema_version: str = RUN_SCHEMA_VERSION
    holdfast_version: str = ""

    def is_new(self, finding: Finding) -> bool:
        """Whether the baseline does not hold the finding; without a baseline everything is new."""
        if self.known is None:
            return True
        return self.known.isdisjoint((finding.fingerprint, *finding.also_known_as))

    @property
    def undecided(self) -> tuple[Scan, ...]:
        """Scans that had to answer and gave no verdict."""
        return tuple(scan for scan in self.scans if scan.is_decisive and scan.verdict is Verdict.NO_VERDICT)

    @property
    def unexamined(self) -> tuple[Category, ...]:
        """Categories that there was something to look at for, and that no scanner here looked at."""
        answered = {scan.category for scan in self.scans if scan.verdict is not Verdict.NO_VERDICT}
        missing = {scan.category for scan in self.scans if scan.status is ScanStatus.MISSING}
        return tuple(category for category in Category if category in missing - answered)

    @property
    def verdict(self) -> Verdict:
        """Pass when at least one scan answered, all that had to did, and none found anything."""
        if self.findings:
            return Verdict.FAIL
        answered = any(scan.verdict is not Verdict.NO_VERDICT for scan in self.scans)
        return Verdict.PASS if answered and not self.undecided else Verdict.NO_VERDICT
