import pytest
from msgspec.structs import replace

from holdfast.dependencies.images.layers import Kept, LayerContents
from holdfast.dependencies.images.view import View
from holdfast.dependencies.installed.record import installed


def kept(path, layer, **versions):
    packages = [replace(installed("npm", name, version), layer=layer) for name, version in versions.items()]
    return Kept(path=path, layer=layer, dependencies=tuple(packages))


def laid(*contents):
    view = View()
    for one in contents:
        view.lay(one)
    return view


def contents(*files, **over):
    return LayerContents(kept={one.path: one for one in files}, **over)


def layers_of(view):
    return {str(one): one.layer for file in view for one in file.dependencies}


def test_a_package_belongs_to_the_first_layer_since_which_it_is_there_at_its_version():
    view = laid(
        contents(kept("db", "one", a="1", b="1", c="1")),
        contents(kept("db", "two", a="1", b="2", d="1")),
        contents(kept("db", "three", a="1", b="2", c="1")),
    )
    assert layers_of(view) == {"a@1": "one", "b@2": "two", "c@1": "three"}


@pytest.mark.parametrize(
    ("over", "seen"),
    [
        ({}, ["a/b/c", "a/d", "e"]),
        ({"covered": {"a/b"}}, ["a/d", "e"]),
        ({"covered": {"a"}}, ["e"]),
        ({"covered": {"e"}}, ["a/b/c", "a/d"]),
        ({"opaque": {"a/b"}}, ["a/d", "e"]),
        ({"opaque": {""}}, []),
        ({"covered": {"a/bb", "a/b/c/d"}}, ["a/b/c", "a/d", "e"]),
    ],
)
def test_a_layer_hides_what_it_takes_away(over, seen):
    below = contents(kept("a/b/c", "one"), kept("a/d", "one"), kept("e", "one"))
    assert [one.path for one in laid(below, contents(**over))] == seen


def test_what_a_layer_takes_away_and_brings_anew_is_its_own():
    below = contents(kept("a/b", "one", x="1"))
    view = laid(below, contents(kept("a/b", "two", x="1"), opaque={"a"}))
    assert layers_of(view) == {"x@1": "two"}
    assert view.get("a/b").layer == "two"
    assert view.get("a") is None
    assert {"a/b", "a"} <= view.paths
