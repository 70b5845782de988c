"""The values of calls: of functions of the file, of containers, and of everything else."""

import ast
from dataclasses import replace

from holdfast.scan.taint import checks, containers, formatting, objects
from holdfast.scan.taint.binding import as_secret
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.members import LONGEST_NAME
from holdfast.scan.taint.names import canonical
from holdfast.scan.taint.values import (
    NOTHING,
    OPAQUE,
    Class,
    Function,
    Kind,
    Marks,
    Sequence,
    Table,
    Value,
    combined,
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

PURE = frozenset(
    {"bytes", "bytearray", "memoryview", "print", "compile", "str", "repr", "format", "bytes.fromhex"}
)
PURE_PACKAGES = (
    "io.", "ast.", "base64.", "binascii.", "json.", "codecs.",
    "urllib.parse.", "html.", "re.", "string.", "textwrap.",
    "unicodedata.", "zlib.", "struct.", "collections.", "itertools.", "functools.",
)  # fmt: skip
"""Functions and packages that make their answer of nothing but what they are given."""


def evaluate_call(machine: Machine, node: ast.Call, frame: Frame) -> Value:
    """Judge a call, do what it does, and give its answer."""
    owner = machine.evaluate(node.func.value, frame) if isinstance(node.func, ast.Attribute) else None
    callee = machine.evaluate(node.func, frame)
    arguments = evaluate_arguments(machine, node, frame)
    callee, arguments = objects.reflected(callee, arguments, frame)
    call = checks.Call(
        node=node, name=canonical(callee.name), owner=owner, callee=callee, arguments=arguments
    )
    if callee.target is None:
        machine.inspect(call, frame)
    answer = answered(machine, call, frame)
    validated(machine, call, frame)
    key = call.arguments.positional[0].constant if call.arguments.positional else None
    is_read = call.method in {"get", "getenv", "pop"} and isinstance(key, str) and callee.target is None
    return as_secret(answer, str(key), node) if is_read else answer


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


def answered(machine: Machine, call: "checks.Call", frame: Frame) -> Value:
    """The answer of a call."""
    target = call.callee.target
    if isinstance(target, Function):
        return objects.opened(target, machine.call(target, call.arguments, frame), frame)
    if isinstance(target, Class):
        return made(machine, target, call, frame)
    found = machine.answer(call, frame)
    return passed_on(call, frame) if found is None else found


def made(machine: Machine, of_class: Class, call: "checks.Call", frame: Frame) -> Value:
    """A new object of a class of the file."""
    if any(base.startswith("enum.") for base in of_class.bases):
        return NOTHING
    start = of_class.methods.get("__init__")
    if start is None:
        items: dict[object, Value] = dict(zip(of_class.fields, call.arguments.positional, strict=False))
        items.update(call.arguments.named)
        items |= objects.defaults(machine, of_class, items, frame)
        foreign = call.arguments.positional if of_class.bases and not of_class.fields else ()
        given = [*call.arguments.others, *(frame.state.content(value) for value in foreign)]
        rest = combined(*given) if given else None
        rest = rest if of_class.fields or not of_class.bases else replace(rest or NOTHING, is_opaque=True)
        return frame.state.hold(Table(items, rest, of_class))
    instance = frame.state.hold(Table(of_class=of_class, rest=OPAQUE if of_class.bases else None))
    machine.call(Function(start, of_class.scope, instance), call.arguments, frame)
    return instance


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
    if not is_pure(call.name):
        # A number is a field of what is made with it under a name, not that itself.
        fields = set(call.arguments.named.values())
        parts = [
            replace(part, marks=without_numbers(part.marks)) if value in fields else part
            for value, part in zip(given, parts, strict=True)
        ]
    if call.method == "format" and owner is not None:
        taken = formatting.by_format(owner.constant, call.arguments, frame.state)
        parts = parts if taken is None else [taken]
    whole = combined(Value(marks=call.callee.marks), *([frame.state.content(owner)] if owner else []), *parts)
    is_made = owner is not None and (not owner.name or owner.name.endswith("()"))
    is_plain = owner is not None and is_made and not owner.is_opaque
    is_opaque = whole.is_opaque or not (is_plain or whole.marks or is_pure(call.name))
    prefix = (
        owner.prefix if owner is not None and call.method in {"strip", "encode", "decode", "rstrip"} else ""
    )
    if call.method == "format" and owner is not None:
        prefix = formatted_prefix(owner.prefix, call.arguments)
    return replace(whole, name=name, is_opaque=is_opaque, prefix=prefix)


def without_numbers(marks: Marks) -> Marks:
    """The marks that are not about random numbers."""
    return frozenset(mark for mark in marks if mark.kind is not Kind.RANDOM)


def is_pure(name: str) -> bool:
    """Whether the function makes its answer of nothing but what it is given."""
    return name in PURE or (name.startswith(PURE_PACKAGES) and name != "codecs.open")


def formatted_prefix(template: str, arguments: Arguments) -> str:
    """The known beginning of what ``str.format`` makes."""
    before, brace, _ = template.partition("{")
    if before or not brace or not arguments.positional:
        return before
    return arguments.positional[0].prefix


def validated(machine: Machine, call: "checks.Call", frame: Frame) -> None:
    """After ``int(text)`` the text itself is a number, or the program is elsewhere."""
    if call.name in machine.validating and call.arguments.positional:
        value = call.arguments.positional[0]
        if value.marks:
            frame.state.replace_value(value, replace(value, marks=without_requests(value.marks)))
    if call.owner is not None and call.method == "relative_to" and call.owner.is_resolved:
        frame.state.replace_value(call.owner, call.owner.cleaned(["path-traversal"]))
