"""Values know what they carry, and for which dangers it is harmless."""

from holdfast.scan.taint.values import NOTHING, Kind, Mark, Sequence, Table, Value, combined, known

MARK = Mark(Kind.REQUEST, 3, "request.args")


def test_a_mark_is_carried_until_it_is_cleaned_for_the_danger():
    value = Value(marks=frozenset({MARK}))
    assert value.carries(Kind.REQUEST, "sql-injection") == MARK
    assert value.cleaned(["sql-injection"]).carries(Kind.REQUEST, "sql-injection") is None
    assert value.cleaned(["sql-injection"]).carries(Kind.REQUEST, "open-redirect") is not None
    assert value.cleaned(["*"]).carries(Kind.REQUEST, "open-redirect") is None


def test_what_is_harmless_carries_other_kinds_still():
    secret = Mark(Kind.SECRET, 4, "token")
    assert Value(marks=frozenset({MARK, secret}), is_opaque=True).harmless().marks == {secret}


def test_what_is_made_from_several_values_carries_the_marks_of_all():
    whole = combined(known("x"), Value(marks=frozenset({MARK})), Value(is_opaque=True))
    assert (whole.marks, whole.is_opaque, whole.is_known) == ({MARK}, True, False)


def test_none_is_known():
    assert known(None).is_known
    assert not NOTHING.is_known


def test_containers_tell_all_that_is_in_them():
    one, rest = known(1), known(2)
    assert Sequence((one,), rest).values() == (one, rest)
    assert Table({"a": one}).with_item("b", rest).values() == (one, rest)
