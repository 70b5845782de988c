"""The real command line, on Linux."""

import os
import sys
from pathlib import Path

import pytest

from advisories import build_example_database
from commandline import CommandLine, only, without_network, without_rights
from holdfast.kit.places import Places


@pytest.fixture(scope="session")
def tools(tmp_path_factory):
    """The folder of programs that all users share: the real one, so that they are installed once."""
    folder = Places.of(os.environ).cache / "tools"
    folder.mkdir(parents=True, exist_ok=True)
    user = CommandLine.new(tmp_path_factory.mktemp("installer"), folder)
    ended = user("tools", "install")
    assert ended.code == 0, ended.err
    return folder


@pytest.fixture(scope="session")
def advisories(tmp_path_factory):
    """The example's database of advisories, which all users share and nobody updates."""
    folder = tmp_path_factory.mktemp("advisories")
    build_example_database(folder)
    return folder


@pytest.fixture
def holdfast(tmp_path_factory, tools, advisories):
    """A user who has the small tier and advisories."""
    return CommandLine.new(tmp_path_factory.mktemp("user"), tools, advisories)


@pytest.fixture
def unadvised(tmp_path_factory, tools):
    """A user who has the small tier, and never ran `holdfast db update`."""
    return CommandLine.new(tmp_path_factory.mktemp("unadvised"), tools)


@pytest.fixture
def newcomer(tmp_path_factory):
    """A user who has nothing, not even packages that uv remembers."""
    folder = tmp_path_factory.mktemp("newcomer")
    return CommandLine.new(folder, None).with_(UV_CACHE_DIR=str(folder / "uv"))


@pytest.fixture(scope="session")
def restricted():
    """The start of a command that permissions hold for."""
    try:
        return without_rights()
    except LookupError as why:
        pytest.skip(str(why))


@pytest.fixture(scope="session")
def cut_off():
    """The start of a command that has no network."""
    try:
        return without_network()
    except LookupError as why:
        pytest.skip(str(why))


@pytest.fixture
def project(tmp_path: Path):
    """A folder with one weakness that ruff finds."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "app.py").write_text("import subprocess\n\nsubprocess.call(input(), shell=True)\n")
    return folder


@pytest.fixture
def ruff():
    """The options for the fastest scanner."""
    return only("ruff")


def pytest_collection_modifyitems(items):
    """Everything here runs real scanners, and looks into /proc."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.tools)
            item.add_marker(pytest.mark.skipif(sys.platform != "linux", reason="needs Linux"))
