"""The values of calls: of functions of the file, of containers, and of everything else."""

import ast
from dataclasses import replace

from holdfast.scan.taint import checks, containers, folding, sanitizers
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.members import LONGEST_NAME, from_request
from holdfast.scan.taint.names import REQUEST, canonical
from holdfast.scan.taint.sources import GETTER, RANDOM, WRAPPER, is_web
from holdfast.scan.taint.values import (
    NOTHING,
    OPAQUE,
    UNKNOWN,
    Class,
    Function,
    Kind,
    Mark,
    Sequence,
    Table,
    Value,
    combined,
    known,
    without_requests,
)

QUERIES = frozenset(
    [
        "filter",
        "filter_by",
        "get",
        "get_or_404",
        "first",
        "all",
        "one",
        "one_or_none",
        "first_or_404",
        "get_or_create",
        "execute",
        "executemany",
        "fetchone",
        "fetchall",
        "fetchmany",
        "scalar",
        "scalars",
        "find_one",
        "find_by",
        "select",
        "where",
        "query",
        "exclude",
        "order_by",
        "order_by_id",
        "values",
        "values_list",
        "count",
        "objects",
        "save",
        "commit",
        "add",
        "delete",
        "send",
        "publish",
    ]
)
"""Methods that look something up by what they are given; their answer is not what they were given."""

PURE = (
    "bytes", "bytearray", "memoryview", "print", "compile", "io.", "base64.", "binascii.", "json.", "codecs.decode",
    "codecs.encode", "urllib.parse.", "html.", "re.", "string.", "textwrap.", "unicodedata.", "zlib.", "struct.",
    "collections.", "itertools.", "functools.",
)  # fmt: skip
"""Functions that make their answer of nothing but what they are given."""


def evaluate_call(machine: Machine, node: ast.Call, frame: Frame) -> Value:
    """Judge a call, do what it does, and give its answer."""
    owner = machine.evaluate(node.func.value, frame) if isinstance(node.func, ast.Attribute) else None
    callee = machine.evaluate(node.func, frame)
    arguments = evaluate_arguments(machine, node, frame)
    callee = reflected(machine, callee, arguments, frame)
    call = checks.Call(
        node=node, name=canonical(callee.name), owner=owner, callee=callee, arguments=arguments
    )
    if callee.target is None:
        checks.check(machine, call, frame)
    answer = answered(machine, call, frame)
    validated(call, frame)
    return answer


def evaluate_arguments(machine: Machine, node: ast.Call, frame: Frame) -> Arguments:
    """The values that are handed over."""
    positional: list[Value] = []
    named: dict[str, Value] = {}
    others: list[Value] = []
    for argument in node.args:
        value = machine.evaluate(argument, frame)
        if not isinstance(argument, ast.Starred):
            positional.append(value)
            continue
        shape = frame.state.shape(value)
        if isinstance(shape, Sequence) and shape.rest is None:
            positional.extend(shape.items)
        else:
            others.append(value)
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, frame)
        shape = frame.state.shape(value)
        if keyword.arg is not None:
            named[keyword.arg] = value
        elif isinstance(shape, Table):
            named.update({key: item for key, item in shape.items.items() if isinstance(key, str)})
            others.extend([shape.rest] if shape.rest else [])
        else:
            others.append(value)
    return Arguments(positional, named, others)


def reflected(machine: Machine, callee: Value, arguments: Arguments, frame: Frame) -> Value:
    """What ``functools.partial`` and the like stand for; else the callee itself."""
    if callee.name == "functools.partial()" and callee.origins:
        return callee.origins[0]
    return callee


def answered(machine: Machine, call: "checks.Call", frame: Frame) -> Value:
    """The answer of a call."""
    target = call.callee.target
    if isinstance(target, Function):
        return machine.call(target, call.arguments, frame)
    if isinstance(target, Class):
        return made(machine, target, call, frame)
    if call.owner is not None and isinstance(call.node.func, ast.Attribute):
        found = containers.call(frame.state, call.owner, call.node.func.attr, call.arguments)
        if found is not None:
            return found
    for way in (folded, from_built_in, from_table, from_outside):
        found = way(machine, call, frame)
        if found is not None:
            return found
    return passed_on(call, frame)


def made(machine: Machine, of_class: Class, call: "checks.Call", frame: Frame) -> Value:
    """A new object of a class of the file."""
    if any(base.startswith("enum.") for base in of_class.bases):
        return NOTHING
    start = of_class.methods.get("__init__")
    if start is None:
        items = dict(zip(of_class.fields, call.arguments.positional, strict=False)) | call.arguments.named
        rest = combined(*call.arguments.others) if call.arguments.others else None
        rest = rest if of_class.fields or not of_class.bases else replace(rest or NOTHING, is_opaque=True)
        return frame.state.hold(Table(dict(items), rest, of_class))
    instance = frame.state.hold(Table(of_class=of_class, rest=OPAQUE if of_class.bases else None))
    machine.call(Function(start, of_class.scope, instance), call.arguments, frame)
    return instance


