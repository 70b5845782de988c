"""``sarif``: SARIF 2.1.0, for code scanning on GitHub, GitLab and elsewhere.

Within GitHub's limits ("SARIF results exceed one or more limits"): 20 runs, 25,000 results and 25,000 rules a
run, 20 tags a rule. Results are sorted worst first before anything is cut, and a notification says how many
were. Every tool has a run of its own, so that its alerts keep their identity when another tool fails.
"""

from collections.abc import Sequence

from holdfast.render.jsontext import pretty
from holdfast.render.listing import Shelf, shelves, worst_first
from holdfast.render.rendering import Document, Format
from holdfast.render.sarif.runs import has_own_run, own_run, tool_run

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RUNS = 20


def render(document: Document) -> str:
    """Write one log: Holdfast's run, then one for each tool that answered."""
    every = shelves(document)
    shown = _with_room([shelf for shelf in every if has_own_run(shelf)])
    names = {shelf.name for shelf in shown}
    others = [shelf for shelf in every if shelf.name not in names]
    left = worst_first(entry for shelf in others for entry in shelf.entries)
    silent = [scan for shelf in others for scan in shelf.scans]
    runs = [own_run(document, silent, left), *(tool_run(document, shelf) for shelf in shown)]
    return pretty({"$schema": SCHEMA, "version": "2.1.0", "runs": runs})


def _with_room(tools: Sequence[Shelf]) -> Sequence[Shelf]:
    """The tools that get a run where there is not room for all: those with most findings, in their order."""
    ranked = sorted(tools, key=lambda shelf: -len(shelf.entries))
    kept = {shelf.name for shelf in ranked[: MAX_RUNS - 1]}
    return [shelf for shelf in tools if shelf.name in kept]


FORMAT = Format(
    name="sarif",
    title="SARIF 2.1.0 for code scanning",
    render=render,
    is_for_repository=True,
    media_type="application/sarif+json",
)
