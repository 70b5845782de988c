"""Reads Terraform into blocks with attributes: tolerant, and only what rules ask for.

Values stay text as written; expressions are not evaluated.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_TOKENS = 200_000
MAX_DEPTH = 60

_TOKEN = re.compile(
    r"(?P<comment>#[^\n]*|//[^\n]*|/\*(?s:.*?)(?:\*/|\Z))"
    r"|(?P<heredoc><<-?(?P<mark>\w+)[ \t]*\n(?s:.*?)(?:\n[ \t]*(?P=mark)\b|\Z))"
    r'|(?P<string>"(?:\\.|\$\{[^{}\n]*\}|[^"\\\n])*"?)'
    r"|(?P<word>[\w.\-]+)"
    r"|(?P<sign>[{}()\[\]=,:])"
    r"|(?P<newline>\n)"
)


@dataclass(slots=True)
class Block:
    """A block: ``resource "aws_instance" "app" { ... }``.

    Attributes:
        kind: Its first word.
        labels: The texts after it.
        line: First line.
        end_line: Last line.
        attributes: Each attribute's value as written, with its line.
        blocks: Blocks in it.
    """

    kind: str
    labels: tuple[str, ...]
    line: int
    end_line: int = 0
    attributes: dict[str, tuple[str, int]] = field(default_factory=dict)
    blocks: list["Block"] = field(default_factory=list)

    def value(self, name: str) -> str:
        """An attribute's value without quotes; empty when it is not set."""
        return self.attributes.get(name, ("", 0))[0].strip('"')

    def line_of(self, name: str) -> int:
        """The line of an attribute, else the block's."""
        return self.attributes.get(name, ("", self.line))[1]

    def children(self, kind: str) -> Iterator["Block"]:
        """Blocks of a kind directly in it."""
        return (block for block in self.blocks if block.kind == kind)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    line: int


def read_terraform(text: str) -> list[Block]:
    """The blocks at the top of a file; what is malformed is left out."""
    root = Block("", (), 1)
    stack = [root]
    tokens = list(_tokens(text))
    position = 0
    while position < len(tokens):
        position = _next(tokens, position, stack)
    return root.blocks


def resources(blocks: list[Block], kind: str) -> Iterator[Block]:
    """The resources of a type."""
    return (block for block in blocks if block.kind == "resource" and block.labels[:1] == (kind,))


def _tokens(text: str) -> Iterator[_Token]:
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    for count, match in enumerate(_TOKEN.finditer(text)):
        if count > MAX_TOKENS:
            return
        kind = next(
            name for name in ("comment", "heredoc", "string", "word", "sign", "newline") if match[name]
        )
        if kind != "comment":
            yield _Token(kind, match[0], bisect_right(starts, match.start()))


def _next(tokens: list[_Token], position: int, stack: list[Block]) -> int:
    """Read one attribute, or the beginning or end of one block; the position behind it."""
    token = tokens[position]
    if token.text == "}" and len(stack) > 1:
        stack.pop().end_line = token.line
        return position + 1
    if token.kind not in {"word", "string"}:
        return position + 1
    following = tokens[position + 1] if position + 1 < len(tokens) else token
    if following.text in {"=", ":"}:
        end = _value_end(tokens, position + 2)
        value = " ".join(one.text for one in tokens[position + 2 : end])
        stack[-1].attributes.setdefault(token.text.strip('"'), (value, token.line))
        return end
    return _block(tokens, position, stack)


def _block(tokens: list[_Token], position: int, stack: list[Block]) -> int:
    labels = []
    end = position + 1
    while end < len(tokens) and tokens[end].kind in {"word", "string"}:
        labels.append(tokens[end].text.strip('"'))
        end += 1
    if end >= len(tokens) or tokens[end].text != "{" or len(stack) > MAX_DEPTH:
        return end
    block = Block(tokens[position].text, tuple(labels), tokens[position].line, tokens[position].line)
    stack[-1].blocks.append(block)
    stack.append(block)
    return end + 1


def _value_end(tokens: list[_Token], position: int) -> int:
    """Where a value ends: at the end of the line on which its last bracket is closed, or at a comma."""
    depth = 0
    while position < len(tokens):
        token = tokens[position]
        if token.kind == "sign" and token.text in "{[(":
            depth += 1
        elif token.kind == "sign" and token.text in "}])":
            if depth == 0:
                return position
            depth -= 1
        elif depth == 0 and (token.kind == "newline" or token.text == ","):
            return position
        position += 1
    return position
