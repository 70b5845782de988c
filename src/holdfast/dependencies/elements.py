"""Elements of XML manifests by their local names: the namespace only tells the version of the schema."""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element  # noqa: SLF001 - lxml gives its element class no public name.


def name_of(element: Element) -> str:
    """The element's name without its namespace."""
    return etree.QName(element).localname


def child(element: Element, *path: str) -> Element | None:
    """The first element below this one along the names, one level each."""
    found: Element | None = element
    for name in path:
        if found is None:
            return None
        found = found.find(f"{{*}}{name}")
    return found


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The elements of that name right below; none below nothing."""
    return iter(()) if element is None else element.iterchildren(f"{{*}}{name}")


def text(element: Element | None, *path: str) -> str:
    """The stripped text of the element along the names, empty where there is none."""
    found = None if element is None else child(element, *path)
    return (found.text or "").strip() if found is not None else ""


def line_of(element: Element) -> int | None:
    """The line of the element's start tag."""
    line: int | None = getattr(element, "sourceline", None)
    return line or None
