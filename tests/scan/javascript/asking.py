"""Asks the analysis about snippets written in a test."""

from textwrap import dedent, indent

import pytest

from holdfast.scan.javascript.analysis import analyse


def told(text, path="a.ts"):
    """The rules and lines of what is found in a file, all of which could be read."""
    analysis = analyse(dedent(text).encode(), path)
    assert analysis.given_up == ()
    return {(weakness.rule, weakness.line) for weakness in analysis.weaknesses}


def rules_in(text, path="a.ts"):
    """The rules that find something in a file."""
    return {rule for rule, _ in told(text, path)}


def certain(text, path="a.ts"):
    """The rules of flows that were seen from their source to their end."""
    return {
        weakness.rule for weakness in analyse(dedent(text).encode(), path).weaknesses if weakness.is_certain
    }


def handled(body, prelude=""):
    """The rules of what is certain in a handler of Express with that body; ``q`` is text of the request."""
    inner = indent(dedent(body).strip("\n"), "  ")
    return certain(
        f'{prelude}\napp.get("/x", async (req, res) => {{\n  const q = req.query.q;\n{inner}\n}});\n'
    )


def later(*values, why):
    """Parameters of a test that says what the engine should do and does not do yet."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=why))
