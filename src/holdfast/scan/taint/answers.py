"""The answers of calls that something is known of: built-in functions, escaping, requests, random numbers."""

import ast
from dataclasses import replace

from holdfast.scan.taint import checks, containers, folding, objects, sanitizers
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.members import LONGEST_NAME, from_request
from holdfast.scan.taint.names import REQUEST, canonical
from holdfast.scan.taint.pages import from_page
from holdfast.scan.taint.patterns import from_pattern
from holdfast.scan.taint.sources import GETTER, RANDOM, WRAPPER, is_web
from holdfast.scan.taint.values import (
    NOTHING,
    UNKNOWN,
    Function,
    Kind,
    Mark,
    Sequence,
    Table,
    Value,
    combined,
    known,
)


def from_container(_machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """Methods of lists, dictionaries and configurations."""
    if call.owner is None or not isinstance(call.node.func, ast.Attribute):
        return None
    return containers.call(frame.state, call.owner, call.node.func.attr, call.arguments)


def folded(_machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """The answer when constants decide it."""
    constants = [value.constant for value in call.arguments.positional]
    if call.arguments.named or call.arguments.others:
        return None
    if call.owner is not None and isinstance(call.node.func, ast.Attribute) and call.owner.is_known:
        name = call.node.func.attr
        if name == "join" and len(constants) == 1:
            return joined_text(call.owner, call.arguments.positional[0], frame)
        answer = folding.method(call.owner.constant, name, constants)
    elif call.name == "len" and len(constants) == 1:
        shape = frame.state.shape(call.arguments.positional[0])
        is_exact = isinstance(shape, Sequence) and shape.rest is None
        answer = len(shape.values()) if is_exact and shape else folding.called("len", constants)
    else:
        answer = folding.called(call.name, constants)
    return None if answer is UNKNOWN else known(answer)


def joined_text(glue: Value, items: Value, frame: Frame) -> Value:
    """The answer of ``str.join``."""
    shape = frame.state.shape(items)
    exact = isinstance(shape, Sequence) and shape.rest is None
    if shape and exact and all(isinstance(item.constant, str) for item in shape.values()):
        return known(str(glue.constant).join(str(item.constant) for item in shape.values()))
    content = frame.state.content(items)
    first = shape.values()[0].prefix if shape and exact and shape.values() else ""
    return Value(marks=content.marks, is_opaque=content.is_opaque, prefix=first)


def from_built_in(machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """Functions of the language that make containers or pass a value through."""
    given = call.arguments.positional
    if call.name in WALKING:
        return iterated(machine, call, frame)
    if call.name in LISTS:
        return sequence_of(call, frame)
    match call.name:
        case "str" | "repr" | "os.fspath" | "copy.copy" | "copy.deepcopy" if given:
            return given[0] if frame.state.shape(given[0]) is None or "copy" in call.name else None
        case "dict" | "collections.OrderedDict" | "collections.defaultdict":
            made = frame.state.hold(Table())
            pairs = Arguments(given[-1:], call.arguments.named, call.arguments.others)
            containers.updated(frame.state, made, Table(), pairs)
            return made
        case "getattr" if len(given) > 1 and isinstance(given[1].constant, str):
            attribute = ast.Attribute(call.node.args[0], given[1].constant, ast.Load())
            return machine.evaluate(ast.copy_location(attribute, call.node), frame)
        case _:
            return standing_for(call, frame)


def standing_for(call: "checks.Call", frame: Frame) -> Value | None:
    """Answers that stand for something else: settings, a function with arguments, the same value."""
    given = call.arguments.positional
    match call.name:
        case "configparser.ConfigParser" | "configparser.RawConfigParser":
            return frame.state.hold(Table(), Value(name=f"{call.name}()"))
        case "lxml.XMLParser":
            return Value(name=checks.parser_name(call))
        case "contextlib.closing" | "contextlib.aclosing" | "contextlib.nullcontext" if given:
            return given[0]
        case "typing.cast" if len(given) > 1:
            return given[1]
        case "urllib.request.Request" if given:
            return replace(frame.state.content(given[0]), name="urllib.request.Request()")
        case _:
            return None


LISTS = frozenset(
    {"list", "tuple", "set", "frozenset", "sorted", "reversed", "collections.deque", "queue.Queue"}
)


def sequence_of(call: "checks.Call", frame: Frame) -> Value:
    """A list of what is in something else."""
    given = call.arguments.positional
    if not given:
        return frame.state.hold(Sequence())
    shape = frame.state.shape(given[0])
    if isinstance(shape, Sequence) and call.name in {"list", "tuple", "collections.deque"}:
        return frame.state.hold(shape)
    return frame.state.hold(Sequence(rest=containers.elements(frame.state, given[0])))


WALKING = frozenset({"iter", "enumerate", "zip", "next", "map", "filter"})


def iterated(machine: Machine, call: "checks.Call", frame: Frame) -> Value:
    """The answer of functions that walk what they are given."""
    given = call.arguments.positional
    parts = [containers.elements(frame.state, value) for value in given]
    if call.name == "next":
        return containers.either((*parts[:1], *given[1:]), frame.state)
    if call.name == "enumerate" and parts:
        parts = [NOTHING, parts[0]]
    if call.name in {"enumerate", "zip"}:
        return frame.state.hold(Sequence(rest=frame.state.hold(Sequence(tuple(parts)))))
    if call.name == "map" and given:
        return frame.state.hold(Sequence(rest=applied(machine, given[0], parts[1:], frame)))
    return frame.state.hold(Sequence(rest=containers.either(tuple(parts[-1:]), frame.state)))


def applied(machine: Machine, function: Value, parts: list[Value], frame: Frame) -> Value:
    """The answer of a function for each item."""
    if isinstance(function.target, Function):
        return machine.call(function.target, Arguments(parts), frame)
    name = canonical(function.name)
    if name in sanitizers.HARMLESS:
        return NOTHING
    whole = combined(*parts)
    return whole.cleaned(sanitizers.FUNCTIONS[name]) if name in sanitizers.FUNCTIONS else whole


def from_table(_machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """Answers of functions that are known to make text harmless, or to undo that."""
    given, name, method = call.arguments.all(), call.name, call.method
    named = f"{name}()"[:LONGEST_NAME]
    content = Value(marks=frame.state.marks(given), is_opaque=any(value.is_opaque for value in given))
    if name in sanitizers.HARMLESS or method in sanitizers.HARMLESS_METHODS:
        is_number = name in {"int", "abs", "round"}
        kept = frozenset(mark for mark in content.marks if mark.kind is Kind.RANDOM and is_number)
        return Value(name=named, marks=kept)
    if sanitizers.SIGNING_IN.search(method):
        return Value(name=named, is_opaque=True)
    if name in sanitizers.FUNCTIONS:
        return replace(content.cleaned(sanitizers.FUNCTIONS[name]), name=named)
    if sanitizers.ESCAPING.search(method):
        return content.cleaned(sanitizers.dangers_named(method))
    if name in sanitizers.RESTORING:
        return replace(
            content,
            marks=frozenset(
                replace(mark, cleaned=mark.cleaned & sanitizers.LASTING) for mark in content.marks
            ),
        )
    return None


def from_path_or_address(_machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """Answers that keep what they are made of, so that a check of them is a check of that."""
    given, name = call.arguments.all(), call.name
    named = f"{name}()"[:LONGEST_NAME]
    if not given:
        return None
    content = Value(marks=frame.state.marks(given), is_opaque=any(value.is_opaque for value in given))
    match name:
        case "os.path.realpath" | "os.path.abspath" | "os.path.normpath":
            return replace(content, is_resolved=True, prefix=given[0].prefix)
        case "os.path.commonpath" | "os.path.commonprefix":
            parts = [item for value in given for item in (value, *shape_values(value, frame))]
            return replace(content, origins=tuple(value for value in parts if value.marks))
        case "urllib.parse.urlparse" | "urllib.parse.urlsplit":
            return replace(content, name=named, origins=given[:1])
        case "re.compile":
            return Value(name=named, origins=given[:1])
        case _:
            return None


def from_signature(_machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """Signatures: who compares one checks the text that it was made of."""
    named = f"{call.name}()"[:LONGEST_NAME]
    if call.name in {"hmac.new", "hmac.digest"}:
        text = call.arguments.pick(1, "msg")
        return Value(name=named, origins=() if text is None else (text,))
    if call.owner is None or not call.owner.name.startswith("hmac.new()"):
        return None
    if call.method == "update" and call.arguments.positional:
        signed = replace(call.owner, origins=(*call.owner.origins, *call.arguments.positional))
        frame.state.replace_value(call.owner, signed)
    return Value(name=named, origins=call.owner.origins)


def from_method(_machine: Machine, call: "checks.Call", _frame: Frame) -> Value | None:
    """Answers of methods that make text or a path harmless for some dangers."""
    owner, given, method = call.owner, call.arguments.all(), call.method
    if owner is None:
        return None
    if method in sanitizers.RESOLVING_METHODS and owner.name.startswith("pathlib."):
        return replace(owner, is_resolved=True)
    if method in {"bindparams", "params"} and owner.name.startswith("sqlalchemy."):
        return owner
    if method == "replace" and len(given) > 1 and owner.marks:
        word = given[0].constant
        dangers = sanitizers.REPLACED.get(word, "") if isinstance(word, str) else ""
        return replace(combined(owner, *given), prefix=owner.prefix).cleaned(dangers.split())
    return None


def shape_values(value: Value, frame: Frame) -> tuple[Value, ...]:
    """What is in a container."""
    shape = frame.state.shape(value)
    return shape.values() if shape else ()


def from_outside(machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """Requests, what foreign functions make of them, and random numbers."""
    given = call.arguments.all()
    owner = call.owner
    text = any(isinstance(value.constant, str) for value in given)
    if (
        call.name.startswith("random.")
        and call.name.rpartition(".")[2] in RANDOM
        and "SystemRandom" not in call.name
    ):
        mark = Mark(Kind.RANDOM, call.node.lineno, ast.unparse(call.node)[:80])
        return Value(marks=frozenset({mark}) | frame.state.marks(given))
    if owner is not None and owner.name.startswith("@request") and is_typed(call):
        return NOTHING
    if owner is not None and owner.name == WRAPPER:
        is_read = text or GETTER.match(call.method or "")
        return from_request(call.node, "") if is_read else Value(name=WRAPPER, is_opaque=True)
    if (
        owner is not None
        and owner.name == "@handler"
        and (call.method or "").startswith(("get_arg", "get_que", "get_body", "get_cookie"))
    ):
        return from_request(call.node, "")
    is_handed = any(value.name == REQUEST for value in given) and is_web(machine.imports)
    if is_handed and call.name.partition(".")[0] not in {"flask", "django", "fastapi", "super"}:
        return from_request(call.node, "") if text and len(given) > 1 else Value(name=WRAPPER, is_opaque=True)
    return None


def is_typed(call: "checks.Call") -> bool:
    """Whether the argument of the request is read as a number: ``args.get("page", type=int)``."""
    wanted = call.arguments.named.get("type")
    return wanted is not None and wanted.name in sanitizers.VALIDATING


WAYS = (
    from_container,
    folded,
    from_built_in,
    objects.from_language,
    from_page,
    from_pattern,
    from_signature,
    from_table,
    from_path_or_address,
    from_method,
    from_outside,
)
"""Tried in this order."""
