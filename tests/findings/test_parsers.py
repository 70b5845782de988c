"""Every parser: its samples, its detection, and what it does with reports that are broken or hostile."""

import json
import resource
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from findings.mutation import mutated
from holdfast.errors import ReportError, UnknownReport
from holdfast.findings.identifying import identified
from holdfast.findings.merge import merge
from holdfast.findings.parsing import Parser, detect
from holdfast.model.finding import Finding
from holdfast.model.report import ParsedReport
from samples.accept import (
    EXPECTED,
    PARSERS,
    SAMPLES,
    expected_path,
    fake_secret,
    read_sample,
    samples_of,
    secrets_in,
    summary,
)

NAMES = PARSERS.names
ALL_SAMPLES = [
    pytest.param(name, path, id=f"{name}/{path.name}") for name in NAMES for path in samples_of(name)
]
SAYS_NOTHING = {b"", b"[]", b"{}"}
"""What some tools write when they find nothing: no tool can be told from it, so ``--tool`` has to."""

MAX_MEMORY_BYTES = 4 * 2**30

each_parser = pytest.mark.parametrize("name", NAMES)
each_sample = pytest.mark.parametrize(("name", "sample"), ALL_SAMPLES)
fuzzed = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@pytest.fixture(scope="module", autouse=True)
def bounded_memory() -> Iterator[None]:
    """A report that makes a parser eat memory fails its test instead of taking the machine."""
    limits = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY_BYTES, limits[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, limits)


@pytest.fixture(scope="module")
def parsers() -> list[Parser]:
    return list(PARSERS)


@each_sample
def test_a_sample_gives_what_was_accepted(name: str, sample: Path):
    parsed = PARSERS.get(name).read(read_sample(sample), sample.name)
    accepted = json.loads(expected_path(sample).read_text(encoding="utf-8"))

    assert json.loads(json.dumps(summary(parsed))) == accepted
    assert_well_formed(parsed)


@each_sample
def test_a_sample_is_recognised_by_its_content(name: str, sample: Path, parsers: list[Parser]):
    data = read_sample(sample)
    if data.strip() in SAYS_NOTHING:
        with pytest.raises(UnknownReport):
            detect(data, parsers)
    else:
        assert detect(data, parsers).name == name


@each_parser
def test_a_parser_has_samples_with_no_one_and_many_findings(name: str):
    counts = {
        sample.name.split(".", 1)[0]: len(json.loads(expected_path(sample).read_text())["findings"])
        for sample in samples_of(name)
    }

    assert {"none", "one", "many"} <= counts.keys(), f"write samples/parsers/{name}/{{none,one,many}}.<ext>"
    assert counts["none"] == 0
    assert counts["one"] == 1
    assert counts["many"] > 1


@each_parser
def test_a_parser_says_what_it_reads(name: str):
    parser = PARSERS.get(name)

    assert parser.title
    assert parser.homepage.startswith("https://") or name == "holdfast"
    assert parser.signatures


def test_each_expected_result_belongs_to_one_sample_of_one_parser():
    owned = [expected_path(sample) for name in NAMES for sample in samples_of(name)]

    assert sorted(owned) == sorted(SAMPLES.glob(f"parsers/*/*{EXPECTED}"))


@each_sample
def test_a_report_cut_anywhere_is_read_or_refused(name: str, sample: Path):
    data = read_sample(sample)
    for end in range(0, len(data), max(1, len(data) // 25)):
        read_or_refuse(PARSERS.get(name), data[:end])


@each_sample
@fuzzed
@given(data=st.data())
def test_a_mutated_report_is_read_or_refused(name: str, sample: Path, data: st.DataObject):
    read_or_refuse(PARSERS.get(name), data.draw(mutated(read_sample(sample))))


@each_parser
@pytest.mark.parametrize(
    "report",
    [
        *(
            b"",
            b" ",
            b"\x00",
            b"null",
            b"[]",
            b"{}",
            b"[[]]",
            b"[null]",
            b"0",
            b'"x"',
            b"\xff\xfe",
            b"PK\x03\x04",
        ),
        *(b"[" * 100_000, b'{"a":' * 100_000, b"<a>" * 100_000, b"\n" * 1000, b"," * 10_000),
        *(b'\xef\xbb\xbf{"results": null}', '{"results": []}'.encode("utf-16"), b"<!DOCTYPE a><a/>"),
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;">]><a>&d;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
    ],
    ids=lambda report: repr(report[:24]),
)
def test_a_hostile_report_is_read_or_refused(name: str, report: bytes):
    read_or_refuse(PARSERS.get(name), report)


@pytest.mark.parametrize(
    ("name", "sample"),
    [case for case in ALL_SAMPLES if secrets_in(case.values[1])],  # type: ignore[arg-type]
)
@fuzzed
@given(
    text=st.text(st.characters(exclude_categories=["C"]), min_size=12, max_size=60).filter(
        lambda text: len(set(text)) > 6
    )
)
def test_a_secret_never_leaves_a_parser(name: str, sample: Path, text: str):
    numbers = secrets_in(sample)
    data = read_sample(sample, lambda number: f"{text}{number}")
    parsed = PARSERS.get(name).read(data)

    everything = "\n".join(_texts(msgspec.to_builtins(parsed)))
    assert not any(f"{text}{number}" in everything for number in numbers)


@each_parser
def test_a_parser_that_reads_secrets_declares_it(name: str):
    samples = samples_of(name)

    if any(secrets_in(sample) for sample in samples):
        assert PARSERS.get(name).holds_secrets


def read_or_refuse(parser: Parser, data: bytes) -> None:
    """Read a report; nothing but a refusal may be raised, and what is read must be sound."""
    try:
        parsed = parser.read(data)
    except ReportError:
        return
    assert_well_formed(parsed)


def assert_well_formed(parsed: ParsedReport) -> None:
    """Check what the types cannot say; the round trip checks what the types do say."""
    assert len(merge(identified(parsed.findings))) <= len(parsed.findings)
    for finding in parsed.findings:
        assert msgspec.json.decode(msgspec.json.encode(finding), type=Finding) == finding
        assert finding.rule.strip()
        assert finding.title.strip()
        assert "\n" not in finding.title
        assert all(number > 0 for number in finding.cwe)
        assert finding.cvss is None or 0 <= finding.cvss.score <= 10
        assert finding.epss is None or 0 <= finding.epss.score <= 1
        _assert_place(finding)


def _assert_place(finding: Finding) -> None:
    place = finding.location
    assert place.path is None or (place.path and not place.path.startswith(("./", "file:")))
    assert place.line is None or place.line >= 1
    assert place.end_line is None or place.end_line >= (place.line or 1)
    assert place.column is None or place.column >= 1


def _texts(value: object) -> list[str]:
    """Every text in plain values."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for item in value.items() for part in item for text in _texts(part)]
    return [text for item in value for text in _texts(item)] if isinstance(value, list | tuple) else []


def test_the_made_up_secrets_differ():
    assert len({fake_secret(number) for number in range(10)}) == 10
