"""Facts about the flagged line as part of an identity."""

from factories import finding, location
from holdfast.findings.context import no_source, with_contexts, without_code
from holdfast.model.category import Category

SOURCE = ["import os", "eval(x)", "", "eval(x)", "  eval( x )", "eval(y)"]


def read(path):
    return SOURCE if path == "src/app.py" else None


def contexts(*lines, read_lines=read, **over):
    found = [finding(location=location(line=line), **over) for line in lines]
    return [(f.location.context, f.location.occurrence) for f in with_contexts(found, read_lines)]


def test_equal_lines_share_a_context_and_are_counted_from_the_top():
    (first, above_first), (second, above_second) = contexts(2, 4)
    assert first == second
    assert (above_first, above_second) == (0, 1)


def test_the_count_comes_from_the_file_and_not_from_what_was_reported():
    assert contexts(4)[0][1] == 1


def test_other_text_is_another_context():
    (first, _), (other, _) = contexts(2, 6)
    assert first != other


def test_the_context_does_not_hold_the_line_itself():
    assert "eval" not in (contexts(2)[0][0] or "")


def test_the_source_of_a_secret_is_not_looked_at():
    assert contexts(2, category=Category.SECRETS) == [(None, 0)]


def test_without_source_equal_findings_are_told_apart_by_their_order():
    assert [occurrence for _, occurrence in contexts(9, 3, 3, read_lines=no_source)] == [1, 0, 0]


def test_a_line_outside_the_file_is_treated_as_without_source():
    assert contexts(99) == [(None, 0)]


def test_a_snippet_of_the_report_gives_the_same_context_as_the_source():
    with_snippet = finding(location=location(line=2, context="\n   eval(x)  \nmore"))
    (from_report,) = with_contexts([without_code(with_snippet)], no_source)
    assert from_report.location.context == contexts(2)[0][0]


def test_a_snippet_of_a_secret_is_dropped():
    with_snippet = finding(location=location(context="key = hunter2"), category=Category.SECRETS)
    assert without_code(with_snippet).location.context is None


def test_two_rules_of_one_class_on_two_lines_stay_apart_without_source():
    found = [
        finding(rule=rule, cwe=(78,), title="shell", location=location(line=line))
        for rule, line in (("B602", 3), ("B605", 9))
    ]
    assert [one.location.occurrence for one in with_contexts(found, no_source)] == [0, 1]


def test_two_rules_of_one_class_on_one_line_are_one_without_source():
    found = [finding(rule=rule, cwe=(78,), title="shell", location=location(line=3)) for rule in ("a", "b")]
    assert [one.location.occurrence for one in with_contexts(found, no_source)] == [0, 0]
