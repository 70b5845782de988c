"""Expressions of JavaScript in Python's tree, calls aside."""

import ast
import re
from collections.abc import Callable

from tree_sitter import Node

from holdfast.scan.javascript import calls, functions, markup
from holdfast.scan.javascript.lowering import Lowering, assigned, called, chosen, name, shown
from holdfast.scan.javascript.patterns import PATTERNS, bind
from holdfast.scan.javascript.syntax import has_word, part, parts, text_of

ESCAPE = re.compile(r"\\(u\{[0-9a-fA-F]+\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.DOTALL)
PLAIN_ESCAPES = {
    "\r\n": "",
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "b": "\b",
    "f": "\f",
    "v": "\v",
    "0": "\0",
    "\n": "",
}
OPERATORS: dict[str, ast.operator] = {
    "+": ast.Add(), "-": ast.Sub(), "*": ast.Mult(), "/": ast.Div(), "%": ast.Mod(), "**": ast.Pow(),
    "&": ast.BitAnd(), "|": ast.BitOr(), "^": ast.BitXor(), "<<": ast.LShift(), ">>": ast.RShift(),
    ">>>": ast.RShift(),
}  # fmt: skip
COMPARISONS: dict[str, ast.cmpop] = {
    "==": ast.Eq(), "===": ast.Eq(), "!=": ast.NotEq(), "!==": ast.NotEq(), "<": ast.Lt(), "<=": ast.LtE(),
    ">": ast.Gt(), ">=": ast.GtE(), "in": ast.In(),
}  # fmt: skip
CHAINS: dict[str, ast.boolop] = {"&&": ast.And(), "||": ast.Or(), "??": ast.Or()}
MIRRORED = {"==": "==", "===": "===", "!=": "!=", "!==": "!==", "<": ">", "<=": ">=", ">": "<", ">=": "<="}
CONSTANTS = frozenset({"string", "number", "unary_expression", "null", "undefined"})
KINDS = frozenset({"string", "number", "boolean", "bigint"})
UNARY: dict[str, ast.unaryop] = {"!": ast.Not(), "-": ast.USub(), "+": ast.UAdd(), "~": ast.Invert()}


def expression(lowering: Lowering, node: Node) -> ast.expr:
    """Any expression; of what is not known here, its parts together."""
    translate = EXPRESSIONS.get(node.type)
    if translate is not None:
        return translate(lowering, node)
    return ast.List([lowering.expression(each) for each in parts(node)], ast.Load())


def _identifier(_lowering: Lowering, node: Node) -> ast.expr:
    return name(text_of(node))


def _constant(value: object) -> Callable[[Lowering, Node], ast.expr]:
    return lambda _lowering, _node: ast.Constant(value)  # type: ignore[arg-type]


def _number(_lowering: Lowering, node: Node) -> ast.expr:
    text = text_of(node).replace("_", "").rstrip("n")
    for read in (lambda: int(text, 0), lambda: float(text)):
        try:
            return ast.Constant(read())
        except ValueError:
            continue
    return ast.Constant(None)


def unescaped(text: str) -> str:
    """The text that a literal stands for."""

    def replaced(found: re.Match[str]) -> str:
        code = found[1]
        if code[0] in "ux" and len(code) > 1:
            number = int(code.strip("ux{}"), 16)
            return chr(number) if number < 0x110000 else ""
        return PLAIN_ESCAPES.get(code, code)

    return ESCAPE.sub(replaced, text)


def _string(_lowering: Lowering, node: Node) -> ast.expr:
    return ast.Constant(unescaped(text_of(node)[1:-1]))


def template(lowering: Lowering, node: Node) -> ast.expr:
    """A template string as an f-string."""
    values: list[ast.expr] = []
    for child in node.children:
        if child.type in {"string_fragment", "escape_sequence"}:
            values.append(lowering.at(child, ast.Constant(unescaped(text_of(child)))))
        elif child.type == "template_substitution":
            inner = lowering.expression(parts(child)[0]) if parts(child) else ast.Constant(None)
            values.append(lowering.at(child, ast.FormattedValue(inner, -1, None)))
    return ast.JoinedStr(values)


def _regex(_lowering: Lowering, node: Node) -> ast.expr:
    pattern, flags = text_of(part(node, "pattern")), text_of(part(node, "flags"))
    # With m, the ends of a pattern are those of any line.
    whole = f"(?m){pattern}" if "m" in flags else pattern
    return called("re.compile", ast.Constant(whole), ast.Constant(flags))


def _binary(lowering: Lowering, node: Node) -> ast.expr:
    sign = text_of(part(node, "operator"))
    left, right = part(node, "left"), part(node, "right")
    if (
        sign in MIRRORED
        and left is not None
        and left.type in CONSTANTS
        and not text_of(left).startswith("typeof")
    ):
        # -1 !== list.indexOf(x), "string" === typeof x
        left, right, sign = right, left, MIRRORED[sign]
    if sign in CHAINS:
        return ast.BoolOp(CHAINS[sign], [lowering.expression(left), lowering.expression(right)])
    if sign in COMPARISONS:
        search = calls.as_search(lowering, left, sign, text_of(right))
        if search is not None:
            return search
        kind = _kind_test(lowering, left, sign, text_of(right).strip("'\""))
        if kind is not None:
            return kind
        return ast.Compare(lowering.expression(left), [COMPARISONS[sign]], [lowering.expression(right)])
    if sign in OPERATORS:
        return ast.BinOp(lowering.expression(left), OPERATORS[sign], lowering.expression(right))
    return called("builtins.isinstance", lowering.expression(left), lowering.expression(right))


def _kind_test(lowering: Lowering, left: Node | None, sign: str, kind: str) -> ast.expr | None:
    """``typeof x === "string"``."""
    if left is None or left.type != "unary_expression" or text_of(part(left, "operator")) != "typeof":
        return None
    if kind not in KINDS or sign.strip("=") not in {"", "!"}:
        return None
    test = called(f"@is-{kind}", lowering.expression(part(left, "argument")))
    return test if sign.startswith("=") else ast.UnaryOp(ast.Not(), lowering.at(left, test))


def _unary(lowering: Lowering, node: Node) -> ast.expr:
    sign, operand = text_of(part(node, "operator")), part(node, "argument")
    if sign in UNARY:
        return ast.UnaryOp(UNARY[sign], lowering.expression(operand))
    if sign == "delete" and operand is not None:
        target = lowering.expression(operand)
        if isinstance(target, ast.Attribute):
            item = ast.Subscript(target.value, ast.Constant(target.attr), ast.Del())
            lowering.first(lowering.at(node, ast.Delete([item])))
        elif isinstance(target, ast.Subscript):
            lowering.first(lowering.at(node, ast.Delete([target])))
        return ast.Constant(value=True)
    return called("@typeof", lowering.expression(operand))


def _member(lowering: Lowering, node: Node) -> ast.expr:
    owner, key = part(node, "object"), part(node, "property")
    made = ast.Attribute(lowering.expression(owner), text_of(key), ast.Load())
    made.shown = shown(node)  # type: ignore[attr-defined]
    return made


def _subscript(lowering: Lowering, node: Node) -> ast.expr:
    index = lowering.expression(part(node, "index"))
    made = ast.Subscript(lowering.expression(part(node, "object")), index, ast.Load())
    made.shown = shown(node)  # type: ignore[attr-defined]
    return made


def _choice(lowering: Lowering, node: Node) -> ast.expr:
    test = lowering.condition(part(node, "condition"))
    ways = (lowering.expression(part(node, field)) for field in ("consequence", "alternative"))
    return ast.IfExp(test, *ways)


def _inner(lowering: Lowering, node: Node) -> ast.expr:
    inner = parts(node)
    return lowering.expression(inner[0]) if inner else ast.Constant(None)


def _last(lowering: Lowering, node: Node) -> ast.expr:
    *others, last = [lowering.expression(each) for each in parts(node)]
    lowering.first(*(lowering.at(node, ast.Expr(other)) for other in others))
    return last


def _assignment(lowering: Lowering, node: Node) -> ast.expr:
    """``a = value`` within an expression."""
    target, value = part(node, "left"), lowering.expression(part(node, "right"))
    if target is not None:
        lowering.change(target)
    if target is not None and target.type == "identifier":
        return ast.NamedExpr(ast.Name(text_of(target), ast.Store()), value)
    if target is None or target.type in PATTERNS:
        lowering.first(*(bind(lowering, target, value) if target is not None else ()))
        return value
    kept = lowering.fresh("value")
    lowering.first(
        lowering.at(node, assigned(ast.Name(kept, ast.Store()), value)),
        lowering.at(node, assigned(lowering.stored(target), name(kept))),
    )
    return name(kept)


def _augmented(lowering: Lowering, node: Node) -> ast.expr:
    lowering.first(*augmented(lowering, node))
    return lowering.expression(part(node, "left"))


def augmented(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """``a += value``; ``a ??= value`` is ``a = a or value``."""
    sign = text_of(part(node, "operator")).removesuffix("=")
    left, right = part(node, "left"), lowering.expression(part(node, "right"))
    if left is None:
        return []
    lowering.change(left)
    if sign in {"-", "+", "*"} and left.type == "identifier" and lowering.is_outer(text_of(left)):
        # What a function counts outside itself is another number each time it is called.
        both = called("@counted", lowering.expression(left), right)
        return [lowering.at(node, assigned(lowering.stored(left), both))]
    target = lowering.stored(left)
    if sign in OPERATORS and isinstance(target, ast.Name | ast.Attribute | ast.Subscript):
        return [lowering.at(node, ast.AugAssign(target, OPERATORS[sign], right))]
    return [lowering.at(node, assigned(target, chosen(lowering.expression(left), right)))]


def counted(lowering: Lowering, target: Node) -> ast.stmt:
    """``a++``: some number."""
    lowering.change(target)
    return lowering.at(
        target, assigned(lowering.stored(target), called("@counted", lowering.expression(target)))
    )


def _update(lowering: Lowering, node: Node) -> ast.expr:
    return ast.UnaryOp(ast.UAdd(), lowering.expression(part(node, "argument")))


def _object(lowering: Lowering, node: Node) -> ast.expr:
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    for field in parts(node):
        if field.type == "spread_element":
            keys.append(None)
            values.append(_inner(lowering, field))
        elif field.type == "method_definition":
            made = functions.function(lowering, field, lowering.fresh("method"))
            lowering.first(made)
            keys.append(_key(lowering, part(field, "name")))
            values.append(name(made.name))
        elif field.type == "pair":
            keys.append(_key(lowering, part(field, "key")))
            values.append(lowering.expression(part(field, "value")))
        else:
            keys.append(ast.Constant(text_of(field)))
            values.append(lowering.at(field, name(text_of(field))))
    return ast.Dict(keys, values)


def _key(lowering: Lowering, node: Node | None) -> ast.expr:
    if node is not None and node.type == "computed_property_name":
        return _inner(lowering, node)
    if node is not None and node.type == "number":
        return ast.Constant(text_of(node))
    return ast.Constant(unescaped(text_of(node).strip("'\"")))


def _array(lowering: Lowering, node: Node) -> ast.expr:
    """A list; what is left out between two commas is nothing."""
    items: list[ast.expr] = []
    is_hole = True
    for child in node.children:
        if child.type == ",":
            if is_hole:
                items.append(ast.Constant(None))
            is_hole = True
        elif child.is_named and child.type != "comment":
            items.append(lowering.expression(child))
            is_hole = False
    return ast.List(items, ast.Load())


def _spread(lowering: Lowering, node: Node) -> ast.expr:
    return ast.Starred(_inner(lowering, node), ast.Load())


def _await(lowering: Lowering, node: Node) -> ast.expr:
    return ast.Await(_inner(lowering, node))


def _yield(lowering: Lowering, node: Node) -> ast.expr:
    inner = _inner(lowering, node)
    return ast.YieldFrom(inner) if has_word(node, "*") else ast.Yield(inner)


EXPRESSIONS: dict[str, Callable[[Lowering, Node], ast.expr]] = {
    "identifier": _identifier,
    "property_identifier": _identifier,
    "private_property_identifier": _identifier,
    "shorthand_property_identifier": _identifier,
    "shorthand_property_identifier_pattern": _identifier,
    "type_identifier": _identifier,
    "meta_property": _identifier,
    "import": _identifier,
    "super": lambda _lowering, _node: called("super"),
    "this": lambda _lowering, _node: name(functions.RECEIVER),
    "undefined": _constant(None),
    "null": _constant(None),
    "true": _constant(value=True),
    "false": _constant(value=False),
    "number": _number,
    "string": _string,
    "template_string": template,
    "regex": _regex,
    "binary_expression": _binary,
    "unary_expression": _unary,
    "member_expression": _member,
    "subscript_expression": _subscript,
    "ternary_expression": _choice,
    "parenthesized_expression": _inner,
    "as_expression": _inner,
    "satisfies_expression": _inner,
    "non_null_expression": _inner,
    "instantiation_expression": _inner,
    "type_assertion": lambda lowering, node: lowering.expression(parts(node)[-1]),
    "sequence_expression": _last,
    "assignment_expression": _assignment,
    "augmented_assignment_expression": _augmented,
    "update_expression": _update,
    "object": _object,
    "array": _array,
    "spread_element": _spread,
    "await_expression": _await,
    "yield_expression": _yield,
    "call_expression": calls.call,
    "new_expression": calls.new,
    **dict.fromkeys(functions.FUNCTIONS - {"method_definition"}, functions.expression),
    **dict.fromkeys(functions.CLASSES, functions.class_expression),
    **dict.fromkeys(markup.ELEMENTS, markup.element),
    "jsx_expression": _inner,
}
