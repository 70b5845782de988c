"""Functions and classes: each gets a name and stands before the statement that it is written in."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from tree_sitter import Node

from holdfast.scan.javascript.lowering import FunctionScope, Lowering, name
from holdfast.scan.javascript.patterns import NAMES, bind
from holdfast.scan.javascript.syntax import below, has_word, part, parts, text_of

FUNCTIONS = frozenset(
    {
        "function_declaration", "function_expression", "arrow_function", "method_definition",
        "generator_function", "generator_function_declaration", "function",
    }
)  # fmt: skip
CLASSES = frozenset({"class_declaration", "class", "abstract_class_declaration"})
FIELD_WORDS = frozenset({"accessibility_modifier", "readonly", "override_modifier"})
"""With these words before it, a parameter of a constructor becomes a field."""
NO_ARGUMENTS = ast.arguments([], [], None, [], [], None, [])
RECEIVER = "self"
"""What ``this`` is called: the object of a method."""


@dataclass(slots=True)
class Parameter:
    """A parameter of a function.

    Attributes:
        name: Its name; one of ours, when it is taken apart.
        pattern: How it is taken apart.
        default: Its default.
        hint: Its type, as it is written.
        decorators: Names of its decorators.
        is_rest: Whether it takes all further arguments.
        is_field: Whether the constructor keeps it in the object.
        node: Where it stands.
    """

    name: str
    node: Node
    pattern: Node | None = None
    default: Node | None = None
    hint: str = ""
    decorators: tuple[str, ...] = ()
    is_rest: bool = False
    is_field: bool = False


def function(lowering: Lowering, node: Node, called: str = "", *, is_method: bool = False) -> ast.FunctionDef:
    """A function under a name."""
    given = [_parameter(lowering, each) for each in _written_parameters(node)]
    opening: list[ast.stmt] = []
    for each in given:
        if each.pattern is not None:
            opening += bind(lowering, each.pattern, lowering.at(each.pattern, name(each.name)))
        if each.is_field:
            field = ast.Subscript(name(RECEIVER), ast.Constant(each.name), ast.Store())
            opening.append(lowering.at(each.node, ast.Assign([field], name(each.name))))
    body = part(node, "body")
    names = {each.name for each in given} | set(_names_in(given))
    outer_tests = lowering.tests
    lowering.tests = {kept: test for kept, test in outer_tests.items() if kept not in names}
    lowering.scopes.append(FunctionScope(own=names))
    if body is not None and body.type == "statement_block":
        inner = lowering.statements(parts(body))
    else:
        inner = lowering.answer(body) if body is not None else []
    own = lowering.scopes.pop()
    lowering.tests = outer_tests
    foreign = sorted(own.changed - own.own)
    if foreign:
        # An assignment without a declaration changes the name of a function around.
        lowering.scopes[-1].changed.update(foreign)
        opening.insert(0, lowering.at(node, ast.Nonlocal(foreign)))
    made = ast.FunctionDef(
        called or text_of(part(node, "name")) or lowering.fresh("function"),
        _arguments(lowering, given, is_method=is_method),
        [*opening, *inner] or [ast.Pass()],
        [],
    )
    made.given = given  # type: ignore[attr-defined]
    return lowering.at(node, made)


def _names_in(given: list[Parameter]) -> Iterator[str]:
    """The names that parameters are taken apart into."""
    for each in given:
        if each.pattern is not None:
            yield from (text_of(node) for node in below(each.pattern) if node.type in NAMES)


def _written_parameters(node: Node) -> list[Node]:
    single = part(node, "parameter")
    return [single] if single is not None else parts(part(node, "parameters"))


def _parameter(lowering: Lowering, node: Node) -> Parameter:
    hint = text_of(part(node, "type")).lstrip(": ")
    decorators = tuple(
        text_of(child).lstrip("@").partition("(")[0] for child in node.children if child.type == "decorator"
    )
    inner = part(node, "pattern") or node
    default = part(node, "value")
    is_rest = inner.type == "rest_pattern"
    if is_rest:
        inner = parts(inner)[0]
    elif inner.type == "assignment_pattern":
        inner, default = part(inner, "left") or inner, part(inner, "right")
    if inner.type in NAMES:
        is_field = any(child.type in FIELD_WORDS for child in node.children)
        return Parameter(text_of(inner), node, None, default, hint, decorators, is_rest, is_field)
    if inner.type == "this":
        return Parameter(RECEIVER, node)
    return Parameter(lowering.fresh("given"), node, inner, default, hint, decorators, is_rest)


def _arguments(lowering: Lowering, given: list[Parameter], *, is_method: bool) -> ast.arguments:
    listed: list[ast.arg] = [ast.arg(RECEIVER)] if is_method else []
    defaults: list[ast.expr] = []
    rest = None
    for each in given:
        made = lowering.at(each.node, ast.arg(each.name))
        if each.is_rest:
            rest = made
            continue
        listed.append(made)
        if each.default is not None:
            defaults.append(lowering.expression(each.default))
        elif defaults:
            defaults.append(ast.Constant(None))
    return ast.arguments([], listed, rest, [], [], None, defaults)


def expression(lowering: Lowering, node: Node) -> ast.expr:
    """A function within an expression: its name, after its definition. Only it itself knows its own name."""
    made = function(lowering, node, lowering.fresh("function"))
    own = text_of(part(node, "name"))
    if own and own not in {each.arg for each in made.args.args}:
        made.body.insert(0, _also_named(lowering, node, own, made.name))
    lowering.first(made)
    return name(made.name)


def class_expression(lowering: Lowering, node: Node) -> ast.expr:
    """A class within an expression: its name, after its definition."""
    made = class_of(lowering, node, lowering.fresh("class"))
    lowering.first(made)
    own = text_of(part(node, "name"))
    if own:
        lowering.first(_also_named(lowering, node, own, made.name))
    return name(made.name)


def _also_named(lowering: Lowering, node: Node, own: str, fresh: str) -> ast.stmt:
    return lowering.at(node, ast.Assign([ast.Name(own, ast.Store())], name(fresh)))


def class_of(lowering: Lowering, node: Node, called: str = "") -> ast.ClassDef:
    """A class: fields that hold functions are methods, the constructor is ``__init__``."""
    body: list[ast.stmt] = []
    fields: list[ast.stmt] = []
    for member in parts(part(node, "body")):
        if member.type == "class_static_block":
            start = ast.FunctionDef(
                lowering.fresh("static"), NO_ARGUMENTS, lowering.block(parts(part(member, "body"))), []
            )
            start.decorator_list = [name("staticmethod")]
            body.append(lowering.at(member, start))
        elif member.type == "method_definition" and has_word(member, "set"):
            body.append(_method(lowering, member, None))
        elif member.type == "method_definition":
            body.append(_method(lowering, member, part(member, "name")))
        elif member.type in {"field_definition", "public_field_definition"}:
            key, value = part(member, "property", "name"), part(member, "value")
            if value is not None and value.type in FUNCTIONS:
                body.append(_method(lowering, value, key, is_static=has_word(member, "static")))
            elif value is not None:
                fields.append(_field(lowering, key, value, is_static=has_word(member, "static")))
    heritage = next((child for child in node.children if child.type == "class_heritage"), None)
    made = ast.ClassDef(
        called or text_of(part(node, "name")) or lowering.fresh("class"),
        _bases(lowering, heritage),
        [],
        _with_fields(lowering, node, body, fields, is_derived=heritage is not None),
        [],
    )
    return lowering.at(node, made)


def _bases(lowering: Lowering, heritage: Node | None) -> list[ast.expr]:
    clauses = [clause for clause in parts(heritage) if clause.type != "implements_clause"]
    found = [part(clause, "value") if clause.type == "extends_clause" else clause for clause in clauses]
    return [lowering.expression(base) for base in found if base is not None]


def _method(lowering: Lowering, node: Node, key: Node | None, *, is_static: bool = False) -> ast.FunctionDef:
    called = text_of(key).strip("'\"[]") or lowering.fresh("method")
    is_static = is_static or has_word(node, "static")
    called = "__init__" if called == "constructor" and not is_static else called
    made = function(lowering, node, called, is_method=not is_static)
    marks = ["staticmethod"] * is_static + ["property"] * has_word(node, "get")
    made.decorator_list = [lowering.at(node, name(mark)) for mark in marks]
    return made


def _field(lowering: Lowering, key: Node | None, value: Node, *, is_static: bool) -> ast.stmt:
    field = text_of(key).strip("'\"")
    target: ast.expr = (
        ast.Name(field, ast.Store())
        if is_static
        else ast.Subscript(name(RECEIVER), ast.Constant(field), ast.Store())
    )
    return lowering.at(value, ast.Assign([target], lowering.expression(value)))


def _with_fields(
    lowering: Lowering, node: Node, body: list[ast.stmt], fields: list[ast.stmt], *, is_derived: bool
) -> list[ast.stmt]:
    """Static fields belong to the class; the others are set when an object is made."""
    own = [each for each in fields if isinstance(each, ast.Assign) and isinstance(each.targets[0], ast.Name)]
    others = [each for each in fields if each not in own]
    starts = [each for each in body if isinstance(each, ast.FunctionDef) and each.name == "__init__"]
    if others and not starts:
        rest = ast.arg("@all") if is_derived else None
        every = ast.arguments([], [ast.arg(RECEIVER)], rest, [], [], None, [])
        above = ast.Attribute(ast.Call(name("super"), [], []), "__init__", ast.Load())
        passed = ast.Expr(ast.Call(above, [ast.Starred(name("@all"), ast.Load())], []))
        starts = [ast.FunctionDef("__init__", every, [passed if is_derived else ast.Pass()], [])]
        starts[0].given = []  # type: ignore[attr-defined]
        body.append(lowering.at(node, starts[0]))
    for start in starts:
        place = next((number for number, each in enumerate(start.body, 1) if _is_above(each)), 0)
        start.body[place:place] = others
    return [*own, *body] or [ast.Pass()]


def _is_above(statement: ast.stmt) -> bool:
    """Whether it is the call of the constructor of the class above: fields are set after it."""
    call = statement.value if isinstance(statement, ast.Expr) else None
    return isinstance(call, ast.Call) and getattr(call.func, "attr", "") == "__init__"
