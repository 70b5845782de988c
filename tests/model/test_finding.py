"""Facts about findings, their places and components."""

import pytest

from factories import component, dependency_finding, finding, location, source
from holdfast.model.finding import Component, Location


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (location(path="a.py", line=3), "a.py:3"),
        (location(path="a.py", line=None), "a.py"),
        (Location(url="http://h/x", method="GET", parameter="q"), "GET http://h/x (q)"),
        (Location(url="http://h/x"), "http://h/x"),
        (Location(resource="aws_s3_bucket.logs"), "aws_s3_bucket.logs"),
        (Location(), ""),
    ],
)
def test_a_place_is_one_short_text(place, text):
    assert str(place) == text


def test_a_component_is_written_with_its_version_if_it_has_one():
    assert str(component(name="axios", version="1.0")) == "axios@1.0"
    assert str(component(name="axios", version="")) == "axios"


def test_a_fix_is_a_version_that_repairs_the_component():
    assert dependency_finding(component=component(fixed_in=("2.0",))).has_fix
    assert not dependency_finding(component=component(fixed_in=())).has_fix
    assert not finding().has_fix


def test_its_tools_are_those_of_its_sources():
    assert finding(tool="bandit").tools == ("bandit",)
    assert finding(sources=(source(tool="ruff"), source(tool="bandit"))).tools == ("bandit", "ruff")


@pytest.mark.parametrize(
    ("given", "place"),
    [
        (finding(location=location(path="a.py", line=1)), "a.py:1"),
        (
            dependency_finding(
                component=component(name="x", version="1"), location=location(path="l", line=None)
            ),
            "x@1 (l)",
        ),
        (dependency_finding(component=component(name="x", version="1"), location=Location()), "x@1"),
    ],
)
def test_its_place_names_the_component_first(given, place):
    assert given.place == place


def test_the_advice_is_one_version_for_all_where_it_is_known():
    assert Component(name="a", fixed_in=("1", "2"), upgrade_to="3").advice == "upgrade a to 3"
    assert Component(name="a", fixed_in=("1", "2")).advice == "upgrade a to 1 or 2"
    assert Component(name="a").advice == ""
