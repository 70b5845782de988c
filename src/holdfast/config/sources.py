"""Finds the files that settings come from."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from holdfast.config.nodes import Node
from holdfast.config.toml_reading import read_pyproject
from holdfast.config.yaml_reading import MAX_BYTES, read_yaml
from holdfast.errors import ConfigError
from holdfast.kit.places import Places

NAMES = ("holdfast.yaml", "holdfast.yml", ".holdfast/holdfast.yaml", ".holdfast/holdfast.yml")
PYPROJECT = "pyproject.toml"
SYSTEM_FILE = Path("/etc/holdfast/holdfast.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """Where to look.

    Attributes:
        folder: Folder that the search for the project's file starts in, upward.
        file: The project's file, when the user named it; nothing is searched then.
        environ: The variables.
        system: The file of the machine.
    """

    folder: Path
    file: Path | None = None
    environ: Mapping[str, str] = field(default_factory=dict)
    system: Path = SYSTEM_FILE


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """A file that was found and read."""

    path: Path
    tree: Node


def project_file(sources: Sources) -> SettingsFile | None:
    """The project's file: the one named, else the first found going upward, up to the root of the repository.

    Raises:
        ConfigError: It cannot be read, or one folder holds two.
    """
    if sources.file is not None:
        return read_file(sources.file, str(sources.file))
    for folder in _upward(sources.folder.resolve()):
        found = _in_folder(folder)
        if len(found) > 1:
            names = " and ".join(str(file.path.relative_to(folder)) for file in found)
            raise ConfigError(
                f"{folder} holds two configurations: {names}",
                "only one can count",
                "keep one, remove the other",
            )
        if found:
            return found[0]
    return None


def wider_files(sources: Sources) -> list[SettingsFile]:
    """The files of the machine and of the user, in this order, as far as they exist.

    Raises:
        ConfigError: One cannot be read.
    """
    paths = [sources.system] if _exists(sources.system) else []
    user = _user_file(sources.environ)
    # In containers HOME often is the folder of somebody else: a user has no file where he may not look.
    if user is not None and os.path.lexists(user):
        paths.append(user)
    return [read_file(path, str(path)) for path in paths]


def read_file(path: Path, source: str) -> SettingsFile:
    """One file, by its name YAML or the table of a pyproject.toml.

    Raises:
        ConfigError: It cannot be read, or says nothing about Holdfast.
    """
    data = _read(path, source)
    if path.name != PYPROJECT:
        return SettingsFile(path, read_yaml(data, source))
    tree = read_pyproject(data)
    if tree is None:
        raise ConfigError(f"{source} has no table [tool.holdfast]", "", "add it, or name another file")
    return SettingsFile(path, tree)


def _in_folder(folder: Path) -> list[SettingsFile]:
    found = [read_file(folder / name, name) for name in NAMES if _exists(folder / name)]
    pyproject = folder / PYPROJECT
    if _exists(pyproject):
        tree = read_pyproject(_read(pyproject, PYPROJECT, limit_bytes=64 * MAX_BYTES))
        found += [SettingsFile(pyproject, tree)] if tree is not None else []
    return found


def _upward(folder: Path) -> Iterator[Path]:
    for place in (folder, *folder.parents):
        yield place
        if os.path.lexists(place / ".git"):
            return


def _user_file(environ: Mapping[str, str]) -> Path | None:
    # Without any of these the folder would be a guess, which others on the machine could make too.
    if not any(environ.get(name) for name in ("HOLDFAST_CONFIG_DIR", "XDG_CONFIG_HOME", "HOME")):
        return None
    return Places.of(environ).config / NAMES[0]


def _exists(path: Path) -> bool:
    try:
        if path.exists() and not path.is_file():
            # Docker makes a folder where a file is to be mounted that does not exist.
            raise ConfigError(
                f"{path} is not a file", "a configuration of that name would count", "remove it, or rename it"
            )
        # A link that leads nowhere was meant to be a file: reading it says so.
        return path.is_file() or path.is_symlink()
    except OSError as error:
        # A folder that may not be entered could hide a file: not the same as no file.
        raise _unreadable(str(path), error) from None


def _read(path: Path, source: str, limit_bytes: int = MAX_BYTES) -> bytes:
    """The bytes of a file, one more than the limit at most: the reader then sees that it is too large."""
    try:
        with path.open("rb") as file:
            return file.read(limit_bytes + 1)
    except OSError as error:
        raise _unreadable(source, error) from None


def _unreadable(source: str, error: OSError) -> ConfigError:
    return ConfigError(
        f"{source} cannot be read", error.strerror or str(error), "check the path and its rights"
    )
