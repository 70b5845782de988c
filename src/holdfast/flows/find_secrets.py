"""Finds secrets without the other scanners: in files, in what is staged, in the history, in a stream."""

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from holdfast import __version__
from holdfast.config.document import Config
from holdfast.findings.identifying import identified
from holdfast.findings.merge import merge
from holdfast.findings.parsing import PUBLIC_KEY, Parser
from holdfast.kit.clock import Clock
from holdfast.kit.digest import sha256
from holdfast.kit.git import repository_root
from holdfast.kit.history import Extent, History
from holdfast.kit.staging import staged_files
from holdfast.kit.tree import Tree, walk
from holdfast.model.category import Category
from holdfast.model.report import ParsedReport
from holdfast.model.scan import Evidence, Run, Scan, ScanStatus, Target
from holdfast.scan.engines.secrets import search_files
from holdfast.scan.engines.secrets_history import OPTIONS as HISTORY_OPTIONS
from holdfast.scan.engines.secrets_history import search_history
from holdfast.scan.importing import judge_report
from holdfast.scan.secret_search import Passing
from holdfast.scan.secret_staging import search_staged
from holdfast.scan.secret_streams import search_stream

SCANNER = "secrets"
TITLE = "Holdfast secrets"
_NAMED = 3


class FindSecrets:
    """The use case behind ``holdfast secrets``."""

    def __init__(self, config: Config, parser: Parser, clock: Clock, secret_key: bytes = PUBLIC_KEY) -> None:
        """Take the service's configuration, the parser of our reports, the time and the key of hashes."""
        self._service = config.service.name
        self._settings = config.scan
        self._parser = parser
        self._clock = clock
        self._secret_key = secret_key

    def in_files(self, paths: Sequence[Path]) -> Run:
        """Search files and folders; paths are told from the folder that holds them all.

        Raises:
            TreeError: A path does not exist or must not be read.
            ConfigError: An option of the scanner is wrong.
        """
        begin = time.monotonic()
        trees = [self._walk(path) for path in paths]
        root = Path(os.path.commonpath([tree.root for tree in trees]))
        places = {tree.root: os.path.relpath(tree.root, root) for tree in trees}
        names = [os.path.normpath(f"{places[tree.root]}/{e.path}") for tree in trees for e in tree.entries]
        report = search_files(root, dict.fromkeys(names), self._passing(root))
        unread = [os.path.normpath(f"{places[tree.root]}/{path}") for tree in trees for path in tree.unread]
        return self._run(_with_unread(report, unread), ", ".join(map(str, paths)), begin)

    def _walk(self, path: Path) -> Tree:
        settings = self._settings
        return walk(path, excludes=settings.exclude, max_file_bytes=settings.max_file_size)

    def in_staged(self, folder: Path) -> Run:
        """Search the lines that the next commit adds, in the whole work tree.

        Raises:
            UsageError: The folder is in no work tree.
            ToolError: Git refused.
        """
        begin = time.monotonic()
        top = repository_root(folder.resolve()) or folder
        report = search_staged(staged_files(folder), self._passing(top))
        return self._run(report, "what is staged", begin, minimum=0)

    def in_history(self, folder: Path, extent: Extent) -> Run:
        """Search every version of every file that the repository of a folder ever held.

        Raises:
            UsageError: It is in no repository, or the revision is not there.
            ToolError: Git refused.
        """
        begin = time.monotonic()
        report = search_history(History(folder, extent), self._passing(folder))
        return self._run(report, f"the history of {folder}", begin, minimum=0 if extent.since else 1)

    def in_stream(
        self, chunks: Iterable[bytes], name: str, write: Callable[[bytes], object] | None = None
    ) -> Run:
        """Search a text stream of any length, and write it with its secrets redacted if that is wanted."""
        begin = time.monotonic()
        report = search_stream(chunks, name, self._passing(Path()), write)
        # A log without a line is a log without secrets.
        return self._run(report, name, begin, minimum=0)

    def _passing(self, root: Path) -> Passing:
        today = {"today": self._clock.now().date().isoformat()}
        return Passing.of(root, {**today, **self._options()}, HISTORY_OPTIONS)

    def _options(self) -> Mapping[str, str]:
        own = self._settings.scanners.get(SCANNER)
        return own.options if own else {}

    def _run(self, found: ParsedReport, what: str, begin: float, minimum: int = 1) -> Run:
        """The run behind a report of ours, its secrets keyed as those of every scanner."""
        data = msgspec.json.encode(replace(found, tool_version=__version__))
        report = self._parser.read(data, SCANNER, self._secret_key)
        seconds = round(time.monotonic() - begin, 3)
        evidence = Evidence(
            tool_version=__version__,
            started=self._clock.now(),
            duration_seconds=seconds,
            report_sha256=sha256(data),
            report_bytes=len(data),
        )
        judged = judge_report(report, TITLE, Category.SECRETS, evidence, minimum)
        return Run(
            service=self._service,
            target=Target(path=what),
            started=self._clock.now(),
            duration_seconds=seconds,
            scans=(_proven(replace(judged, scanner=found.tool)),),
            findings=tuple(merge(identified(report.findings))),
            holdfast_version=__version__,
        )


def _with_unread(report: ParsedReport, unread: Sequence[str]) -> ParsedReport:
    if report.inputs is None or not unread:
        return report
    return replace(report, inputs=replace(report.inputs, unread=(*report.inputs.unread, *unread)))


def _proven(scan: Scan) -> Scan:
    """Silence about things that were not read is no answer."""
    unread = scan.coverage.unread
    if scan.status is not ScanStatus.CLEAN or not unread:
        return scan
    more = f" and {len(unread) - _NAMED} more" if len(unread) > _NAMED else ""
    reason = f"nothing was found, and not all was read: {', '.join(unread[:_NAMED])}{more}"
    return replace(scan, status=ScanStatus.FAILED, reasons=(*scan.reasons, reason))