def folded(machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
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
    given, named = call.arguments.positional, call.arguments.named
    match call.name:
        case "typing.cast" if len(given) > 1:
            return given[1]
        case "str" | "repr" | "os.fspath" | "copy.copy" | "copy.deepcopy" if given:
            return given[0] if frame.state.shape(given[0]) is None or "copy" in call.name else None
        case "dict" | "collections.OrderedDict" | "collections.defaultdict":
            made_table = frame.state.hold(Table())
            containers.updated(
                frame.state, made_table, Table(), Arguments(given[-1:], named, call.arguments.others)
            )
            return made_table
        case "configparser.ConfigParser" | "configparser.RawConfigParser":
            return frame.state.hold(Table(), Value(name=f"{call.name}()"))
        case (
            "list"
            | "tuple"
            | "set"
            | "collections.deque"
            | "queue.Queue"
            | "sorted"
            | "reversed"
            | "frozenset"
        ):
            return sequence_of(call, frame)
        case "getattr" if len(given) > 1 and isinstance(given[1].constant, str):
            attribute = ast.Attribute(call.node.args[0], given[1].constant, ast.Load())
            return machine.evaluate(ast.copy_location(attribute, call.node), frame)
        case "iter" | "enumerate" | "zip" | "next" | "map" | "filter":
            return iterated(machine, call, frame)
        case "lxml.XMLParser":
            return Value(name=checks.parser_name(call))
        case "functools.partial" if given:
            return Value(name="functools.partial()", origins=(given[0],), marks=frame.state.marks(given[1:]))
        case _:
            return None


def sequence_of(call: "checks.Call", frame: Frame) -> Value:
    """A list of what is in something else."""
    given = call.arguments.positional
    if not given:
        return frame.state.hold(Sequence())
    shape = frame.state.shape(given[0])
    if isinstance(shape, Sequence) and call.name in {"list", "tuple", "collections.deque"}:
        return frame.state.hold(shape)
    return frame.state.hold(Sequence(rest=containers.elements(frame.state, given[0])))


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


def from_table(machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """Answers of functions that are known to make text harmless, or to undo that."""
    given, name = call.arguments.all(), call.name
    method = call.method
    named = f"{name}()"[:LONGEST_NAME]
    content = Value(marks=frame.state.marks(given), is_opaque=any(value.is_opaque for value in given))
    if name in sanitizers.HARMLESS or method in sanitizers.HARMLESS_METHODS:
        kept = frozenset(
            mark for mark in content.marks if mark.kind is Kind.RANDOM and name in {"int", "abs", "round"}
        )
        return Value(name=named, marks=kept)
    if name in sanitizers.FUNCTIONS:
        return replace(content.cleaned(sanitizers.FUNCTIONS[name]), name=named)
    if sanitizers.ESCAPING.search(method):
        return content.cleaned(sanitizers.dangers_named(method))
    if name in sanitizers.RESTORING:
        marks = frozenset(replace(mark, cleaned=frozenset()) for mark in content.marks)
        return replace(content, marks=marks)
    if name in sanitizers.RESOLVING and given:
        return replace(content, is_resolved=True, prefix=given[0].prefix)
    if name == "os.path.commonpath":
        parts = [item for value in given for item in (value, *shape_values(value, frame))]
        return replace(content, origins=tuple(value for value in parts if value.marks))
    if name in {"urllib.parse.urlparse", "urllib.parse.urlsplit"} and given:
        return replace(content, name=named, origins=given[:1])
    if name == "re.compile" and given:
        return Value(name=named, origins=given[:1])
    owner = call.owner
    if owner is not None and method in sanitizers.RESOLVING_METHODS and owner.name.startswith("pathlib."):
        return replace(owner, is_resolved=True)
    if owner is not None and method == "replace" and len(given) > 1 and owner.marks:
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
    if call.name.startswith("random.") and call.method in RANDOM and "SystemRandom" not in call.name:
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


def passed_on(call: "checks.Call", frame: Frame) -> Value:
    """The answer of a function that nothing is known of: it may hold all that it was given."""
    given = call.arguments.all()
    owner = call.owner
    name = f"{call.name}()"[:LONGEST_NAME] if call.name else ""
    if owner is not None and not owner.marks and call.method in QUERIES and owner.shape is None:
        return Value(name=name, is_opaque=True)
    if owner is not None and call.method in containers.WRITING and given and not owner.target:
        marks = frame.state.marks(given)
        if marks - owner.marks and owner.name != "@session":
            frame.state.replace_value(owner, replace(owner, marks=owner.marks | marks))
    parts = [frame.state.content(value) for value in given]
    whole = combined(Value(marks=call.callee.marks), *([frame.state.content(owner)] if owner else []), *parts)
    is_plain = owner is not None and not owner.name and not owner.is_opaque
    is_opaque = whole.is_opaque or not (is_plain or whole.marks or call.name.startswith(PURE))
    prefix = (
        owner.prefix if owner is not None and call.method in {"strip", "encode", "decode", "rstrip"} else ""
    )
    if call.method == "format" and owner is not None:
        prefix = formatted_prefix(owner.prefix, call.arguments)
    return replace(whole, name=name, is_opaque=is_opaque, prefix=prefix)


def formatted_prefix(template: str, arguments: Arguments) -> str:
    """The known beginning of what ``str.format`` makes."""
    before, brace, _ = template.partition("{")
    if before or not brace or not arguments.positional:
        return before
    return arguments.positional[0].prefix


def validated(call: "checks.Call", frame: Frame) -> None:
    """After ``int(text)`` the text itself is a number, or the program is elsewhere."""
    if call.name in sanitizers.VALIDATING and call.arguments.positional:
        value = call.arguments.positional[0]
        if value.marks:
            frame.state.replace_value(value, replace(value, marks=without_requests(value.marks)))
