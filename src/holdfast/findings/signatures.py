"""Recognises a report by its content: each parser states what its reports look like.

A key of a JSON signature may lead down by dots: ``descriptor.name`` is the name in the descriptor, and
``dependencies.0.version`` the version of the first dependency.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import msgspec
from lxml import etree

from holdfast.errors import ReportError
from holdfast.kit.bounded import read_json, read_xml

_HEAD_BYTES = 4096
_SHOWN_KEYS = 5


class Shape:
    """The outline of a report, looked at once and asked by every signature."""

    def __init__(self, data: bytes) -> None:
        """Take the report in UTF-8 without a byte-order mark."""
        self._data = data
        self.head = data[:_HEAD_BYTES].lstrip()

    @cached_property
    def json_object(self) -> Mapping[str, msgspec.Raw]:
        """The top level of a JSON object, values not read yet; empty for everything else."""
        return _as_object(self._data) if self.head.startswith(b"{") else {}

    @cached_property
    def json_items(self) -> Mapping[str, msgspec.Raw]:
        """The first item of a JSON array; empty for everything else."""
        return _first_item(self._data) if self.head.startswith(b"[") else {}

    @cached_property
    def json_line(self) -> Mapping[str, msgspec.Raw]:
        """The first line of a JSON-lines file; empty for everything else."""
        if not self.head.startswith(b"{"):
            return {}
        end = self._data.find(b"\n", self._data.find(b"{"))
        # One object in one line is both; it is not read twice.
        return _as_object(self._data[:end]) if end >= 0 and self._data[end:].strip() else self.json_object

    @cached_property
    def description(self) -> str:
        """What kind of file it is, in words; its content is not quoted, for it may be no report at all."""
        if self.json_object or self.json_line:
            return f"JSON with {self._keys(self.json_object or self.json_line)}"
        if self.json_items:
            return f"a JSON list of items with {self._keys(self.json_items)}"
        if self.head.startswith((b"{", b"[")):
            return "JSON without keys, or cut off"
        return f"XML with the root {self.xml_root!r}" if self.xml_root else "neither JSON nor XML"

    @staticmethod
    def _keys(found: Mapping[str, msgspec.Raw]) -> str:
        shown = ", ".join(repr(key[:40]) for key in list(found)[:_SHOWN_KEYS])
        return f"the keys {shown}" + (", …" if len(found) > _SHOWN_KEYS else "")

    @cached_property
    def sarif_driver(self) -> str:
        """The name of the first tool of a SARIF log in lower case; empty for everything else."""
        if "runs" not in self.json_object:
            return ""
        try:
            log: _SarifLog = read_json(self._data, _SarifLog)
        except ReportError:
            return ""
        return log.runs[0].tool.driver.name.lower() if log.runs else ""

    @cached_property
    def xml_root(self) -> str:
        """The tag of the XML root with its namespace (``{ns}tag``); empty for everything else."""
        return str(self._xml.tag) if self._xml is not None else ""

    @cached_property
    def xml_children(self) -> frozenset[str]:
        """The names of the XML root's children, without namespace."""
        if self._xml is None:
            return frozenset()
        return frozenset(etree.QName(child).localname for child in self._xml.iterchildren("*"))

    @cached_property
    def _xml(self) -> etree._Element | None:
        if not self.head.startswith(b"<"):
            return None
        try:
            return read_xml(self._data)
        except ReportError:
            return None

    @cached_property
    def first_line(self) -> str:
        """The first line as text."""
        return self.head.split(b"\n", 1)[0].decode("utf-8", "replace").rstrip("\r")


class _SarifDriver(msgspec.Struct):
    name: str = ""


class _SarifTool(msgspec.Struct):
    driver: _SarifDriver


class _SarifRun(msgspec.Struct):
    tool: _SarifTool


class _SarifLog(msgspec.Struct):
    runs: list[_SarifRun]


class Signature(Protocol):
    """Says how well a report fits; the best fit of all parsers wins."""

    def fit(self, shape: Shape) -> int:
        """0 for no fit; the more it checked, the larger."""
        ...


