"""Settings from variables: ``HOLDFAST_SCAN__TIMEOUT=10m`` is ``scan.timeout: 10m``.

The name is ``HOLDFAST_``, then the keys in capitals with two underscores between them. A name that the user
chose (of a scanner, of an environment) is matched without regard to case, and its hyphens are underscores:
``HOLDFAST_SCAN__SCANNERS__NPM_AUDIT__ENABLED``. A value that starts with ``[`` or ``{`` is a YAML list or
mapping. With ``_FILE`` behind the name, the variable names a file whose content is the value.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from holdfast.config.document import Config
from holdfast.config.fields import ANY_ITEM, ANY_NAME, Place, setting_paths
from holdfast.config.mistakes import Mistake, refuse
from holdfast.config.nodes import DEFAULT, Node, Origin, grow, overlay
from holdfast.config.yaml_reading import MAX_BYTES, read_yaml
from holdfast.errors import ConfigError
from holdfast.kit.suggest import did_you_mean

PREFIX = "HOLDFAST_"
SEPARATOR = "__"
FILE_SUFFIX = "_FILE"


def read_environment(environ: Mapping[str, str], written: Node) -> Node:
    """The settings that variables carry.

    Args:
        environ: All variables; those that are no settings are passed over.
        written: What files say, for the spelling of names that users chose.

    Raises:
        ConfigError: A variable names no setting, or its file cannot be read.
    """
    root = Node({}, DEFAULT, DEFAULT)
    mistakes = []
    for variable in sorted(environ):
        if not variable.startswith(PREFIX):
            continue
        words = variable.removeprefix(PREFIX)
        if SEPARATOR not in words and words not in _sections():
            mistakes += _nearly_a_setting(variable)
            continue
        path, is_file = _path(words, written)
        if path is None:
            mistakes.append(_unknown(variable))
            continue
        root = overlay(root, grow(path, _leaf(variable, environ[variable], is_file=is_file)))
    refuse(mistakes)
    return root


def variable_for(path: tuple[str, ...]) -> str:
    """The variable of a setting."""
    return PREFIX + SEPARATOR.join(_shout(part) for part in path)


def _path(words: str, written: Node) -> tuple[tuple[str, ...] | None, bool]:
    """The setting that a variable's words name, and whether it names a file."""
    path = _find(words.split(SEPARATOR), written)
    if path is None and words.endswith(FILE_SUFFIX):
        return _find(words.removesuffix(FILE_SUFFIX).split(SEPARATOR), written), True
    return path, False


def _find(words: list[str], written: Node) -> tuple[str, ...] | None:
    path: tuple[str, ...] = ()
    place: Place | None = Place(Config)
    for word in words:
        node = written.at(path)
        name = _spell(word, place, node) if place else None
        if place is None or name is None:
            return None
        path, place = (*path, name), place.step(name)
    return path if place is not None else None


def _spell(word: str, place: Place, node: Node | None) -> str | None:
    """The key that a word of a variable stands for, or None when nothing fits."""
    known: list[str] = [*place.keys, *(node.entries if node else ())]
    for name in known:
        if _shout(name) == word:
            return name
    return word.lower().replace("_", "-") if place.is_named and word else None


def _leaf(variable: str, text: str, *, is_file: bool) -> Node:
    origin = Origin(variable)
    if is_file:
        return Node(_content(variable, Path(text)), origin, origin, written=f"(content of {text})")
    if text.startswith(("[", "{")):
        try:
            # Indented, so that the text stays one value and cannot add keys beside it.
            indented = text.replace("\n", "\n ")
            value = read_yaml(f"value: {indented}".encode(), variable).entries["value"]
        except ConfigError as error:
            raise ConfigError(
                f"{variable}: this is not a YAML list or mapping", error.why, error.todo
            ) from None
        return _without_lines(value, origin)
    return Node(text, origin, origin)


def _without_lines(node: Node, origin: Origin) -> Node:
    """The same tree, all of one origin: lines inside a variable mean nothing to people."""
    if isinstance(node.value, Mapping):
        value = {name: _without_lines(child, origin) for name, child in node.value.items()}
        return replace(node, value=value, origin=origin, key=origin)
    if node.items:
        items = [_without_lines(child, origin) for child in node.items]
        return replace(node, value=items, origin=origin, key=origin)
    return replace(node, origin=origin, key=origin)


def _content(variable: str, path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise ConfigError(f"{variable}: {path} is larger than 1 MiB", "", "name the right file")
        return data.decode("utf-8").removesuffix("\n").removesuffix("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(
            f"{variable}: {path} cannot be read", str(error), "name a readable text file"
        ) from None


def _shout(name: str) -> str:
    return name.upper().replace("-", "_")


def _sections() -> frozenset[str]:
    return frozenset(_shout(name) for name in Place(Config).keys)


def _unknown(variable: str) -> Mistake:
    known = [variable_for(path) for path in setting_paths() if not {ANY_NAME, ANY_ITEM} & {*path}]
    hint = did_you_mean(variable, known)
    todo = hint or "`holdfast config show` lists the settings; two underscores stand between keys"
    return Mistake(Origin(variable), "this variable names no setting", todo=todo)


def _nearly_a_setting(variable: str) -> list[Mistake]:
    """A setting written with one underscore between its keys would otherwise be passed over in silence."""
    words = variable.removeprefix(PREFIX)
    for path in setting_paths():
        if len(path) > 1 and "_".join(_shout(part) for part in path) == words:
            todo = f"write {variable_for(path)}"
            return [Mistake(Origin(variable), "one underscore stands where two belong", todo=todo)]
    return []
