"""What the scanners of secrets have in common: from a text to findings, less what is to be passed over."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from holdfast.errors import ConfigError, TreeError
from holdfast.kit.confined import ConfinedFolder
from holdfast.kit.secrets.allowing import AllowList, Fingerprint, Fingerprints, read_fingerprints
from holdfast.kit.secrets.engine import Engine, default_engine
from holdfast.kit.secrets.hit import Hit, hint, sha1
from holdfast.kit.secrets.ignoring import Ignore, sort_by_ignores
from holdfast.kit.suggest import did_you_mean
from holdfast.kit.text import has_binary_head
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location, SecretMark
from holdfast.model.report import Problem
from holdfast.model.severity import Severity

REVOKE = "Revoke the secret, then take it out of the code and of the history."
HIDE = "Take it out of the code: it says where the secrets are. Let the deployment name it."
OPTIONS = ("allow_paths", "allow_patterns", "allow_words", "allow_rules", "today")
"""Settings that every scanner of secrets has; the lists hold one entry a line."""

IGNORE_FILE = ".gitleaksignore"
_MOST_IGNORE_BYTES = 2**20
_TRANSLATED = re.compile(
    r"(?:^|/)(?:locales?|lang(?:uage)?s?|i18n|l10n|translations?|lc_messages)/|\.(?:pot?|xliff?|arb)$",
    re.IGNORECASE,
)
_LINES = re.compile(r"[\r\n]+")


@dataclass(frozen=True, slots=True)
class Secret:
    """What may be kept of one secret in a text.

    Attributes:
        hit: What it looks like, and where it is.
        digest: Its SHA-1, in hex.
        hint: Its last four characters, if they give little away.
        end_column: Column after its last character, from 1.
        refused: Why an ignore beside it is not obeyed; empty where there is none.
    """

    hit: Hit
    digest: str
    hint: str
    end_column: int
    refused: str = ""

    @classmethod
    def of(cls, hit: Hit, value: bytes, refused: str = "") -> "Secret":
        """The secret of a value, which is not kept."""
        begin = value.rfind(b"\n") + 1
        characters = len(value[begin:].decode("utf-8", "replace"))
        column = characters + (1 if begin else hit.column)
        return cls(hit, sha1(value), hint(value), column, refused)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passing:
    """What is passed over.

    Attributes:
        allowed: Paths and values.
        listed: Places that the project's ``.gitleaksignore`` names.
        rules: Rules whose hits do not count.
        today: The day by which ignores end.
        problems: What of the project's lists could not be read.
    """

    allowed: AllowList
    listed: Fingerprints
    rules: frozenset[str]
    today: date
    problems: tuple[Problem, ...] = ()

    @classmethod
    def of(cls, root: Path, options: Mapping[str, str], more: Iterable[str] = ()) -> "Passing":
        """What the settings of a scanner and the files of a folder say.

        Args:
            root: The scanned folder.
            options: The scanner's settings.
            more: Settings that it has besides those of all.

        Raises:
            ConfigError: A setting is not known, or is wrong.
        """
        known = (*OPTIONS, *more)
        for name in options:
            if name not in known:
                todo = did_you_mean(name, known) or f"known are {', '.join(known)}"
                raise ConfigError(f"Scanners of secrets have no option {name!r}", "", todo)
        names = {rule.id for rule in default_engine().rules}
        rules = _lines(options.get("allow_rules", ""))
        for name in rules:
            if name not in names:
                todo = did_you_mean(name, sorted(names)) or "see docs/how-to/secrets.md"
                raise ConfigError(f"There is no rule {name!r} of secrets", "", todo)
        listed, problems = _listed(root)
        return cls(
            allowed=AllowList(
                *(_lines(options.get(name, "")) for name in ("allow_paths", "allow_patterns", "allow_words"))
            ),
            listed=Fingerprints(listed, names),
            rules=frozenset(rules),
            today=_day(options.get("today", "")),
            problems=tuple(Problem(place=IGNORE_FILE, why=why) for why in problems),
        )


class Search:
    """Searches texts, and counts what it passes over."""

    def __init__(self, passing: Passing, engine: Engine | None = None) -> None:
        """Take what is to be passed over."""
        self._passing = passing
        self._engine = engine or default_engine()
        self.suppressed = 0

    def secrets(self, path: str, text: bytes, commit: str = "") -> Iterator[Secret]:
        """The secrets of a text that has that name, in that commit or in the work tree, in order."""
        is_binary = has_binary_head(text)
        hits = [
            hit for hit in self._engine.find(text) if not _is_wording(hit, text, path, is_binary=is_binary)
        ]
        if not hits:
            return
        kept = sort_by_ignores(hits, text, self._passing.today)
        self.suppressed += len(kept.ignored)
        for hit in kept.kept:
            value = hit.value(text)
            if self._passes(hit, value, path, commit):
                self.suppressed += 1
            else:
                yield Secret.of(hit, value, _why_refused(hit, kept.refused))

    def _passes(self, hit: Hit, value: bytes, path: str, commit: str) -> bool:
        passing = self._passing
        return (
            hit.rule.id in passing.rules
            or passing.allowed.allows_path(path)
            or passing.allowed.allows(value)
            or passing.listed.cover(path, hit.line, hit.rule.id, commit)
        )


def finding_of(tool: str, path: str, secret: Secret, description: str = "") -> Finding:
    """The finding for a secret in a file."""
    rule, hit = secret.hit.rule, secret.hit
    refused = f"An ignore stands beside it and is not obeyed: {secret.refused}." if secret.refused else ""
    return Finding(
        tool=tool,
        rule=rule.id,
        title=f"{rule.title} in the code",
        severity=Severity(rule.severity),
        category=Category.SECRETS,
        location=Location(
            path=path,
            line=hit.line,
            end_line=hit.end_line,
            column=hit.column,
            end_column=secret.end_column,
        ),
        cwe=(rule.cwe,),
        description=" ".join(filter(None, [description, refused])),
        fix=REVOKE if rule.is_secret else HIDE,
        confidence=hit.confidence.value,
        secret=SecretMark(digest=secret.digest, hint=secret.hint),
        tags=(rule.provider,),
    )


def _is_wording(hit: Hit, text: bytes, path: str, *, is_binary: bool) -> bool:
    """Whether a hit that rests on a name alone is text for people, or chance.

    A binary file assigns nothing to a name; translations do, but to ``password`` they assign its word.
    """
    if not hit.rule.is_generic:
        return False
    return is_binary or (_TRANSLATED.search(path) is not None and hit.value(text).isalpha())


def _why_refused(hit: Hit, refused: Iterable[Ignore]) -> str:
    return next((ignore.problem for ignore in refused if ignore.speaks_of(hit)), "")


def _listed(root: Path) -> tuple[list[Fingerprint], list[str]]:
    try:
        data = ConfinedFolder(root).read(IGNORE_FILE, _MOST_IGNORE_BYTES)
    except TreeError as error:
        return [], [error.why]
    return read_fingerprints((data or b"").decode("utf-8", "replace"))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in _LINES.split(text) if line.strip())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError:
        raise ConfigError(f"{text!r} is no day", "", "write it as 2027-01-31") from None
