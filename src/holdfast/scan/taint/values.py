"""What is known about a value of the scanned program without running it."""

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What makes a value worth following."""

    REQUEST = "request"
    RANDOM = "random"
    SECRET = "secret"  # noqa: S105  (a kind of value, none itself)  # pragma: allowlist secret


@dataclass(frozen=True, slots=True)
class Mark:
    """Where something worth following came from.

    Attributes:
        kind: What it is.
        line: Line that read it.
        text: The code that read it.
        cleaned: Dangers that it was made harmless for.
    """

    kind: Kind
    line: int
    text: str
    cleaned: frozenset[str] = frozenset()


EVERY_DANGER: Final = "*"
"""Stands in ``Mark.cleaned`` for every danger there is."""


class Unknown:
    """The type of ``UNKNOWN``."""

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()
"""Stands where a constant would, were it known; ``None`` is a constant."""

Marks = frozenset[Mark]
NO_MARKS: Marks = frozenset()


@dataclass(frozen=True, slots=True)
class Scope:
    """Where names are looked up: one for the module, one for each call."""

    number: int
    parent: "Scope | None" = None


@dataclass(frozen=True, slots=True)
class Function:
    """A function of the scanned file."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope
    receiver: "Value | None" = None


@dataclass(frozen=True, slots=True)
class Class:
    """A class of the scanned file.

    Attributes:
        bases: Full names of its bases, as far as they are known.
        fields: Names of annotated fields, with the annotation.
        parents: Those of its bases that are in the file.
    """

    node: ast.ClassDef
    scope: Scope
    bases: tuple[str, ...] = ()
    methods: Mapping[str, ast.FunctionDef | ast.AsyncFunctionDef] = field(default_factory=dict)
    fields: Mapping[str, ast.expr] = field(default_factory=dict)
    parents: "tuple[Class, ...]" = ()


@dataclass(frozen=True, slots=True, eq=False)
class Value:
    """An immutable value. Two are the same only when they are one object: so aliases are known.

    Attributes:
        constant: Its content, when that is known.
        alternatives: What it may be, when it is one of a few known things.
        marks: What it carries.
        prefix: Known beginning of its text.
        name: Full dotted name of what it is: ``os.system``, ``sqlite3.connect().cursor()``.
        target: The function or class that it is.
        shape: Number of its content in the state, for containers and objects.
        is_opaque: Whether it holds what nothing is known of: arguments, results of foreign functions.
        is_resolved: Whether it is a path without ``..`` and links.
        origins: Values that a check of this one is a check of.
    """

    constant: object = UNKNOWN
    marks: Marks = NO_MARKS
    prefix: str = ""
    name: str = ""
    target: Function | Class | None = None
    shape: int | None = None
    is_opaque: bool = False
    is_resolved: bool = False
    origins: "tuple[Value, ...]" = ()
    alternatives: frozenset[object] = frozenset()

    @property
    def is_known(self) -> bool:
        """Whether its content is known."""
        return self.constant is not UNKNOWN

    @property
    def possible(self) -> frozenset[object]:
        """The known things that it may be."""
        is_plain = isinstance(self.constant, str | int | float | bytes)
        return frozenset({self.constant}) if is_plain else self.alternatives

    def carries(self, kind: Kind, danger: str) -> Mark | None:
        """The first mark of the kind that is not harmless for the danger."""
        found = [m for m in self.marks if m.kind is kind and not m.cleaned & {danger, EVERY_DANGER}]
        return min(found, key=lambda mark: (mark.line, mark.text), default=None)

    def cleaned(self, dangers: Iterable[str]) -> "Value":
        """The value, harmless for those dangers."""
        added = frozenset(dangers)
        return replace(self, marks=frozenset(replace(m, cleaned=m.cleaned | added) for m in self.marks))

    def harmless(self) -> "Value":
        """The value after a check that leaves no doubt."""
        return replace(self, marks=without_requests(self.marks), is_opaque=False, name="")


def without_requests(marks: Marks) -> Marks:
    """The marks that are not about the request."""
    return frozenset(mark for mark in marks if mark.kind is not Kind.REQUEST)


NOTHING: Final = Value()
OPAQUE: Final = Value(is_opaque=True)


def known(constant: object) -> Value:
    """A value whose content is known."""
    return Value(constant=constant, prefix=constant if isinstance(constant, str) else "")


def combined(*values: Value) -> Value:
    """What is made from all of them together, content unknown."""
    return Value(
        marks=frozenset().union(*(value.marks for value in values)),
        is_opaque=any(value.is_opaque for value in values),
    )


@dataclass(frozen=True, slots=True)
class Sequence:
    """Content of a list, tuple, set or queue; ``rest`` is all that is known of further items."""

    items: tuple[Value, ...] = ()
    rest: Value | None = None

    def values(self) -> tuple[Value, ...]:
        """All that is in it."""
        return self.items if self.rest is None else (*self.items, self.rest)


@dataclass(frozen=True, slots=True)
class Table:
    """Content of a dictionary by constant key, or of an object by attribute."""

    items: Mapping[object, Value] = field(default_factory=dict)
    rest: Value | None = None
    of_class: Class | None = None

    def values(self) -> tuple[Value, ...]:
        """All that is in it."""
        found = tuple(self.items.values())
        return found if self.rest is None else (*found, self.rest)

    def with_item(self, key: object, value: Value) -> "Table":
        """The table with one item set."""
        return replace(self, items={**self.items, key: value})


Shape = Sequence | Table
