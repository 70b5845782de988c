"""What is wrong in a configuration, gathered so that one run shows all of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.config.nodes import Origin
from holdfast.errors import ConfigError

MOST_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that is wrong.

    Attributes:
        origin: Where.
        fact: What is wrong.
        why: Further explanation, may be empty.
        todo: What to write instead, may be empty.
    """

    origin: Origin
    fact: str
    why: str = ""
    todo: str = ""

    def __str__(self) -> str:
        line = f"{self.origin}: {self.fact}"
        return f"{line}; {self.todo}" if self.todo else line


def refuse(mistakes: Sequence[Mistake]) -> None:
    """Do nothing without mistakes, else raise one error that shows them all, in the order of the file.

    Raises:
        ConfigError: There are mistakes.
    """
    if not mistakes:
        return
    ordered = sorted(mistakes, key=lambda mistake: mistake.origin)
    first = ordered[0]
    if len(ordered) == 1:
        raise ConfigError(f"{first.origin}: {first.fact}", first.why, first.todo or "correct it")
    left_out = len(ordered) - MOST_SHOWN
    why = f"{len(ordered)} mistakes" + (f", the first {MOST_SHOWN} are shown" if left_out > 0 else "")
    lines = "\n".join(str(mistake) for mistake in ordered[:MOST_SHOWN])
    raise ConfigError(lines, why, "correct them; `holdfast config validate` checks again")
