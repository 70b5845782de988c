"""The contract of manifest readers."""

import time

import pytest

from holdfast.dependencies.reading import MAX_PROBLEMS, Manifest, reader, toml_of
from holdfast.errors import ReportError, ReportTooLarge
from holdfast.model.dependency import Dependency


@reader("lines", title="Lines", ecosystem="npm", names=("*.lines", "conf/special"))
def lines(manifest):
    """One dependency a line; a line with a blank is odd."""
    for number, line in enumerate(manifest.text().splitlines(), 1):
        if " " in line:
            manifest.problem(f"line {number}", "it holds a blank")
        else:
            yield Dependency(name=line, licence="Apache 2.0")


def test_a_reader_wants_files_by_name_and_by_path():
    assert lines.wants("deep/down/x.lines")
    assert lines.wants("conf/special")
    assert not lines.wants("special")


def test_every_dependency_carries_its_manifest_and_stands_there_once():
    found = lines.read("a/x.lines", b"one\ntwo\none\n")
    assert [(one.name, one.manifest) for one in found.dependencies] == [
        ("one", "a/x.lines"),
        ("two", "a/x.lines"),
    ]


def test_a_declared_licence_becomes_an_expression():
    assert [one.licence for one in lines.read("x.lines", b"one").dependencies] == ["Apache-2.0"]


def test_what_cannot_be_read_is_stated_and_the_rest_is_kept():
    found = lines.read("x.lines", b"one\nt wo\n")
    assert [one.name for one in found.dependencies] == ["one"]
    assert [(problem.place, problem.why) for problem in found.problems] == [("line 2", "it holds a blank")]


def test_problems_are_bounded():
    assert len(lines.read("x.lines", b"a b\n" * 1000).problems) == MAX_PROBLEMS


def test_the_line_of_a_text_is_its_first():
    manifest = Manifest(path="x", data=b'{\n "a": 1,\n "b": 2,\n "a": 3\n}')
    assert manifest.lines_of(r'^ "(\w)":') == {"a": 2, "b": 3}


@pytest.mark.parametrize("data", [b"= 1", b"a = [" * 5000, b"\xff"])
def test_what_is_not_toml_is_refused(data):
    with pytest.raises(ReportError):
        toml_of(data)


@pytest.mark.parametrize("data", [b"a." * 500_000 + b"a = 1", b"['a'.\"b\" . " + b"a . " * 500_000 + b"a]"])
def test_an_endless_dotted_key_is_refused_at_once(data):
    with pytest.raises(ReportTooLarge):
        toml_of(data)


@pytest.mark.parametrize("piece", [b"a", b'"', b"a ", b'"a', b"'.", b". "])
def test_looking_for_endless_keys_takes_no_endless_time(piece):
    began = time.process_time()
    with pytest.raises(ReportError):
        toml_of(b"= " + piece * 300_000)
    assert time.process_time() - began < 2


def test_a_package_without_a_name_is_a_problem_and_no_package():
    found = lines.read("x.lines", b"one\n\n")
    assert [one.name for one in found.dependencies] == ["one"]
    assert [problem.why for problem in found.problems] == ["it has no name"]
