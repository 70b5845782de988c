"""``index.md``: the table of contents of the reference."""

from generating.markdown import page

CONTENTS = """* [Commands](commands.md): every command, its options, the exit codes.
* [Settings](settings.md): every key of `holdfast.yaml`, its default, its variable; [JSON
  Schema](holdfast.schema.json).
* [Scanners](scanners.md): how each is got, what it reads, what proves that it looked, what it does not see.
* [Parsers](parsers.md): the reports that can be read.
* [Formats](formats.md): the ways a result can be shown.
* [Errors](errors.md): every code, what it means, how the command ends."""


def render() -> str:
    """The page."""
    return page("Reference", "These pages are written from the code.", CONTENTS)
