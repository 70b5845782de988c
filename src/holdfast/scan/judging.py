"""Turns the end of a scanner's run, and what its report says, into a scan with a verdict.

Silence passes only when it is proven: the exit code is in the adapter's table, no output says otherwise,
every call left a report that could be read, and at least one thing was examined. Each check below answers
with the reasons why the scan decides nothing; the first that has any ends the questions.

Two contradictions are settled here. An exit code that says "findings" with none in the report decides
nothing: something was lost on the way. (An adapter whose parser leaves out what is no weakness maps that code
to ``Exit.CLEAN``.) Findings after an exit code that says "clean" are findings: many scanners are told to
exit with 0.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

from holdfast.errors import ReportError
from holdfast.kit.addresses import without_credentials
from holdfast.kit.tree import printable
from holdfast.model.category import Category
from holdfast.model.feed import Feed
from holdfast.model.report import ParsedReport
from holdfast.model.scan import Coverage, Evidence, Scan, ScanStatus
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.scanning import BuiltIn, Exit, Files, Folder, Proof, Scanner, Sign, Url

MAX_UNREAD = 50
_NAMED = 3
_TAIL_LINES = 20
_TAIL_CHARACTERS = 4000
_LONG_WORD = re.compile(r"[A-Za-z0-9+/_=.-]{16,}")


def judge(
    scanner: Scanner,
    raw: RawScan | NotRun,
    parsed: Sequence[ParsedReport | ReportError] = (),
    *,
    min_inputs: int = 1,
    is_expected: bool = True,
) -> Scan:
    """The scan behind one run.

    Args:
        scanner: The adapter.
        raw: The end of its run, or why it was not run.
        parsed: For each report of the run, in order, what was read or why it cannot be.
        min_inputs: Fewer things examined than this decide nothing; for addresses, ``dast.min_urls``.
        is_expected: Whether this scanner had to answer.
    """
    if isinstance(raw, NotRun):
        return Scan(
            scanner=scanner.name,
            title=scanner.title,
            category=scanner.category,
            status=raw.status,
            reasons=(without_credentials(raw.reason),),
            coverage=Coverage(unit=scanner.unit),
            is_expected=is_expected,
        )
    trial = _Trial(scanner, raw, tuple(parsed), min_inputs)
    status, reasons = trial.outcome()
    return Scan(
        scanner=scanner.name,
        title=scanner.title,
        category=scanner.category,
        status=status,
        reasons=reasons,
        # What is not of its kind was not left unread.
        coverage=Coverage(unit=scanner.unit) if status is ScanStatus.NOT_APPLICABLE else trial.coverage,
        evidence=replace(_evidence(scanner, raw), feeds=trial.feeds),
        finding_count=trial.finding_count,
        is_expected=is_expected,
    )


def telling_lines(scanner: Scanner, output: str) -> str:
    """The lines of an output that a verdict may rest on; the others may quote what was scanned."""
    wanted = [sign.pattern for sign in scanner.signs] + list(filter(None, [scanner.proof_pattern]))
    spans = [found.span() for pattern in wanted for found in re.finditer(pattern, output, re.MULTILINE)]
    lines = output.splitlines(keepends=True)
    ends = list(accumulate(map(len, lines)))
    kept = {
        number
        for first, last in spans
        for number in range(bisect_right(ends, first), bisect_left(ends, last) + 1)
    }
    return "".join(lines[number] for number in sorted(kept) if number < len(lines))


@dataclass(frozen=True)
class _Trial:
    """All that is known of one run, and the questions it must stand."""

    scanner: Scanner
    raw: RawScan
    parsed: tuple[ParsedReport | ReportError, ...]
    min_inputs: int

    def outcome(self) -> tuple[ScanStatus, tuple[str, ...]]:
        if self._is_empty_by_its_own_word():
            return ScanStatus.NOT_APPLICABLE, (f"{self.scanner.title} found nothing that it reads",)
        if self.raw.is_timed_out:
            return ScanStatus.TIMED_OUT, (self._why_timed_out(),)
        checks: tuple[Callable[[], Iterator[str]], ...] = (
            self._runner_failures, self._fatal_signs, self._exit_codes, self._missing_reports,
            self._unread_reports, self._admitted_failures, self._contradictions, self._unproven,
            self._lost_rows,
        )  # fmt: skip
        for check in checks:
            reasons = tuple(check())
            if reasons:
                return ScanStatus.FAILED, reasons
        status = ScanStatus.FINDINGS if self.finding_count else ScanStatus.CLEAN
        return status, tuple(self._remarks())

    @cached_property
    def reports(self) -> tuple[ParsedReport, ...]:
        return tuple(report for report in self.parsed if isinstance(report, ParsedReport))

    @cached_property
    def finding_count(self) -> int:
        return sum(len(report.findings) for report in self.reports)

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """What the reports say that they rest on, each once."""
        return tuple(dict.fromkeys(feed for report in self.reports for feed in report.feeds))

    @cached_property
    def meanings(self) -> tuple[Exit | None, ...]:
        """What each call's exit code means; ``None`` for one that the table does not hold."""
        return tuple(
            None if code is None else self.scanner.exit_codes.get(code) for code in self.raw.exit_codes
        )

    def _is_empty_by_its_own_word(self) -> bool:
        """Whether every call says that there is nothing to scan, and we did not know better."""
        reads = self.scanner.reads
        is_known_by_name = isinstance(reads, Folder) and not reads.markers.is_any
        # A program of ours tells by the content what it was given by name; it has not seen what was left out.
        is_ours = isinstance(self.scanner.install, BuiltIn) and not self.raw.left_out
        known_better = (isinstance(reads, (Files, Url)) and not is_ours) or is_known_by_name
        return bool(self.meanings) and not known_better and set(self.meanings) == {Exit.NOTHING_TO_SCAN}

    def _why_timed_out(self) -> str:
        if not self.raw.exit_codes:
            return "the time for the whole scan was up before its turn came"
        done = sum(code is not None for code in self.raw.exit_codes)
        part = f", after {_count(done, 'call')}" if done else ""
        verb = "is" if self.finding_count == 1 else "are"
        kept = f"; {_count(self.finding_count, 'finding')} reported by then {verb} kept"
        kept = kept if self.finding_count else ""
        return f"it was ended after {self.raw.duration_seconds:.0f} s: its time was up{part}{kept}"

    def _runner_failures(self) -> Iterator[str]:
        if self.raw.is_cancelled:
            yield "it was stopped before its end"
        yield from self.raw.failures
        if not self.raw.exit_codes and not self.raw.failures and not self.raw.is_cancelled:
            yield "it was never called"

    def _fatal_signs(self) -> Iterator[str]:
        for sign in self.scanner.signs:
            if sign.is_fatal and re.search(sign.pattern, self.raw.output, re.MULTILINE):
                yield sign.why

    def _exit_codes(self) -> Iterator[str]:
        for code, meaning in zip(self.raw.exit_codes, self.meanings, strict=True):
            why = self._refused(code, meaning)
            if why:
                last = self._last_line()
                yield f"{why}; its last line was: {last}" if last else why
                return

    def _refused(self, code: int | None, meaning: Exit | None) -> str:
        if code is None:
            return "it was ended before it was done"
        if code < 0:
            return f"it was ended by signal {-code}, as the system does when memory runs out"
        if meaning is None:
            return f"exit code {code} is not in its table"
        if meaning is Exit.NOTHING_TO_SCAN:
            return f"exit code {code} says that there is nothing to scan, but it was given {self._given()}"
        if meaning is Exit.NOT_CONFIGURED:
            return f"exit code {code} says that it is not configured"
        return f"exit code {code} says that it failed" if meaning is Exit.FAILED else ""

    def _given(self) -> str:
        if isinstance(self.scanner.reads, (Files, Folder)):
            return _count(len(self.raw.selected), "file")
        return "a target"

    def _last_line(self) -> str:
        lines = _tail(self.scanner, self.raw).splitlines()
        return lines[-1].strip()[:200] if lines else ""

    def _missing_reports(self) -> Iterator[str]:
        missing = len(self.raw.exit_codes) - self.raw.report_count
        if missing > 0:
            yield f"{missing} of {_count(len(self.raw.exit_codes), 'call')} left no report"
        elif len(self.parsed) < self.raw.report_count:
            left = self.raw.report_count - len(self.parsed)
            yield f"{left} of {_count(self.raw.report_count, 'report')} left unread"

    def _unread_reports(self) -> Iterator[str]:
        for report in self.parsed:
            if isinstance(report, ReportError):
                yield f"its report cannot be read: {report.what}" + (f" ({report.why})" if report.why else "")

    def _admitted_failures(self) -> Iterator[str]:
        for report in self.reports:
            yield from report.failures

    def _contradictions(self) -> Iterator[str]:
        for code, meaning, report in zip(self.raw.exit_codes, self.meanings, self.reports, strict=False):
            if meaning is Exit.FINDINGS and not report.findings:
                yield f"exit code {code} says that there are findings, but the report holds none"

    def _unproven(self) -> Iterator[str]:
        coverage = self.coverage
        if coverage.examined >= max(1, self.min_inputs):
            return
        if self.scanner.proof is Proof.REPORT and not all(report.inputs for report in self.reports):
            yield "its report does not say what it examined"
        elif self.scanner.proof is Proof.OUTPUT and not self._printed_counts():
            yield "its output does not say how much it examined"
        else:
            seen = f"it examined {coverage.examined} of {_count(coverage.selected, coverage.unit)}"
            need = f"; at least {self.min_inputs} are needed" if self.min_inputs > 1 else ""
            yield seen + need + _names(coverage.unread)

    def _lost_rows(self) -> Iterator[str]:
        if not self.finding_count:
            yield from self._problems()

    def _problems(self) -> Iterator[str]:
        problems = [problem for report in self.reports for problem in report.problems]
        if problems:
            first = f"{problems[0].place}: {problems[0].why}"
            yield f"{_count(len(problems), 'part')} of its report could not be read, the first at {first}"

    def _remarks(self) -> Iterator[str]:
        """What is worth saying of a scan that did answer, besides its coverage."""
        for why, count in self._partial_signs().items():
            yield f"{why} ({count} times)" if count > 1 else why
        yield from dict.fromkeys(remark for report in self.reports for remark in report.remarks)
        passed_over = sum(report.suppressed for report in self.reports)
        if passed_over:
            yield f"{_count(passed_over, 'result')} passed over, as the project or its settings ask"
        yield from self._problems()

    def _partial_signs(self) -> Counter[str]:
        return Counter(sign.why for sign, _ in self._sign_matches())

    def _sign_matches(self) -> Iterator[tuple[Sign, str]]:
        """Each thing that the output says was not read, with its name where the output has it."""
        for sign in self.scanner.signs:
            if not sign.is_fatal:
                for match in re.finditer(sign.pattern, self.raw.output, re.MULTILINE):
                    yield sign, match.groupdict().get("unread") or ""

    @cached_property
    def coverage(self) -> Coverage:
        """How much was read, by the adapter's proof."""
        unread = self._unread()
        unit = self.scanner.unit
        given = len(self.raw.selected) + len(self.raw.left_out)
        counted = self._counted()
        is_given_files = isinstance(self.scanner.reads, Files)
        if self.scanner.proof is Proof.FILES_GIVEN:
            # Reports of these scanners name only files that they have something to say about.
            examined, selected = given - len(unread), given
        else:
            examined = (counted if self.scanner.proof is Proof.REPORT else sum(self._printed_counts())) or 0
            unit = next((report.inputs.unit for report in self.reports if report.inputs), unit)
            if is_given_files and unit == self.scanner.unit:
                # The output may tell of a file that the report takes for read.
                examined = min(examined, given - len(unread))
            selected = max(given if is_given_files else 0, examined + len(unread))
        names = tuple(sorted(printable(name) for name in unread if name))
        return Coverage(
            unit=unit, selected=selected, examined=max(0, min(examined, selected)), unread=names[:MAX_UNREAD]
        )

    def _counted(self) -> int | None:
        """What the reports count as examined; ``None`` when one of them does not say."""
        counts = [report.inputs.examined for report in self.reports if report.inputs is not None]
        return sum(counts) if counts and len(counts) == len(self.parsed) else None

    def _printed_counts(self) -> list[int]:
        if not self.scanner.proof_pattern:
            return []
        found = re.finditer(self.scanner.proof_pattern, self.raw.output, re.MULTILINE)
        return [int(match[1].replace(",", "")) for match in found]

    def _unread(self) -> list[str]:
        """Things not read: each name once, however many places tell of it, and each nameless one."""
        told = [name for report in self.reports if report.inputs for name in report.inputs.unread]
        told += [name for _, name in self._sign_matches()]
        told += (*self.raw.passed_over, *self.raw.left_out)
        selected = frozenset(self.raw.selected)
        told = [_as_selected(name.removeprefix("./"), selected) for name in told]
        return [*dict.fromkeys(name for name in told if name), *(name for name in told if not name)]


