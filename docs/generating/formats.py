"""``formats.md``: every output format."""

from generating.markdown import code, page, table, text
from holdfast.app import App

INTRODUCTION = """`--format NAME` chooses how a result is shown, `--format NAME=FILE` writes it to a
file; several may be given. The same result gives the same bytes. No format changes the exit code."""


def render() -> str:
    """The page."""
    formats = list(App.here().formats)
    head = ("name", "shows", "media type", "meant for")
    rows = [
        (
            code(form.name),
            text(form.title),
            code(form.media_type),
            "people" if form.is_for_people else "programs",
        )
        for form in formats
    ]
    return page("Formats", INTRODUCTION, table(head, rows))
