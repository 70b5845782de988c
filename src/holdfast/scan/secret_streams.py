"""Secrets in a text stream of any length, a CI log for one: each once, with how often it stands there."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from holdfast.kit.secrets.tape import read_stream, redact_stream
from holdfast.model.report import Inputs, ParsedReport, Problem
from holdfast.scan.secret_search import Passing, Secret, finding_of

TOOL = "secrets"
MOST_SECRETS = 10_000
"""More different secrets than this are counted, not told: memory must not grow with the stream."""


@dataclass(slots=True)
class _Seen:
    """One secret of a stream: where it stood first, and how often."""

    secret: Secret
    times: int = 1

    @property
    def told(self) -> str:
        return f"It stands there {self.times} times; the first is told." if self.times > 1 else ""


def search_stream(
    chunks: Iterable[bytes],
    name: str,
    passing: Passing,
    write: Callable[[bytes], object] | None = None,
    most: int = MOST_SECRETS,
) -> ParsedReport:
    """The secrets of a stream. Comments in it are not obeyed: whoever writes a log is not who owns the code.

    Args:
        chunks: The stream, in pieces of any size.
        name: What its findings are said to be in.
        passing: Values and rules that do not count.
        write: Takes the stream with a mark in place of each secret, also of those that do not count.
        most: Different secrets that are told.
    """
    seen: dict[tuple[str, str], _Seen] = {}
    suppressed = surplus = size = 0

    def counted() -> Iterable[bytes]:
        nonlocal size
        for chunk in chunks:
            size += len(chunk)
            yield chunk

    found = redact_stream(counted(), write) if write else read_stream(counted())
    for hit, value in found:
        if hit.rule.id in passing.rules or passing.allowed.allows(value):
            suppressed += 1
            continue
        secret = Secret.of(hit, value)
        known = seen.get((hit.rule.id, secret.digest))
        if known is not None:
            known.times += 1
        elif len(seen) < most:
            seen[hit.rule.id, secret.digest] = _Seen(secret)
        else:
            surplus += 1
    why = f"more than {most} different secrets; {surplus} further places are not told"
    return ParsedReport(
        parser="holdfast",
        tool=TOOL,
        findings=tuple(finding_of(TOOL, name, one.secret, one.told) for one in seen.values()),
        inputs=Inputs(examined=size, unit="byte"),
        problems=(Problem(place=name, why=why),) if surplus else (),
        suppressed=suppressed,
    )
