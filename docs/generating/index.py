"""``index.md``: the table of contents of the reference."""

from pathlib import Path

from generating.markdown import is_generated, page

REFERENCE = Path(__file__).parents[1] / "reference"

CONTENTS = """* [Commands](commands.md): every command, its options, the exit codes.
* [Settings](settings.md): every key of `holdfast.yaml`, its default, its variable; [JSON
  Schema](holdfast.schema.json).
* [Scanners](scanners.md): how each is got, what it reads, what proves that it looked, what it does not see.
* [Pipeline rules](pipeline-rules.md): what our own linter of pipelines looks for, with examples.
* [Parsers](parsers.md): the reports that can be read.
* [Formats](formats.md): the ways a result can be shown.
* [Errors](errors.md): every code, what it means, how the command ends."""


def render() -> str:
    """The page."""
    by_hand = [path for path in sorted(REFERENCE.glob("*.md")) if not is_generated(path)]
    others = "\n".join(f"* [{_title(path)}]({path.name})." for path in by_hand)
    return page(
        "Reference", "These pages are written from the code.", CONTENTS, others and f"By hand:\n\n{others}"
    )


def _title(path: Path) -> str:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    return first.removeprefix("# ")
