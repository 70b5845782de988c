"""Statements of JavaScript in Python's tree."""

import ast
import re
from collections.abc import Callable

from tree_sitter import Node

from holdfast.scan.javascript import expressions, functions
from holdfast.scan.javascript.calls import imported
from holdfast.scan.javascript.lowering import Lowering, assigned, called, deep_recursion, name
from holdfast.scan.javascript.patterns import NAMES, PATTERNS, bind
from holdfast.scan.javascript.switches import switch
from holdfast.scan.javascript.syntax import NotJavaScriptError, below, has_word, part, parts, text_of

ASKING = re.compile(r"^(@is-|re\.search$|is[A-Z]|has[A-Z]|search$|startswith$|endswith$|every$|some$)")
"""Functions that are called to ask."""
ENDING = frozenset({"process.exit", "process.abort", "ctx.throw", "context.throw", "c.throw", "notFound"})
"""Calls that the program does not come back from."""


def module(root: Node) -> tuple[ast.Module, list[int]]:
    """The tree of a file, and lines of what was too deep to be in it.

    Raises:
        NotJavaScriptError: Something is nested so deep that not even its depth can be counted.
    """
    lowering = Lowering(expressions.expression, statement)
    with deep_recursion():
        try:
            made = ast.Module(lowering.statements(parts(root)), [])
        except RecursionError:
            raise NotJavaScriptError("it is nested too deep") from None
    return made, lowering.left_out


