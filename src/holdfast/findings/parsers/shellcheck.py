"""ShellCheck's JSON (``shellcheck -f json1``, and the older ``-f json``). Shell scripts.

Only the codes of ``shell_rules.py`` are findings; its severity is ours, because ShellCheck's levels say how
likely a line is wrong, not how bad that is. A script that ShellCheck cannot parse was not checked: unread.
The report does not name scripts without comments.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.findings.parsing import Report, parser
from holdfast.findings.shell_rules import NOT_PARSED, WEAKNESSES
from holdfast.findings.signatures import JsonArray, JsonObject
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location


class Comment(msgspec.Struct):
    """One item of ``comments``."""

    file: str
    line: int
    code: int
    message: str
    end_line: int | None = msgspec.field(default=None, name="endLine")
    column: int | None = None
    end_column: int | None = msgspec.field(default=None, name="endColumn")
    fix: Any = None


class Document(msgspec.Struct):
    """The report since ``json1``; before, it was the list alone."""

    comments: list[msgspec.Raw]


@parser(
    "shellcheck",
    title="ShellCheck",
    category=Category.SAST,
    homepage="https://www.shellcheck.net",
    signatures=(
        JsonObject(("comments",)),
        JsonArray(("file", "line", "endLine", "column", "endColumn", "level", "code", "message")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a comment whose code is a weakness."""
    is_list = report.data.lstrip().startswith(b"[")
    comments = report.json(list[msgspec.Raw]) if is_list else report.json(Document).comments
    read: set[str] = set()
    unread: dict[str, None] = {}
    for _, comment in report.rows(comments, Comment, "comments"):
        if comment.code in NOT_PARSED:
            unread[comment.file] = None
        read.add(comment.file)
        if comment.code in WEAKNESSES:
            yield _finding(comment)
    if unread:
        report.examined(len(read.difference(unread)), unread=tuple(unread))


def _finding(comment: Comment) -> Finding:
    severity, cwe = WEAKNESSES[comment.code]
    rule = f"SC{comment.code}"
    return Finding(
        tool="shellcheck",
        rule=rule,
        title=comment.message,
        severity=severity,
        category=Category.SAST,
        location=Location(
            path=comment.file,
            line=comment.line,
            end_line=comment.end_line,
            column=comment.column,
            end_column=comment.end_column,
        ),
        cwe=(cwe,),
        description=comment.message,
        references=(f"https://www.shellcheck.net/wiki/{rule}",),
        tags=("has-automatic-fix",) if comment.fix else (),
    )
