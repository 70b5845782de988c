"""The samples of the report parsers: how they are stored, read, and accepted.

``tests/samples/parsers/<parser>/`` holds reports named ``none``, ``one``, ``many`` and whatever else a format
needs, made by the real tool on examples of ours or written by us in its documented shape. Beside each
``<stem>.<ext>`` stands ``<stem>.expected.json``: what the parser must make of it. After a deliberate change,
read the difference that this leaves behind::

    python tests/samples/accept.py parsers/bandit parsers/ruff
    git diff tests/samples

**Secrets are placeholders.** A report that carries a secret in clear is stored with ``@SECRET-1@`` to
``@SECRET-9@`` in its place. Reading a sample puts a made-up secret there, so that no scanner of a code host
finds one in this repository, and so that a test can prove that no secret ever leaves a parser.
"""

import dataclasses
import json
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import msgspec

import holdfast.findings.parsers
from holdfast.findings.parsing import Parser
from holdfast.kit.registry import Registry
from holdfast.model.report import ParsedReport

SAMPLES = Path(__file__).parent
PARSERS = Registry(holdfast.findings.parsers, Parser, "holdfast.parsers", "parser")
EXPECTED = ".expected.json"
LONGEST_TEXT = 120
"""Longer texts are cut in expected.json: the start and the length show every change that matters."""

_PLACEHOLDER = re.compile(rb"@SECRET-(\d)@")


def fake_secret(number: int) -> str:
    """A secret that opens nothing; assembled here, so that it stands nowhere as a whole."""
    return "".join(["hold", "fast", "Fake", str(number), "Qz7", "Xw4", "Lk9", "Rt2"])


def samples_of(parser: str) -> list[Path]:
    """The sample reports of one parser, sorted."""
    folder = SAMPLES / "parsers" / parser
    return sorted(path for path in folder.glob("*") if not path.name.endswith(EXPECTED))


def expected_path(sample: Path) -> Path:
    """Where the expected result of a sample stands."""
    return sample.with_name(sample.name.split(".", 1)[0] + EXPECTED)


def read_sample(sample: Path, secret: Callable[[int], str] = fake_secret) -> bytes:
    """The report with its placeholders filled, escaped as the format asks."""
    data = sample.read_bytes()

    def fill(match: re.Match[bytes]) -> bytes:
        value = secret(int(match[1]))
        return (escape(value) if data.lstrip().startswith(b"<") else json.dumps(value)[1:-1]).encode()

    return _PLACEHOLDER.sub(fill, data)


def secrets_in(sample: Path) -> frozenset[int]:
    """The numbers of the placeholders in a sample."""
    return frozenset(int(match[1]) for match in _PLACEHOLDER.finditer(sample.read_bytes()))


def summary(report: ParsedReport) -> dict[str, Any]:
    """A parsed report as plain JSON values: what differs from the defaults, long texts cut."""
    return {name: value for name, value in _plain(report).items() if name != "findings"} | {
        "findings": [_plain(finding) for finding in report.findings]
    }


def as_text(report: ParsedReport) -> str:
    """The summary as JSON, one line a finding, so that a difference reads well."""
    content = summary(report)
    findings = content.pop("findings")
    lines = [f"  {json.dumps(name)}: {_dump(value)},\n" for name, value in content.items()]
    rows = ",\n".join(f"    {_dump(finding)}" for finding in findings)
    return "{\n" + "".join(lines) + '  "findings": [' + (f"\n{rows}\n  " if rows else "") + "]\n}\n"


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _plain(value: Any) -> Any:
    if isinstance(value, msgspec.Struct):
        return _set_fields(value, msgspec.structs.fields(value))
    if dataclasses.is_dataclass(value):
        return _set_fields(value, dataclasses.fields(value))
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, str):
        text = str(value)
        return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}… ({len(text)} characters)"
    return value.isoformat() if hasattr(value, "isoformat") else value


def _set_fields(value: Any, fields: Iterable[Any]) -> dict[str, Any]:
    """The fields that differ from their defaults."""
    contents = ((field.name, getattr(value, field.name), field.default) for field in fields)
    return {name: _plain(content) for name, content, default in contents if content != default}


def accept(parser: str) -> None:
    """Write the expected result of each sample of a parser."""
    for sample in samples_of(parser):
        parsed = PARSERS.get(parser).read(read_sample(sample), sample.name)
        expected_path(sample).write_text(as_text(parsed), encoding="utf-8")
        sys.stdout.write(f"{parser}/{sample.name}: {len(parsed.findings)} findings\n")


if __name__ == "__main__":
    for argument in sys.argv[1:] or [f"parsers/{name}" for name in PARSERS.names]:
        accept(Path(argument).name)