def statement(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """Any statement; types have no equal and vanish."""
    translate = STATEMENTS.get(node.type)
    return translate(lowering, node) if translate is not None else []


def _expression(lowering: Lowering, node: Node) -> list[ast.stmt]:
    inner = next(iter(parts(node)), None)
    while inner is not None and inner.type == "parenthesized_expression":
        inner = next(iter(parts(inner)), None)
    return _effect(lowering, inner) if inner is not None else []


def _effect(lowering: Lowering, inner: Node) -> list[ast.stmt]:
    """An expression for what it does."""
    if inner.type == "call_expression" and text_of(part(inner, "function")) in ENDING:
        return [ast.Raise(lowering.expression(inner))]
    acting = EFFECTS.get(inner.type)
    return acting(lowering, inner) if acting is not None else [ast.Expr(lowering.expression(inner))]


def _sequence(lowering: Lowering, inner: Node) -> list[ast.stmt]:
    return [one for each in parts(inner) for one in lowering.apart(lambda each=each: _effect(lowering, each))]  # type: ignore[misc]


def _update(lowering: Lowering, inner: Node) -> list[ast.stmt]:
    target = part(inner, "argument")
    return [expressions.counted(lowering, target)] if target is not None else []


def _assignment(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """``a = value``; a function gets the name of what it is assigned to."""
    left, right = part(node, "left"), part(node, "right")
    if left is None:
        return []
    lowering.change(left)
    if right is not None and right.type == "assignment_expression":
        inner = part(right, "left")
        before = _assignment(lowering, right)
        value = lowering.expression(inner)
        if left.type in PATTERNS:
            return [*before, *bind(lowering, left, value)]
        return [*before, assigned(lowering.stored(left), value)]
    value = _named(lowering, right, text_of(left))
    if left.type in PATTERNS:
        return bind(lowering, left, value)
    return [assigned(lowering.stored(left), value)]


def _named(lowering: Lowering, node: Node | None, wanted: str) -> ast.expr:
    """A value; a function knows the name that it is kept under."""
    value = lowering.expression(node)
    if node is not None and node.type in functions.FUNCTIONS:
        made = lowering.last_defined()
        if made is not None:
            made.kept_as = wanted  # type: ignore[attr-defined]
    return value


def _declaration(lowering: Lowering, node: Node) -> list[ast.stmt]:
    made: list[ast.stmt] = []
    for declared in parts(node):
        if declared.type != "variable_declarator":
            continue
        target, value = part(declared, "name"), part(declared, "value")
        if target is not None:
            lowering.declare(*(text_of(each) for each in below(target) if each.type in NAMES))
        if target is not None and value is not None:
            lowered = _named(lowering, value, text_of(target))
            lowering.tests.pop(text_of(target), None)
            if is_test(lowered) and any(child.type == "const" for child in node.children):
                lowering.tests[text_of(target)] = lowered
            made += [lowering.at(declared, one) for one in bind(lowering, target, lowered)]
    return made


def is_test(value: ast.expr) -> bool:
    """Whether a value is the answer to a question."""
    if isinstance(value, ast.Call):
        called_name = getattr(value.func, "attr", getattr(value.func, "id", ""))
        return ASKING.match(called_name) is not None
    return isinstance(value, ast.Compare | ast.BoolOp | ast.UnaryOp)


def _function(lowering: Lowering, node: Node) -> list[ast.stmt]:
    lowering.declare(text_of(part(node, "name")))
    return [functions.function(lowering, node)]


def _class(lowering: Lowering, node: Node) -> list[ast.stmt]:
    lowering.declare(text_of(part(node, "name")))
    return [functions.class_of(lowering, node)]


def _block(lowering: Lowering, node: Node) -> list[ast.stmt]:
    return lowering.statements(parts(node))


def _body(lowering: Lowering, node: Node | None) -> list[ast.stmt]:
    """The statement under an ``if`` or loop: a block or a single one."""
    if node is None:
        return []
    inner = parts(node) if node.type in {"statement_block", "else_clause"} else [node]
    return lowering.block(inner)


def _if(lowering: Lowering, node: Node) -> list[ast.stmt]:
    test = lowering.condition(part(node, "condition"))
    otherwise = part(node, "alternative")
    return [
        ast.If(
            test,
            _body(lowering, part(node, "consequence")),
            _body(lowering, otherwise) if otherwise is not None else [],
        )
    ]


def _while(lowering: Lowering, node: Node) -> list[ast.stmt]:
    return [ast.While(lowering.expression(part(node, "condition")), _body(lowering, part(node, "body")), [])]


def _do(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """``do { } while (test)``: an endless loop that is left at its end."""
    body = _body(lowering, part(node, "body"))
    test = lowering.expression(part(node, "condition"))
    body.append(lowering.at(node, ast.If(ast.UnaryOp(ast.Not(), test), [ast.Break()], [])))
    return [ast.While(ast.Constant(value=True), body, [])]


def _for(lowering: Lowering, node: Node) -> list[ast.stmt]:
    start, condition, step = (part(node, field) for field in ("initializer", "condition", "increment"))
    before: list[ast.stmt] = []
    if start is not None and start.type in STATEMENTS:
        before = lowering.statements([start])
    elif start is not None and start.is_named and start.type != "empty_statement":
        before = lowering.apart(lambda: _effect(lowering, start))
    is_endless = condition is None or condition.type == "empty_statement"
    test: ast.expr = ast.Constant(value=True) if is_endless else _condition(lowering, condition)
    body = _body(lowering, part(node, "body"))
    if step is not None:
        body += [lowering.at(step, each) for each in lowering.apart(lambda: _effect(lowering, step))]
    return [*before, ast.While(test, body, [])]


def _condition(lowering: Lowering, node: Node | None) -> ast.expr:
    inner = (
        next(iter(parts(node)), None) if node is not None and node.type == "expression_statement" else node
    )
    return lowering.expression(inner)


def _for_each(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """``for (x of items)``; ``for (key in table)``."""
    target, source = part(node, "left"), lowering.expression(part(node, "right"))
    if text_of(part(node, "operator")) == "in":
        source = called("Object.keys", source)
    source = called("@elements", source)
    item = lowering.fresh("item")
    if target is not None and part(node, "kind") is None:
        lowering.change(target)
    elif target is not None:
        lowering.declare(*(text_of(each) for each in below(target) if each.type in NAMES))
    opening = bind(lowering, target, lowering.at(node, name(item))) if target is not None else []
    body = [*opening, *_body(lowering, part(node, "body"))]
    return [ast.For(ast.Name(item, ast.Store()), source, body, [])]


def _try(lowering: Lowering, node: Node) -> list[ast.stmt]:
    handler, finalizer = part(node, "handler"), part(node, "finalizer")
    handlers: list[ast.ExceptHandler] = []
    if handler is not None:
        caught = part(handler, "parameter")
        kept = text_of(caught) if caught is not None else None
        lowering.declare(
            *(text_of(each) for each in below(caught) if each.type in NAMES) if caught is not None else ()
        )
        opening: list[ast.stmt] = []
        if caught is not None and caught.type in PATTERNS:
            kept = lowering.fresh("given")
            opening = bind(lowering, caught, lowering.at(caught, name(kept)))
        body = [*opening, *_body(lowering, part(handler, "body"))]
        handlers.append(ast.ExceptHandler(None, kept, body))
    last = _body(lowering, part(finalizer, "body")) if finalizer is not None else []
    return [ast.Try(_body(lowering, part(node, "body")), handlers, [], last)]


def _return(lowering: Lowering, node: Node) -> list[ast.stmt]:
    given = parts(node)
    return [ast.Return(lowering.expression(given[0]) if given else None)]


def _throw(lowering: Lowering, node: Node) -> list[ast.stmt]:
    given = parts(node)
    return [ast.Raise(lowering.expression(given[0]) if given else None)]


def _break(lowering: Lowering, _node: Node) -> list[ast.stmt]:
    lowering.breaks += 1
    return [ast.Break()]


def _loop(write: Callable[[Lowering, Node], list[ast.stmt]]) -> Callable[[Lowering, Node], list[ast.stmt]]:
    """A loop keeps its breaks to itself."""

    def written(lowering: Lowering, node: Node) -> list[ast.stmt]:
        breaks = lowering.breaks
        made = write(lowering, node)
        lowering.breaks = breaks
        return made

    return written


def _labelled(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """What has a label can be left: a loop as it is, anything else as a loop of one round."""
    body = part(node, "body")
    if body is None or body.type in LOOPS:
        return lowering.statements([body] if body is not None else [])
    breaks = lowering.breaks
    inner = _body(lowering, body)
    lowering.breaks = breaks
    return [ast.While(ast.Constant(value=True), [*inner, ast.Break()], [])]


LOOPS = frozenset({"while_statement", "do_statement", "for_statement", "for_in_statement"})


def _import(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """``import a, { b as c } from "package"``."""
    required = next((child for child in parts(node) if child.type == "import_require_clause"), None)
    source = part(node, "source") or (part(required, "source") if required is not None else None)
    if source is None or has_word(node, "type"):
        return []
    package = imported(lowering, node, text_of(source).strip("'\""))
    made: list[ast.stmt] = []
    if required is not None:
        made.append(assigned(ast.Name(text_of(parts(required)[0]), ast.Store()), package))
    for clause in parts(next((child for child in parts(node) if child.type == "import_clause"), None)):
        if clause.type == "identifier":
            made.append(assigned(ast.Name(text_of(clause), ast.Store()), package))
        elif clause.type == "namespace_import":
            made.append(assigned(ast.Name(text_of(parts(clause)[0]), ast.Store()), package))
        else:
            made += [_imported_name(each, package) for each in parts(clause)]
    return made


def _imported_name(node: Node, package: ast.expr) -> ast.stmt:
    original = part(node, "name")
    alias = part(node, "alias") or original
    member = text_of(original)
    value = package if member == "default" else ast.Attribute(package, member, ast.Load())
    return assigned(ast.Name(text_of(alias), ast.Store()), value)


def _export(lowering: Lowering, node: Node) -> list[ast.stmt]:
    declared, value = part(node, "declaration"), part(node, "value")
    if declared is None and value is None and any(child.type == "=" for child in node.children):
        value = parts(node)[0]
    if declared is not None:
        return statement(lowering, declared)
    if value is None:
        return []
    lowered = _named(lowering, value, "default")
    return [ast.Expr(lowered)]


def _enum(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """A table of constants."""
    keys: list[ast.expr | None] = []
    values: list[ast.expr] = []
    number: object = 0
    for member in parts(part(node, "body")):
        key, value = part(member, "name"), part(member, "value")
        keys.append(ast.Constant(text_of(key or member).strip("'\"")))
        values.append(lowering.expression(value) if value is not None else ast.Constant(number))  # type: ignore[arg-type]
        last = getattr(values[-1], "value", None)
        number = last + 1 if isinstance(last, int) else None
    return [assigned(ast.Name(text_of(part(node, "name")), ast.Store()), ast.Dict(keys, values))]


EFFECTS: dict[str, Callable[[Lowering, Node], list[ast.stmt]]] = {
    "assignment_expression": _assignment,
    "augmented_assignment_expression": expressions.augmented,
    "update_expression": _update,
    "sequence_expression": _sequence,
    "internal_module": lambda lowering, node: _block(lowering, part(node, "body") or node),
    "module": lambda lowering, node: _block(lowering, part(node, "body") or node),
}

STATEMENTS: dict[str, Callable[..., list[ast.stmt]]] = {
    "expression_statement": _expression,
    "lexical_declaration": _declaration,
    "variable_declaration": _declaration,
    "function_declaration": _function,
    "generator_function_declaration": _function,
    "class_declaration": _class,
    "abstract_class_declaration": _class,
    "statement_block": _block,
    "if_statement": _if,
    "while_statement": _loop(_while),
    "do_statement": _loop(_do),
    "for_statement": _loop(_for),
    "for_in_statement": _loop(_for_each),
    "switch_statement": switch,
    "try_statement": _try,
    "return_statement": _return,
    "throw_statement": _throw,
    "labeled_statement": _labelled,
    "import_statement": _import,
    "export_statement": _export,
    "enum_declaration": _enum,
    "internal_module": lambda lowering, node: _block(lowering, part(node, "body") or node),
    "module": lambda lowering, node: _block(lowering, part(node, "body") or node),
    "with_statement": lambda lowering, node: _body(lowering, part(node, "body")),
    "break_statement": _break,
    "continue_statement": lambda _lowering, _node: [ast.Continue()],
}  # fmt: skip
