"""Reads YAML into nodes: every value is text with its line and column.

Only what a settings file needs is taken: mappings with plain keys, lists, texts, anchors and merge keys.
Tags, several documents, keys given twice and files that unfold beyond the limits are errors.
"""

import re
from collections.abc import Iterator
from typing import NoReturn

import yaml

from holdfast.config.nodes import Node, Origin, Value
from holdfast.config.yaml_mistakes import syntax_error
from holdfast.errors import ConfigError
from holdfast.kit.durations import format_size

MAX_BYTES = 2**20
MAX_DEPTH = 32
MAX_NODES = 20_000
"""Values in a file, each use of an anchor counted: what an alias bomb would exceed."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOT_TEXT = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_YAML_TAGS = "tag:yaml.org,2002:"
_QUOTE = "put text that starts with {} in quotes"
_MERGE_KEY = "<<"


def read_yaml(data: bytes, source: str) -> Node:
    """The document as a mapping of nodes; an empty file is an empty mapping.

    Args:
        data: The file.
        source: What to call it in messages.

    Raises:
        ConfigError: Not YAML, not a mapping, or beyond the limits; the message carries line and column.
    """
    text = _decode(data, source)
    try:
        return _Reader(text, source).document()
    except yaml.MarkedYAMLError as error:
        raise syntax_error(error, text, source) from None
    except yaml.YAMLError as error:
        raise ConfigError(f"{Origin(source, 1, 1)}: this is not YAML", str(error), "write it again") from None


class _Reader:
    """One pass over the parser's events: no recursion deeper than the limit, whatever the file holds."""

    def __init__(self, text: str, source: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._source = source
        self._anchors: dict[str, Node] = {}
        self._nodes = 0

    def document(self) -> Node:
        self._next()
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            empty = Origin(self._source, 1, 1)
            return Node({}, empty, empty)
        first = self._next()
        root = self._node(first, self._origin(first), 0)
        self._next()
        extra = self._next()
        if not isinstance(extra, yaml.StreamEndEvent):
            self._refuse(extra, "a second document starts here", "keep one document: remove the line ---")
        if root.value is None:
            return Node({}, root.origin, root.key)
        if not root.entries and root.value != {}:
            self._refuse(first, "the file is not a mapping", "write keys and values, such as service:")
        return root

    def _node(self, event: yaml.Event, key: Origin, depth: int) -> Node:
        self._check_depth(event, depth)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, key, depth)
        self._count(event, 1)
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            shown = str(tag).replace(_YAML_TAGS, "!!")
            self._refuse(
                event, f"the tag {shown} has no meaning here", "put text that starts with ! in quotes"
            )
        node = Node(self._value(event, depth), self._origin(event), key)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self._anchors[anchor] = node
        return node

    def _value(self, event: yaml.Event, depth: int) -> Value:
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(depth)
        assert isinstance(event, yaml.ScalarEvent)  # noqa: S101 - the parser has no other events here.
        is_plain = event.implicit[0]
        return None if is_plain and event.value in _NULLS else str(event.value)

    def _mapping(self, depth: int) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        merged: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            name, place = self._key(event), self._origin(event)
            node = self._node(self._next(), place, depth + 1)
            if name == _MERGE_KEY:
                for source in node.items or (node,):
                    merged = {**source.entries, **merged}
                continue
            if name in entries:
                first = entries[name].key.line
                self._refuse(event, f"{name!r} is given twice", f"the first is on line {first}: remove one")
            entries[name] = node
        self._count(event, len(merged))
        return {**merged, **entries}

    def _sequence(self, depth: int) -> list[Node]:
        items = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, self._origin(event), depth + 1))
        return items

    def _key(self, event: yaml.Event) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            self._refuse(event, "a key must be a word", _QUOTE.format("[ { or *"))
        return str(event.value)

    def _alias(self, event: yaml.AliasEvent, key: Origin, depth: int) -> Node:
        node = self._anchors.get(event.anchor or "")
        if node is None:
            self._refuse(
                event, f"*{event.anchor} names nothing above it", f"mark a value with &{event.anchor}"
            )
        depths = [len(path) for path, _ in node.leaves()]
        self._count(event, len(depths))
        self._check_depth(event, depth + max(depths))
        return Node(node.value, node.origin, key)

    def _check_depth(self, event: yaml.Event, depth: int) -> None:
        if depth > MAX_DEPTH:
            self._refuse(event, f"nested deeper than {MAX_DEPTH} levels", "settings need no such depth")

    def _count(self, event: yaml.Event, added: int) -> None:
        self._nodes += added
        if self._nodes > MAX_NODES:
            self._refuse(event, f"the file unfolds to more than {MAX_NODES} values", "use fewer anchors")

    def _next(self) -> yaml.Event:
        return next(self._events)

    def _origin(self, event: yaml.Event) -> Origin:
        mark = event.start_mark
        return Origin(self._source, mark.line + 1, mark.column + 1) if mark else Origin(self._source)

    def _refuse(self, event: yaml.Event, why: str, todo: str) -> NoReturn:
        raise ConfigError(f"{self._origin(event)}: {why}", "", todo)


def _decode(data: bytes, source: str) -> str:
    if len(data) > MAX_BYTES:
        raise ConfigError(
            f"{source} has {format_size(len(data))}",
            f"the limit is {format_size(MAX_BYTES)}",
            "check that this is the right file",
        )
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        origin = _place(data[: error.start].decode(encoding, "replace"), source)
        raise ConfigError(
            f"{origin}: this is not UTF-8 text", f"byte {data[error.start]:#04x}", "save the file as UTF-8"
        ) from None
    if bad := _NOT_TEXT.search(text):
        origin = _place(text[: bad.start()], source)
        raise ConfigError(
            f"{origin}: the character U+{ord(bad[0]):04X} is not allowed",
            "control characters have no place in YAML",
            "remove it",
        )
    return text


def _place(before: str, source: str) -> Origin:
    """The place after a text."""
    lines = before.split("\n")
    return Origin(source, len(lines), len(lines[-1]) + 1)
