"""Patterns of paths as in .gitignore, and the folders that no scan looks into."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

DEFAULT_EXCLUDES = (
    # Version control and Holdfast's own.
    ".git/", ".hg/", ".svn/", ".jj/", ".holdfast/",
    # Packages of others: dependency scanners read their lock files instead.
    "node_modules/", "bower_components/", "jspm_packages/", ".yarn/", ".pnpm-store/", ".venv/", "venv/",
    "virtualenv/", "site-packages/", "__pypackages__/", ".eggs/", "*.egg-info/", "Pods/", "Carthage/",
    "vendor/bundle/", "vendor/cache/", ".bundle/", ".gradle/", ".m2/", ".terraform/", ".terragrunt-cache/",
    # What builds leave behind.
    "dist/", "build/", "target/", ".next/", ".nuxt/", ".output/", ".svelte-kit/", ".serverless/", ".aws-sam/",
    "cdk.out/", "coverage/", "htmlcov/", ".nyc_output/",
    # Caches.
    "__pycache__/", ".cache/", ".tox/", ".nox/", ".mypy_cache/", ".pytest_cache/", ".ruff_cache/",
    ".hypothesis/", ".parcel-cache/", ".turbo/", ".idea/", ".vs/",
)  # fmt: skip
"""Left out also where they are checked in; ``!build/`` among the user's patterns brings one back."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line of an ignore file.

    Attributes:
        expression: What the path, relative to the root, must match in full.
        is_negated: Whether a match brings the path back.
        is_folder_only: Whether files are not meant.
    """

    expression: re.Pattern[str]
    is_negated: bool
    is_folder_only: bool


class Excludes:
    """An ordered list of patterns; the last that matches decides, as in .gitignore."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read the patterns; blank lines and comments are passed over."""
        patterns = [pattern for line in lines if (pattern := parse_pattern(line)) is not None]
        self._for_folders = tuple(reversed(patterns))
        self._for_files = tuple(pattern for pattern in self._for_folders if not pattern.is_folder_only)
        self._folders: dict[str, str] = {"": ""}

    def cut(self, path: str) -> str:
        """The excluded part of a file's path: itself, or a folder with a slash at its end; else empty."""
        above = self.cut_folder(path.rpartition("/")[0])
        return above or (path if _decide(self._for_files, path) else "")

    def cut_folder(self, path: str) -> str:
        """The topmost excluded folder on a folder's path, with a slash at its end; else empty."""
        known = self._folders.get(path)
        if known is None:
            above = self.cut_folder(path.rpartition("/")[0])
            known = above or (f"{path}/" if _decide(self._for_folders, path) else "")
            self._folders[path] = known
        return known

    def add_folder(self, path: str) -> None:
        """Exclude one more folder; to be said before anything below it is asked for."""
        self._folders[path] = self.cut_folder(path) or f"{path}/"


def _decide(newest_first: Iterable[Pattern], path: str) -> bool:
    for pattern in newest_first:
        if pattern.expression.fullmatch(path):
            return not pattern.is_negated
    return False


@lru_cache(maxsize=1024)
def parse_pattern(line: str) -> Pattern | None:
    """The pattern of one line; ``None`` for a blank line or a comment."""
    text = _strip(line)
    if not text or text.startswith("#"):
        return None
    is_negated = text.startswith("!")
    text = text[1:] if is_negated else text
    text = text[1:] if text.startswith(("\\#", "\\!")) else text
    is_folder_only = text.endswith("/")
    text = text.rstrip("/")
    if not text:
        return None
    # Only a slash at the start or in the middle ties a pattern to the root.
    prefix = "" if "/" in text else "(?:.*/)?"
    expression = re.compile(prefix + _translate(text.lstrip("/")), re.DOTALL)
    return Pattern(expression, is_negated, is_folder_only)


def _strip(line: str) -> str:
    text = line.rstrip("\r\n")
    while text.endswith(" ") and not text.endswith("\\ "):
        text = text[:-1]
    return text


def _translate(text: str) -> str:
    """A regular expression for the glob of one pattern."""
    out: list[str] = []
    index = 0
    while index < len(text):
        piece, index = _translate_at(text, index)
        out.append(piece)
    return "".join(out)


def _translate_at(text: str, index: int) -> tuple[str, int]:
    """The expression for the piece of a glob at an index, and the index after it."""
    if text.startswith("**/", index) and (index == 0 or text[index - 1] == "/"):
        return "(?:.*/)?", index + 3
    if text.startswith("/**", index) and index + 3 == len(text):
        return "/.+", index + 3
    character = text[index]
    if character == "*":
        stars = len(text) - index - len(text[index:].lstrip("*"))
        return "[^/]*", index + stars
    if character == "[":
        return _translate_set(text, index)
    if character == "\\" and index + 1 < len(text):
        return re.escape(text[index + 1]), index + 2
    return "[^/]" if character == "?" else re.escape(character), index + 1


def _translate_set(text: str, index: int) -> tuple[str, int]:
    start = index + 2 if text[index + 1 : index + 2] in {"!", "^"} else index + 1
    end = text.find("]", start + 1)
    if end < 0:
        return re.escape("["), index + 1
    # The escapes keep Python's own set operators (``--``, ``&&``, ``||``, ``~~``, ``[``) out.
    body = re.sub(r"([\\\[&|~])", r"\\\1", text[start:end].replace("\\", ""))
    refusal = "^/" if start == index + 2 else ""
    try:
        re.compile(f"[{refusal}{body}]")
    except re.error:
        return "(?!)", end + 1
    return f"(?!/)[{refusal}{body}]", end + 1
