"""Looks at a repository: what ``holdfast init`` needs to know to propose a configuration."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any

from holdfast.kit.tree import Tree

_HEAD_BYTES = 16 * 1024
_MANIFEST_BYTES = 2**20
_MOST_HEADS = 3000
"""YAML and JSON files that are opened to see what they are."""


class Kind(StrEnum):
    """What a file is for, as far as scanning goes."""

    LOCK = "lock files"
    DOCKERFILE = "Dockerfiles"
    COMPOSE = "Compose files"
    TERRAFORM = "Terraform"
    CLOUDFORMATION = "CloudFormation"
    KUBERNETES = "Kubernetes"
    WORKFLOW = "GitHub workflows"
    PIPELINE = "other pipelines"
    SHELL = "shell scripts"
    MINIFIED = "minified scripts"


@dataclass(frozen=True, slots=True)
class Clue:
    """A value, one printable line, and the file that says it."""

    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was seen.

    Attributes:
        name: Name of the service.
        description: What it does, if a manifest says so.
        owner: Who answers for it, if CODEOWNERS says so.
        languages: Programming languages with their number of files, most first; tests are not counted.
        files: Paths by kind, sorted.
    """

    name: Clue
    description: Clue | None = None
    owner: Clue | None = None
    languages: tuple[tuple[str, int], ...] = ()
    files: Mapping[Kind, tuple[str, ...]] = field(default_factory=dict)

    def of(self, kind: Kind) -> tuple[str, ...]:
        """The files of one kind."""
        return self.files.get(kind, ())


_LANGUAGES = {
    ".py": "Python", ".pyi": "Python", ".js": "JavaScript", ".jsx": "JavaScript", ".mjs": "JavaScript",
    ".cjs": "JavaScript", ".ts": "TypeScript", ".tsx": "TypeScript", ".mts": "TypeScript",
    ".cts": "TypeScript", ".go": "Go", ".java": "Java",
    ".kt": "Kotlin", ".kts": "Kotlin", ".scala": "Scala", ".rb": "Ruby", ".php": "PHP", ".cs": "C#",
    ".rs": "Rust", ".c": "C", ".h": "C", ".cc": "C++", ".cpp": "C++", ".cxx": "C++", ".hpp": "C++",
    ".swift": "Swift", ".m": "Objective-C", ".ex": "Elixir", ".exs": "Elixir", ".dart": "Dart",
    ".lua": "Lua", ".pl": "Perl", ".r": "R", ".vue": "Vue", ".svelte": "Svelte",
}  # fmt: skip

_BY_NAME = {
    Kind.LOCK: (
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "uv.lock",
        "pdm.lock", "Pipfile.lock", "requirements*.txt", "go.sum", "Cargo.lock", "Gemfile.lock",
        "composer.lock", "gradle.lockfile", "pom.xml", "packages.lock.json", "mix.lock", "pubspec.lock",
        "bun.lock",
    ),
    Kind.DOCKERFILE: ("Dockerfile", "Dockerfile.*", "*.dockerfile", "Containerfile"),
    Kind.COMPOSE: ("docker-compose*.y*ml", "compose*.y*ml"),
    Kind.TERRAFORM: ("*.tf", "*.tf.json"),
    Kind.KUBERNETES: ("Chart.yaml", "kustomization.y*ml"),
    Kind.PIPELINE: (
        ".gitlab-ci.yml", "Jenkinsfile", "Jenkinsfile.*", "buildspec*.y*ml", "appspec.y*ml",
        "azure-pipelines.yml", "bitbucket-pipelines.yml", ".travis.yml", ".drone.yml",
    ),
    Kind.SHELL: ("*.sh", "*.bash", "*.ksh"),
    Kind.MINIFIED: ("*.min.js", "*.min.css"),
}  # fmt: skip

_BY_PATH = {
    Kind.WORKFLOW: (".github/workflows/*.yml", ".github/workflows/*.yaml"),
    Kind.PIPELINE: (".circleci/config.yml", ".gitlab/ci/*.yml"),
}

_TEST = re.compile(r"(^|/)(tests?|__tests__|spec)/|(^|/)test_[^/]*$|(_test|\.test|\.spec)\.[^/.]+$")
_SHELLS = frozenset({"sh", "bash", "dash", "ksh"})
_CLOUDFORMATION = re.compile(rb"""\bAWSTemplateFormatVersion["']?\s*:|\bTransform["']?:\s*["']?AWS::""")
_KUBERNETES = re.compile(rb"\A(?=.*^apiVersion:\s*\S)(?=.*^kind:\s*\S)", re.MULTILINE | re.DOTALL)

_CODEOWNERS = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")


def inspect(tree: Tree) -> Facts:
    """Look at a repository; files that cannot be read are known by their names only."""
    look = _Look(tree)
    manifest = look.manifest()
    paths = [entry.path for entry in tree.entries]
    return Facts(
        name=manifest.name or Clue(_one_line(tree.root.name) or "service", "the folder"),
        description=manifest.description,
        owner=look.owner(),
        languages=_languages(paths),
        files=look.kinds(),
    )


