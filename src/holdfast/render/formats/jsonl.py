"""``jsonl``: one finding a line, each line as in ``json``, for streams and ``jq``.

It holds findings only: no line means no finding, not a pass. The verdict is the exit code.
"""

from holdfast.render.jsontext import compact
from holdfast.render.listing import entries
from holdfast.render.plain import entry_data
from holdfast.render.rendering import Document, Format


def render(document: Document) -> str:
    """Write one JSON object a line; nothing for no finding."""
    return "".join(f"{compact(entry_data(entry))}\n" for entry in entries(document))


FORMAT = Format(
    name="jsonl",
    title="Findings, one JSON object a line",
    render=render,
    media_type="application/jsonl",
)