@dataclass(frozen=True, slots=True)
class JsonObject:
    """A JSON object with these keys, some of them with fixed values, and without others."""

    keys: tuple[str, ...]
    equal: Mapping[str, str] = field(default_factory=dict)
    lacks: tuple[str, ...] = ()

    def fit(self, shape: Shape) -> int:
        """Number of facts checked, if all hold."""
        if any(key in shape.json_object for key in self.lacks):
            return 0
        return _fit(shape.json_object, self.keys, self.equal)


@dataclass(frozen=True, slots=True)
class JsonArray:
    """A JSON array whose first item is an object with these keys."""

    keys: tuple[str, ...]
    equal: Mapping[str, str] = field(default_factory=dict)

    def fit(self, shape: Shape) -> int:
        """Number of facts checked, if all hold."""
        return _fit(shape.json_items, self.keys, self.equal)


@dataclass(frozen=True, slots=True)
class JsonLines:
    """One JSON object a line; the first has these keys."""

    keys: tuple[str, ...]
    equal: Mapping[str, str] = field(default_factory=dict)

    def fit(self, shape: Shape) -> int:
        """Number of facts checked, if all hold."""
        return _fit(shape.json_line, self.keys, self.equal)


@dataclass(frozen=True, slots=True)
class SarifDriver:
    """A SARIF log whose first run was made by this tool; the name in lower case."""

    name: str

    def fit(self, shape: Shape) -> int:
        """5: more than any key of a SARIF log that the general reader checks."""
        return 5 if shape.sarif_driver == self.name else 0


@dataclass(frozen=True, slots=True)
class XmlRoot:
    """An XML document with this root tag and these children; the namespace must start with the given text."""

    tag: str
    namespace: str = ""
    children: tuple[str, ...] = ()

    def fit(self, shape: Shape) -> int:
        """2 for the tag, 1 more for a namespace and for each child."""
        if not shape.xml_root:
            return 0
        name = etree.QName(shape.xml_root)
        if name.localname != self.tag or not (name.namespace or "").startswith(self.namespace):
            return 0
        if not shape.xml_children.issuperset(self.children):
            return 0
        return 2 + bool(self.namespace) + len(self.children)


@dataclass(frozen=True, slots=True)
class CsvHeader:
    """A CSV file whose header has these columns."""

    columns: tuple[str, ...]

    def fit(self, shape: Shape) -> int:
        """Number of columns, if all are there."""
        header = {
            column.strip().strip('"')
            for column in shape.first_line.replace(";", ",").replace("\t", ",").split(",")
        }
        return len(self.columns) if header.issuperset(self.columns) else 0


@dataclass(frozen=True, slots=True)
class TextMarker:
    """A text that has this marker within its first 4 KiB."""

    marker: bytes

    def fit(self, shape: Shape) -> int:
        """1: text proves little."""
        return int(self.marker in shape.head)


def _as_object(data: bytes) -> Mapping[str, msgspec.Raw]:
    try:
        return read_json(data, dict[str, msgspec.Raw])
    except ReportError:
        return {}


def _fit(found: Mapping[str, msgspec.Raw], keys: tuple[str, ...], equal: Mapping[str, str]) -> int:
    if not found or not all(_value(found, key) for key in keys):
        return 0
    wanted = {key: msgspec.json.encode(value) for key, value in equal.items()}
    if any(_value(found, key) != value for key, value in wanted.items()):
        return 0
    return len(keys) + 2 * len(equal)


def _value(found: Mapping[str, msgspec.Raw], key: str) -> bytes:
    """What stands at a key, which may lead down by dots; nothing where it leads nowhere."""
    if key in found:
        return bytes(found[key]).strip()
    first, _, rest = key.partition(".")
    if not rest or first not in found:
        return b""
    inner = bytes(found[first])
    if rest.startswith("0."):
        return _value(_first_item(inner), rest.removeprefix("0."))
    return _value(_as_object(inner), rest)


def _first_item(data: bytes) -> Mapping[str, msgspec.Raw]:
    try:
        items: list[msgspec.Raw] = read_json(data, list[msgspec.Raw])
    except ReportError:
        return {}
    return _as_object(bytes(items[0])) if items else {}
