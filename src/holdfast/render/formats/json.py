"""``json``: the run, its findings and the gate's decision, for programs; see ``docs/reference/json.md``."""

from holdfast.render.jsontext import pretty
from holdfast.render.listing import entries
from holdfast.render.plain import document_data
from holdfast.render.rendering import Document, Format


def render(document: Document) -> str:
    """Write the document as one indented JSON object."""
    return pretty(document_data(document, entries(document)))


FORMAT = Format(name="json", title="Everything, as one JSON object", render=render)
