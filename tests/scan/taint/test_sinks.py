"""The table of sinks names rules that exist, and arguments that can be."""

from holdfast.scan.taint.rules import RULES
from holdfast.scan.taint.sinks import FUNCTIONS, METHODS, Sink

ENTRIES = [*FUNCTIONS.values(), *(sink for sinks in METHODS.values() for sink in sinks)]


def test_every_sink_has_its_rule():
    assert {sink.rule for sink in ENTRIES} <= set(RULES)


def test_a_method_has_something_it_is_called_on_and_a_function_has_not():
    assert all(sink.owners for sinks in METHODS.values() for sink in sinks)
    assert not any(sink.owners for sink in FUNCTIONS.values())


def test_a_sink_fits_what_it_is_called_on():
    assert Sink(rule="x", owners=("*",)).fits("anything")
    assert Sink(rule="x", owners=("?",)).fits("")
    assert not Sink(rule="x", owners=("?",)).fits("re")
    assert not Sink(rule="x", owners=("*",), strangers=("tornado.",)).fits("tornado.httpclient.HTTPClient()")
    assert Sink(rule="x", owners=("*",), strangers=("tornado.",)).fits("")
    assert Sink(rule="x", owners=("lxml.",)).fits("lxml.parse()")


def test_files_are_opened_by_other_libraries_too():
    assert {FUNCTIONS[f"{name}.open_file"].rule for name in ("anyio", "trio")} == {"path-traversal"}
