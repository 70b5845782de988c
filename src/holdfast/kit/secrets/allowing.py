"""What is known to be no secret, from files beside the code: allow-lists, and gitleaks' fingerprints."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.errors import ConfigError
from holdfast.kit.ignore import Excludes
from holdfast.kit.secrets.expression import Expression, compiled, is_expression

_COMMIT = re.compile(r"[0-9a-f]{40}")
_MOST_LINES = 100_000


class AllowList:
    """Paths, expressions and words whose secrets are passed over."""

    def __init__(
        self, paths: Iterable[str] = (), patterns: Iterable[str] = (), words: Iterable[str] = ()
    ) -> None:
        """Read the lists.

        Args:
            paths: Patterns as in .gitignore.
            patterns: RE2 expressions; one that matches anywhere in the secret allows it.
            words: Texts that make a secret that holds them, in any case, no secret.

        Raises:
            ConfigError: A pattern is no RE2 expression.
        """
        self._paths = Excludes(paths)
        self._patterns = tuple(map(_expression, patterns))
        self._words = tuple(word.lower().encode() for word in words if word)

    def allows_path(self, path: str) -> bool:
        """Whether secrets in the file are passed over."""
        return bool(self._paths.cut(path))

    def allows(self, value: bytes) -> bool:
        """Whether the value is passed over, wherever it stands."""
        lower = value.lower()
        return any(word in lower for word in self._words) or any(
            pattern.search(value) is not None for pattern in self._patterns
        )


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A line of ``.gitleaksignore``: where gitleaks has seen what is no secret.

    Attributes:
        path: The file.
        rule: Gitleaks' name of the rule.
        line: The line.
        commit: The commit; empty for the work tree, which speaks of every commit too.
    """

    path: str
    rule: str
    line: int
    commit: str = ""


class Fingerprints:
    """What ``.gitleaksignore`` lists."""

    def __init__(self, listed: Iterable[Fingerprint], rules: Iterable[str]) -> None:
        """Take the fingerprints, and the names of our rules.

        Where a rule's name is ours as well, only that rule is meant. Any other name is gitleaks' own: then
        the place alone decides, because its rules are not ours.
        """
        self._ours = frozenset(rules)
        self._listed: dict[tuple[str, int], list[Fingerprint]] = {}
        for one in listed:
            self._listed.setdefault((one.path, one.line), []).append(one)

    def cover(self, path: str, line: int, rule: str, commit: str = "") -> bool:
        """Whether a hit of a rule at a place is listed; the commit is empty for the work tree."""
        return any(
            one.commit in {"", commit} and (one.rule == rule or one.rule not in self._ours)
            for one in self._listed.get((path, line), ())
        )


def read_fingerprints(text: str) -> tuple[list[Fingerprint], list[str]]:
    """The fingerprints of a ``.gitleaksignore``, and what is wrong with the lines that are none."""
    found: list[Fingerprint] = []
    problems: list[str] = []
    for number, raw in enumerate(text.splitlines()[:_MOST_LINES], 1):
        line = raw.partition(" #")[0].strip()
        if not line or line.startswith("#"):
            continue
        fingerprint = _fingerprint(line)
        if fingerprint is None:
            problems.append(f"line {number} is neither commit:file:rule:line nor file:rule:line")
        else:
            found.append(fingerprint)
    return found, problems


def _fingerprint(text: str) -> Fingerprint | None:
    place, _, digits = text.rpartition(":")
    place, _, rule = place.rpartition(":")
    if not (place and rule and digits.isascii() and digits.isdigit() and len(digits) < 10):
        return None
    commit, colon, path = place.partition(":")
    if colon and _COMMIT.fullmatch(commit):
        return Fingerprint(path, rule, int(digits), commit)
    return Fingerprint(place, rule, int(digits))


def _expression(pattern: str) -> Expression:
    if not is_expression(pattern):
        raise ConfigError(
            f"The pattern {pattern!r} of the allow-list is no expression",
            "expressions are RE2's: without look-around and back-references",
            "see https://github.com/google/re2/wiki/Syntax",
        )
    return compiled(pattern)
