"""``errors.md``: every error with its code, and a section for each, which the command line points to."""

import inspect

from generating.markdown import code, page, section, table, text
from holdfast import errors
from holdfast.cli.errors import ExitCode, exit_code
from holdfast.errors import HoldfastError

INTRODUCTION = """An error says what happened, why, and what to do; the code leads here. Only the exit
code is meant for scripts."""


def render() -> str:
    """The page."""
    kinds = sorted(_tree(HoldfastError), key=lambda kind: kind.code)
    rows = [(f"[{kind.code}](#{kind.code.lower()})", code(kind.__name__), _meaning(kind)) for kind in kinds]
    return page(
        "Errors",
        INTRODUCTION,
        section("The tree", "```text\n" + _drawing() + "\n```"),
        table(("code", "name", "meaning"), rows),
        *(_section(kind) for kind in kinds),
    )


def _tree(kind: type[HoldfastError]) -> list[type[HoldfastError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in _tree(child))]


def _drawing() -> str:
    """The tree as the docstring of errors.py draws it."""
    lines = (inspect.getdoc(errors) or "").splitlines()
    return "\n".join(line.removeprefix("    ") for line in lines if line.startswith("    "))


def _section(kind: type[HoldfastError]) -> str:
    exit_number = exit_code(kind("", "", ""))
    above = kind.__mro__[1]
    parent = f"A kind of [{above.code}](#{above.code.lower()})." if issubclass(above, HoldfastError) else ""
    ends = f"Exit code {exit_number.value} ({ExitCode(exit_number).name.lower().replace('_', ' ')})."
    return section(kind.code, f"**{code(kind.__name__)}** {_meaning(kind)}", f"{ends} {parent}".strip())


def _meaning(kind: type[HoldfastError]) -> str:
    return text((inspect.getdoc(kind) or "").partition("\n\n")[0].replace("\n", " "))
