"""The sentences of every report."""

from datetime import date

import pytest

import factories
from holdfast.model.finding import Epss, SecretMark
from holdfast.model.scan import ScanStatus
from holdfast.model.severity import Severity
from holdfast.render import wording
from holdfast.render.listing import Entry, Standing
from holdfast.render.rendering import Document


@pytest.mark.parametrize(
    ("number", "word", "text"),
    [(0, "file", "0 files"), (1, "file", "1 file"), (1204, "file", "1,204 files"), (2, "entry", "2 entries")],
)
def test_a_count_carries_its_word(number, word, text):
    assert wording.count(number, word) == text


@pytest.mark.parametrize(
    ("unit", "selected", "examined", "text"),
    [
        ("file", 20, 17, "17 of 20 files"),
        ("file", 1, 1, "1 of 1 file"),
        ("file", 0, 0, "no files"),
        ("", 0, 0, "not stated"),
        ("url", 3, 2, "2 of 3 URLs"),
        ("url", 3, 40, "40 URLs"),
    ],
)
def test_coverage_is_told_with_numbers(unit, selected, examined, text):
    read = factories.coverage(unit=unit, selected=selected, examined=examined)
    assert wording.coverage(read) == text


def test_what_was_not_read_is_told_only_where_something_was_not():
    assert wording.unread(factories.coverage()) == ""
    assert wording.unread(factories.coverage(unit="url", examined=19)) == "1 of 20 URLs not read"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0.04, "0.0 s"),
        (2.51, "2.5 s"),
        (12.4, "12 s"),
        (125, "2 min 5 s"),
        (3720, "1 h 2 min"),
        (59.7, "1 min 0 s"),
    ],
)
def test_durations_have_the_digits_they_deserve(seconds, text):
    assert wording.duration(seconds) == text


def test_the_target_says_what_was_scanned():
    dirty = factories.target(path="app", is_dirty=True, since="main")
    assert (
        wording.target(dirty) == "app on main at 0123456789ab, with uncommitted changes, changes since main"
    )
    assert (
        wording.target(factories.target(path="", commit="", branch="", url="http://a.example"))
        == "http://a.example"
    )


def test_a_repaired_version_is_the_best_advice():
    assert wording.fix(factories.dependency_finding(fix="Read the advisory")) == "upgrade axios to 0.21.2"
    several = factories.component(fixed_in=("0.28.0", "1.6.0"))
    assert wording.fix(factories.dependency_finding(component=several)) == "upgrade axios to 0.28.0 or 1.6.0"
    assert wording.fix(factories.finding(fix="Use parameters")) == "Use parameters"
    assert wording.fix(factories.finding()) == ""


def test_names_are_told_once():
    assert wording.ids(factories.dependency_finding()) == "CVE-2021-3749, GHSA-cph5-m8f7-6c5x, CWE-1333"


def test_a_secret_is_a_mask_and_a_short_one_only_dots():
    assert wording.mask(factories.secret()) == "…WXYZ"
    assert wording.mask(SecretMark(digest="aa")) == "…"


def test_likelihood_is_told_with_its_day_and_unknown_is_silent():
    epss = Epss(score=0.975, as_of=date(2026, 11, 20))
    known = factories.finding(is_exploited=True, epss=epss)
    assert wording.likelihood(known) == "known to be exploited (CISA KEV), EPSS 97.5% on 2026-11-20"
    assert wording.likelihood(factories.finding()) == ""


def test_a_waiver_is_told_with_owner_and_day():
    entry = Entry(
        finding=factories.finding(), standing=Standing.WAIVED, waiver=factories.waiver(reason="Why")
    )
    assert wording.standing(entry) == "waived until 2026-12-21 by ana: Why"
    assert wording.standing(Entry(finding=factories.finding())) == ""


def test_findings_that_do_not_count_are_counted_aloud():
    decision = factories.decision(not_gated=(("not new", 12), ("below threshold", 0)))
    run = factories.run(findings=(factories.finding(),))
    assert wording.gated(Document(run=run)) == "1 finding"
    assert (
        wording.gated(Document(run=run, decision=decision)) == "1 finding, 0 blocking; not gated: 12 not new"
    )
    assert wording.gated(Document(run=run, decision=factories.decision())) == "1 finding, 0 blocking"


def test_files_left_out_are_counted_by_reason():
    run = factories.run(target=factories.target(skipped=(("excluded", 10), ("too large", 2))))
    assert wording.skipped(run) == "12 files left out: 10 excluded, 2 too large"
    assert wording.skipped(factories.run()) == ""
    noted = factories.run(target=factories.target(notes=("git could not be asked",)))
    assert wording.skipped(noted) == "git could not be asked"


def test_a_scan_without_verdict_always_has_a_reason():
    silent = factories.scan(status=ScanStatus.TIMED_OUT)
    assert wording.why(silent) == "timed out, no reason given"
    assert wording.why(factories.scan()) == ""
    assert wording.why(factories.failed_scan(reasons=("one.", "two"))) == "one; two"


def test_severities_are_told_worst_first_and_zeros_left_out():
    found = [factories.finding(severity=Severity.LOW), factories.finding(severity=Severity.CRITICAL)]
    assert wording.severities(found) == "1 critical, 1 low"


@pytest.mark.parametrize(("is_new", "text"), [(None, ""), (True, "new"), (False, "not new")])
def test_novelty_is_told_only_with_a_baseline(is_new, text):
    assert wording.novelty(Entry(finding=factories.finding(), is_new=is_new)) == text


def test_a_moment_is_in_utc():
    assert wording.moment(factories.NOW) == "2026-11-21 09:30 UTC"
