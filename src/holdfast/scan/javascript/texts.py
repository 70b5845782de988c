"""What becomes of text: by constants, by patterns, and by functions that make it harmless or undo that."""

import re
from collections.abc import Callable
from dataclasses import replace

from holdfast.scan.javascript import sanitizers
from holdfast.scan.javascript.members import URL
from holdfast.scan.javascript.sinks import words
from holdfast.scan.taint import folding, patterns
from holdfast.scan.taint.answers import joined_text
from holdfast.scan.taint.checks import Call
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.members import LONGEST_NAME
from holdfast.scan.taint.sanitizers import ESCAPING as PYTHON_ESCAPING
from holdfast.scan.taint.sanitizers import REPLACED, dangers_named
from holdfast.scan.taint.values import UNKNOWN, Function, Kind, Mark, Sequence, Table, Value, combined, known

ESCAPING = re.compile(PYTHON_ESCAPING.pattern + r"|^(clean|slugify|purify)", re.IGNORECASE)
RANDOM = words("Math.random lodash.random _.random lodash.sample _.sample Chance().string")
HARMLESS_METHODS = sanitizers.HARMLESS_METHODS | {"startswith", "endswith", "search"}
CASES: dict[str, Callable[[str], str]] = {
    "toLowerCase": str.lower,
    "toUpperCase": str.upper,
    "trim": str.strip,
}
SOME_OF = re.compile(r"\[(?!\^)(?:[^\]\\]|\\.)+\][+*]?|\(?\\?[^\w\s]\)?\+?")
"""A pattern that fits single characters, each named."""


