"""A command of a shell script, and the questions that rules ask about it."""

import re
from dataclasses import dataclass

_ASSIGNMENT = re.compile(r"[A-Za-z_]\w*\+?=")
_WRAPPERS = frozenset(
    {"sudo", "env", "exec", "command", "eval", "nohup", "time", "nice", "npx", "xargs", "timeout", "doas"}
)  # fmt: skip
_VALUE_OPTIONS = frozenset({"-u", "--user", "-k", "--signal", "-n", "-g", "-C", "--chdir"})


@dataclass(frozen=True, slots=True)
class Redirect:
    """A redirection: ``>`` and the file, with the number of the stream before it."""

    operator: str
    target: str


@dataclass(frozen=True, slots=True)
class Command:
    r"""One simple command.

    Attributes:
        words: Its words without quotes; a ``$`` that the shell would not expand is written ``\$``.
        line: First line.
        end_line: Last line.
        before: The operator before it: ``&&``, ``||``, ``|``, ``;`` (a new line too), ``&`` or nothing.
        after: The operator after it.
        redirects: Its redirections.
        is_condition: Whether ``if``, ``while``, ``until`` or ``!`` looks at its exit code.
        opens: Braces and parentheses opened before it.
        closes: Those closed after it.
        function: The function in whose body it stands, else empty.
    """

    words: tuple[str, ...]
    line: int
    end_line: int
    before: str = ""
    after: str = ""
    redirects: tuple[Redirect, ...] = ()
    is_condition: bool = False
    opens: int = 0
    closes: int = 0
    function: str = ""

    @property
    def effective(self) -> tuple[str, ...]:
        """The words from the program on: without assignments, ``sudo``, ``env`` and their like."""
        words = self.words
        position = 0
        while position < len(words):
            word = words[position]
            if _ASSIGNMENT.match(word) or word.startswith("-") or word in {"-", "--"}:
                position += 2 if word in _VALUE_OPTIONS else 1
            elif word in _WRAPPERS and position + 1 < len(words):
                position += 2 if word == "timeout" and not words[position + 1].startswith("-") else 1
            else:
                return words[position:]
        return ()

    @property
    def program(self) -> str:
        """The program's name without its folder; empty when nothing but variables is set."""
        words = self.effective
        return words[0].rsplit("/", 1)[-1] if words else ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The words after the program."""
        return self.effective[1:]

    @property
    def text(self) -> str:
        """The words in one line."""
        return " ".join(self.words)

    def has(self, *options: str) -> bool:
        """Whether one of the options stands among its arguments, alone or with ``=value``."""
        return any(
            word == option or word.startswith(option + "=") for word in self.words for option in options
        )

    def value_of(self, *options: str) -> str:
        """The value of the first of these options that is given; empty when there is none."""
        words = self.words
        for position, word in enumerate(words):
            name, equals, value = word.partition("=")
            if name in options:
                return value if equals else next(iter(words[position + 1 : position + 2]), "")
        return ""

    @property
    def is_written_to_file(self) -> bool:
        """Whether its output goes into a file."""
        return any(redirect.operator.lstrip("1&") in {">", ">>", ">|"} for redirect in self.redirects)
