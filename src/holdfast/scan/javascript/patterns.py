"""Destructuring: ``const { a, b: [c] = [] } = value`` as one assignment for each name."""

import ast
from collections.abc import Callable

from tree_sitter import Node

from holdfast.scan.javascript.lowering import Lowering, assigned, chosen, name
from holdfast.scan.javascript.syntax import part, parts, text_of

PATTERNS = frozenset({"object_pattern", "array_pattern", "object", "array"})
NAMES = frozenset({"identifier", "shorthand_property_identifier_pattern", "shorthand_property_identifier"})


def bind(lowering: Lowering, target: Node, value: ast.expr) -> list[ast.stmt]:
    """The assignments that give each name of a pattern its part of the value."""
    if target.type in NAMES:
        return [lowering.at(target, assigned(ast.Name(text_of(target), ast.Store()), value))]
    taken_apart = APART.get(target.type)
    if taken_apart is not None:
        return taken_apart(lowering, target, value)
    return [lowering.at(target, assigned(lowering.stored(target), value))]


def _with_default(lowering: Lowering, target: Node, value: ast.expr) -> list[ast.stmt]:
    left, default = part(target, "left"), lowering.expression(part(target, "right"))
    return bind(lowering, left, chosen(value, default)) if left is not None else []


def _inner(lowering: Lowering, target: Node, value: ast.expr) -> list[ast.stmt]:
    inner = parts(target)
    return bind(lowering, inner[0], value) if inner else []


def _kept(lowering: Lowering, target: Node, value: ast.expr) -> tuple[list[ast.stmt], str]:
    """The value under a name, so that it is evaluated once."""
    if isinstance(value, ast.Name) and (value.id.startswith("@") or value.id not in text_of(target)):
        return [], value.id
    kept = lowering.fresh("value")
    return [lowering.at(target, assigned(ast.Name(kept, ast.Store()), value))], kept


def _of_object(lowering: Lowering, target: Node, value: ast.expr) -> list[ast.stmt]:
    made, kept = _kept(lowering, target, value)
    for field in parts(target):
        if field.type in {"pair_pattern", "pair"}:
            key, inner = part(field, "key"), part(field, "value")
            if key is not None and inner is not None:
                made += bind(lowering, inner, _member(lowering, kept, key))
            continue
        left = part(field, "left") or field
        if field.type in {"rest_pattern", "spread_element"}:
            made += bind(lowering, field, name(kept))
        else:
            member = _member(lowering, kept, left)
            default = part(field, "right")
            whole = chosen(member, lowering.expression(default)) if default is not None else member
            made += bind(lowering, left, lowering.at(field, whole))
    return made


def _member(lowering: Lowering, kept: str, key: Node) -> ast.expr:
    if key.type == "computed_property_name":
        found: ast.expr = ast.Subscript(name(kept), lowering.expression(parts(key)[0]), ast.Load())
    else:
        found = ast.Attribute(name(kept), text_of(key).strip("'\"`"), ast.Load())
    return lowering.at(key, found)


def _of_array(lowering: Lowering, target: Node, value: ast.expr) -> list[ast.stmt]:
    made, kept = _kept(lowering, target, value)
    place = 0
    for child in target.children:
        if child.type == ",":
            place += 1
        elif child.is_named and child.type != "comment":
            if child.type in {"rest_pattern", "spread_element"}:
                rest = ast.Slice(ast.Constant(place))
                found = lowering.at(child, ast.Subscript(name(kept), rest, ast.Load()))
            else:
                found = lowering.at(child, ast.Subscript(name(kept), ast.Constant(place), ast.Load()))
            made += bind(lowering, child, found)
    return made


APART: dict[str, Callable[[Lowering, Node, ast.expr], list[ast.stmt]]] = {
    **dict.fromkeys(("object_pattern", "object"), _of_object),
    **dict.fromkeys(("array_pattern", "array"), _of_array),
    **dict.fromkeys(
        ("assignment_pattern", "object_assignment_pattern", "assignment_expression"), _with_default
    ),
    **dict.fromkeys(
        (
            "rest_pattern", "spread_element", "parenthesized_expression", "non_null_expression",
            "as_expression", "satisfies_expression",
        ),
        _inner,
    ),
    "undefined": lambda _lowering, _target, _value: [],
}  # fmt: skip
