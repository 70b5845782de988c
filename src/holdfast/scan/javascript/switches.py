"""``switch`` as a match: cases that fall through to the next are one."""

import ast
from collections.abc import Iterator

from tree_sitter import Node

from holdfast.scan.javascript.lowering import Lowering, name
from holdfast.scan.javascript.syntax import part, parts


def switch(lowering: Lowering, node: Node) -> list[ast.stmt]:
    """A match. Cases that fall through to the next are one, in which all but the last may be left out."""
    subject, breaks = lowering.expression(part(node, "value")), lowering.breaks
    made: list[ast.match_case] = []
    default: ast.match_case | None = None
    for run in _runs(parts(part(node, "body"))):
        values = [part(case, "value") for case in run if case.type == "switch_case"]
        patterns: list[ast.pattern] = [ast.MatchValue(lowering.expression(value)) for value in values]
        *others, last = [_case_body(case) for case in run]
        body: list[ast.stmt] = []
        body += [ast.If(name("@maybe"), lowering.block(nodes), []) for nodes in others if nodes]
        body += lowering.block(last)
        if len(values) < len(run):
            default = ast.match_case(ast.MatchAs(), None, body)
        else:
            pattern = patterns[0] if len(patterns) == 1 else ast.MatchOr(patterns)
            made.append(ast.match_case(pattern, None, body))
    whole = ast.Match(subject, [*made, *([default] if default is not None else [])])
    is_left = lowering.breaks > breaks
    lowering.breaks = breaks
    return [ast.While(ast.Constant(value=True), [whole, ast.Break()], [])] if is_left else [whole]


def _runs(cases: list[Node]) -> Iterator[list[Node]]:
    """Cases in groups: each falls through to the next of its group."""
    run: list[Node] = []
    for case in cases:
        run.append(case)
        body = _flat(case.children_by_field_name("body"))
        if any(each.type in LEAVING for each in body) or case is cases[-1]:
            yield run
            run = []


LEAVING = frozenset({"break_statement", "return_statement", "throw_statement", "continue_statement"})


def _case_body(case: Node) -> list[Node]:
    """The statements of a case, to its ``break``."""
    found: list[Node] = []
    for each in _flat(case.children_by_field_name("body")):
        if each.type == "break_statement":
            break
        found.append(each)
        if each.type in LEAVING:
            break
    return found


def _flat(body: list[Node]) -> list[Node]:
    """The statements of a case, also where all of them stand in braces."""
    return parts(body[0]) if len(body) == 1 and body[0].type == "statement_block" else body
