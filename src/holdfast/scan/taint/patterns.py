"""What regular expressions let through: by replacing, by fitting, and in their groups."""

import re

from holdfast.scan.taint import checks
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.values import Sequence, Table, Value, known

FITTING = frozenset({"match", "fullmatch", "search"})
FIT = "re.match()"
"""What these give."""

FIT_OF = "re.compile()"
"""What a pattern is called that was compiled."""

PATTERN, TEXT, FUNCTION = "@pattern", "@text", "@function"
"""Under these keys it keeps what it was made of."""

REMOVES_THE_REST = re.compile(r"(?:\[\^(?:[A-Za-z0-9_ ]|-|\\[wds-])*\]|\\[WD]|\[\\[WD]\])[+*]?")
"""A pattern that fits everything but letters, digits, ``_``, ``-`` and blanks."""
OPEN_PATTERN = re.compile(r"(?<!\\)(?:\\\\)*(?:\.|\[\^|\\[SDW])")
"""A part of a regular expression that lets nearly anything through."""
LONGEST_PATTERN = 2_000
"""Longer patterns are not taken apart, for the time it takes: they are not strict and have no groups."""
NAMED_GROUP = re.compile(r"\?P<(\w+)>")


def is_strict(pattern: object, name: str) -> bool:
    """Whether text that fits the pattern is made of harmless characters alone."""
    if isinstance(pattern, bytes):
        pattern = pattern.decode("latin-1")
    if not isinstance(pattern, str) or len(pattern) > LONGEST_PATTERN:
        return False
    if OPEN_PATTERN.search(re.sub(r"\[[^\]^][^\]]*\]", "x", pattern)):
        return False
    is_whole = pattern.endswith(("$", r"\Z"))
    if name.endswith("fullmatch"):
        return True
    return is_whole and (name.endswith("match") or pattern.startswith(("^", r"\A")))


def from_pattern(_machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """The answers of ``re.sub`` and its like, of ``re.match`` and its like, and of what those give."""
    if call.owner is not None and call.owner.name == FIT:
        return from_fit(call, call.owner, frame)
    function = call.name.rpartition(".")[2]
    given = (*bound_pattern(call), *call.arguments.positional)
    if len(given) < 2 or not call.name.startswith(("re.", "re.compile().")):
        return None
    pattern, text = (*given[0].origins[:1], given[0])[0] if given[0].name == FIT_OF else given[0], given[-1]
    if function in {"sub", "subn"} and len(given) == 3:
        is_clean = isinstance(pattern.constant, str) and REMOVES_THE_REST.fullmatch(pattern.constant)
        return frame.state.content(text).harmless() if is_clean and given[1].is_known else None
    if function in FITTING:
        text = given[1]
        entries: dict[object, Value] = {PATTERN: pattern, TEXT: text, FUNCTION: known(call.name)}
        return frame.state.hold(Table(entries, Value(marks=text.marks)), Value(name=FIT))
    return None


def bound_pattern(call: "checks.Call") -> tuple[Value, ...]:
    """The pattern of a compiled expression whose method is called."""
    return call.owner.origins[:1] if call.owner is not None and call.owner.name == "re.compile()" else ()


def from_fit(call: "checks.Call", owner: Value, frame: Frame) -> Value | None:
    """What methods of a match give: the text of its groups, harmless where the group lets only that in."""
    shape = frame.state.shape(owner)
    if not isinstance(shape, Table) or call.method not in {"group", "groups", "groupdict", "expand"}:
        return None
    parts = groups(shape.items[PATTERN].constant)
    chosen = [value.constant for value in call.arguments.positional] or [0]
    everything = Value(marks=shape.items[TEXT].marks)
    if call.method == "group":
        wanted = [parts.get(key) for key in chosen if isinstance(key, str | int)]
    else:
        wanted = [part for key, part in parts.items() if key != 0]
    is_safe = bool(wanted) and all(part is not None and is_strict(part, "fullmatch") for part in wanted)
    answer = Value() if is_safe else everything
    return answer if call.method == "group" else frame.state.hold(Sequence(rest=answer))


def groups(pattern: object) -> dict[str | int, str]:
    """The parts of a pattern in brackets, by number and name; 0 is the whole."""
    if not isinstance(pattern, str) or len(pattern) > LONGEST_PATTERN:
        return {}
    found: dict[str | int, str] = {0: pattern}
    bare = re.sub(r"\\.|\[\^?\]?[^\]]*\]", lambda part: "x" * len(part.group()), pattern)
    opened: list[tuple[int, int]] = []
    number = 0
    for place, letter in enumerate(bare):
        if letter == "(":
            is_group = bare[place + 1 : place + 2] != "?" or bare[place + 1 : place + 3] == "?P"
            number += is_group
            opened.append((place + 1, number if is_group else -1))
        elif letter == ")" and opened:
            start, which = opened.pop()
            name = NAMED_GROUP.match(pattern, start)
            inner = pattern[name.end() if name else start : place]
            found |= {which: inner} if which > 0 else {}
            found |= {name[1]: inner} if name else {}
    return found