@dataclass(frozen=True, slots=True)
class _Manifest:
    name: Clue | None = None
    description: Clue | None = None


class _Look:
    """The files of one tree, opened as far as needed."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._paths = frozenset(entry.path for entry in tree.entries)

    def kinds(self) -> dict[Kind, tuple[str, ...]]:
        """The paths of every kind that was seen."""
        found: dict[Kind, set[str]] = {}
        opened = 0
        for path in sorted(self._paths):
            kinds = set(_kinds_by_name(path))
            if not kinds and path.endswith((".yml", ".yaml", ".json", ".template")) and opened < _MOST_HEADS:
                opened += 1
                kinds = set(_kinds_by_content(self._read(path, _HEAD_BYTES)))
            if not kinds and self._tree.shebang(path) in _SHELLS:
                kinds = {Kind.SHELL}
            for kind in kinds:
                found.setdefault(kind, set()).add(path)
        return {kind: tuple(sorted(found[kind])) for kind in Kind if kind in found}

    def owner(self) -> Clue | None:
        """The owner of everything by CODEOWNERS, else of its first rule."""
        for path in _CODEOWNERS:
            if path in self._paths:
                owner = _one_line(_first_owner(self._read(path, _MANIFEST_BYTES).decode("utf-8", "replace")))
                return Clue(owner, path) if owner else None
        return None

    def manifest(self) -> _Manifest:
        """Name and description by the first manifest in the root that gives a name."""
        for path, read in _MANIFESTS.items():
            if path not in self._paths:
                continue
            name, description = map(_one_line, read(self._read(path, _MANIFEST_BYTES)))
            if name:
                return _Manifest(Clue(name, path), Clue(description, path) if description else None)
        return _Manifest()

    def _read(self, path: str, limit_bytes: int) -> bytes:
        try:
            with (self._tree.root / path).open("rb") as file:
                return file.read(limit_bytes)
        except OSError:
            return b""


def _languages(paths: Sequence[str]) -> tuple[tuple[str, int], ...]:
    suffixes = (PurePosixPath(path).suffix.lower() for path in paths if not _TEST.search(path))
    counts = Counter(_LANGUAGES[suffix] for suffix in suffixes if suffix in _LANGUAGES)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _kinds_by_name(path: str) -> Iterator[Kind]:
    name = PurePosixPath(path).name
    for kind, patterns in _BY_NAME.items():
        if any(fnmatchcase(name, pattern) for pattern in patterns):
            yield kind
    for kind, patterns in _BY_PATH.items():
        if any(fnmatchcase(path, pattern) for pattern in patterns):
            yield kind


def _kinds_by_content(head: bytes) -> Iterator[Kind]:
    if _CLOUDFORMATION.search(head):
        yield Kind.CLOUDFORMATION
    elif _KUBERNETES.search(head):
        yield Kind.KUBERNETES


def _first_owner(text: str) -> str:
    """The owner of the last rule for everything (the one that counts), else of the first rule."""
    # Square brackets begin GitLab's sections; what stands behind # is a comment.
    lines = (
        line.split("#")[0].split() for line in text.splitlines() if not line.lstrip().startswith(("[", "^["))
    )
    rules = [words for words in lines if len(words) > 1]
    whole = [words for words in rules if words[0] in ("*", "/**", "**")]
    if whole:
        return whole[-1][1]
    return rules[0][1] if rules else ""


def _package_json(data: bytes) -> tuple[str, str]:
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return "", ""
    if not isinstance(document, dict):
        return "", ""
    return _text(document, "name").rpartition("/")[2], _text(document, "description")


def _toml_table(table: str) -> Callable[[bytes], tuple[str, str]]:
    def read(data: bytes) -> tuple[str, str]:
        try:
            found = tomllib.loads(data.decode("utf-8")).get(table)
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
            return "", ""
        return (_text(found, "name"), _text(found, "description")) if isinstance(found, dict) else ("", "")

    return read


def _go_mod(data: bytes) -> tuple[str, str]:
    module = re.search(rb"^module\s+(\S+)", data, re.MULTILINE)
    name = re.sub(r"/v\d+$", "", module[1].decode("utf-8", "replace")) if module else ""
    return name.rpartition("/")[2], ""


_MANIFESTS: Mapping[str, Callable[[bytes], tuple[str, str]]] = {
    "pyproject.toml": _toml_table("project"),
    "package.json": _package_json,
    "Cargo.toml": _toml_table("package"),
    "go.mod": _go_mod,
    "composer.json": _package_json,
}


def _text(document: dict[str, Any], key: str) -> str:
    value = document.get(key)
    return value if isinstance(value, str) else ""


def _one_line(text: str) -> str:
    return "".join(character for character in " ".join(text.split()) if character.isprintable())