def _as_selected(name: str, selected: frozenset[str]) -> str:
    """A file as it was handed over, where a report gives its absolute path."""
    parts = name.split("/") if name.startswith("/") else []
    tails = ("/".join(parts[start:]) for start in range(1, len(parts)))
    return next((tail for tail in tails if tail in selected), name)


def _evidence(scanner: Scanner, raw: RawScan) -> Evidence:
    return Evidence(
        tool_version=raw.tool_version,
        rules_version=raw.rules_version,
        command=tuple(printable(word) for word in raw.command),
        exit_code=_telling_code(scanner, raw),
        started=raw.started,
        duration_seconds=raw.duration_seconds,
        report_sha256=raw.report_sha256,
        report_bytes=raw.report_bytes,
        is_cached=raw.is_cached,
        stderr_tail=_tail(scanner, raw),
    )


def _telling_code(scanner: Scanner, raw: RawScan) -> int | None:
    """The exit code that decided: the first that is not healthy, else the first that says findings."""
    for wanted in ({Exit.CLEAN, Exit.FINDINGS}, {Exit.CLEAN}):
        for code in raw.exit_codes:
            if code is None or scanner.exit_codes.get(code) not in wanted:
                return code
    return raw.exit_codes[0] if raw.exit_codes else None


def _tail(scanner: Scanner, raw: RawScan) -> str:
    """The last lines of the output; a scanner of secrets may print them, so its long words are cut out."""
    text = "\n".join(raw.output.splitlines()[-_TAIL_LINES:])[-_TAIL_CHARACTERS:]
    if scanner.category is Category.SECRETS:
        text = _LONG_WORD.sub("…", text)
    return text


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _names(unread: tuple[str, ...]) -> str:
    if not unread:
        return ""
    more = f" and {len(unread) - _NAMED} more" if len(unread) > _NAMED else ""
    return f": {', '.join(unread[:_NAMED])}{more}"
