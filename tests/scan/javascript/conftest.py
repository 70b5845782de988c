"""Translates snippets of JavaScript and TypeScript."""

import ast

import pytest

from holdfast.scan.javascript.statements import module
from holdfast.scan.javascript.syntax import parse


@pytest.fixture
def tree():
    """Python's tree of a snippet."""

    def translated(text, path="a.ts"):
        return module(parse(text.encode(), path))[0]

    return translated


@pytest.fixture
def lowered(tree):
    """The Python text of a snippet, without empty lines."""

    def text_of(text, path="a.ts"):
        return "\n".join(filter(None, ast.unparse(tree(text, path)).splitlines()))

    return text_of
