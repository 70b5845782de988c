"""Runs written and read again."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import TODAY, dependency_finding, finding, run, secret
from holdfast.config.gate import Policy
from holdfast.errors import ReportError
from holdfast.flows.run_files import format_run, parse_run
from holdfast.gate.deciding import decide
from holdfast.model.finding import Cvss, Epss
from holdfast.model.scan import Run
from holdfast.render.formats.json import FORMAT
from holdfast.render.rendering import Document

FULL = run(
    findings=(
        finding(secret=secret(), tags=("a",)),
        dependency_finding(cvss=Cvss(score=7.5, vector="CVSS:3.1/AV:N"), epss=Epss(score=0.4, as_of=TODAY)),
    ),
    known=frozenset({"f" * 32, "0" * 32, finding().fingerprint}),
)


def printed(of: Run) -> bytes:
    return FORMAT.render(Document(run=of)).encode()


def test_a_run_survives_the_file_unchanged():
    assert parse_run(format_run(FULL), "run.json") == FULL


def test_a_run_without_baseline_does_not_get_one():
    assert parse_run(format_run(run()), "run.json").known is None
    assert parse_run(printed(run()), "run.json").known is None


def test_a_baseline_is_written_in_one_order():
    many = [f"{number:032x}" for number in range(50)]

    assert format_run(run(known=frozenset(many))) == format_run(run(known=frozenset(reversed(many))))
    assert b",".join(f'"{one}"'.encode() for one in many) in format_run(run(known=frozenset(many)))


def test_the_json_of_a_scan_is_decided_as_the_run_that_it_shows():
    policy = Policy.model_validate({"default": {"new_only": True}})

    again = parse_run(printed(FULL), "scan.json")

    before, after = (decide(one, policy, (), TODAY) for one in (FULL, again))
    assert (after.verdict, after.blocking, after.not_gated, after.rules) == (
        before.verdict, before.blocking, before.not_gated, before.rules,
    )  # fmt: skip
    assert {one.fingerprint: FULL.is_new(one) for one in FULL.findings} == {
        one.fingerprint: again.is_new(one) for one in again.findings
    }


def test_the_json_of_a_scan_gives_back_the_mask_of_a_secret_and_no_digest():
    marks = [one.secret for one in parse_run(printed(FULL), "scan.json").findings if one.secret]

    assert [(mark.digest, mark.hint) for mark in marks] == [("", "WXYZ")]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"schema_version": 1}',
        b'{"schema_version": "2.0"}',
        b'{"schema_version": "1.0"}',
        b'{"schema_version": "1.0", "summary": 3}',
        b'{"schema_version": "1.0", "summary": {"known": 1}, "findings": [{}]}',
        b'{"schema_version": "1.0", "summary": {"known": null}, "findings": [{"secret": {"mask": 1}}]}',
        b'{"schema_version": "1.0", "summary": {"known": null}, "findings": 3}',
        b"\xff\xfe",
    ],
)
def test_what_is_not_a_run_is_refused_by_name(data: bytes):
    with pytest.raises(ReportError) as caught:
        parse_run(data, "scan.json")
    assert caught.value.what.startswith("scan.json is not a run")


def test_another_major_version_is_named():
    with pytest.raises(ReportError) as caught:
        parse_run(msgspec.json.encode({"schema_version": "9.1"}), "scan.json")
    assert caught.value.what.startswith("scan.json is not a run")
    assert "'9.1'" in caught.value.why


@given(st.data())
def test_a_file_cut_anywhere_is_refused_not_half_read(data: st.DataObject):
    whole = format_run(FULL)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(ReportError):
        parse_run(cut, "run.json")
