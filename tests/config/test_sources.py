"""Where settings are looked for."""

import os
from pathlib import Path

import pytest

from holdfast.config.sources import Sources, project_file, wider_files
from holdfast.errors import ConfigError

TEXT = "service: {name: shop}\n"


def write(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name", ["holdfast.yaml", "holdfast.yml", ".holdfast/holdfast.yaml", ".holdfast/holdfast.yml"]
)
def test_the_file_is_found_upward_and_called_by_its_short_name(tmp_path, name):
    write(tmp_path / name)
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    found = project_file(Sources(folder=inner))

    assert found.path == tmp_path / name
    assert found.tree.at(("service", "name")).origin.source == name


def test_a_table_of_pyproject_counts_and_one_without_does_not(tmp_path):
    write(tmp_path / "pyproject.toml", "[tool.holdfast.service]\nname = 'outer'\n")
    write(tmp_path / "package" / "pyproject.toml", "[project]\nname = 'inner'\n")
    found = project_file(Sources(folder=tmp_path / "package"))

    assert found.tree.plain() == {"service": {"name": "outer"}}


def test_the_nearest_file_counts(tmp_path):
    write(tmp_path / "holdfast.yaml")
    write(tmp_path / "inner" / "holdfast.yaml")

    assert project_file(Sources(folder=tmp_path / "inner")).path == tmp_path / "inner" / "holdfast.yaml"


def test_the_search_ends_at_the_root_of_the_repository(tmp_path):
    write(tmp_path / "holdfast.yaml")
    repository = tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    (repository / "src").mkdir()

    assert project_file(Sources(folder=repository / "src")) is None
    write(repository / "holdfast.yaml")
    assert project_file(Sources(folder=repository / "src")).path == repository / "holdfast.yaml"


def test_two_files_in_one_folder_are_an_error(tmp_path):
    write(tmp_path / "holdfast.yaml")
    write(tmp_path / "pyproject.toml", "[tool.holdfast]\n")

    with pytest.raises(ConfigError, match=r"holdfast\.yaml and pyproject\.toml"):
        project_file(Sources(folder=tmp_path))


def test_a_named_file_is_not_searched_for(tmp_path):
    write(tmp_path / "holdfast.yaml")
    other = write(tmp_path / "other.yml", "service: {name: other}\n")

    assert project_file(Sources(folder=tmp_path, file=other)).tree.plain() == {"service": {"name": "other"}}


@pytest.mark.parametrize("name", ["missing.yaml", ".", "pyproject.toml"])
def test_a_named_file_must_be_there_and_say_something(tmp_path, name):
    write(tmp_path / "pyproject.toml", "[project]\n")

    with pytest.raises(ConfigError):
        project_file(Sources(folder=tmp_path, file=tmp_path / name))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_an_error(tmp_path):
    write(tmp_path / "holdfast.yaml").chmod(0)

    with pytest.raises(ConfigError, match="cannot be read"):
        project_file(Sources(folder=tmp_path))


def test_a_large_pyproject_of_somebody_else_does_no_harm(tmp_path):
    write(tmp_path / "pyproject.toml", "[project]\n" + "# x\n" * 500_000)

    assert project_file(Sources(folder=tmp_path)) is None


def test_the_files_of_machine_and_user_come_weakest_first(tmp_path):
    system = write(tmp_path / "etc" / "holdfast.yaml")
    user = write(tmp_path / "xdg" / "holdfast" / "holdfast.yaml")
    home = write(tmp_path / "home" / ".config" / "holdfast" / "holdfast.yaml")

    def paths(**environ):
        return [file.path for file in wider_files(Sources(folder=tmp_path, environ=environ, system=system))]

    assert paths(XDG_CONFIG_HOME=str(tmp_path / "xdg"), HOME=str(tmp_path / "home")) == [system, user]
    assert paths(HOME=str(tmp_path / "home")) == [system, home]
    assert paths(HOME=str(tmp_path / "nobody")) == [system]
    assert paths(HOLDFAST_CONFIG_DIR=str(user.parent), HOME=str(tmp_path / "home")) == [system, user]
    assert paths() == [system]


def test_a_link_that_leads_nowhere_is_an_error(tmp_path):
    (tmp_path / "holdfast.yaml").symlink_to(tmp_path / "gone.yaml")

    with pytest.raises(ConfigError, match="cannot be read"):
        project_file(Sources(folder=tmp_path))


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_bears_the_name_and_is_no_file_is_an_error(tmp_path, make):
    make(tmp_path / "holdfast.yaml")

    with pytest.raises(ConfigError, match="is not a file"):
        project_file(Sources(folder=tmp_path))
