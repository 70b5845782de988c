"""What a condition tells of its values: after ``if name not in NAMES: return`` the name is harmless."""

import ast
import re
from dataclasses import replace

from holdfast.scan.taint import containers
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.names import canonical
from holdfast.scan.taint.patterns import FIT, FUNCTION, PATTERN, TEXT, is_strict
from holdfast.scan.taint.sanitizers import REFUSED
from holdfast.scan.taint.state import State, merged
from holdfast.scan.taint.values import EVERY_DANGER, Function, Kind, Table, Value

ALPHABETS = frozenset({"isdigit", "isalnum", "isalpha", "isnumeric", "isdecimal", "isidentifier"})
CHECKER = re.compile(
    r"(^|[._])(is_?(safe|valid|allowed)|allowed|validate|valid|check_allowed|url_has_allowed)", re.IGNORECASE
)
NO_HOST = "@no-host"
"""Stands in ``Mark.cleaned`` for: does not begin with ``//``."""
PLACE_DANGERS = ("path-traversal", "open-redirect", "request-forgery")


def refine(machine: Machine, test: ast.expr, frame: Frame, *, outcome: bool) -> None:
    """Change the frame's state to what is known when the test came out like that."""
    match test:
        case ast.UnaryOp(op=ast.Not()):
            refine(machine, test.operand, frame, outcome=not outcome)
        case ast.BoolOp():
            refine_chain(machine, test, frame, outcome=outcome)
        case ast.Compare(ops=[op], comparators=[right]):
            refine_comparison(machine, test.left, op, right, frame, outcome=outcome)
        case ast.Call():
            refine_call(machine, test, frame, outcome=outcome)
        case ast.NamedExpr():
            refine(machine, test.target, frame, outcome=outcome)
        case ast.Name() | ast.Attribute() | ast.Subscript() if not outcome:
            settle(frame.state, machine.evaluate(test, frame))
        case ast.Name():
            settle_fit(frame.state, machine.evaluate(test, frame))
        case _:
            pass


def settle_fit(state: State, value: Value) -> None:
    """A match kept under a name was found."""
    shape = state.shape(value)
    if value.name == FIT and isinstance(shape, Table):
        function = str(shape.items[FUNCTION].constant)
        settle_matching(state, shape.items[PATTERN], function, shape.items[TEXT])


def refine_chain(machine: Machine, test: ast.BoolOp, frame: Frame, *, outcome: bool) -> None:
    """All parts came out like that; or at least one did, then what holds for each of them holds."""
    if isinstance(test.op, ast.And) is outcome:
        for part in test.values:
            refine(machine, part, frame, outcome=outcome)
        return
    ways: list[State] = []
    for part in test.values:
        way = Frame(frame.scope, frame.state.fork())
        refine(machine, part, way, outcome=outcome)
        ways.append(way.state)
    frame.state = merged(ways)


def settle(state: State, value: Value) -> None:
    """The value was found equal to something of ours."""
    if value.origins:
        for origin in value.origins:
            state.replace_value(origin, origin.cleaned(PLACE_DANGERS))
    elif value.marks:
        state.replace_value(value, value.harmless())


def settle_for(state: State, value: Value, dangers: frozenset[str]) -> None:
    """The value is harmless for those dangers, or for all."""
    if EVERY_DANGER in dangers:
        settle(state, value)
    elif value.marks:
        state.replace_value(value, value.cleaned(dangers))


