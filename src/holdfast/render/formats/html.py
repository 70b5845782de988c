"""``html``: one self-contained page; the verdict first, readable without knowing any scanner."""

from holdfast.render.html.page import page
from holdfast.render.rendering import Format

FORMAT = Format(
    name="html",
    title="One self-contained page",
    render=page,
    media_type="text/html",
    is_for_people=True,
)
