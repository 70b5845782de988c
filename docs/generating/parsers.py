"""``parsers.md``: every report parser."""

import inspect
import sys

from generating.markdown import code, page, table, text
from holdfast.app import App
from holdfast.findings.parsing import Parser

INTRODUCTION = """`holdfast convert REPORT` knows a report by its content and prints its findings in one
shape; a run takes the reports of other people's scans in the same way. What a parser cannot read it
says, and the report is *partial*."""


def render() -> str:
    """The page."""
    rows = [_row(parser) for parser in App.here().parsers]
    head = ("name", "tool", "category", "reads", "may hold secrets in clear")
    return page("Parsers", INTRODUCTION, f"{len(rows)} kinds of report can be read.", table(head, rows))


def _row(parser: Parser) -> tuple[str, ...]:
    title = f"[{parser.title}]({parser.homepage})" if parser.homepage else parser.title
    kept = "yes: such a report is never stored" if parser.holds_secrets else ""
    return code(parser.name), title, parser.category.label, _reads(parser), kept


def _reads(parser: Parser) -> str:
    """The first sentence of the module that holds the parser."""
    module = sys.modules[parser.parse.__module__]
    return text((inspect.getdoc(module) or "").partition("\n")[0])
