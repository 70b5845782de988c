"""Objects of the scanned file and what the language does with them behind the scenes."""

import ast
from collections.abc import Mapping
from dataclasses import replace

from holdfast.scan.taint import checks, containers
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.members import SUPER
from holdfast.scan.taint.values import Class, Function, Scope, Sequence, Table, Value

PARTIAL = "functools.partial()"
CONTEXTS = frozenset({"contextmanager", "asynccontextmanager"})


def partial(call: "checks.Call", frame: Frame) -> Value:
    """``functools.partial``: the function first, then what it is already given."""
    given = call.arguments.positional
    named: dict[object, Value] = {}
    named.update(call.arguments.named)
    return frame.state.hold(Table(named), Value(name=PARTIAL, origins=tuple(given)))


def reflected(callee: Value, arguments: Arguments, frame: Frame) -> tuple[Value, Arguments]:
    """What ``functools.partial`` stands for, with all its arguments; else what was called."""
    if callee.name != PARTIAL or not callee.origins:
        return callee, arguments
    function, *first = callee.origins
    shape = frame.state.shape(callee)
    named = {str(key): item for key, item in shape.items.items()} if isinstance(shape, Table) else {}
    everything = Arguments([*first, *arguments.positional], {**named, **arguments.named}, arguments.others)
    return reflected(function, everything, frame)


def from_language(machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """The answers of functions that make or change objects."""
    match call.name:
        case "functools.partial" if call.arguments.positional:
            return partial(call, frame)
        case "collections.namedtuple":
            return named_tuple(call, frame.scope)
        case "setattr":
            return set_attribute(machine, call, frame)
        case "str" | "repr" if call.arguments.positional:
            return written(machine, call.arguments.positional[0], frame)
        case "super":
            return parent(call, frame)
        case _:
            return None


def set_attribute(machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """``setattr(thing, "name", value)`` with a known name."""
    if len(call.arguments.positional) != 3:
        return None
    owner, name, value = call.arguments.positional
    shape = frame.state.shape(owner)
    if isinstance(name.constant, str):
        machine.judge_setting(owner, name.constant, value, call.node)
    if isinstance(shape, Table) and isinstance(name.constant, str):
        frame.state.reshape(owner, shape.with_item(name.constant, value))
        return Value()
    return None


def parent(call: "checks.Call", frame: Frame) -> Value | None:
    """``super()``: the object itself, with the methods of the parents of the class that says so."""
    instance = frame.state.look_up(frame.scope, "self") or frame.state.look_up(frame.scope, "cls")
    shape = frame.state.shape(instance) if instance is not None else None
    if instance is None or not isinstance(shape, Table) or shape.of_class is None:
        return None
    own = class_around(shape.of_class, call.node) or shape.of_class
    methods: dict[str, ast.FunctionDef | ast.AsyncFunctionDef] = {}
    for ancestor in reversed(own.parents):
        methods |= ancestor.methods
    if not own.parents:
        return None
    above = Class(own.node, own.scope, own.bases, methods, own.fields, own.parents)
    return Value(target=above, shape=instance.shape, name=SUPER)


def class_around(of_class: Class, node: ast.AST) -> Class | None:
    """The class, among a class and its ancestors, whose code holds a node."""
    if any(part is node for part in ast.walk(of_class.node)):
        return of_class
    return next((found for each in of_class.parents if (found := class_around(each, node))), None)


def named_tuple(call: "checks.Call", scope: Scope) -> Value | None:
    """``namedtuple("Pair", ["left", "right"])``: a class with those fields."""
    fields = ast.unparse(call.node.args[1]) if len(call.node.args) == 2 else ""
    try:
        listed = ast.literal_eval(fields)
    except (ValueError, SyntaxError):
        return None
    names = listed.replace(",", " ").split() if isinstance(listed, str) else list(listed)
    if not all(isinstance(name, str) and name.isidentifier() for name in names):
        return None
    node = ast.copy_location(ast.ClassDef("namedtuple", [], [], [], []), call.node)
    return Value(target=Class(node, scope, fields=dict.fromkeys(names, ast.Constant(None))))


def entered(machine: Machine, value: Value, frame: Frame) -> Value:
    """What ``with value as name`` binds: what ``__enter__`` gives, or what the generator yields."""
    shape = frame.state.shape(value)
    if value.name == GENERATED:
        return containers.elements(frame.state, value)
    if isinstance(shape, Table) and shape.of_class is not None:
        method = shape.of_class.methods.get("__enter__") or shape.of_class.methods.get("__aenter__")
        if method is not None:
            return machine.call(Function(method, shape.of_class.scope, value), Arguments(), frame)
    return value


def item(machine: Machine, owner: Value, index: Value, frame: Frame) -> Value | None:
    """What ``__getitem__`` of a class of the file gives."""
    shape = frame.state.shape(owner)
    of_class = shape.of_class if isinstance(shape, Table) else None
    method = of_class.methods.get("__getitem__") if of_class is not None else None
    if of_class is None or method is None:
        return None
    return machine.call(Function(method, of_class.scope, owner), Arguments([index]), frame)


def written(machine: Machine, value: Value, frame: Frame) -> Value | None:
    """What ``__str__`` of a class of the file makes of an object."""
    shape = frame.state.shape(value)
    of_class = shape.of_class if isinstance(shape, Table) and value.target is None else None
    method = of_class.methods.get("__str__") or of_class.methods.get("__repr__") if of_class else None
    if of_class is None or method is None:
        return None
    return machine.call(Function(method, of_class.scope, value), Arguments(), frame)


def defaults(
    machine: Machine, of_class: Class, given: Mapping[object, Value], frame: Frame
) -> dict[object, Value]:
    """The fields of a record that were not given, as the class says."""
    found: dict[object, Value] = {}
    for part in of_class.node.body:
        if not isinstance(part, ast.AnnAssign) or not isinstance(part.target, ast.Name) or part.value is None:
            continue
        words = part.value.keywords if isinstance(part.value, ast.Call) else []
        factory = next((word.value for word in words if word.arg == "default_factory"), None)
        if part.target.id not in given and factory is not None:
            made = ast.copy_location(ast.Call(factory, [], []), part.value)
            found[part.target.id] = machine.evaluate(made, frame)
    return found


GENERATED = "@generated"
"""What a function with ``@contextmanager`` gives, until it is entered."""


def opened(function: Function, answer: Value, frame: Frame) -> Value:
    """The answer of a function; named when ``with`` is to enter it."""
    decorators = getattr(function.node, "decorator_list", [])
    names = {getattr(each, "id", getattr(each, "attr", "")) for each in decorators}
    if names & CONTEXTS and isinstance(frame.state.shape(answer), Sequence):
        return replace(answer, name=GENERATED)
    return answer
