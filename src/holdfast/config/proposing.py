"""Proposes a holdfast.yaml for what was seen in a repository. Every line says why it is there."""

from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.config.inspecting import Clue, Facts, Kind
from holdfast.config.schema import EDITOR_LINE
from holdfast.config.yaml_writing import scalar
from holdfast.kit.tree import printable

_MOST_NAMED = 3
_MOST_LANGUAGES = 6
_LONGEST_NAME = 100
_PIPELINES = (Kind.PIPELINE, Kind.WORKFLOW, Kind.COMPOSE)
_INFRASTRUCTURE = (Kind.TERRAFORM, Kind.CLOUDFORMATION, Kind.KUBERNETES)


def propose(facts: Facts) -> str:
    """The text of a holdfast.yaml that is valid as it stands."""
    sections = (_head(), _service(facts), _environments(), _scan(facts), _gate(facts), _waivers())
    return "\n".join("".join(f"{line}\n" for line in section) for section in sections)


def _head() -> Iterator[str]:
    yield EDITOR_LINE
    yield "# What Holdfast scans here, and what a change must meet. All settings: docs/reference/settings.md"
    yield "# Check this file: holdfast config validate    See what counts: holdfast config show --origin"


def _service(facts: Facts) -> Iterator[str]:
    yield "service:"
    name = Clue(facts.name.value[:_LONGEST_NAME], facts.name.source)
    yield f"  name: {_with_source(name)}"
    if facts.description:
        yield f"  description: {_with_source(facts.description)}"
    if facts.owner:
        yield f"  owner: {_with_source(facts.owner)}"
    else:
        yield "  # owner: team-web  # who answers for it; no CODEOWNERS was seen"


def _environments() -> Iterator[str]:
    yield "# Where it runs. Addresses are not guessed: fill them in."
    yield "# environments:"
    yield "#   production:"
    yield "#     url: https://www.example.org"
    yield "#     production: true"


def _scan(facts: Facts) -> Iterator[str]:
    yield "# What was seen:"
    for line in _seen(facts):
        yield f"#   {line}"
    minified = facts.of(Kind.MINIFIED)
    yield "scan:"
    yield "  timeout: 30m  # for the whole scan"
    yield "  # Patterns as in .gitignore. What git ignores, node_modules/ and dist/ are left out anyway."
    if minified:
        yield "  exclude:"
        yield f'    - "*.min.js"  # {_named(minified)}: written by a program'
    else:
        yield "  # exclude: [vendor/]"


def _seen(facts: Facts) -> Iterator[str]:
    if facts.languages:
        yield "languages, without tests: " + ", ".join(
            f"{name} ({count})" for name, count in facts.languages[:_MOST_LANGUAGES]
        )
    for kind in Kind:
        if facts.of(kind):
            yield f"{kind}: {_named(facts.of(kind))}"
    if not facts.languages and not facts.files:
        yield "nothing that a scanner knows, yet"


def _gate(facts: Facts) -> Iterator[str]:
    yield "# What a change must meet: holdfast gate"
    yield "gate:"
    yield "  default:"
    yield "    severity: high  # findings at or above it fail"
    yield "    # new_only: true  # for an old code base: only what a change adds; needs --since or --baseline"
    yield "  categories:"
    yield "    secrets:"
    yield "      severity: low  # a key in the repository is a key in everybody's hands"
    yield "  # These must have answered; without one of them the gate gives no verdict."
    yield "  required:"
    for scanner in _required(facts):
        mark = "# " if scanner.is_extra else ""
        yield f"    {mark}- scanner: {scanner.name}  # {scanner.why}"


@dataclass(frozen=True, slots=True)
class _Required:
    name: str
    why: str
    is_extra: bool = False


def _required(facts: Facts) -> Iterator[_Required]:
    """Scanners of ours and small ones, where they have something to read; larger ones as a hint."""
    yield _Required("secrets", "reads every text file")
    locks = facts.of(Kind.LOCK)
    if locks:
        why = f"{Kind.LOCK} ({len(locks)}); needs advisories: holdfast db update"
        yield _Required("dependencies", why)
    pipelines = [kind for kind in _PIPELINES if facts.of(kind)]
    if pipelines:
        yield _Required("pipelines", ", ".join(pipelines))
    if "Python" in dict(facts.languages):
        yield _Required("python-code", "Python code that is not a test")
        yield _Required("ruff", "the same code, by other rules")
    if not {"JavaScript", "TypeScript"}.isdisjoint(dict(facts.languages)):
        yield _Required("javascript-code", "JavaScript and TypeScript code that is not a test")
    for name, kind in (("zizmor", Kind.WORKFLOW), ("hadolint", Kind.DOCKERFILE), ("shellcheck", Kind.SHELL)):
        if facts.of(kind):
            yield _Required(name, f"{kind} ({len(facts.of(kind))})")
    infrastructure = [kind for kind in _INFRASTRUCTURE if facts.of(kind)]
    if infrastructure:
        why = f"{', '.join(infrastructure)}; get it with: holdfast tools install checkov"
        yield _Required("checkov", why, is_extra=True)
    if facts.languages:
        yield _Required(
            "semgrep", "more of the code; get it with: holdfast tools install semgrep", is_extra=True
        )


def _waivers() -> Iterator[str]:
    yield "# Exceptions have an owner, a reason and a last day; after it the finding fails the gate again."
    yield "# waivers:"
    yield "#   - rule: S105"
    yield "#     path: tests/**"
    yield "#     owner: team-web"
    yield "#     reason: Passwords of test users, valid nowhere else."
    yield "#     expires: 2027-01-31"


def _with_source(clue: Clue) -> str:
    # A dollar sign would begin a reference to a variable.
    value = scalar(clue.value.replace("$", "$$"))
    return f"{value}  # from {printable(clue.source)}"


def _named(paths: tuple[str, ...]) -> str:
    shown = ", ".join(printable(path) for path in paths[:_MOST_NAMED])
    more = len(paths) - _MOST_NAMED
    return f"{shown} and {more} more" if more > 0 else shown
