"""HTML built from parts: text is escaped unless it was built here, so nothing foreign can become markup."""

import html
from collections.abc import Iterable

from holdfast.render.cleaning import block

_EMPTY = frozenset({"input", "meta", "path", "rect", "use"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Part = Markup | str | None
Attribute = str | int | float | bool | None


def escaped(part: Part) -> Markup:
    """A part as HTML: foreign text without anything that acts, markup as it is, nothing for ``None``."""
    if isinstance(part, Markup):
        return part
    return Markup(html.escape(block(part), quote=True) if part else "")


def joined(parts: Iterable[Part]) -> Markup:
    """Parts one after the other."""
    return Markup("".join(escaped(part) for part in parts))


def tag(name: str, /, *children: Part, **attributes: Attribute) -> Markup:
    """An element. ``class_`` gives ``class``, ``aria_label`` gives ``aria-label``; ``True`` is bare."""
    stated = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Markup(f"<{name}{stated}/>")
    return Markup(f"<{name}{stated}>{joined(children)}</{name}>")


def verbatim(name: str, content: str) -> Markup:
    """An element whose content HTML does not escape: a style or a script of ours."""
    if f"</{name}" in content.lower():
        raise ValueError(f"a {name} must not hold its own end")
    return Markup(f"<{name}>{content}</{name}>")


def link(address: str, text: str = "") -> Markup:
    """A link to a page of the web; any other address stays text."""
    if not address.lower().startswith(("https://", "http://")):
        return tag("span", text or address)
    return tag("a", text or address, href=address, rel="noopener noreferrer")


def facts(pairs: Iterable[tuple[str, Part]]) -> Markup:
    """A list of names with values; empty values are left out."""
    rows = [joined((tag("dt", name), tag("dd", value))) for name, value in pairs if value]
    return tag("dl", *rows) if rows else Markup()


def icon(name: str) -> Markup:
    """A shape of the page's set; the word beside it carries the meaning."""
    return tag("svg", tag("use", href=f"#shape-{name}"), class_="icon", aria_hidden="true")


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escaped(str(value))}"'
