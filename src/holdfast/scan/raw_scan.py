"""The end of one scanner's run, before it is judged."""

from dataclasses import dataclass
from datetime import datetime

from holdfast.kit.digest import sha256
from holdfast.model.report import ParsedReport
from holdfast.model.scan import ScanStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What was read of the reports of an earlier run; the reports themselves are not kept.

    Attributes:
        reports: One for each call.
        sha256: Hash over the raw reports.
        size_bytes: Their size.
    """

    reports: tuple[ParsedReport, ...]
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RawScan:
    """The end of one scanner's run, before anyone has read its report.

    Attributes:
        exit_codes: One for each call; ``None`` for a call that was killed.
        reports: The raw report of each call that left one.
        output: The end of stdout (where that is not the report) and stderr of all calls.
        selected: Files handed over, or files that made the scanner applicable.
        left_out: Files that it would be handed too, were they not too large or unreadable.
        passed_over: Those of them that the scanner is known to pass over without a word.
        root: The scanned folder as the scanner saw it: what absolute paths in its reports start with.
        command: The first call, private folders shortened.
        duration_seconds: Wall time of all calls.
        is_timed_out: Whether a call was killed for its time.
        is_cached: Whether an earlier run is quoted.
        is_cancelled: Whether it was ended, or not begun, because everything was to stop.
        failures: What the runner itself saw go wrong: it could not be started, its report is too large.
        started: When the run that is quoted started, UTC.
        tool_version: Version of the scanner, as installed.
        rules_version: Hash of the rules of ours that it was given, empty when it brings its own.
        cache_key: What the run may be remembered by; empty when it must not be.
        quote: What an earlier run's reports said, when it is quoted; ``reports`` is empty then.
    """

    exit_codes: tuple[int | None, ...]
    reports: tuple[bytes, ...]
    output: str = ""
    selected: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    root: str = ""
    command: tuple[str, ...] = ()
    duration_seconds: float = 0.0
    is_timed_out: bool = False
    is_cached: bool = False
    is_cancelled: bool = False
    failures: tuple[str, ...] = ()
    started: datetime | None = None
    tool_version: str = ""
    rules_version: str = ""
    cache_key: str = ""
    quote: Quote | None = None

    @property
    def report_count(self) -> int:
        """How many calls left a report."""
        return len(self.quote.reports) if self.quote else len(self.reports)

    @property
    def report_sha256(self) -> str:
        """Hash over the raw reports; empty when there is none."""
        if self.quote:
            return self.quote.sha256
        return sha256(b"".join(self.reports)) if self.reports else ""

    @property
    def report_bytes(self) -> int:
        """Size of the raw reports together."""
        return self.quote.size_bytes if self.quote else sum(len(report) for report in self.reports)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRun:
    """A scanner that was not run.

    Attributes:
        status: ``NOT_APPLICABLE``, ``MISSING`` or ``FAILED``.
        reason: Why, in a sentence.
    """

    status: ScanStatus
    reason: str
