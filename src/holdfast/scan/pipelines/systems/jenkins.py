"""Jenkinsfile: a small, tolerant reader of Groovy as pipelines use it, declarative and scripted.

It knows strings, comments and blocks. The ``sh`` steps of one stage become one job; rules
that look for anything else read the calls themselves.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.scan.pipelines.project import Job, Pipeline, Step, System
from holdfast.scan.pipelines.shell import read_shell

MAX_TOKENS = 100_000

_TOKEN = re.compile(
    r"(?P<comment>//[^\n]*|/\*(?s:.*?)(?:\*/|\Z))"
    r"|(?P<triple>'''(?s:.*?)(?:'''|\Z)|\"\"\"(?s:.*?)(?:\"\"\"|\Z))"
    r"|(?P<string>'(?:\\.|[^'\\\n])*'?|\"(?:\\.|[^\"\\\n])*\"?)"
    r"|(?P<word>[A-Za-z_][\w.]*)"
    r"|(?P<sign>[{}()\[\],:;=])"
    r"|(?P<newline>\n)"
)
_ESCAPED = re.compile(r"\\(['\"\\$])")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the file.

    Attributes:
        kind: ``string``, ``word``, ``sign`` or ``newline``.
        text: As written; of a string, what the shell would get, were nothing put in.
        line: Where it begins.
        is_interpolated: Whether Groovy puts values into it.
        raw: Of a string: as written, without its quotes.
    """

    kind: str
    text: str
    line: int
    is_interpolated: bool = False
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Call:
    """One step or setting: its name and all tokens up to the end of it, those of its block not included.

    Attributes:
        name: ``sh``, ``image``, ``cron``, ``stage``.
        line: Where it stands.
        arguments: Tokens after the name.
        blocks: The blocks that it stands in, outermost first; stages with their names: ``stage:Build``.
    """

    name: str
    line: int
    arguments: tuple[Token, ...]
    blocks: tuple[str, ...]

    @property
    def strings(self) -> tuple[Token, ...]:
        """The texts among its arguments."""
        return tuple(token for token in self.arguments if token.kind == "string")

    @property
    def script(self) -> Token | None:
        """For ``sh``: the text that is run."""
        names = [token.text for token in self.arguments]
        if "script" in names:
            return next((t for t in self.arguments[names.index("script") :] if t.kind == "string"), None)
        return self.strings[0] if self.strings else None

    def is_given(self, name: str, value: str) -> bool:
        """Whether an argument is given as ``name: value``."""
        texts = [token.text for token in self.arguments]
        return any(texts[at : at + 3] == [name, ":", value] for at in range(len(texts)))


def read_jenkinsfile(path: str, text: str) -> Pipeline:
    """The steps of a Jenkinsfile, those of one stage as one job."""
    steps: dict[tuple[str, ...], list[Step]] = {}
    for call in read_calls(text):
        if call.name == "sh" and call.script:
            steps.setdefault(_stage(call.blocks), []).append(_step(call))
    jobs = tuple(
        Job(name=name[-1] if name else "", line=found[0].line, steps=tuple(found), condition=" ".join(name))
        for name, found in steps.items()
    )
    return Pipeline(System.JENKINS, path, jobs, text=text)


def read_calls(text: str) -> Iterator[Call]:
    """Every step and setting of the file, with the blocks around it."""
    blocks: list[str] = []
    current: list[Token] = []
    depth = 0
    for token in _tokens(text):
        if token.kind == "newline" or token.text == ";":
            if depth == 0:
                yield from _call(current, blocks)
                current = []
            continue
        if token.kind == "sign" and token.text in "([":
            depth += 1
        elif token.kind == "sign" and token.text in ")]":
            depth = max(0, depth - 1)
        elif token.kind == "sign" and token.text == "{":
            yield from _call(current, blocks)
            blocks.append(_block_name(current))
            current, depth = [], 0
            continue
        elif token.kind == "sign" and token.text == "}":
            yield from _call(current, blocks)
            current, depth = [], 0
            if blocks:
                blocks.pop()
            continue
        current.append(token)
    yield from _call(current, blocks)


def _tokens(text: str) -> Iterator[Token]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for count, match in enumerate(_TOKEN.finditer(text)):
        if count > MAX_TOKENS:
            return
        line = bisect_right(starts, match.start())
        kind, found = str(match.lastgroup), match[0]
        if kind in {"triple", "string"}:
            quote = found[:3] if kind == "triple" else found[0]
            raw = found[len(quote) :].removesuffix(quote)
            text_of = _ESCAPED.sub(r"\1", raw)
            yield Token("string", text_of, line, is_interpolated=found[0] == '"', raw=raw)
        elif kind != "comment":
            yield Token(kind, found, line)


def _call(tokens: list[Token], blocks: list[str]) -> Iterator[Call]:
    """The call that a line makes; of ``x = sh(...)`` the call behind the sign."""
    for position, token in enumerate(tokens):
        following = tokens[position + 1 : position + 2]
        if token.kind == "word" and not (following and following[0].text in {"=", ":"}):
            if token.text in {"def", "return", "if", "else", "String", "final"}:
                continue
            yield Call(token.text, token.line, tuple(tokens[position + 1 :]), tuple(blocks))
            return


def _block_name(tokens: list[Token]) -> str:
    words = [token for token in tokens if token.kind == "word"]
    name = words[0].text if words else ""
    title = next((token.text for token in tokens if token.kind == "string"), "")
    return f"{name}:{title}" if name == "stage" else name


def _stage(blocks: tuple[str, ...]) -> tuple[str, ...]:
    """The blocks down to the innermost stage, or to ``post`` and its condition."""
    last = max(
        (at for at, name in enumerate(blocks) if name.startswith("stage:") or name == "post"), default=-1
    )
    return blocks[: last + 1 + (last >= 0 and blocks[last] == "post")]


def _step(call: Call) -> Step:
    script = call.script
    assert script is not None  # noqa: S101 - the caller has looked.
    # Blocks that swallow failures: what stands in them is tolerated.
    tolerated = "catchError" in call.blocks or call.is_given("returnStatus", "true")
    return Step(
        name=call.name,
        line=call.line,
        commands=read_shell(script.text, script.line),
        tolerated_line=call.line if tolerated else 0,
        text=script.text,
    )
