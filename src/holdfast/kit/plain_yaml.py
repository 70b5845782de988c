"""Reads foreign YAML as mappings, lists and text, within limits: no tag, no alias, no endless depth.

Every scalar is text (YAML's *failsafe* schema): ``version: 1.10`` stays ``1.10``, and nothing is built from
tags. Every key knows its line. Aliases are refused: a few of them expand without bound, and no lock file
has any.
"""

from typing import Any

import yaml

from holdfast.errors import ReportError, ReportTooLarge

MAX_DEPTH = 100

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Key(str):
    """The key of a mapping, as text that knows its line, counted from 1."""

    __slots__ = ("line",)
    line: int


def line_of(key: str) -> int | None:
    """The line of a key that was read from YAML."""
    return key.line if isinstance(key, Key) else None


def read_yaml(data: bytes) -> Any:
    """The first document as ``dict``, ``list`` and ``str``; an empty file is an empty mapping.

    Raises:
        ReportError: Not YAML.
        ReportTooLarge: Nested more than ``MAX_DEPTH`` deep, or with aliases.
    """
    documents = read_yaml_documents(data)
    return documents[0] if documents else {}


def read_yaml_documents(data: bytes) -> list[Any]:
    """Every document of a YAML stream, as ``read_yaml`` gives the first.

    Raises:
        ReportError: Not YAML.
        ReportTooLarge: Nested more than ``MAX_DEPTH`` deep, or with aliases.
    """
    try:
        builder = _Builder()
        # Half a surrogate pair, or a control character, is an error of the reader before the parser's.
        for event in yaml.parse(data.decode("utf-8", "replace"), Loader=_Loader):
            builder.take(event)
    except (yaml.YAMLError, ValueError) as error:
        why = " ".join(str(error).split())
        raise ReportError("The file is not YAML", why[:300], "check what wrote the file") from None
    return builder.documents


class _Builder:
    """Builds values from the parser's events."""

    def __init__(self) -> None:
        self.documents: list[Any] = []
        self._open: list[Any] = []
        self._keys: list[Key | None] = []

    def take(self, event: Any) -> None:
        """One event more."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._start({} if isinstance(event, yaml.MappingStartEvent) else [], event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._keys.pop()
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            raise ReportTooLarge(
                f"The YAML has an alias in line {_line(event)}",
                "aliases can expand without bound",
                "write the file without anchors",
            )

    def _scalar(self, event: Any) -> None:
        if self._expects_key():
            key = Key(event.value)
            key.line = _line(event)
            self._keys[-1] = key
        else:
            self._put(event.value)

    def _start(self, value: Any, event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise ReportTooLarge(
                "The YAML is nested too deeply", f"the limit is {MAX_DEPTH}", "check what wrote the file"
            )
        if self._expects_key():
            raise ReportError(
                f"The YAML has a list or a mapping as a key in line {_line(event)}",
                "only text is read as a key",
                "check what wrote the file",
            )
        self._put(value)
        self._open.append(value)
        self._keys.append(None)

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], dict) and self._keys[-1] is None

    def _put(self, value: Any) -> None:
        if not self._open:
            self.documents.append(value)
        elif isinstance(self._open[-1], list):
            self._open[-1].append(value)
        else:
            self._open[-1][self._keys[-1]] = value
            self._keys[-1] = None


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1
