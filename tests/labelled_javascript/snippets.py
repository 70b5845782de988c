"""The labelled snippets of JavaScript and TypeScript, what each is about, and what counts as finding it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from holdfast.scan.javascript.analysis import analyse

FOLDER = Path(__file__).parent
PARTS = ("dev", "held-out", "blind")
"""None is unseen: all three were open while the engine was written.

``blind`` is by another author than the others. All were written for the Semgrep rules that came before the
engine, of which only ``dev`` was open to their author.
"""

HEAD = re.compile(r"^=== (\S+) (vulnerable|safe) (\w+): (.+)\n", re.MULTILINE)

RULES = {
    "auth": {"unauthenticated-route"},
    "code": {"code-injection", "module-from-request"},
    "command": {"command-injection"},
    "cookie": {"insecure-cookie", "readable-cookie"},
    "cors": {"cross-origin"},
    "crypto": {"weak-hash", "fast-password-hash", "weak-cipher", "small-key", "static-iv"},
    "deserialization": {"unsafe-deserialization"},
    "error": {"error-details-to-client"},
    "file": {"world-writable-file"},
    "jwt": {"jwt-unverified"},
    "ldap": {"ldap-injection"},
    "log": {"secret-to-log"},
    "mass": {"mass-assignment"},
    "message": {"message-of-any-origin", "message-to-any-origin"},
    "nosql": {"nosql-injection"},
    "path": {"path-traversal", "archive-path"},
    "prototype": {"prototype-pollution"},
    "random": {"weak-random"},
    "redirect": {"open-redirect"},
    "redos": {"regex-from-request", "slow-regex"},
    "secret": {"hardcoded-key", "hardcoded-credential"},
    "session": {"trust-boundary"},
    "sql": {"sql-injection"},
    "ssrf": {"request-forgery"},
    "storage": {"token-in-web-storage"},
    "template": {"template-injection"},
    "timing": {"timing-unsafe-comparison"},
    "tls": {"weak-tls"},
    "xpath": {"xpath-injection"},
    "xss": {"cross-site-scripting", "link-from-outside"},
    "xxe": {"xml-external-entity"},
}
"""The rules of the engine and of Semgrep that count as finding a snippet of the category."""

PATTERNS = frozenset({"auth", "error", "file", "jwt", "message", "storage", "timing"})
"""Categories that only Semgrep's rules look for."""


@dataclass(frozen=True, slots=True)
class Snippet:
    """One labelled file; ``name`` is its path below the folder it is written to."""

    name: str
    part: str
    category: str
    is_vulnerable: bool
    title: str
    code: str

    def is_found_by(self, rules: Iterable[str]) -> bool:
        """Whether one of the rules is for the weakness that the snippet is about."""
        return not RULES[self.category].isdisjoint(rule.rpartition(".")[2] for rule in rules)


def snippets(part: str) -> list[Snippet]:
    """The snippets of one part, in the order of its file."""
    text = (FOLDER / f"{part}.txt").read_text(encoding="utf-8")
    heads = list(HEAD.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [
        Snippet(
            name=f"{part}/{number:03}-{head[1]}-{head[2]}.{head[3]}",
            part=part,
            category=head[1],
            is_vulnerable=head[2] == "vulnerable",
            title=head[4],
            code=text[head.end() : end],
        )
        for number, (head, end) in enumerate(zip(heads, ends, strict=True))
    ]


def found_by_engine(cases: Iterable[Snippet]) -> dict[str, set[str]]:
    """The rules of the engine that each snippet meets, by its name."""
    return {
        case.name: {weakness.rule for weakness in analyse(case.code.encode(), case.name).weaknesses}
        for case in cases
    }


def write(folder: Path, cases: Iterable[Snippet]) -> list[str]:
    """Write each snippet as a file of its own below the folder; their names."""
    names = []
    for case in cases:
        path = folder / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case.code, encoding="utf-8")
        names.append(case.name)
    return names


@dataclass(frozen=True, slots=True)
class Score:
    """Snippets told apart. A rate is None where there is no snippet to take it from."""

    true_positives: int
    false_negatives: int
    false_positives: int
    true_negatives: int

    @property
    def true_positive_rate(self) -> float | None:
        """Share of the vulnerable snippets that were found."""
        total = self.true_positives + self.false_negatives
        return round(self.true_positives / total, 3) if total else None

    @property
    def false_positive_rate(self) -> float | None:
        """Share of the safe snippets that were reported."""
        total = self.false_positives + self.true_negatives
        return round(self.false_positives / total, 3) if total else None


def score(cases: Iterable[Snippet], found: Mapping[str, set[str]]) -> Score:
    """Score the rules reported for each name. In a safe snippet any rule is a false alarm, its own or not."""
    counts = Counter(
        (case.is_vulnerable, case.is_found_by(rules) if case.is_vulnerable else bool(rules))
        for case in cases
        for rules in [found.get(case.name, set())]
    )
    return Score(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
