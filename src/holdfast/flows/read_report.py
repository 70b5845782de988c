"""Reads a report that somebody else's run left: which tool, which findings, and what it proves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec

from holdfast import __version__
from holdfast.errors import ReportError, ReportTooLarge, StorageError
from holdfast.findings.identifying import identified
from holdfast.findings.merge import merge
from holdfast.findings.parsing import PUBLIC_KEY, Parser, detect
from holdfast.kit.bounded import MAX_BYTES
from holdfast.kit.collector import collector_paused
from holdfast.kit.digest import sha256
from holdfast.kit.durations import format_size
from holdfast.kit.files import read_bounded
from holdfast.kit.registry import Registry
from holdfast.model.category import Category
from holdfast.model.finding import Finding
from holdfast.model.report import ParsedReport
from holdfast.model.scan import Evidence, Run, Scan, Target
from holdfast.scan.importing import judge_report

CONVERT_SCHEMA_VERSION = "1.0"


def as_json(parsed: ParsedReport) -> str:
    """A report as ``holdfast convert`` prints it."""
    document = {"schema_version": CONVERT_SCHEMA_VERSION, **msgspec.to_builtins(parsed)}
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


class ReadReport:
    """Reads report files with the parser that fits their content, or the one that was named."""

    def __init__(self, parsers: Registry[Parser], secret_key: bytes = PUBLIC_KEY, min_urls: int = 1) -> None:
        """Take what knows the formats, the key for hashes of secrets, and how many URLs make a scan."""
        self._parsers = parsers
        self._secret_key = secret_key
        self._min_urls = min_urls

    def __call__(self, path: Path, tool: str = "") -> ParsedReport:
        """The report with its findings identified, in the order of the report, none merged.

        Raises:
            ReportError: The file cannot be read, or no parser fits.
            UnknownNameError: There is no parser of the given name.
        """
        with collector_paused():
            parsed = self._parse(_bounded_bytes(path), path.name, tool)
            return replace(parsed, findings=tuple(identified(parsed.findings)))

    def _parse(self, data: bytes, name: str, tool: str) -> ParsedReport:
        parser = self._parsers.get(tool) if tool else detect(data, self._parsers)
        return parser.read(data, name, self._secret_key)

    def as_run(self, paths: Sequence[Path], service: str, now: datetime, tool: str = "") -> Run:
        """Reports as a run: one scan for each, judged by what each proves, and findings merged over all.

        Raises:
            ReportError: One of the files cannot be read at all.
        """
        scans: list[Scan] = []
        findings: list[Finding] = []
        with collector_paused():
            for path in paths:
                data = _bounded_bytes(path)
                parsed = self._parse(data, path.name, tool)
                scans.append(self._judged(parsed, path.name, data))
                findings.extend(parsed.findings)
            merged = tuple(merge(identified(findings)))
        return Run(
            service=service,
            target=Target(path=", ".join(str(path) for path in paths)),
            started=now,
            duration_seconds=0.0,
            scans=tuple(
                sorted(scans, key=lambda scan: (scan.category, scan.scanner, scan.evidence.report_sha256))
            ),
            findings=merged,
            holdfast_version=__version__,
        )

    def _judged(self, parsed: ParsedReport, name: str, data: bytes) -> Scan:
        parser = self._parsers.get(parsed.parser)
        category = _category(parsed, parser.category)
        evidence = Evidence(
            tool_version=parsed.tool_version,
            command=(f"read {name}",),
            report_sha256=sha256(data),
            report_bytes=len(data),
        )
        minimum = self._min_urls if category is Category.DAST else 1
        return judge_report(parsed, parser.title, category, evidence, minimum)


def _category(parsed: ParsedReport, default: Category) -> Category:
    return parsed.findings[0].category if parsed.findings else default


def _bounded_bytes(path: Path) -> bytes:
    try:
        size_bytes = path.stat().st_size
        if size_bytes > MAX_BYTES:
            raise ReportTooLarge(
                f"{path} has {format_size(size_bytes)}",
                f"the limit is {format_size(MAX_BYTES)}",
                "split the report, or narrow the scan",
            )
        # A pipe has no size, and a device no end: what is read is bounded too.
        return read_bounded(path, MAX_BYTES)
    except OSError as error:
        raise ReportError(f"{path} cannot be read", error.strerror or str(error), "check the path") from None
    except StorageError as error:
        raise ReportError(f"{path} cannot be read", error.why, "check the path") from None
