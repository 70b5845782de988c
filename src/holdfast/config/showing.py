"""Shows the configuration that counts, with the origin of each value. What a variable put in is not shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from holdfast.config.load import LoadedConfig
from holdfast.config.nodes import KeyPath, dotted
from holdfast.config.yaml_writing import key, scalar


@dataclass(frozen=True, slots=True)
class Row:
    """One value.

    Attributes:
        setting: Its dotted path.
        value: What counts: text, number, truth value, or an empty list or mapping.
        origin: Where it comes from.
    """

    setting: str
    value: Any
    origin: str


def rows(loaded: LoadedConfig) -> list[Row]:
    """Every value that is set, in the order of the models."""
    return [
        Row(dotted(path), value, loaded.origin(path).file_and_line)
        for path, value in _leaves(shown(loaded), ())
    ]


def shown(loaded: LoadedConfig) -> dict[str, Any]:
    """The whole configuration as plain values; those that came from references stand as they were written."""
    values = loaded.config.model_dump(mode="json", by_alias=True, exclude_none=True)
    replaced: dict[str, Any] = _as_written(values, (), loaded)
    return replaced


def as_yaml(loaded: LoadedConfig, *, with_origin: bool = False) -> str:
    """The whole configuration as a holdfast.yaml, on request with each value's origin as a comment."""
    return "".join(f"{line}\n" for line in _yaml_lines(shown(loaded), (), loaded if with_origin else None))


def _as_written(value: Any, path: KeyPath, loaded: LoadedConfig) -> Any:
    if isinstance(value, Mapping):
        return {name: _as_written(item, (*path, name), loaded) for name, item in value.items()}
    if isinstance(value, list):
        return [_as_written(item, (*path, index), loaded) for index, item in enumerate(value)]
    node = loaded.tree.at(path)
    return node.written if node is not None and node.written else value


def _leaves(value: Any, path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:
    children: list[tuple[str | int, Any]] = []
    if isinstance(value, Mapping):
        children = list(value.items())
    elif isinstance(value, list):
        children = list(enumerate(value))
    if not children:
        yield path, value
    for part, child in children:
        yield from _leaves(child, (*path, part))


def _yaml_lines(value: Any, path: KeyPath, origins: LoadedConfig | None) -> Iterator[str]:
    """The lines of a mapping or list, not indented."""
    entries = value.items() if isinstance(value, Mapping) else enumerate(value)
    for part, child in entries:
        here = (*path, part)
        head = f"{key(part)}:" if isinstance(part, str) else "-"
        if not isinstance(child, Mapping | list) or not child:
            comment = f"  # {origins.origin(here).file_and_line}" if origins else ""
            yield f"{head} {scalar(child)}{comment}"
            continue
        lines = [f"  {line}" for line in _yaml_lines(child, here, origins)]
        if isinstance(part, int):
            lines[0] = f"- {lines[0].lstrip()}"
        else:
            yield head
        yield from lines
