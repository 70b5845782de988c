"""Loads the configuration: finds the sources, lays them over each other, validates, remembers origins.

What counts, strongest first: command-line flags, variables (``environment.py``), the project's file, the
user's file, the machine's file, the defaults of the models. Mappings join key by key; a list is replaced
whole.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any, Protocol

from holdfast.config.document import Config
from holdfast.config.environment import read_environment
from holdfast.config.gate import Policy
from holdfast.config.mistakes import Mistake, refuse
from holdfast.config.nodes import DEFAULT, KeyPath, Node, Origin, dotted, from_plain, grow, overlay
from holdfast.config.references import resolve
from holdfast.config.service import Service
from holdfast.config.sources import Sources, project_file, read_file, wider_files
from holdfast.config.validating import validated
from holdfast.config.waivers import WaiverEntry
from holdfast.kit.suggest import did_you_mean
from holdfast.model.waiver import Waiver

FOLDER_NAME = Origin("name of the folder")


@dataclass(frozen=True, slots=True)
class Flag:
    """A setting given on the command line.

    Attributes:
        path: The setting: ``("scan", "timeout")``.
        value: Its value as plain text, list or mapping.
        name: The flag as it was typed, for messages: ``--timeout``.
    """

    path: tuple[str, ...]
    value: Any
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedConfig:
    """A valid configuration that knows where each of its values comes from.

    Attributes:
        config: The values.
        tree: What was written, all layers joined, defaults included.
        files: The files that were read, strongest first.
    """

    config: Config
    tree: Node
    files: tuple[Path, ...] = ()

    def origin(self, path: KeyPath) -> Origin:
        """Where the value at a path comes from."""
        node = self.tree.at(path)
        return node.origin if node is not None else DEFAULT

    @property
    def origins(self) -> Mapping[str, Origin]:
        """The origin of every value that is set, by its dotted path."""
        return {dotted(path): node.origin for path, node in self.tree.leaves()}

    @property
    def waivers(self) -> tuple[Waiver, ...]:
        """The waivers, each with the place where it is written."""
        return _waivers(self.config.waivers, self.tree.at(("waivers",)))


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedPolicy:
    """A policy from a file of its own.

    Attributes:
        policy: The values.
        tree: What was written, in the shape of a whole configuration.
        waivers: The waivers of the file, when it is a whole configuration.
    """

    policy: Policy
    tree: Node
    waivers: tuple[Waiver, ...] = ()


class HasTree(Protocol):
    """What was loaded, with the places it was written at."""

    @property
    def tree(self) -> Node:
        """The nodes, in the shape of a whole configuration."""
        ...


def load(sources: Sources, flags: Sequence[Flag] = ()) -> LoadedConfig:
    """The configuration that counts in a folder; without any file, that of the defaults.

    Raises:
        ConfigError: Something is wrong in a file, a variable or a flag; all of it is in one error.
    """
    project = project_file(sources)
    files = [file for file in (project, *reversed(wider_files(sources))) if file is not None]
    layers = [_defaults(), *(file.tree for file in reversed(files))]
    if project is None:
        layers.insert(1, _named_after(sources.folder))
    written = reduce(overlay, layers)
    written = overlay(written, read_environment(sources.environ, written))
    # The shell has replaced variables in flags already: a dollar sign left there is meant.
    tree = reduce(overlay, map(_layer, flags), resolve(written, sources.environ))
    return LoadedConfig(config=validated(tree, Config), tree=tree, files=tuple(file.path for file in files))


def load_policy(path: Path, environ: Mapping[str, str]) -> LoadedPolicy:
    """A policy from a file: the content of a section ``gate``, or a whole configuration with its waivers.

    Raises:
        ConfigError: The file cannot be read or is wrong.
    """
    written = read_file(path, str(path)).tree
    if not _is_whole(written):
        written = grow(("gate",), written)
    layers = (_defaults(), _named_after(path.parent), written)
    tree = resolve(reduce(overlay, layers), environ)
    config = validated(tree, Config)
    waivers = _waivers(config.waivers, tree.at(("waivers",)))
    return LoadedPolicy(policy=config.gate, tree=tree, waivers=waivers)


def check_names(loaded: HasTree, known_scanners: Collection[str]) -> None:
    """Make sure that every scanner named in the configuration exists.

    Raises:
        ConfigError: Some do not; all of them are in one error.
    """
    refuse(
        [
            Mistake(
                origin,
                f"{dotted(path)}: there is no scanner named {name!r}",
                todo=did_you_mean(name, known_scanners) or "`holdfast tools list` shows those known",
            )
            for path, name, origin in _named_scanners(loaded.tree)
            if name not in known_scanners
        ]
    )


def _named_scanners(tree: Node) -> Iterator[tuple[KeyPath, str, Origin]]:
    settings = tree.at(("scan", "scanners"))
    for name, node in settings.entries.items() if settings else ():
        yield ("scan", "scanners", name), name, node.key
    required = tree.at(("gate", "required"))
    for index, item in enumerate(required.items if required else ()):
        scanner = item.entries.get("scanner")
        if scanner is not None and isinstance(scanner.value, str):
            yield ("gate", "required", index, "scanner"), scanner.value, scanner.origin


def _defaults() -> Node:
    """The lowest layer. It lets ``gate.default: {severity: low}`` keep the other rules of the default."""
    values = Config(service=Service(name="default")).model_dump(mode="json", by_alias=True, exclude_none=True)
    del values["service"]["name"]
    return from_plain(values, DEFAULT)


def _named_after(folder: Path) -> Node:
    name = folder.resolve().name or "service"
    return grow(("service", "name"), Node(name, FOLDER_NAME, FOLDER_NAME))


def _layer(flag: Flag) -> Node:
    return grow(flag.path, from_plain(flag.value, Origin(flag.name)))


def _is_whole(tree: Node) -> bool:
    """Whether a file is a whole configuration; ``waivers`` is a list there, and a mapping in a policy."""
    sections = set(tree.entries) & (Config.model_fields.keys() - {"waivers"})
    waivers = tree.entries.get("waivers")
    return bool(sections) or (waivers is not None and isinstance(waivers.value, list))


def _waivers(entries: Sequence[WaiverEntry], node: Node | None) -> tuple[Waiver, ...]:
    places = node.items if node is not None else ()
    return tuple(
        Waiver(**entry.model_dump(), origin=place.origin.file_and_line)
        for entry, place in zip(entries, places, strict=True)
    )
