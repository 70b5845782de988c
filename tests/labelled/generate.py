"""Puts the labelled cases together, always the same ones."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import indent

from labelled import detours, fresh, sinks, sources
from labelled.pieces import Detour, Sink, Source

CWES = {
    "cmdi": {78, 77, 88},
    "codeinj": {94, 95, 470},
    "deserialization": {502},
    "hash": {328, 327, 916},
    "ldapi": {90},
    "logsecret": {532},
    "pathtraver": {22, 73},
    "redirect": {601},
    "securecookie": {614, 1004},
    "sqli": {89},
    "ssrf": {918},
    "ssti": {1336, 94},
    "trustbound": {501},
    "weakcipher": {327},
    "weakrand": {330, 338},
    "xpathi": {643},
    "xss": {79, 80},
    "xxe": {611},
}
"""Weaknesses that count as finding a case of the category."""

FRAMES = {
    "flask": (
        "from flask import Flask, request, make_response, session\n",
        "app = Flask(__name__)\n\n",
        "@app.route('/case{slash}', methods=['GET', 'POST'])\ndef answer({arguments}):\n",
    ),
    "fastapi": (
        "from fastapi import FastAPI, Body, Cookie, Form, Header, Query, Request\n",
        "app = FastAPI()\n\n",
        "@app.post('/case')\nasync def answer({arguments}):\n",
    ),
    "django": ("from django.shortcuts import render\n", "", "def answer(request{arguments}):\n"),
}

HALVES: dict[str, tuple[list[Source], list[Detour], list[Sink]]] = {
    "dev": (sources.DEV, detours.DEV, sinks.DEV),
    "held": (sources.HELD, detours.HELD, sinks.HELD),
    "fresh": (fresh.SOURCES, fresh.DETOURS, fresh.SINKS),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled file."""

    name: str
    half: str
    category: str
    is_real: bool
    code: str
    pieces: str

    def is_found_by(self, cwes: set[int]) -> bool:
        """Whether one of the reported weaknesses is the one that the case is about."""
        return bool(CWES[self.category] & cwes)


def frame(source: Source) -> tuple[str, str, str]:
    """Imports, module level and head of the handler."""
    imports, module, head = FRAMES[source.framework]
    signature = source.signature
    if source.framework == "flask":
        name = signature.strip("<>")
        return imports, module, head.format(slash=f"/{signature}" if name else "", arguments=name)
    if source.framework == "django":
        return imports, module, head.format(arguments=f", {signature}" if signature else "")
    return imports, module, head.format(arguments=signature)


def assemble(source: Source, detour: Detour, sink: Sink) -> str:
    """The text of one file."""
    imports, module, head = frame(source)
    body = [source.body, detour.body, sink.body.replace("BAR", "bar")]
    lines = "\n".join(indent(part, "    ") for part in body if part)
    ending = "" if "return" in sink.body.splitlines()[-1] else "    return 'done'\n"
    top = "".join(f"{text}\n" for text in (source.imports, sink.imports) if text)
    return f"{imports}{top}\n{module}{detour.prelude}\n\n\n{head}{lines}\n{ending}"


def chosen(half: str, repeats: int) -> Iterator[tuple[Source, Detour, Sink, bool]]:
    """Every sink with some sources and detours; harmless twins only after detours that keep the text."""
    order = random.Random(f"holdfast-{half}")  # noqa: S311  (the same cases every time)
    all_sources, all_detours, all_sinks = HALVES[half]
    real = [detour for detour in all_detours if detour.is_tainted]
    for sink in all_sinks:
        fitting = [source for source in all_sources if source.framework in sink.frameworks]
        if sink.category == "trustbound" and "request.session" in sink.body:
            fitting = [s for s in fitting if s.framework == "django" or "request:" in s.signature]
        by_itself = sink.category.startswith("!") or sink.category == "logsecret"
        for number in range(2 if by_itself or sink.is_safe else repeats):
            pool = real if by_itself or sink.is_safe else all_detours
            detour = order.choice(pool if number else real)
            if number and not by_itself and not sink.is_safe:
                is_tainted = number % 2 == 0
                detour = order.choice([d for d in all_detours if d.is_tainted == is_tainted])
            is_real = not sink.is_safe and (by_itself or detour.is_tainted)
            yield order.choice(fitting), detour, sink, is_real


def cases(repeats: int = 8) -> list[Case]:
    """All cases of both halves; ``repeats`` for each dangerous sink."""
    return [
        Case(
            name=f"{half}_{number:04}_{sink.category.strip('!')}",
            half=half,
            category=sink.category.strip("!"),
            is_real=is_real,
            code=assemble(source, detour, sink),
            pieces=f"{source.body!r} | {detour.name} | {sink.body!r}",
        )
        for half in HALVES
        for number, (source, detour, sink, is_real) in enumerate(chosen(half, repeats))
    ]
