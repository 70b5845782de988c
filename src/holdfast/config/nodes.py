"""A setting as somebody wrote it: its text, and the place to point at when it is wrong.

Scalars stay text until a section's model reads them. The model knows what a value is meant to be, a YAML
reader can only guess: so ``1.10`` stays 1.10 where text is wanted, ``on`` stays a word unless a yes or no is
asked for, and a file, a variable and a flag are read by the same rules.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

KeyPath = tuple[str | int, ...]
"""The way to a value: ``("waivers", 0, "owner")``."""


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """Where a value comes from.

    Attributes:
        source: A file, the name of a variable or flag, or ``default``.
        line: Line in the file, counted from 1; 0 where there are none.
        column: Column in the file, counted from 1; 0 where there are none.
    """

    source: str
    line: int = 0
    column: int = 0

    @property
    def file_and_line(self) -> str:
        """``holdfast.yaml:12``, or the source alone."""
        return f"{self.source}:{self.line}" if self.line else self.source

    def __str__(self) -> str:
        return f"{self.source}:{self.line}:{self.column}" if self.line else self.source


DEFAULT = Origin("default")

Value: TypeAlias = "str | Mapping[str, Node] | Sequence[Node] | None"


@dataclass(frozen=True, slots=True)
class Node:
    """One value with its place.

    Attributes:
        value: Text, the nodes of a mapping or a list, or ``None`` for a key with nothing behind it.
        origin: Where the value stands.
        key: Where its key stands; the same place for the items of a list.
        written: The text before references such as ``${NAME}`` were replaced; empty when there were none.
    """

    value: Value
    origin: Origin
    key: Origin
    written: str = ""

    @property
    def entries(self) -> Mapping[str, "Node"]:
        """The entries of a mapping; none for everything else."""
        return self.value if isinstance(self.value, Mapping) else {}

    @property
    def items(self) -> Sequence["Node"]:
        """The items of a list; none for everything else."""
        value = self.value
        return () if value is None or isinstance(value, str | Mapping) else value

    def plain(self) -> Any:
        """The value without its places."""
        if self.value is None or isinstance(self.value, str):
            return self.value
        if isinstance(self.value, Mapping):
            return {name: node.plain() for name, node in self.value.items()}
        return [node.plain() for node in self.value]

    def at(self, path: KeyPath) -> "Node | None":
        """The node at a path, or None when nobody wrote it."""
        node: Node | None = self
        for part in path:
            node = node.child(part) if node is not None else None
        return node

    def nearest(self, path: KeyPath) -> "Node":
        """The node at a path, or the innermost one around it that somebody wrote."""
        node: Node | None = self
        found = self
        for part in path:
            node = node.child(part) if node is not None else None
            if node is not None and node.origin != DEFAULT:
                found = node
        return found

    def leaves(self, path: KeyPath = ()) -> Iterator[tuple[KeyPath, "Node"]]:
        """Every text, empty list and empty mapping with its path."""
        children: list[tuple[str | int, Node]] = [*self.entries.items(), *enumerate(self.items)]
        if not children:
            yield path, self
        for part, child in children:
            yield from child.leaves((*path, part))

    def child(self, part: str | int) -> "Node | None":
        """The node behind a key or an index, or None when nobody wrote it."""
        if isinstance(part, str):
            return self.entries.get(part)
        return self.items[part] if part < len(self.items) else None


def overlay(low: Node, high: Node) -> Node:
    """The higher layer over the lower: mappings join key by key, everything else is replaced whole.

    A key with nothing behind it replaces nothing: people leave ``scan:`` standing over commented lines.
    """
    if high.value is None:
        return low
    if not isinstance(high.value, Mapping) or not isinstance(low.value, Mapping):
        return high
    joined = dict(low.value)
    for name, node in high.value.items():
        joined[name] = overlay(joined[name], node) if name in joined else node
    return replace(low if high.origin == DEFAULT else high, value=joined)


def grow(path: Sequence[str], leaf: Node) -> Node:
    """A tree that holds one leaf at a path of keys; the mappings around it are nobody's."""
    node = leaf
    for name in reversed(path):
        node = Node({name: node}, DEFAULT, DEFAULT)
    return node


def from_plain(value: Any, origin: Origin) -> Node:
    """Plain values, all of one origin; numbers, truth values and dates become the text people would write."""
    if isinstance(value, Mapping):
        return Node({str(name): from_plain(item, origin) for name, item in value.items()}, origin, origin)
    if isinstance(value, list | tuple):
        return Node([from_plain(item, origin) for item in value], origin, origin)
    if isinstance(value, bool):
        return Node(str(value).lower(), origin, origin)
    return Node(None if value is None else str(value), origin, origin)


def dotted(path: KeyPath) -> str:
    """A path as people write it: ``waivers[0].owner``."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")
