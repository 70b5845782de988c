"""Reads YAML and JSON of others into nodes that know their lines.

Everything that pipelines use is taken: several documents, anchors, merge keys, tags such as ``!Ref``. What
unfolds beyond the limits, and what is no YAML, is an error; nothing is ever constructed from a tag.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml

from holdfast.errors import ReportError, ReportTooLarge

MAX_BYTES = 2**20
MAX_DEPTH = 60
MAX_NODES = 100_000
"""Values of a file, each use of an anchor counted in full: what an alias bomb would exceed."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TRUE = frozenset({"true", "yes", "on"})
_MERGE_KEY = "<<"
_SHORTEN = "check what wrote the file, or leave it out with scan.exclude"


@dataclass(slots=True, eq=False)
class Node:
    """A value with its place. A node has entries, or items, or text.

    Attributes:
        line: First line, counted from 1.
        end_line: Last line.
        text: The scalar as written; empty for mappings and lists.
        entries: Values of a mapping by key.
        items: Values of a list.
        keys: The line of each key of a mapping.
        tag: The tag as written (``!Ref``), else empty.
        is_block: Whether a text stands below its key, behind ``|`` or ``>``: it begins on the next line.
        is_plain: Whether a text stands without quotes, so that ``true`` is a truth value.
        repeated: Keys that are given again further down, with the line of the later one.
        size: Values in it, aliases unfolded.
        depth: Levels below it.
    """

    line: int
    end_line: int
    text: str = ""
    entries: dict[str, "Node"] = field(default_factory=dict)
    items: list["Node"] = field(default_factory=list)
    keys: dict[str, int] = field(default_factory=dict)
    tag: str = ""
    is_block: bool = False
    is_plain: bool = False
    repeated: list[tuple[str, int]] = field(default_factory=list)
    size: int = 1
    depth: int = 0

    def get(self, *path: str) -> "Node":
        """The value below these keys; an empty node where there is none."""
        node = self
        for key in path:
            node = node.entries.get(key, NOTHING)
        return node

    def line_of(self, key: str) -> int:
        """The line of a key, else the line of the mapping."""
        return self.keys.get(key, self.line)

    @property
    def is_true(self) -> bool:
        """Whether it is YAML's word for true."""
        return self.text.lower() in _TRUE

    @property
    def first_text_line(self) -> int:
        """The line on which a text begins: below the mark of a block."""
        return self.line + 1 if self.is_block else self.line

    def texts(self) -> Iterator["Node"]:
        """Every scalar in it: the node itself, or those of a list, in order, at any depth."""
        if self.items or self.entries:
            for child in (*self.items, *self.entries.values()):
                yield from child.texts()
        elif self.text:
            yield self

    def walk(self) -> Iterator["Node"]:
        """It and every node in it."""
        yield self
        for child in (*self.items, *self.entries.values()):
            yield from child.walk()

    def __bool__(self) -> bool:
        return bool(self.text or self.entries or self.items)


NOTHING = Node(0, 0)
"""What stands where nothing stands."""


def read_documents(data: bytes) -> list[Node]:
    """The documents of a YAML or JSON file.

    Raises:
        ReportError: Not UTF-8, or not YAML.
        ReportTooLarge: Larger or deeper than the limits, or unfolding beyond them.
    """
    text = decode(data)
    try:
        return _Reader(text).documents()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f" on line {mark.line + 1}" if mark else ""
        raise ReportError(f"this is not YAML: {error.problem}{place}", "", "correct the file") from None
    except (yaml.YAMLError, ValueError) as error:
        raise ReportError("this is not YAML", str(error), "correct the file") from None


def decode(data: bytes) -> str:
    """The text of a file.

    Raises:
        ReportError: Not UTF-8.
        ReportTooLarge: Larger than the limit.
    """
    if len(data) > MAX_BYTES:
        raise ReportTooLarge(f"larger than {MAX_BYTES} bytes", "", _SHORTEN)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReportError("this is not UTF-8", f"byte {error.start}", "save it as UTF-8") from None


class _Reader:
    """One pass over the parser's events; its recursion ends at ``MAX_DEPTH``."""

    def __init__(self, text: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_LOADER)
        self._anchors: dict[str, Node] = {}
        self._count = 0

    def documents(self) -> list[Node]:
        found = []
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._anchors = {}
                found.append(self._node(next(self._events), 0))
        return found

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise ReportTooLarge(f"nested deeper than {MAX_DEPTH} levels", "", _SHORTEN)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event, depth)
        self._add(1)
        node = Node(_mark(event.start_mark)[0], _mark(event.end_mark)[0])
        tag = getattr(event, "tag", None)
        node.tag = tag if tag and tag.startswith("!") and tag != "!" else ""
        if isinstance(event, yaml.MappingStartEvent):
            self._mapping(node, depth)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._sequence(node, depth)
        elif isinstance(event, yaml.ScalarEvent):
            _scalar(node, event)
        # Known only after its end: an anchor does not name what it stands in.
        if anchor := getattr(event, "anchor", None):
            self._anchors[anchor] = node
        return node

    def _mapping(self, node: Node, depth: int) -> None:
        merged: dict[str, Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            _grow(node, value)
            if key.text == _MERGE_KEY:
                for source in value.items or (value,):
                    merged = {**source.entries, **merged}
                continue
            if key.text in node.entries:
                node.repeated.append((key.text, key.line))
            node.entries[key.text] = value
            node.keys[key.text] = key.line
        node.end_line = _last_line(event, node)
        if merged:
            self._add(len(merged))
            node.entries = {**merged, **node.entries}

    def _sequence(self, node: Node, depth: int) -> None:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            item = self._node(event, depth + 1)
            _grow(node, item)
            node.items.append(item)
        node.end_line = _last_line(event, node)

    def _alias(self, event: yaml.AliasEvent, depth: int) -> Node:
        node = self._anchors.get(event.anchor or "")
        if node is None:
            line = _mark(event.start_mark)[0]
            raise ReportError(
                f"*{event.anchor} on line {line} names nothing above it", "", "correct the file"
            )
        self._add(node.size)
        if depth + node.depth > MAX_DEPTH:
            raise ReportTooLarge(f"nested deeper than {MAX_DEPTH} levels", "", _SHORTEN)
        return node

    def _add(self, values: int) -> None:
        self._count += values
        if self._count > MAX_NODES:
            raise ReportTooLarge(f"the file unfolds to more than {MAX_NODES} values", "", _SHORTEN)


def _scalar(node: Node, event: yaml.ScalarEvent) -> None:
    node.text = str(event.value)
    node.is_block = event.style in {"|", ">"}
    node.is_plain = event.style is None or not event.style
    if node.is_block:
        # The end of a block is seen at the start of what follows it.
        node.end_line = max(node.line, _mark(event.end_mark)[0] - 1)


def _grow(node: Node, child: Node) -> None:
    node.size += child.size
    node.depth = max(node.depth, child.depth + 1)


def _last_line(event: yaml.Event, node: Node) -> int:
    """The line on which a mapping or list ends: the end of a block is seen only at the start of the next."""
    children = (*node.items, *node.entries.values())
    last = max((child.end_line for child in children), default=node.line)
    line, column = _mark(event.end_mark)
    is_flow = column > _mark(event.start_mark)[1]
    return max(last, line) if is_flow else last


def _mark(mark: object) -> tuple[int, int]:
    """Line and column of a parser's mark, the line counted from 1."""
    return getattr(mark, "line", 0) + 1, getattr(mark, "column", 0)
