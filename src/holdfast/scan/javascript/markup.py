"""JSX: an element as a call with its attributes by name."""

import ast

from tree_sitter import Node

from holdfast.scan.javascript.lowering import Lowering, name
from holdfast.scan.javascript.syntax import part, parts, text_of

ELEMENTS = frozenset({"jsx_element", "jsx_self_closing_element", "jsx_fragment"})
ELEMENT = "@jsx"
"""What makes an element."""


def element(lowering: Lowering, node: Node) -> ast.expr:
    """An element: its name first, then what it holds."""
    opening = part(node, "open_tag") or node
    tag = text_of(part(opening, "name"))
    written = {child.start_byte for child in opening.children_by_field_name("attribute")}
    kinds = ELEMENTS | {"jsx_expression"}
    inside = [child for child in parts(node) if child.type in kinds and child.start_byte not in written]
    held = [lowering.expression(child) for child in inside if parts(child) or child.type in ELEMENTS]
    named = [_attribute(lowering, child) for child in opening.children_by_field_name("attribute")]
    return ast.Call(name(ELEMENT), [ast.Constant(tag), *held], named)


def _attribute(lowering: Lowering, node: Node) -> ast.keyword:
    if node.type == "jsx_expression":
        spread = parts(node)[0] if parts(node) else node
        inner = parts(spread)[0] if spread.type == "spread_element" else spread
        return ast.keyword(None, lowering.expression(inner))
    listed = parts(node)
    value = lowering.expression(listed[1]) if len(listed) > 1 else ast.Constant(value=True)
    return ast.keyword(text_of(listed[0]), value)
