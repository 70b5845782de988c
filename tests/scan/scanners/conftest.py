"""Runs one real scanner the way ``holdfast scan`` does: toolbox, runner, parser, verdict."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from holdfast.errors import ReportError
from holdfast.findings import parsers
from holdfast.findings.parsing import Parser
from holdfast.kit.clock import SystemClock
from holdfast.kit.places import Places
from holdfast.kit.process import Stop
from holdfast.kit.registry import Registry
from holdfast.kit.tree import walk
from holdfast.model.finding import Finding
from holdfast.model.scan import Scan, ScanStatus
from holdfast.scan import scanners
from holdfast.scan.judging import judge
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.request import Request
from holdfast.scan.runner import Runner
from holdfast.scan.scanning import Scanner
from holdfast.scan.toolbox import Toolbox

SCANNERS = Registry(scanners, Scanner, "holdfast.scanners", "scanner")
PARSERS = Registry(parsers, Parser, "holdfast.parsers", "parser")


@dataclass(frozen=True)
class Answer:
    """What came of one scan."""

    scan: Scan
    raw: RawScan | NotRun
    findings: tuple[Finding, ...]

    @property
    def rules(self) -> set[str]:
        return {finding.rule for finding in self.findings}

    def must_be(self, status: ScanStatus, why: str = "") -> "Answer":
        """The answer itself, if it is the one expected; else all that helps to see why not."""
        seen = f"{self.scan.status}: {self.scan.reasons}\n{self.scan.coverage}\n{self.scan.evidence}"
        assert self.scan.status is status, seen
        assert why in " ".join(self.scan.reasons), seen
        return self


class Laboratory:
    """A folder to scan, and the machinery to scan it."""

    def __init__(self, folder: Path, cache: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self._environment = environment
        self._places = Places(cache=cache, state=folder.parent / "state", config=folder.parent / "config")

    def write(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def program(self, name: str) -> Path:
        """Where the program of a scanner is, installed if need be."""
        return Path(Toolbox(self._places, self._environment).install(SCANNERS.get(name)).path)

    def scan(self, name: str, *, min_inputs: int = 1, **wishes: str) -> Answer:
        """Scan the folder, or what ``url`` or ``image`` names, by one scanner."""
        scanner = SCANNERS.get(name)
        stop = Stop()
        toolbox = Toolbox(self._places, self._environment, stop=stop)
        runner = Runner(toolbox, self._places, self._environment, SystemClock(), stop)
        request = Request(
            tree=walk(self.folder), is_cache_used=False, installs_named=frozenset({name}), **wishes
        )
        raw = runner.run(scanner, request)
        parsed = [_read(scanner.report, data) for data in raw.reports] if isinstance(raw, RawScan) else []
        scan = judge(scanner, raw, parsed, min_inputs=min_inputs)
        findings = [one for each in parsed if not isinstance(each, ReportError) for one in each.findings]
        return Answer(scan=scan, raw=raw, findings=tuple(findings))


def _read(parser: str, data: bytes):
    try:
        return PARSERS.get(parser).read(data)
    except ReportError as error:
        return error


@pytest.fixture
def laboratory(tmp_path: Path) -> Laboratory:
    """With the real programs, installed into the user's cache once."""
    folder = tmp_path / "a service"
    folder.mkdir()
    environment = dict(os.environ)
    return Laboratory(folder, Places.of(environment).cache, environment)


@pytest.fixture
def bench_of_fakes(tmp_path: Path) -> Callable[[dict[str, str]], Laboratory]:
    """Makes a laboratory whose PATH holds nothing but programs of ours: their names, and what they do."""

    def make(programs: dict[str, str], **variables: str) -> Laboratory:
        folder, tools = tmp_path / "a service", tmp_path / "tools"
        folder.mkdir()
        tools.mkdir()
        for name, body in programs.items():
            program = tools / name
            program.write_text(body, encoding="utf-8")
            program.chmod(0o755)
        return Laboratory(
            folder, tmp_path / "cache", {"PATH": str(tools), "HOME": str(tmp_path), **variables}
        )

    return make