def refine_comparison(
    machine: Machine, left: ast.expr, op: ast.cmpop, right: ast.expr, frame: Frame, *, outcome: bool
) -> None:
    """Equal to, or one of, what does not come from outside; or without a word that does harm."""
    if isinstance(right, ast.Constant) and right.value is None:
        is_none = isinstance(op, ast.Is | ast.Eq) is outcome
        refine(machine, left, frame, outcome=not is_none)
        return
    is_positive = isinstance(op, ast.Eq | ast.In | ast.Is | ast.LtE) is outcome
    if not isinstance(op, ast.Eq | ast.NotEq | ast.In | ast.NotIn | ast.Is | ast.IsNot):
        return
    one, other = machine.evaluate(left, frame), machine.evaluate(right, frame)
    if is_positive:
        if is_ours(other, frame):
            settle(frame.state, one)
        elif (isinstance(op, ast.Eq | ast.NotEq) and is_ours(one, frame)) or (
            isinstance(op, ast.In | ast.NotIn) and other.origins and getattr(right, "attr", "") == "parents"
        ):
            settle(frame.state, other)
    elif isinstance(op, ast.In | ast.NotIn) and isinstance(one.constant, str):
        refused(machine, one.constant, right, frame)
    elif PROTOTYPE in words_of(other, frame.state) and one.marks:
        frame.state.replace_value(one, one.cleaned(["prototype-pollution"]))


LOCAL = (
    "^\\/(?!\\/", "^\\/(?![\\/", "^\\/(?![/", "^/(?!/", "^/(?![/", "^\\/[^\\/", "^/[^/", "^\\/[a-zA-Z",
    "^/[a-zA-Z", "^\\/\\w", "^/\\w",
)  # fmt: skip
"""Beginnings of patterns that fit paths on this host alone."""
RELATIVE = "path.relative()"
"""The way from one folder to a file: one that does not begin with ``..`` leads into it."""

PROTOTYPE = "__proto__"
"""The key by which JavaScript reaches what all objects share."""


def words_of(value: Value, state: State) -> set[object]:
    """The constant, or those in a list."""
    shape = state.shape(value)
    return {item.constant for item in (value, *(shape.values() if shape else ()))}


def is_ours(value: Value, frame: Frame) -> bool:
    """Whether nothing of the request is in it."""
    return frame.state.content(value).carries(Kind.REQUEST, "") is None


def refused(machine: Machine, word: str, text: ast.expr, frame: Frame) -> None:
    """The text, or the text that this is a piece of, does not hold the word."""
    while isinstance(text, ast.Subscript | ast.Call):
        if isinstance(text, ast.Call):
            if not isinstance(text.func, ast.Attribute):
                return
            text = text.func.value
        else:
            text = text.value
    value = machine.evaluate(text, frame)
    if word in REFUSED and value.marks:
        frame.state.replace_value(value, value.cleaned(REFUSED[word].split()))


def refine_call(machine: Machine, call: ast.Call, frame: Frame, *, outcome: bool) -> None:
    """A check by a function or method that said yes."""
    if isinstance(call.func, ast.Attribute) and call.func.attr in {"every", "some", "find"}:
        refine_each(machine, call, call.func, frame, outcome=outcome)
        return
    if not outcome:
        if refine_helper(machine, call, frame, outcome=False):
            return
        if isinstance(call.func, ast.Attribute) and call.func.attr == "startswith":
            refused_beginning(machine, call.func.value, call, frame)
        elif getattr(call.func, "id", "") == "any" and len(call.args) == 1:
            refine_none(machine, call.args[0], frame)
        return
    if refine_helper(machine, call, frame, outcome=True):
        return
    match call.func:
        case ast.Attribute(attr=name, value=text) if name in ALPHABETS and not call.args:
            settle(frame.state, machine.evaluate(text, frame))
        case ast.Attribute(attr="startswith" | "is_relative_to", value=text):
            refine_beginning(machine, text, call, frame)
        case _:
            refine_checked(machine, call, frame)


