"""Judges calls and assignments: by the tables of sinks, and by their settings where a table is not enough."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from holdfast.scan.javascript import settings, sinks
from holdfast.scan.javascript.members import POLLUTION, REACHED
from holdfast.scan.javascript.outside import CONTEXT, PLAIN_RESPONSE, RESPONSE, SESSION
from holdfast.scan.javascript.responses import check_headers, is_response
from holdfast.scan.taint.checks import SHELLS, Call
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.patterns import LONGEST_PATTERN
from holdfast.scan.taint.sinks import Sink
from holdfast.scan.taint.sources import GUESSABLE
from holdfast.scan.taint.values import NOTHING, Function, Kind, Sequence, Table, Value

XSS = "cross-site-scripting"


def check(machine: Machine, call: Call, frame: Frame) -> None:
    """Judge one call of something that is not in the file."""
    sink = sinks.FUNCTIONS.get(call.name)
    if sink is not None and is_meant(call, frame):
        judge(machine, sink, call, frame)
    elif sink is None and call.owner is not None:
        # A response that is no page still redirects and sends files.
        owner = call.owner.name.replace(PLAIN_RESPONSE, RESPONSE, 1)
        owner = owner or ("" if call.owner.is_opaque else "@known")
        # What is given to a prepared statement is bound.
        entries = () if owner.endswith(".prepare()") else sinks.METHODS.get(call.method, ())
        for entry in entries:
            if entry.fits(owner) and is_meant(call, frame):
                judge(machine, entry, call, frame)
    for special in CHECKS:
        special(machine, call, frame)


def judge(machine: Machine, sink: Sink, call: Call, frame: Frame) -> None:
    """Judge the dangerous arguments of a call, and the dangerous fields of an object among them."""
    given = call.arguments.positional
    places = sink.positions or (0,)
    values: list[Value] = []
    if -2 in places:
        values = list(given)
    for place in places:
        if 0 <= place < len(given) and (sink.positions or sink.keywords):
            values.append(given[place])
    values.extend(call.arguments.others if 0 in places else ())
    for value in values:
        for part in _dangerous(sink, value, frame):
            machine.judge(sink.rule, part, call.node, is_doubtful_alone=sink.is_doubtful_alone)


def _dangerous(sink: Sink, value: Value, frame: Frame) -> Iterator[Value]:
    """What of an argument is dangerous: of an object with known fields those, of anything else all."""
    shape = frame.state.shape(value)
    if isinstance(shape, Table) and shape.of_class is None and not value.name:
        for name in sink.keywords:
            if name in shape.items:
                yield frame.state.content(shape.items[name])
        if sink.keywords and shape.rest is not None:
            yield shape.rest
        if sink.keywords or sink.rule == XSS or (sink.rule == POLLUTION and shape.rest is None):
            return
    if sink.positions:
        yield frame.state.content(value)


def is_meant(call: Call, frame: Frame) -> bool:
    """Whether the settings of the call leave the danger in place."""
    given = call.arguments.positional
    if not given:
        return True
    if call.name in {"$", "jQuery", "jquery"} and given[0].prefix.strip():
        # What begins with anything but markup is a selector.
        return given[0].prefix.lstrip().startswith("<")
    if call.method in {"sendFile", "sendfile", "download"}:
        options = [frame.state.shape(value) for value in given[1:]]
        return not any(isinstance(each, Table) and "root" in each.items for each in options)
    if call.owner is not None and call.method in BODIES:
        is_data = call.method == "send" and isinstance(frame.state.shape(given[0]), Sequence)
        return not is_data and not call.owner.name.startswith(PLAIN_RESPONSE)
    if call.name in {"extend", "jQuery.extend", "$.extend"}:
        return given[0].constant is True
    return True


BODIES = frozenset({"send", "write", "end", "html"})
"""Methods of responses whose argument is the page, if it is one."""


def stored(machine: Machine, owner: Value, key: Value, value: Value, node: ast.AST) -> None:
    """Judge ``owner[key] = value``."""
    name = str(key.constant) if key.is_known else ""
    if owner.name == SESSION:
        machine.judge("trust-boundary", key, node)
        machine.judge("trust-boundary", value, node)
        machine.judge_random(value, node)
    elif name in sinks.HTML_PROPERTIES:
        machine.judge(XSS, value, node, is_doubtful_alone=True)
    elif name in sinks.LINK_PROPERTIES:
        is_place = owner.name.endswith("location") or name == "location"
        machine.judge("open-redirect" if is_place else "link-from-outside", value, node)
    elif owner.name == "document" and name == "cookie":
        machine.report("readable-cookie", node) if GUESSABLE.search(value.prefix.partition("=")[0]) else None
    elif owner.name == CONTEXT and name == "body" and value.shape is None:
        machine.judge(XSS, value, node)
    if owner.name == REACHED:
        machine.judge(POLLUTION, owner.origins[0], node)
    if name and GUESSABLE.search(name):
        machine.judge_random(value, node)
    settings.stored(machine, owner, name, value, node)


def check_answer(machine: Machine, value: Value, node: ast.Return, frame: Frame) -> None:
    """The answer of a function of AWS Lambda, when it is a page."""
    answer = settings.fields(value, frame)
    headers = settings.fields(answer["headers"], frame) if "headers" in answer else {}
    kinds = [str(kind.constant) for name, kind in headers.items() if str(name).lower() == "content-type"]
    if "body" in answer and any("html" in kind for kind in kinds):
        machine.judge(XSS, frame.state.content(answer["body"]), node)
    for name, place in headers.items():
        if str(name).lower() == "location":
            machine.judge("open-redirect", frame.state.content(place), node)


def check_commands(machine: Machine, call: Call, frame: Frame) -> None:
    """Programs that are started by a shell, or are one."""
    if call.name not in sinks.SPAWNERS or not call.arguments.positional:
        return
    program, *others = call.arguments.positional
    shape = frame.state.shape(others[0]) if others else None
    options = [frame.state.shape(value) for value in others]
    is_shell = any(
        isinstance(each, Table) and "shell" in each.items and each.items["shell"].constant is not False
        for each in options
    )
    if is_shell or program.possible & SHELLS:
        listed = shape.values() if isinstance(shape, Sequence) else others[:1]
        for value in (program, *listed):
            machine.judge("command-injection", frame.state.content(value), call.node)


def check_sql(machine: Machine, call: Call, frame: Frame) -> None:
    """Text that begins like SQL, whatever it is given to."""
    if call.method not in sinks.SQL_METHODS or call.owner is None:
        return
    for value in call.arguments.positional[:1]:
        if sinks.SQL_TEXT.match(value.prefix) and value.shape is None:
            machine.judge("sql-injection", frame.state.content(value), call.node)


def check_documents(machine: Machine, call: Call, frame: Frame) -> None:
    """Queries of documents: a raw value of the request may be an operator."""
    if call.method not in sinks.NOSQL_METHODS or call.owner is None or call.name in sinks.FUNCTIONS:
        return
    function = [value for value in call.arguments.positional if isinstance(value.target, Function)]
    shape = frame.state.shape(call.owner)
    if isinstance(shape, Sequence) or (function and call.method in {"find", "where"}):
        return
    for value in call.arguments.positional[:1]:
        for raw in _raw_parts(value, frame, 3):
            machine.judge("nosql-injection", raw, call.node)


def _raw_parts(value: Value, frame: Frame, depth: int) -> Iterator[Value]:
    """What a query is made of, but for what ``$eq`` compares with."""
    shape = frame.state.shape(value)
    if shape is None or not depth:
        yield frame.state.content(value)
    elif isinstance(shape, Table):
        for key, item in shape.items.items():
            if key == "$where":
                yield uncleaned(frame.state.content(item))
            elif key != "$eq":
                yield from _raw_parts(item, frame, depth - 1)
        if shape.rest is not None:
            yield shape.rest
    else:
        for item in shape.values():
            yield from _raw_parts(item, frame, depth - 1)


def uncleaned(value: Value) -> Value:
    """The value at a place where being text is no comfort."""
    return replace(value, marks=frozenset(replace(mark, cleaned=frozenset()) for mark in value.marks))


def check_response(machine: Machine, call: Call, frame: Frame) -> None:
    """Headers of answers, and the options of a template that the request would choose."""
    check_headers(machine, call, frame)
    given = call.arguments.positional
    if is_response(call.owner) and call.method == "render" and len(given) > 1:
        is_chosen = given[1].name in WHOLE | {"@request.query"}
        machine.judge("template-injection", given[1] if is_chosen else NOTHING, call.node)


def check_markup(machine: Machine, call: Call, frame: Frame) -> None:
    """Elements of JSX."""
    if call.name != "@jsx":
        return
    given = call.arguments.named
    raw = frame.state.shape(given["dangerouslySetInnerHTML"]) if "dangerouslySetInnerHTML" in given else None
    if isinstance(raw, Table) and "__html" in raw.items:
        machine.judge(XSS, frame.state.content(raw.items["__html"]), call.node, is_doubtful_alone=True)
    if "srcDoc" in given:
        machine.judge(XSS, frame.state.content(given["srcDoc"]), call.node)
    for name in ("href", "src", "action", "formAction", "xlinkHref"):
        tag = call.arguments.positional[0].constant
        if name in given and (tag in {"a", "iframe", "form", "embed", "object", "button", "base"}):
            machine.judge("link-from-outside", frame.state.content(given[name]), call.node)


def check_attributes(machine: Machine, call: Call, frame: Frame) -> None:
    """``element.setAttribute("href", text)``, timers with text, new answers with a body."""
    given = call.arguments.positional
    if call.method == "setAttribute" and len(given) > 1:
        name = str(given[0].constant)
        value = frame.state.content(given[1])
        if name.startswith("on") or name == "srcdoc":
            machine.judge(XSS, value, call.node)
        elif name in sinks.LINK_PROPERTIES:
            machine.judge("link-from-outside", value, call.node)
    if call.name in sinks.TIMERS and given and given[0].target is None:
        machine.judge("code-injection", frame.state.content(given[0]), call.node)
    if call.name in {"Response", "NextResponse", "next.server.NextResponse"} and given:
        headers = frame.state.shape(given[1]) if len(given) > 1 else None
        fields = headers.items.get("headers") if isinstance(headers, Table) else None
        listed = frame.state.shape(fields) if fields is not None else None
        kinds = (
            [str(value.constant) for key, value in listed.items.items() if str(key).lower() == "content-type"]
            if isinstance(listed, Table)
            else []
        )
        if any("html" in kind or "svg" in kind for kind in kinds):
            machine.judge(XSS, frame.state.content(given[0]), call.node)


def check_log(machine: Machine, call: Call, frame: Frame) -> None:
    """Secrets in logs."""
    if call.method in sinks.LEVELS and call.name.startswith(sinks.LOGGERS):
        for value in call.arguments.all():
            mark = frame.state.content(value).carries(Kind.SECRET, "secret-to-log")
            if mark is not None:
                machine.report("secret-to-log", call.node, mark)


def check_pattern(machine: Machine, call: Call, frame: Frame) -> None:
    """Patterns that take for ever on some texts, and such a text."""
    given, owner = call.arguments.positional, call.owner
    if call.name == "re.search" and len(given) > 1:
        pattern, texts = given[0], given[1:2]
    elif owner is not None and owner.name == "re.compile()":
        pattern, texts = owner, given[:1]
    elif owner is not None and given and given[0].name == "re.compile()":
        pattern, texts = given[0], (owner,)
    else:
        return
    text = pattern.origins[0].constant if pattern.origins else pattern.constant
    if isinstance(text, str) and len(text) <= LONGEST_PATTERN and SLOW.search(text):
        for value in texts:
            machine.judge("slow-regex", frame.state.content(value), call.node, is_doubtful_alone=True)


ATOM = r"(?:\[[^\]]+\]|\\?[^\s()|]|\([^()]*\))"
SLOW = re.compile(rf"\((?:\?:)?{ATOM}[+*]\)?(?:\\?[^()]\?|\\?[^()]\*|{ATOM}\?)?\)[+*]|\(([^()|]+)\|\1\)[+*]")
"""A repetition of a repetition."""


def check_fields(machine: Machine, call: Call, frame: Frame) -> None:
    """The fields of a record, taken from the request as they come."""
    given = call.arguments.positional
    places = MAKERS.get(call.method, ()) if call.owner is not None else ()
    if call.method[:1].isupper() and call.name not in sinks.FUNCTIONS and call.name not in NO_RECORDS:
        places = (0,)
    if call.name == "Object.assign" and given:
        # A copy is no record; something that was looked up is.
        places = (1, 2) if given[0].is_opaque else ()
    for place in places:
        if place < len(given):
            machine.judge("mass-assignment", fields_of(given[place], frame), call.node)


def fields_of(value: Value, frame: Frame) -> Value:
    """What of a value has fields that the sender chose."""
    shape = frame.state.shape(value)
    if value.name in WHOLE:
        return value
    is_plain = isinstance(shape, Table) and shape.of_class is None
    return shape.rest if is_plain and isinstance(shape, Table) and shape.rest is not None else NOTHING


NO_RECORDS = sinks.words(
    "URLSearchParams URL Map Set WeakMap Date Error TypeError Promise Blob File Response Headers FormData "
    "Array Object String Number Boolean Symbol Proxy Uint8Array next.server.NextResponse NextResponse"
)
MAKERS: dict[str, tuple[int, ...]] = {
    **dict.fromkeys(sinks.words("create build insert insertOne bulkCreate insertMany upsert set fill"), (0,)),
    **dict.fromkeys(sinks.words("findByIdAndUpdate findOneAndUpdate updateOne updateMany replaceOne"), (1,)),
    "update": (0, 1),
}
"""Methods that make or change records, with the places of the fields."""
WHOLE = frozenset({"@request.body", "@context.request.body", "@request.json", "@context.body"})
"""All that the sender wrote."""


def check_random(machine: Machine, call: Call, frame: Frame) -> None:
    """Random numbers handed over under a name that says they must not be guessed."""
    if GUESSABLE.search(call.method) and not call.name.startswith("Math."):
        for value in call.arguments.positional:
            machine.judge_random(frame.state.content(value), call.node)


CHECKS: tuple[Callable[[Machine, Call, Frame], None], ...] = (
    check_commands,
    check_sql,
    check_documents,
    check_response,
    check_markup,
    check_attributes,
    check_log,
    check_random,
    check_pattern,
    check_fields,
    settings.check,
)
