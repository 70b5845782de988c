"""What Python's lock files share."""

import pytest

from holdfast.dependencies.locked import Package
from holdfast.dependencies.python_projects import (
    Asked,
    ByName,
    archive,
    asked_beside,
    exact_version,
    extra_scope,
    file_hashes,
    normal_name,
    poetry_table,
    requirement,
    table_lines,
)
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Scope


@pytest.mark.parametrize(
    ("specifier", "version"),
    [("==1.0", "1.0"), (" == 1.0 ", "1.0"), ("===1.0-x", "1.0-x"), ("==1.*", ""), ("==1,!=2", ""), ("", "")],
)
def test_only_one_version_is_exact(specifier, version):
    assert exact_version(specifier) == version


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://files.example/a_b-1.0-py3-none-any.whl#sha256=0a", ("a-b", "1.0")),
        ("https://files.example/a-1.0.tar.gz?x=y", ("a", "1.0")),
        ("git+https://git.example/a.git@v1", ("", "")),
        ("", ("", "")),
    ],
)
def test_an_archive_is_named_by_its_url(url, expected):
    assert archive(url) == expected


def test_a_requirement_tells_name_version_and_extras():
    assert requirement("A[x] == 1.0 ; os_name == 'nt'") == Asked("A", "1.0", "==1.0", Scope.RUNTIME, ("x",))
    assert requirement("not a requirement") is None
    assert requirement("a" * 5000) is None


def test_poetry_reads_a_bare_version_as_exact():
    table = {"python": "^3", "a": "1.0", "b": "^1.0", "c": [{"version": "==2.0"}, {"version": "3.0"}], "d": 4}
    found = [(one.name, one.version) for one in poetry_table(table, Scope.RUNTIME)]
    assert found == [("a", "1.0"), ("b", ""), ("c", "2.0"), ("c", "3.0"), ("d", "")]


def test_names_compare_as_pep_503_says():
    assert normal_name("Django__Thing.x") == "django-thing-x"
    packages = ByName([Package("A_b", "1"), Package("a-B", "2")])
    assert packages.of("a.b") == [Package("A_b", "1"), Package("a-B", "2")]
    assert packages.of("a.b", "2") == [Package("a-B", "2")]
    assert packages.of("c") == []


def test_an_extra_for_tests_is_development():
    assert extra_scope("Test") is Scope.DEVELOPMENT
    assert extra_scope("postgres") is Scope.OPTIONAL


def test_hashes_are_taken_from_both_shapes():
    assert list(
        file_hashes([{"hash": "sha256:aa"}, {"hashes": {"sha512": "bb"}}, {"hash": "odd"}, None])
    ) == [
        "sha256:aa",
        "sha512:bb",
    ]


def test_the_line_of_a_table_is_that_of_its_name():
    assert table_lines('[[package]]\nname = "a"\n[[package]]\nversion = "1"\n[[package]]', "[[package]]") == [
        2,
        3,
        5,
    ]


def test_a_pyproject_toml_that_cannot_be_read_is_stated():
    broken = Manifest(path="uv.lock", data=b"", beside={"pyproject.toml": b"= 1"}.get)
    assert asked_beside(broken) is None
    assert [one.place for one in broken.problems] == ["pyproject.toml"]