def refine_helper(machine: Machine, call: ast.Call, frame: Frame, *, outcome: bool) -> bool:
    """A function of the file that is nothing but a test; whether it is one."""
    target = machine.evaluate(call.func, frame).target
    if not isinstance(target, Function) or len(machine.calls) > machine.depth:
        return False
    body = target.node.body
    returned = body[0] if isinstance(body, list) and len(body) == 1 else None
    test = body if isinstance(body, ast.expr) else getattr(returned, "value", None)
    names = [argument.arg for argument in target.node.args.args]
    if call.keywords or target.node in machine.calls:
        return False
    is_long = isinstance(body, list) and 1 < len(body) <= MOST_STATEMENTS and is_test(target.node)
    if not is_long and not isinstance(test, TESTS):
        return False
    inner = Frame(machine.new_scope(target.scope), frame.state)
    receiver = [target.receiver] if target.receiver is not None else []
    given = [*receiver, *(machine.evaluate(argument, frame) for argument in call.args)]
    for name, value in zip(names, given, strict=False):
        inner.state.bind(inner.scope, name, value)
    machine.calls.append(target.node)
    if isinstance(test, TESTS):
        refine(machine, test, inner, outcome=outcome)
    else:
        refine_answers(machine, target.node, inner, outcome=outcome)
    machine.calls.pop()
    frame.state = inner.state
    return not is_long


MOST_STATEMENTS = 12


def is_test(function: ast.AST) -> bool:
    """Whether all that a function returns is yes, no, or a test."""
    answers = [part.value for part in ast.walk(function) if isinstance(part, ast.Return)]
    is_plain = all(
        isinstance(answer, TESTS) or (isinstance(answer, ast.Constant) and isinstance(answer.value, bool))
        for answer in answers
    )
    is_generator = any(isinstance(part, ast.Yield | ast.YieldFrom) for part in ast.walk(function))
    return is_plain and bool(answers) and not is_generator


def refine_answers(machine: Machine, function: ast.AST, inner: Frame, *, outcome: bool) -> None:
    """What is known where the function says that; nothing when it never does."""
    start = inner.state.fork()
    is_end_reached = machine.run(getattr(function, "body", ()), inner)
    ways: list[State] = [inner.state] if is_end_reached and not outcome else []
    for node, (value, state) in zip(inner.answers, inner.returned, strict=False):
        if value.is_known and bool(value.constant) is not outcome:
            continue
        way = Frame(inner.scope, state.fork())
        refine(machine, node, way, outcome=outcome)
        ways.append(way.state)
    inner.state = merged(ways) if ways else start


def refine_each(
    machine: Machine, call: ast.Call, method: ast.Attribute, frame: Frame, *, outcome: bool
) -> None:
    """``items.every(test)`` tells of all items, so of the whole; ``items.some(test)`` of one."""
    target = machine.evaluate(call.args[0], frame).target if len(call.args) == 1 else None
    body = target.node.body if isinstance(target, Function) else None
    test = getattr(body[0], "value", None) if isinstance(body, list) and len(body) == 1 else None
    if not isinstance(target, Function) or not isinstance(test, TESTS) or not target.node.args.args:
        return
    root: ast.expr = method.value
    if (method.attr == "every") is outcome:
        while isinstance(root, ast.Call | ast.Attribute):
            root = root.func if isinstance(root, ast.Call) else root.value
        item = machine.evaluate(root, frame)
    else:
        item = containers.elements(frame.state, machine.evaluate(root, frame))
    inner = Frame(machine.new_scope(target.scope), frame.state)
    inner.state.bind(inner.scope, target.node.args.args[0].arg, item)
    refine(machine, test, inner, outcome=outcome)
    frame.state = inner.state


TESTS = (ast.Compare, ast.BoolOp, ast.UnaryOp, ast.Call)


def refine_checked(machine: Machine, call: ast.Call, frame: Frame) -> None:
    """A pattern that fits, ``all`` over the characters, or a function that calls itself a check."""
    callee = machine.evaluate(call.func, frame)
    name = canonical(callee.name)
    arguments = [machine.evaluate(argument, frame) for argument in call.args]
    if name in {"re.match", "re.fullmatch", "re.search"} and len(arguments) > 1:
        settle_matching(frame.state, arguments[0], name, arguments[1])
    elif name.startswith("re.compile().") and arguments:
        settle_matching(frame.state, (*callee.origins, callee)[0], name, arguments[0])
    elif name in {"hmac.compare_digest", "secrets.compare_digest"}:
        signed(frame.state, arguments)
    elif name == "all" and len(call.args) == 1 and isinstance(call.args[0], ast.GeneratorExp):
        refine_all(machine, call.args[0], frame)
    elif name in machine.tests:
        for argument in arguments:
            settle_for(frame.state, argument, machine.tests[name])
    elif is_checker(call.func):
        for argument in arguments:
            settle(frame.state, argument)


