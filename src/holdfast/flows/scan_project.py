"""Scans a project: chooses scanners, runs them, judges what each proves, and merges what they found."""

import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from holdfast import __version__, findings
from holdfast.errors import ReportError
from holdfast.findings.identifying import identified
from holdfast.findings.merge import merge
from holdfast.findings.paths import relative_path, with_relative_path
from holdfast.flows.scan_order import Equipment, Listen, ScanOrder
from holdfast.flows.source import Source, target_of
from holdfast.kit.addresses import without_credentials
from holdfast.kit.changes import Changes, changed_files, export_files
from holdfast.kit.collector import collector_paused
from holdfast.kit.digest import sha256
from holdfast.kit.tree import Tree, walk
from holdfast.model.dependency import Dependency
from holdfast.model.finding import Finding
from holdfast.model.report import ParsedReport
from holdfast.model.scan import Run, Scan, ScanStatus, Target
from holdfast.model.verdict import Verdict
from holdfast.scan.choosing import Choice, choose
from holdfast.scan.judging import judge, telling_lines
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.request import Event, Request, ScanEnded
from holdfast.scan.scanning import Image, Scanner, Url
from holdfast.scan.targets import Target as DastTarget
from holdfast.scan.targets import check_identity, guard

Reports = tuple[ParsedReport | ReportError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What the scanners of a run saw.

    Attributes:
        scans: One for each scanner.
        findings: Merged over scanners, worst first.
        dependencies: Packages that they named, each once.
        beside_the_tree: Those found in a running application or an image, as they were reported.
    """

    scans: tuple[Scan, ...]
    findings: tuple[Finding, ...]
    dependencies: tuple[Dependency, ...]
    beside_the_tree: tuple[Finding, ...]


class ScanProject:
    """The use case behind ``holdfast scan`` and ``holdfast gate``."""

    def __init__(self, equipment: Equipment) -> None:
        """Take what to work with."""
        self._with = equipment
        self._settings = equipment.config.scan

    def __call__(self, order: ScanOrder, on_event: Listen = lambda _: None) -> Run:
        """Scan what was ordered.

        Raises:
            TreeError: The folder does not exist or must not be read.
            TargetRefused: The URL is outside the allow-list.
            UsageError: The revision to compare with is not known.
            UnknownNameError: A scanner was named that does not exist.
        """
        started, begin = self._with.clock.now(), time.monotonic()
        target = guard(order.url, self._settings.dast.allow) if order.url else None
        whole = self._walk(order.path, order) if order.path is not None else None
        changes = changed_files(whole.root, order.since) if whole and order.since else None
        tree = whole.only(changes.files) if whole and changes else whole
        wrong = self._wrong_target(target) if target else ""
        seen = self._scan(tree, order, on_event, wrong)
        known = order.baseline
        if whole and changes:
            before = self._known_before(whole, changes, order)
            known = (known or frozenset()) | before | _outside(seen, changes)
        return Run(
            service=self._with.config.service.name,
            target=replace(_target(order, whole, tree), repository=self._repository()),
            started=started,
            duration_seconds=round(time.monotonic() - begin, 3),
            scans=seen.scans,
            findings=seen.findings,
            dependencies=seen.dependencies,
            known=known,
            holdfast_version=__version__,
        )

    def _repository(self) -> str:
        return without_credentials(self._with.config.service.repository)

    def _walk(self, path: Path, order: ScanOrder) -> Tree:
        excludes = (*self._settings.exclude, *order.excludes)
        return walk(path, excludes=excludes, max_file_bytes=self._settings.max_file_size)

    def _known_before(self, tree: Tree, changes: Changes, order: ScanOrder) -> frozenset[str]:
        """Fingerprints of what the changed files held at the base, found by the same scanners."""
        with tempfile.TemporaryDirectory(prefix="holdfast-base-") as folder:
            if not export_files(tree.root, changes, Path(folder)):
                return frozenset()
            old = self._walk(Path(folder), order)
            seen = self._scan(old, replace(order, url="", image=""), lambda _: None)
        return _fingerprints(seen.findings)

    def _wrong_target(self, target: DastTarget) -> str:
        """Why the address is not the application that is meant; empty when it is."""
        identity = check_identity(target, self._settings.dast)
        return "" if identity.is_right else f"nothing was tested: {identity.reason}"

    def _scan(self, tree: Tree | None, order: ScanOrder, on_event: Listen, wrong_target: str = "") -> _Seen:
        choices = self._choices(order)
        request = self._request(tree, order, choices)
        refused = [
            choice.scanner for choice in choices if wrong_target and isinstance(choice.scanner.reads, Url)
        ]
        scanners = [choice.scanner for choice in choices if choice.scanner not in refused]
        raws, reports = self._run(scanners, request, on_event)
        raws |= {one.name: NotRun(status=ScanStatus.FAILED, reason=wrong_target) for one in refused}
        scans = tuple(
            self._judged(choice, raws[choice.scanner.name], reports.get(choice.scanner.name, ()))
            for choice in choices
        )
        found = {name: tuple(_findings(each, raws[name])) for name, each in reports.items()}
        beside = [one.name for one in scanners if isinstance(one.reads, (Url, Image))]
        return _Seen(
            scans=scans,
            findings=_merged([finding for each in found.values() for finding in each], tree),
            dependencies=_dependencies(reports.values()),
            beside_the_tree=tuple(finding for name in beside for finding in found.get(name, ())),
        )

    def _choices(self, order: ScanOrder) -> tuple[Choice, ...]:
        for name in sorted(order.scanners):
            self._with.scanners.get(name)
        return choose(self._with.scanners, self._settings.scanners, order.wish)

    def _request(self, tree: Tree | None, order: ScanOrder, choices: Iterable[Choice]) -> Request:
        settings = self._settings
        return Request(
            tree=tree,
            url=order.url,
            image=order.image,
            settings=settings.scanners,
            timeout=settings.timeout,
            jobs=settings.jobs,
            is_offline=order.is_offline,
            is_cache_used=order.is_cache_used,
            reading=reading_version(self._with.secret_key),
            advisories=self._with.advisories,
            installs_named=frozenset(choice.scanner.name for choice in choices if choice.is_asked_for),
        )

    def _run(
        self, scanners: Sequence[Scanner], request: Request, on_event: Listen
    ) -> tuple[dict[str, RawScan | NotRun], dict[str, Reports]]:
        """Run the scanners, and read each one's reports while the others are still at work."""
        reports: dict[str, Reports] = {}

        def listen(event: Event) -> None:
            if isinstance(event, ScanEnded) and isinstance(event.raw, RawScan):
                reports[event.scanner.name] = self._read(event.scanner, event.raw)
            on_event(event)

        return self._with.runner.run_all(scanners, request, listen), reports

    def _read(self, scanner: Scanner, raw: RawScan) -> Reports:
        if raw.quote:
            return raw.quote.reports
        parser = self._with.parsers.get(scanner.report)
        answers: list[ParsedReport | ReportError] = []
        for data in raw.reports:
            try:
                with collector_paused():
                    answers.append(parser.read(data, scanner.name, self._with.secret_key))
            except ReportError as error:
                answers.append(error)
        return tuple(answers)

    def _judged(self, choice: Choice, raw: RawScan | NotRun, reports: Reports) -> Scan:
        is_there = not (isinstance(raw, NotRun) and raw.status is ScanStatus.MISSING)
        scan = judge(
            choice.scanner,
            raw,
            reports,
            min_inputs=self._settings.dast.min_urls if isinstance(choice.scanner.reads, Url) else 1,
            is_expected=choice.must_answer(is_installed=is_there),
        )
        if isinstance(raw, RawScan) and scan.verdict is not Verdict.NO_VERDICT:
            kept = replace(raw, output=telling_lines(choice.scanner, raw.output))
            self._with.runner.remember(kept, [one for one in reports if isinstance(one, ParsedReport)])
        return scan


def reading_version(secret_key: bytes) -> str:
    """Changes whenever a report may be read differently: with the code that reads, and the key of hashes."""
    folder = Path(findings.__file__).parent
    code = (path.read_bytes() for path in sorted(folder.rglob("*.py")))
    return sha256(b"\0".join([__version__.encode(), secret_key, *code]))


def _target(order: ScanOrder, whole: Tree | None, tree: Tree | None) -> Target:
    if order.path is None or whole is None or tree is None:
        return Target(url=order.url, image=order.image)
    target = target_of(order.path, whole, len(tree.entries), order.since)
    return replace(target, url=order.url, image=order.image)


def _merged(these: Sequence[Finding], tree: Tree | None) -> tuple[Finding, ...]:
    with collector_paused():
        source = Source(tree) if tree else None
        known = identified(these, source.lines, source.relative) if source else identified(these)
        return tuple(merge(known))


def _findings(reports: Reports, raw: RawScan | NotRun) -> Iterable[Finding]:
    """The findings, with paths relative to the folder of their run: a quoted one may have seen another."""
    roots = (raw.root,) if isinstance(raw, RawScan) and raw.root else ()
    found = (one for report in reports if isinstance(report, ParsedReport) for one in report.findings)
    return (with_relative_path(one, lambda path: relative_path(path, roots)) for one in found)


def _dependencies(reports: Iterable[Reports]) -> tuple[Dependency, ...]:
    """Every package that a report names, each once, by manifest and name."""
    named = (
        one
        for each in reports
        for report in each
        if isinstance(report, ParsedReport)
        for one in report.dependencies
    )
    return tuple(sorted(set(named), key=lambda one: (one.manifest, one.name, one.version, one.path)))


def _fingerprints(these: Iterable[Finding]) -> frozenset[str]:
    return frozenset(name for found in these for name in (found.fingerprint, *found.also_known_as))


def _outside(seen: _Seen, changes: Changes) -> frozenset[str]:
    """Fingerprints of findings in files that did not change: scanners of folders look at those too.

    Of a finding without a file, and of an application or an image, git knows nothing: those are not known.
    """
    unchanged = (
        found for found in seen.findings if found.location.path and found.location.path not in changes.files
    )
    return _fingerprints(unchanged) - _fingerprints(_merged(seen.beside_the_tree, None))
