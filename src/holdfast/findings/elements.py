"""Elements of XML reports by their names alone: one tool writes several namespaces over its versions."""

from collections.abc import Iterator

from lxml import etree

from holdfast.findings.markup import MAX_CHARACTERS, clipped


def text_of(node: etree._Element, path: str, limit: int = MAX_CHARACTERS) -> str:
    """The text of the first element on a path (``scanInfo/engineVersion``), bounded; empty without one."""
    return clipped((node.findtext(_any_namespace(path)) or "").strip(), limit)


def texts_of(node: etree._Element, path: str) -> tuple[str, ...]:
    """The texts of all elements on a path, bounded, without empty ones."""
    found = (clipped((element.text or "").strip()) for element in elements(node, path))
    return tuple(filter(None, found))


def elements(node: etree._Element, path: str) -> Iterator[etree._Element]:
    """The elements on a path, whatever their namespace."""
    return node.iterfind(_any_namespace(path))


def number_of(node: etree._Element, path: str) -> float | None:
    """The number that the first element on a path holds, or ``None``."""
    try:
        return float(text_of(node, path, limit=40))
    except ValueError:
        return None


def _any_namespace(path: str) -> str:
    return "/".join(f"{{*}}{name}" for name in path.split("/"))
