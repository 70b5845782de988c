from pathlib import Path

import pytest

from holdfast.kit.places import Places


def test_own_variables_win_over_those_of_xdg():
    places = Places.of({"HOLDFAST_CACHE_DIR": "/own", "XDG_CACHE_HOME": "/xdg", "HOME": "/home/a"})
    assert places.cache == Path("/own")


def test_xdg_variables_win_over_the_home():
    places = Places.of({"XDG_STATE_HOME": "/xdg", "HOME": "/home/a"})
    assert places.state == Path("/xdg/holdfast")
    assert places.cache == Path("/home/a/.cache/holdfast")
    assert places.config == Path("/home/a/.config/holdfast")


@pytest.mark.parametrize("value", ["", "relative", "./x"])
def test_a_relative_xdg_path_is_ignored(value):
    assert Places.of({"XDG_CACHE_HOME": value, "HOME": "/home/a"}).cache == Path("/home/a/.cache/holdfast")


def test_a_relative_own_path_is_made_absolute():
    assert Places.of({"HOLDFAST_CACHE_DIR": "cache", "HOME": "/h"}).cache == Path.cwd() / "cache"


def test_without_home_the_folders_are_absolute_all_the_same():
    assert Places.of({}).cache.is_absolute()
