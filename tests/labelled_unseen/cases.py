"""Composes the unseen corpus: one module per case from a source, one or two detours and a sink.

A case is vulnerable if its sink is a bad one and all its detours let the value through. In the categories of
`DECIDED_BY_SINK` the sink alone decides.

Each sitting was written before a result of it was seen, and only that first result is a blind one. Afterwards
the scanner was mended by what the cases of the part "open" showed. Those of the part "exam" share no
template with them and were seen in sums alone, but by their author, who could guess which failed.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import indent

from labelled_unseen.frames import CONSTANT_PAGE, FORM_PAGE, FRAMES
from labelled_unseen.templates import SITTINGS, Sitting, Template

CWES = {
    "cmdi": {77, 78, 88},
    "codeinj": {94, 95, 470},
    "deserialization": {502},
    "hash": {327, 328, 916},
    "ldapi": {90},
    "pathtraver": {22, 23, 36, 73},
    "redirect": {601},
    "securecookie": {614, 1004},
    "sqli": {89, 564, 943},
    "ssrf": {918},
    "ssti": {94, 1336},
    "trustbound": {501},
    "weakrand": {330, 331, 335, 338},
    "xpathi": {643},
    "xss": {79, 80},
    "xxe": {611, 776, 827},
}
"""The CWE classes that count as naming the category."""

DECIDED_BY_SINK = frozenset({"hash", "securecookie", "weakrand"})
CASES_PER_LABEL = {
    "first": {"open": 10, "exam": 5},
    "second": {"open": 8, "exam": 4},
    "third": {"open": 8, "exam": 4},
}
KEYS = ("vector", "customer_name", "q", "item", "ref")
SOURCE_NAMES = ("param", "supplied", "wanted", "incoming")
SINK_NAMES = ("bar", "chosen", "outcome", "subject_text")


@dataclass(frozen=True, slots=True)
class Case:
    """One module with its label.

    Attributes:
        name: The module's name, such as `case00042`.
        category: The kind of weakness, a key of `CWES`.
        sitting: The sitting its templates are from.
        part: "open" or "exam".
        is_vulnerable: The label.
        made_of: The templates, as `framework: source > detour > sink`.
        text: The module.
    """

    name: str
    category: str
    sitting: str
    part: str
    is_vulnerable: bool
    made_of: str
    text: str


class _Turns:
    """Hands out templates in turn, so that each is used as often as the others."""

    def __init__(self) -> None:
        self._taken: Counter[object] = Counter()

    def next(self, kind: object, options: Sequence[Template]) -> Template:
        """The next of the options of a kind."""
        self._taken[kind] += 1
        return options[(self._taken[kind] - 1) % len(options)]


def corpus() -> Iterator[Case]:
    """All cases, in a fixed order."""
    number = 0
    for sitting in SITTINGS:
        turns = _Turns()
        for part, count in CASES_PER_LABEL[sitting.name].items():
            for category in sitting.sinks:
                for position in range(count):
                    for is_vulnerable in (True, False):
                        number += 1
                        place = _Place(number, category, sitting, part, position)
                        yield _case(place, turns, is_vulnerable=is_vulnerable)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a case stands in the corpus."""

    number: int
    category: str
    sitting: Sitting
    part: str
    position: int

    def of_part(self, templates: Sequence[Template], tag: str | None = None) -> Sequence[Template]:
        """The templates of this place's part."""
        is_exam = self.part == "exam"
        return [
            each for each in templates if each.is_exam == is_exam and (tag is None or each.tags[0] == tag)
        ]

    def stopping(self, framework: str) -> Sequence[Template]:
        """The detours that stop a value here: a plain word is harmless as a name, not as a host."""
        return [
            each
            for each in self.of_part(self.sitting.stopped)
            if self.category not in each.directives.get("not", "").split()
            and each.directives.get("only", framework) == framework
        ]


def _case(place: _Place, turns: _Turns, *, is_vulnerable: bool) -> Case:
    number, category, part = place.number, place.category, place.part
    by_sink = category in DECIDED_BY_SINK
    is_stopped = not is_vulnerable and not by_sink and place.position % 2 == 1
    label = "bad" if is_vulnerable or is_stopped else "good"
    sink = turns.next((part, category, label), place.of_part(place.sitting.sinks[category], label))
    framework = sink.tags[1] if sink.tags[1] != "any" else _framework(number)
    source = turns.next((part, framework), place.of_part(place.sitting.sources, framework))
    through = place.of_part(place.sitting.through)
    detours = [turns.next((part, "stopped"), place.stopping(framework))] if is_stopped else []
    if not is_stopped or number % 3 == 0:
        detours.insert(0, turns.next((part, "through"), through))
    if number % 4 == 0 and not is_stopped:
        detours.insert(0, turns.next((part, "through"), through))
    made_of = f"{framework}: " + " > ".join(each.name for each in (source, *detours, sink))
    text = _module(number, category, framework, source, detours, sink)
    return Case(f"case{number:05}", category, place.sitting.name, part, is_vulnerable, made_of, text)


def _framework(number: int) -> str:
    return ("flask", "flask", "django", "flask", "fastapi")[number // 2 % 5]


def _module(
    number: int, category: str, framework: str, source: Template, detours: list[Template], sink: Template
) -> str:
    names = [
        SOURCE_NAMES[number % 4],
        *(f"step_{n}" for n in range(1, len(detours))),
        SINK_NAMES[number // 4 % 4],
    ]
    body = [_filled(source.body, SRC=names[0])]
    for detour, before, after in zip(detours, names[:-1], names[1:], strict=True):
        body.append(_filled(detour.body, IN=before, OUT=after))
    body.append(_filled(sink.body, BAR=names[-1]))
    shape = FRAMES[framework][number % len(FRAMES[framework])]
    args = _filled(source.directives.get("args", ""), SRC=names[0])
    parts = [source, *detours, sink]
    imports = dict.fromkeys(line for part in parts for line in part.imports)
    module = "\n\n\n".join(part.module for part in parts if part.module)
    depth = re.search(r"^( *)RESPONSE = ", shape, re.MULTILINE)
    assert depth is not None
    lines = indent("\n".join(part for part in body if part), depth.group(1))
    if "def init(app)" in shape and not module:
        lines, imports = indent("\n".join(imports), depth.group(1)) + "\n" + lines, {}
    filling = {
        "@IMPORTS@": "\n".join(imports) + "\n",
        "@MODULE@": module,
        "@FORM@": FORM_PAGE,
        "@ROUTE@": _filled(source.directives.get("route", ""), SRC=names[0]),
        "@ARGS@": args,
        "@MORE_ARGS@": f", {args}" if args else "",
        "@CALL@": args,
        "@BODY@": lines,
        "__TITLE__": f"{category} {number}",
        "__CATEGORY__": category,
        "__CASE__": f"case{number:05}",
        "__KEY__": KEYS[number % len(KEYS)],
    }
    text = shape.lstrip("\n")
    if sink.body.splitlines()[-1].startswith("return "):
        text = re.sub(r"@BODY@\n +return .*", "@BODY@", text)
    for token, replacement in filling.items():
        text = text.replace(token, replacement)
    text = _filled(text, GIVE_UP=CONSTANT_PAGE[framework], RESPONSE="RESPONSE" if number % 2 else "page_text")
    return re.sub(r"\n{4,}", "\n\n\n", text)


def _filled(text: str, **names: str) -> str:
    for word, name in names.items():
        text = re.sub(rf"\b{word}\b", name, text)
    return text
