"""Which parameters of a function the outside fills, told by their names, places, types and decorators."""

import ast
import re
from dataclasses import replace

from holdfast.scan.javascript.functions import RECEIVER, Parameter
from holdfast.scan.javascript.outside import (
    CONTEXT,
    CONTEXT_NAMES,
    CONTEXT_PACKAGES,
    DECORATORS,
    EVENT,
    EVENT_NAMES,
    FREE_TYPES,
    HANDLER,
    LOADERS,
    PROPS,
    REQUEST_NAMES,
    REQUEST_TYPES,
    RESPONSE,
    RESPONSE_NAMES,
    RESPONSE_TYPES,
    WHOLE_DECORATORS,
)
from holdfast.scan.taint.binding import as_secret
from holdfast.scan.taint.entries import Entry
from holdfast.scan.taint.machine import Frame, Machine, TooMuchError
from holdfast.scan.taint.names import REQUEST
from holdfast.scan.taint.values import OPAQUE, Class, Function, Kind, Mark, Table, Value

COMPONENT = re.compile(r"^[A-Z]\w*$|^default$")
RESOLVER_ROOTS = frozenset({"_", "parent", "root", "obj", "_parent", "source", "__"})


def bind_outside(machine: Machine, entry: Entry, frame: Frame) -> None:
    """Give each parameter what the outside fills it with."""
    given: list[Parameter] = getattr(entry.node, "given", [])
    arguments = entry.node.args.args
    if entry.of_class is not None and arguments and arguments[0].arg == RECEIVER:
        frame.state.bind(frame.scope, RECEIVER, receiver(machine, entry.of_class, entry, frame))
    roles = roles_of(machine, entry, given)
    for parameter, argument in zip(given, arguments[len(arguments) - len(given) :], strict=False):
        value = roles.get(parameter.name)
        if value is None:
            value = as_secret(typed(parameter, frame), parameter.name, argument)
        frame.state.bind(frame.scope, parameter.name, value)
    if entry.node.args.vararg is not None:
        frame.state.bind(frame.scope, entry.node.args.vararg.arg, replace(OPAQUE))


def typed(parameter: Parameter, frame: Frame) -> Value:
    """What is known of a parameter by its type: an object of an imported class, a number, or nothing."""
    if FREE_TYPES.search(parameter.hint):
        return Value()
    known_type = frame.state.look_up(frame.scope, parameter.hint) if parameter.hint.isidentifier() else None
    name = f"{known_type.name}()" if known_type is not None and known_type.name else ""
    return Value(name=name, is_opaque=True)


def receiver(machine: Machine, of_class: Class, entry: Entry, frame: Frame) -> Value:
    """The object that a method is called on, after its constructor."""
    instance = frame.state.hold(Table({}, OPAQUE, of_class))
    start = of_class.methods.get("__init__")
    if start is None or start is entry.node or start in machine.too_large:
        return instance
    try:
        machine.start(Function(start, of_class.scope, instance), frame, is_injected=False)
    except TooMuchError:
        machine.too_large.add(start)
        raise
    return instance


def roles_of(machine: Machine, entry: Entry, given: list[Parameter]) -> dict[str, Value]:
    """What is known of parameters, by name."""
    found: dict[str, Value] = {}
    names = [parameter.name for parameter in given]
    kept_as = getattr(entry.node, "kept_as", "") or entry.node.name
    is_answering = any(name in RESPONSE_NAMES for name in names[1:])
    for place, parameter in enumerate(given):
        role = _role(machine, parameter, place, kept_as)
        if role is None and place == 0 and parameter.pattern is not None and is_answering:
            role = REQUEST
        if role is None and _is_response(parameter) and REQUEST in [value.name for value in found.values()]:
            role = RESPONSE
        if role is not None:
            found[parameter.name] = Value(name=role) if role else _marked(parameter)
    is_resolver = len(given) > 1 and names[0] in RESOLVER_ROOTS
    if is_resolver and (names[1] in {"args", "input"} or given[1].pattern is not None) and not found:
        found[names[1]] = _marked(given[1])
    return found


def is_component(node: ast.AST) -> bool:
    """Whether React calls it to draw something."""
    name = getattr(node, "kept_as", "") or getattr(node, "name", "")
    return name[:1].isupper()


def is_event_handler(machine: Machine, entry: Entry) -> bool:
    """Whether AWS Lambda calls it."""
    given: list[Parameter] = getattr(entry.node, "given", [])
    kept_as = getattr(entry.node, "kept_as", "") or entry.node.name
    return bool(given) and _role(machine, given[0], 0, kept_as) == EVENT


def _role(machine: Machine, parameter: Parameter, place: int, kept_as: str) -> str | None:
    """The name of what it is; empty for text from outside."""
    last = kept_as.rpartition(".")[2]
    decorators = {decorator.rpartition(".")[2] for decorator in parameter.decorators}
    if decorators & WHOLE_DECORATORS or _is_request(parameter):
        return REQUEST
    if decorators & DECORATORS and not FREE_TYPES.search(parameter.hint):
        return ""
    is_context = parameter.name == "ctx" or not machine.imports.isdisjoint(CONTEXT_PACKAGES)
    if parameter.name in CONTEXT_NAMES and is_context:
        return CONTEXT
    if place == 0 and parameter.name in EVENT_NAMES - {"e", "ev"} and HANDLER.search(kept_as):
        return EVENT
    if place == 0 and (COMPONENT.match(last) or last in LOADERS):
        return PROPS
    return None


def _is_request(parameter: Parameter) -> bool:
    return parameter.name in REQUEST_NAMES or REQUEST_TYPES.search(parameter.hint) is not None


def _is_response(parameter: Parameter) -> bool:
    return parameter.name in RESPONSE_NAMES or RESPONSE_TYPES.search(parameter.hint) is not None


def _marked(parameter: Parameter) -> Value:
    line = parameter.node.start_point.row + 1
    return Value(marks=frozenset({Mark(Kind.REQUEST, line, f"parameter {parameter.name}")}))
