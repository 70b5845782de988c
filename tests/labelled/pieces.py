"""What a case is put together from."""

from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True, slots=True)
class Source:
    """How a handler gets its text; ``body`` sets ``param``, ``route`` and ``signature`` frame the handler."""

    framework: str
    body: str
    signature: str = ""
    imports: str = ""


@dataclass(frozen=True, slots=True)
class Detour:
    """What happens between source and sink: from ``param`` to ``bar``."""

    name: str
    is_tainted: bool
    body: str
    prelude: str = ""


@dataclass(frozen=True, slots=True)
class Sink:
    """A use of ``bar``; with ``is_safe`` it is harmless whatever ``bar`` holds."""

    category: str
    body: str
    imports: str = ""
    is_safe: bool = False
    frameworks: tuple[str, ...] = ("flask", "fastapi", "django")


def pieces(text: str) -> list[tuple[str, bool, str, str]]:
    """Detours written as ``# name: tainted|safe`` blocks; text below ``----`` is the file's prelude."""
    found = []
    for block in dedent(text).split("\n# ")[1:]:
        head, _, rest = block.partition("\n")
        name, _, label = head.partition(": ")
        body, _, prelude = rest.partition("\n----")
        assert label in {"tainted", "safe"}, head
        found.append((name, label == "tainted", body.strip("\n"), prelude.strip("\n")))
    return found
