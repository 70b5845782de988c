"""Parses JavaScript, JSX, TypeScript and TSX, and reads the parts of a syntax tree."""

from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath

import tree_sitter_javascript
import tree_sitter_typescript
from tree_sitter import Language, Node, Parser


class NotJavaScriptError(Exception):
    """The text is not JavaScript or TypeScript."""


GRAMMARS = {
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "tsx",
}
"""By the end of a file's name; everything else is JavaScript, in which JSX may stand."""


@cache
def _parser(grammar: str) -> Parser:
    languages = {
        "javascript": tree_sitter_javascript.language,
        "typescript": tree_sitter_typescript.language_typescript,
        "tsx": tree_sitter_typescript.language_tsx,
    }
    return Parser(Language(languages[grammar]()))


MOST_OPEN = 50
"""Most beginnings of comments that none ends: each costs the parser a look at the rest of the file."""


def parse(data: bytes, path: str) -> Node:
    """The syntax tree of a file; parts of it may be errors, around which the rest was read.

    Raises:
        NotJavaScriptError: It would take the parser time with the square of its length.
    """
    if data.count(b"/*", data.rfind(b"*/") + 1) > MOST_OPEN:
        raise NotJavaScriptError(f"more than {MOST_OPEN} comments begin in it, and none of them ends")
    grammar = GRAMMARS.get(PurePosixPath(path).suffix.lower(), "javascript")
    return _parser(grammar).parse(data).root_node


def first_error(root: Node) -> int | None:
    """The line of the first part that could not be read, counted from 1."""
    if not root.has_error:
        return None
    node = root
    while not (node.is_error or node.is_missing):
        found = next((child for child in node.children if child.has_error), None)
        if found is None:
            break
        node = found
    return node.start_point.row + 1


def text_of(node: Node | None) -> str:
    """The source of a node."""
    return "" if node is None or node.text is None else node.text.decode("utf-8", "replace")


def parts(node: Node | None) -> list[Node]:
    """The named children, comments and errors left out."""
    if node is None:
        return []
    return [child for child in node.named_children if child.type not in {"comment", "html_comment", "ERROR"}]


def part(node: Node, *names: str) -> Node | None:
    """The child under the first field that is there."""
    for name in names:
        found = node.child_by_field_name(name)
        if found is not None:
            return found
    return None


def has_word(node: Node, word: str) -> bool:
    """Whether a keyword stands among its children: ``async``, ``static``, ``await``."""
    return any(child.type == word for child in node.children)


def below(node: Node) -> Iterator[Node]:
    """The node and everything in it."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting.extend(found.children)