def settle_matching(state: State, pattern: Value, name: str, text: Value) -> None:
    """The text fits the pattern."""
    if is_strict(pattern.constant, name):
        settle(state, text)
    elif str(pattern.constant).startswith(LOCAL):
        settle_for(state, text, frozenset({"open-redirect"}))


def is_checker(function: ast.expr) -> bool:
    """Whether a function calls itself a check."""
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return CHECKER.search(name) is not None


def refine_beginning(machine: Machine, text: ast.expr, call: ast.Call, frame: Frame) -> None:
    """The text begins with something of ours."""
    value = machine.evaluate(text, frame)
    beginning = machine.evaluate(call.args[0], frame) if call.args else None
    if beginning is None or not value.marks or not is_ours(beginning, frame):
        return
    new = replace(value, prefix=beginning.prefix or value.prefix)
    if beginning.prefix == "/" and all(NO_HOST in mark.cleaned for mark in value.marks):
        new = new.cleaned(["open-redirect"])
    frame.state.replace_value(value, new.cleaned(["path-traversal"]) if value.is_resolved else new)


def refused_beginning(machine: Machine, text: ast.expr, call: ast.Call, frame: Frame) -> None:
    """The text does not begin with ``//``: when it begins with ``/``, it stays on this host."""
    value = machine.evaluate(text, frame)
    beginning = machine.evaluate(call.args[0], frame) if call.args else Value()
    shape = frame.state.shape(beginning)
    words = [item.constant for item in (*(shape.values() if shape else ()), beginning)]
    if value.name == RELATIVE and any(str(word).startswith("..") for word in words):
        for origin in value.origins:
            frame.state.replace_value(origin, origin.cleaned(["path-traversal"]))
    if "//" in words and value.marks:
        known_path = value.prefix.startswith("/") and not value.prefix.startswith("//")
        frame.state.replace_value(value, value.cleaned(["open-redirect"] if known_path else [NO_HOST]))


def signed(state: State, arguments: list[Value]) -> None:
    """The signature of a text was right: what came in together with it is ours."""
    marks = state.marks(arguments)
    harmless = ["unsafe-deserialization", "trust-boundary"]
    for origin in {origin for value in arguments for origin in value.origins}:
        state.replace_value(origin, origin.cleaned(harmless))
    for value in state.values():
        if value.marks and value.marks <= marks:
            state.replace_value(value, value.cleaned(harmless))


def refine_none(machine: Machine, generator: ast.expr, frame: Frame) -> None:
    """No character is foreign: ``any(letter not in LETTERS for letter in text)`` was false."""
    if isinstance(generator, ast.GeneratorExp) and len(generator.generators) == 1:
        check, loop = generator.elt, generator.generators[0]
        is_check = isinstance(check, ast.Compare) and isinstance(check.ops[0], ast.NotIn)
        letters = check.comparators[0] if isinstance(check, ast.Compare) else check
        if is_check and not loop.ifs and is_ours(machine.evaluate(letters, frame), frame):
            settle(frame.state, machine.evaluate(loop.iter, frame))


def refine_all(machine: Machine, generator: ast.GeneratorExp, frame: Frame) -> None:
    """Every character is one of ours: ``all(letter in LETTERS for letter in text)``."""
    (loop, *others), check = generator.generators, generator.elt
    is_check = isinstance(check, ast.Compare | ast.BoolOp) or (
        isinstance(check, ast.Call) and isinstance(check.func, ast.Attribute) and check.func.attr in ALPHABETS
    )
    if is_check and not others and not loop.ifs:
        settle(frame.state, machine.evaluate(loop.iter, frame))
