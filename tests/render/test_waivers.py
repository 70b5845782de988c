"""Waivers as people need to see them."""

import factories
from holdfast.model.decision import RefusedWaiver, WaivedFinding
from holdfast.render.waivers import waiver_lists


def test_those_that_no_longer_hold_are_loud_and_first():
    waiver = factories.waiver()
    decision = factories.decision(
        waived=(
            WaivedFinding(fingerprint="a", waiver=waiver),
            WaivedFinding(fingerprint="b", waiver=waiver),
        ),
        expired_waivers=(waiver,),
        refused_waivers=(RefusedWaiver(waiver=waiver, why="nobody approved it"),),
        unused_waivers=(waiver,),
    )
    lists = waiver_lists(decision)
    assert [listed.is_loud for listed in lists] == [True, True, False, False]
    assert [len(listed.lines) for listed in lists] == [1, 1, 1, 1]
    assert lists[1].lines[0].endswith("(nobody approved it)")


def test_no_waiver_is_no_list():
    assert waiver_lists(factories.decision()) == ()


def test_a_sentence_says_what_who_until_when_and_where_it_is_written():
    waiver = factories.waiver(approver="bo", origin="holdfast.yaml:3", reason="Because")
    assert waiver_lists(factories.decision(unused_waivers=(waiver,)))[0].lines == (
        "rule B608 (owner ana, until 2026-12-21), approved by bo: Because [holdfast.yaml:3]",
    )
