"""``formats.md``: every output format."""

from generating.markdown import code, page, table, text
from holdfast.app import App

INTRODUCTION = """`--format NAME` chooses how a result is shown, `--format NAME=FILE` writes it to a
file; several may be given. The same result gives the same bytes. No format changes the exit code.
Where a folder inside a repository is scanned, the formats for CI systems give paths from the top of
the repository, the others from the folder."""


def render() -> str:
    """The page."""
    formats = list(App.here().formats)
    head = ("name", "shows", "media type", "meant for", "paths from")
    rows = [
        (
            code(form.name),
            text(form.title),
            code(form.media_type),
            "people" if form.is_for_people else "programs",
            "repository" if form.is_for_repository else "folder",
        )
        for form in formats
    ]
    return page("Formats", INTRODUCTION, table(head, rows))
