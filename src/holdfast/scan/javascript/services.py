"""The answers of others: of requests, promises, listeners, databases, and functions of other files."""

import re
from dataclasses import replace

from holdfast.scan.javascript.members import NOSQL, TEXTS, from_outside
from holdfast.scan.javascript.outside import CONTEXT, EVENT, READERS, SENDERS
from holdfast.scan.javascript.sinks import words
from holdfast.scan.taint.checks import Call
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.members import LONGEST_NAME
from holdfast.scan.taint.names import REQUEST
from holdfast.scan.taint.values import NOTHING, OPAQUE, Function, Kind, Value

LISTENING = words("on once addListener addEventListener")
SILENT = words("connection connect close error end open")
"""Events that bring no text."""
QUERIES = words(
    "query execute all get run any one none fetch find findOne findAll findById findByPk findUnique "
    "findFirst findMany count save create insert update updateOne deleteOne delete remove lookup "
    "aggregate exec verify authenticate compare sign digest send publish post put patch request "
    "search bind login upsert raw countDocuments insertOne insertMany toArray first select where"
)
"""Methods that look something up by what they are given; their answer is not what they were given."""
ASKING = re.compile(
    r"(find|get|load|fetch|lookup|list|count|verify|is|has|save|create|update|insert|delete|query)[A-Z]"
)
"""Names of functions that do the same."""
KNOWN = ("@", "lodash", "_", "path", "JSON", "Buffer", "querystring", "qs")
"""Beginnings of names of what answers with what it is given."""
FETCHING = words("fetch axios got")
TEXT_METHODS = words("concat replace replaceAll join padStart padEnd toString push format slice")


def from_reader(_machine: Machine, call: Call, _frame: Frame) -> Value | None:
    """Parts of a request that are asked for, and functions of frameworks that read it."""
    if call.name in READERS:
        return from_outside(call.node, f"{call.name}()")
    if call.owner is not None and call.owner.name in {REQUEST, CONTEXT} and call.callee.marks:
        return from_outside(call.node, call.name).cleaned([NOSQL] if call.method in TEXTS else [])
    return None


def from_callback(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """Promises and listeners: functions that are called with what their owner holds."""
    given, owner = call.arguments.positional, call.owner
    targets = [value.target for value in given if isinstance(value.target, Function)]
    if owner is None or not targets:
        return None
    if call.method == "then":
        return machine.call(targets[0], Arguments([owner]), frame)
    if call.method in {"catch", "finally"}:
        machine.call(targets[0], Arguments([replace(OPAQUE)]), frame)
        return owner
    if call.method in LISTENING and given[0].is_known:
        return listened(machine, call, owner, targets[-1], frame)
    return None


def listened(machine: Machine, call: Call, owner: Value, target: Function, frame: Frame) -> Value | None:
    """A function that is called with each message."""
    event = str(call.arguments.positional[0].constant)
    is_message = event == "message" or (owner.name == REQUEST and event == "data")
    if not is_message and (not SENDERS.search(owner.name) or event in SILENT):
        return None
    is_window = event == "message" and call.method == "addEventListener"
    message = Value(name=EVENT) if is_window else from_outside(call.node, EVENT)
    machine.call(target, Arguments([message, replace(message)]), frame)
    return NOTHING


def from_stranger(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """Functions that are handed to a function of somebody else are called by it."""
    if len(machine.calls) > 1:
        for value in call.arguments.positional:
            if isinstance(value.target, Function) and getattr(value.target.node, "name", "").startswith("@"):
                given = [replace(OPAQUE) for _ in value.target.node.args.args]
                machine.call(value.target, Arguments(given), frame)
    return None


def from_service(_machine: Machine, call: Call, _frame: Frame) -> Value | None:
    """What databases, services and functions of other files answer is not what they were asked with."""
    owner = call.owner
    opaque = Value(name=f"{call.name}()"[:LONGEST_NAME], is_opaque=True)
    if owner is None:
        return opaque if ASKING.match(call.method) and call.name not in FETCHING else None
    is_plain = owner.shape is not None and owner.target is None and not owner.name
    if owner.marks or owner.name.startswith(KNOWN) or is_plain:
        return None
    return opaque if call.method in QUERIES or ASKING.match(call.method) else None


def from_secret(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """A secret that is handed to something is not what that answers, unless it makes text of it."""
    marks = frame.state.marks(call.arguments.all()) | call.callee.marks
    secrets = frozenset(mark for mark in marks if mark.kind is Kind.SECRET)
    if not secrets or call.method in TEXT_METHODS or call.name.startswith(("JSON.", "util.", "String")):
        return None
    owner = frame.state.content(call.owner).marks if call.owner is not None else frozenset()
    name = f"{call.name}()"[:LONGEST_NAME] if call.name else ""
    return Value(marks=(marks - secrets) | owner, name=name, is_opaque=True)