def folded(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """The answer when constants decide it."""
    owner, given = call.owner, call.arguments.positional
    if owner is not None and call.method == "join" and frame.state.shape(owner) is not None:
        glue = given[0] if given else known(",")
        return joined_text(glue if glue.is_known else known(""), owner, frame)
    if owner is None or not isinstance(owner.constant, str):
        return None
    constants = [value.constant for value in given]
    if call.method == "split" and constants and isinstance(constants[0], str) and constants[0]:
        parts = owner.constant.split(constants[0])
        return frame.state.hold(Sequence(tuple(known(part) for part in parts)))
    answer = computed(owner.constant, call.method, constants)
    return None if answer is UNKNOWN else known(answer)


def computed(text: str, method: str, constants: list[object]) -> object:
    """The answer of a method of a known text."""
    match method, constants:
        case "toLowerCase" | "toUpperCase" | "trim", []:
            return CASES[method](text)
        case "startswith" | "endswith", [str() as word]:
            return folding.computed(getattr(str, method), text, word)
        case "slice" | "substring", [int() as start] if start >= 0:
            return text[start:]
        case "slice" | "substring", [int() as start, int() as end] if start >= 0 and end >= 0:
            return text[start:end]
        case "charAt" | "at", [int() as place] if 0 <= place < len(text):
            return text[place]
        case _:
            return UNKNOWN


def from_pattern(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``text.replace(pattern, ...)``, ``pattern.exec(text)`` and what they give."""
    given, owner = call.arguments.positional, call.owner
    if call.name in {"re.compile", "RegExp"}:
        return made(call, frame)
    if owner is not None and call.method in {"replace", "replaceAll"} and len(given) > 1:
        return replaced(machine, call, owner, frame)
    if owner is not None and owner.name == "re.compile()" and call.method in {"exec", "match"} and given:
        return fitted(owner, given[0], frame)
    return patterns.from_pattern(machine, call, frame) if call.name.startswith("re.") else None


def made(call: Call, frame: Frame) -> Value:
    """A regular expression; one made of text from outside is that text."""
    given = call.arguments.positional
    if call.name == "RegExp" and given and frame.state.content(given[0]).marks:
        return replace(frame.state.content(given[0]), shape=None, name="")
    return Value(name="re.compile()", origins=tuple(given))


def fitted(pattern: Value, text: Value, frame: Frame) -> Value:
    """What a pattern found."""
    entries: dict[object, Value] = {
        patterns.PATTERN: pattern.origins[0] if pattern.origins else Value(),
        patterns.TEXT: text,
        patterns.FUNCTION: known("re.search"),
    }
    return frame.state.hold(Table(entries, Value(marks=text.marks)), Value(name=patterns.FIT))


def replaced(machine: Machine, call: Call, owner: Value, frame: Frame) -> Value:
    """Text after a replacement: without what was replaced everywhere."""
    what, by = call.arguments.positional[:2]
    if isinstance(by.target, Function):
        machine.call(by.target, Arguments([replace(owner, name="")]), frame)
    whole = combined(frame.state.content(owner), frame.state.content(by))
    whole = replace(whole, prefix=owner.prefix if not what.name else "")
    pattern, *flags = (value.constant for value in what.origins) if what.origins else (UNKNOWN,)
    if isinstance(pattern, str) and "g" in str(flags):
        if patterns.REMOVES_THE_REST.fullmatch(pattern) and by.is_known:
            return whole.harmless()
        letters = set(pattern.strip("[]+*") or pattern) if SOME_OF.fullmatch(pattern) else set()
        return whole.cleaned(dangers_without(letters))
    if call.method == "replaceAll" and isinstance(what.constant, str):
        return whole.cleaned(dangers_without({what.constant}))
    return whole


def dangers_without(letters: set[str]) -> list[str]:
    """What text is safe from in which those are replaced."""
    dangers = " ".join(REPLACED.get(letter, "") for letter in letters).split()
    groups = {"ldap-injection": "()*", "regex-from-request": "(.+"}
    dangers += [danger for danger, needed in groups.items() if letters >= set(needed)]
    return [*dangers, "path-traversal"] if letters & {"/", ".."} else dangers


def from_random(_machine: Machine, call: Call, _frame: Frame) -> Value | None:
    """A number that can be guessed."""
    if call.name not in RANDOM:
        return None
    mark = Mark(Kind.RANDOM, call.node.lineno, getattr(call.node, "shown", ""))
    return Value(marks=frozenset({mark}), name=f"{call.name}()")


def from_table(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """Answers of functions that are known to make text harmless, or to undo that."""
    given, name = call.arguments.all(), call.name
    content = Value(marks=frame.state.marks(given), is_opaque=any(value.is_opaque for value in given))
    if name in sanitizers.HARMLESS or (call.owner is not None and call.method in HARMLESS_METHODS):
        is_number = name.startswith("Math.")
        kept = frozenset(mark for mark in content.marks if mark.kind is Kind.RANDOM and is_number)
        return Value(name=f"{name}()"[:LONGEST_NAME], marks=kept)
    if name in sanitizers.FUNCTIONS:
        return replace(content.cleaned(sanitizers.FUNCTIONS[name]), is_opaque=False)
    if name in sanitizers.RESTORING:
        return replace(content, marks=frozenset(replace(mark, cleaned=frozenset()) for mark in content.marks))
    return by_method(call, content, frame)


def by_method(call: Call, content: Value, frame: Frame) -> Value | None:
    """Answers of methods that make text harmless, or say in their name that they do."""
    owner = call.owner
    if owner is not None and call.method in sanitizers.METHODS:
        whole = replace(combined(frame.state.content(owner), content), prefix=owner.prefix)
        is_plain = call.method == "escape" and not call.arguments.positional
        return whole if is_plain else whole.cleaned(sanitizers.METHODS[call.method])
    if ESCAPING.search(call.method) and (call.arguments.positional or owner is not None):
        whole = content if call.arguments.positional or owner is None else frame.state.content(owner)
        return replace(whole, shape=None, name="", is_opaque=False).cleaned(dangers_named(call.method))
    return None


def from_path_or_address(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """Answers that keep what they are made of, so that a check of them is a check of that."""
    given, name = call.arguments.positional, call.name
    if not given:
        return None
    everything = call.arguments.all()
    content = Value(
        marks=frame.state.marks(everything), is_opaque=any(value.is_opaque for value in everything)
    )
    if name in sanitizers.RESOLVING:
        return replace(content, is_resolved=True, prefix=given[0].prefix)
    if name in {"URL", "url.URL", "url.parse"}:
        return address(name, tuple(given), content)
    if name == "path.relative" and len(given) > 1:
        return Value(marks=given[1].marks, origins=(given[1],), name="path.relative()")
    return None


def address(name: str, given: tuple[Value, ...], content: Value) -> Value:
    """``new URL(text, base)``."""
    first = given[0] if given[0].marks or len(given) < 2 else given[1]
    is_whole = name == "url.parse" or len(given) < 2
    prefix = given[0].prefix if is_whole else given[0].prefix or given[1].prefix
    return Value(marks=content.marks, name=URL, origins=(first,), prefix=prefix)
