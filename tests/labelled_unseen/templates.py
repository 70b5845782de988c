"""Reads the templates of the unseen corpus.

A file of templates holds entries of this form; the part above `---` stands at the top of the module, the part
below it in the handler:

    === name | label, or nothing | framework, or nothing | why the label is what it is
    %args SRC: str
    import os
    ---
    os.system(BAR)

Words in capitals are names to be filled in: `SRC` is what a source gives, `IN` and `OUT` what a detour takes
and gives, `BAR` what a sink takes, `GIVE_UP` a return with a constant page.
"""

from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
EXAM_EVERY = 3
"""Each third template of a list is kept for the final exam; chosen before any result was seen."""


@dataclass(frozen=True, slots=True)
class Template:
    """A source, a detour or a sink.

    Attributes:
        name: Its name, unique in its file.
        tags: The words between name and reason: label and framework of a sink, framework of a source.
        why: The argument for its label.
        imports: Import lines for the top of the module.
        module: Classes and functions at the top of the module.
        body: Lines of the handler, not indented.
        directives: Lines such as `%route /<SRC>`, by their first word.
        is_exam: Whether it is kept for the final exam.
    """

    name: str
    tags: tuple[str, ...]
    why: str
    imports: tuple[str, ...]
    module: str
    body: str
    directives: dict[str, str] = field(default_factory=dict)
    is_exam: bool = False


def read_templates(path: Path) -> tuple[Template, ...]:
    """All templates of one file, each third one of those with the same tags marked for the exam."""
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for entry in path.read_text(encoding="utf-8").split("=== ")[1:]:
        head, _, rest = entry.partition("\n")
        name, *tags, why = (part.strip() for part in head.split(" | "))
        group = tuple(tags[:1])
        seen[group] = seen.get(group, 0) + 1
        is_exam = seen[group] % EXAM_EVERY == 0
        found.append(_template(name, tuple(tags), why, rest, is_exam=is_exam))
    return tuple(found)


def _template(name: str, tags: tuple[str, ...], why: str, text: str, *, is_exam: bool) -> Template:
    above, _, below = text.partition("---\n")
    lines = above.splitlines()
    directives = dict(line[1:].partition(" ")[::2] for line in lines if line.startswith("%"))
    imports = tuple(line for line in lines if line.startswith(("import ", "from ")))
    module = "\n".join(line for line in lines if line not in imports and not line.startswith("%")).strip("\n")
    return Template(name, tags, why, imports, module, below.strip("\n"), directives, is_exam)


@dataclass(frozen=True, slots=True)
class Sitting:
    """The templates that were written in one go, before a result of theirs was seen.

    Attributes:
        name: The folder's name.
        sources: Where text from the client comes from.
        through: Detours that let it through.
        stopped: Detours that stop it.
        sinks: Where it goes, by category.
    """

    name: str
    sources: tuple[Template, ...]
    through: tuple[Template, ...]
    stopped: tuple[Template, ...]
    sinks: dict[str, tuple[Template, ...]]


def read_sitting(folder: Path) -> Sitting:
    """The templates of a folder."""
    return Sitting(
        folder.name,
        read_templates(folder / "sources.txt"),
        read_templates(folder / "detours_through.txt"),
        read_templates(folder / "detours_stopped.txt"),
        {path.stem: read_templates(path) for path in sorted((folder / "sinks").glob("*.txt"))},
    )


SITTINGS = tuple(read_sitting(HERE / "templates" / name) for name in ("first", "second", "third"))
