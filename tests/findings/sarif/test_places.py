"""Where a result is: addresses become paths relative to the sources where the log says what those are."""

import pytest

from holdfast.findings.sarif.places import Places
from holdfast.findings.sarif.shape import (
    Artifact,
    ArtifactLocation,
    LogicalLocation,
    PhysicalLocation,
    Place,
    Region,
    Text,
)
from holdfast.model.finding import Location

BASES = {
    "%SRCROOT%": ArtifactLocation(uri="file:///home/ci/app/"),
    "SYSTEM": ArtifactLocation(uri="file:///usr/include/"),
    "LIB": ArtifactLocation(uri="lib/", uri_base_id="%SRCROOT%"),
    "EMPTY": ArtifactLocation(uri_base_id="LIB"),
    "LOOP": ArtifactLocation(uri="x", uri_base_id="LOOP"),
}
ONE_BASE = {"anything": ArtifactLocation(uri="file:///home/ci/app/")}
FILES = [Artifact(location=ArtifactLocation(uri="a.py")), Artifact()]


@pytest.mark.parametrize(
    ("bases", "location", "path"),
    [
        (None, ArtifactLocation(uri="src/my%20file.py"), "src/my file.py"),
        (None, ArtifactLocation(uri="file:///srv/a%C3%A9.py"), "/srv/aé.py"),
        (None, ArtifactLocation(uri="file://host/srv/a.py"), "/srv/a.py"),
        (None, ArtifactLocation(uri="file:/srv/a.py"), "/srv/a.py"),
        (None, ArtifactLocation(uri="file:///C:/code/a.c"), "C:/code/a.c"),
        (None, ArtifactLocation(uri="https://example.org/%20"), "https://example.org/%20"),
        (None, ArtifactLocation(uri="a.py", uri_base_id="unknown"), "a.py"),
        (None, ArtifactLocation(index=0), "a.py"),
        (None, ArtifactLocation(index=1), ""),
        (None, ArtifactLocation(index=7), ""),
        (BASES, ArtifactLocation(uri="a.py", uri_base_id="%SRCROOT%"), "a.py"),
        (BASES, ArtifactLocation(uri="stdio.h", uri_base_id="SYSTEM"), "/usr/include/stdio.h"),
        (BASES, ArtifactLocation(uri="a.py", uri_base_id="LIB"), "lib/a.py"),
        (BASES, ArtifactLocation(uri="a.py", uri_base_id="EMPTY"), "lib/a.py"),
        (BASES, ArtifactLocation(uri="file:///abs/a.py", uri_base_id="LIB"), "/abs/a.py"),
        (ONE_BASE, ArtifactLocation(uri="a.py", uri_base_id="anything"), "a.py"),
    ],
)
def test_an_address_becomes_a_path(bases, location, path):
    assert Places(bases, FILES).address(location) == path


def test_bases_that_stand_on_each_other_without_end_are_left_at_some_point():
    assert Places(BASES, FILES).address(ArtifactLocation(uri="a", uri_base_id="LOOP")).count("x/") == 10


def place(uri="a.py", region=None, names=None) -> Place:
    return Place(
        physical_location=PhysicalLocation(artifact_location=ArtifactLocation(uri=uri), region=region),
        logical_locations=names,
    )


@pytest.mark.parametrize(
    ("places", "location"),
    [
        (None, Location()),
        ([], Location()),
        ([Place()], Location()),
        ([Place(physical_location=PhysicalLocation())], Location()),
        ([place(), place("b.py")], Location(path="a.py")),
        ([place(region=Region(start_line=3))], Location(path="a.py", line=3, end_line=3)),
        (
            [place(region=Region(start_line=3, end_line=5, start_column=1, end_column=9))],
            Location(path="a.py", line=3, end_line=5, column=1, end_column=9),
        ),
        (
            [place("https://example.org/login", region=Region(start_line=3))],
            Location(url="https://example.org/login"),
        ),
        (
            [Place(logical_locations=[LogicalLocation(), LogicalLocation(name="main")])],
            Location(resource="main"),
        ),
        (
            [place(names=[LogicalLocation(name="f", fully_qualified_name="app.f")])],
            Location(path="a.py", resource="app.f"),
        ),
    ],
)
def test_a_location_is_the_first_place_with_all_that_is_said_of_it(places, location):
    assert Places(None, []).location(places, with_snippet=True) == location


@pytest.mark.parametrize(
    ("snippet", "context"),
    [(Text(text="\n  x = 1\n  key = 2"), "  x = 1"), (Text(text=" \n"), None), (Text(), None), (None, None)],
)
def test_the_context_is_the_first_line_of_the_snippet(snippet, context):
    spot = [place(region=Region(start_line=1, snippet=snippet))]

    assert Places(None, []).location(spot, with_snippet=True).context == context
    assert Places(None, []).location(spot, with_snippet=False).context is None
