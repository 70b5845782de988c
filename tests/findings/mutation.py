"""Broken reports for tests: cut, mutated and junk versions of a sound one."""

import copy
import json
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st
from lxml import etree

JUNK: list[Any] = [
    *(None, True, False, 0, -1, 2**31, 2**63, 10**40, 10**400, 0.5, -1e308),
    *(
        "",
        " ",
        "x",
        "9" * 5000,
        "http://[x/",
        "\x00",
        "\ud7ff\u202e\U0001f4a9",
        "a\nb\r\nc",
        "x" * 5000,
        "-1",
        "1e999",
        "NaN",
    ),
    *("../../etc/passwd", "file:///%", "C:\\a\\b", "2024-13-45T99:99:99Z", "CVE-", "CWE-x", "{0}{1}{"),
    *([], {}, [None], [[]], [{}], {"": None}, {"text": {}}, [0, "x", None, {"id": []}]),
]
"""What foreign JSON holds where something else was expected."""


@st.composite
def mutated(draw: st.DrawFn, data: bytes) -> bytes:
    """A report with one to three of its parts replaced, dropped or doubled, in its own format."""
    try:
        if data.lstrip().startswith(b"<"):
            return draw(_mutated_xml(etree.fromstring(data)))
        return draw(_mutated_json(_json_documents(data))) if data.strip() else draw(_mutated_text(data))
    except (ValueError, etree.XMLSyntaxError):
        return draw(_mutated_text(data))


@st.composite
def _mutated_json(draw: st.DrawFn, documents: list[Any]) -> bytes:
    for _ in range(draw(st.integers(1, 3))):
        slots = list(_slots(documents))
        holder, key = slots[draw(st.integers(0, len(slots) - 1))]
        match draw(st.sampled_from(["replace", "replace", "drop", "double"])):
            case "replace":
                holder[key] = copy.deepcopy(draw(st.sampled_from(JUNK)))
            case "double" if isinstance(holder, list):
                holder.append(copy.deepcopy(holder[key]))
            case _:
                del holder[key]
        if not documents:
            return b""
    return b"\n".join(json.dumps(document).encode() for document in documents)


def _json_documents(data: bytes) -> list[Any]:
    """The values of a JSON file, or of a file with one JSON value a line."""
    try:
        return [json.loads(data)]
    except ValueError:
        return [json.loads(line) for line in data.splitlines() if line.strip()]


def _slots(node: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a JSON value that can be assigned to, as container and key."""
    pairs = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in list(pairs):
        yield node, key
        if isinstance(value, dict | list):
            yield from _slots(value)


@st.composite
def _mutated_xml(draw: st.DrawFn, root: etree._Element) -> bytes:
    text = st.sampled_from([value for value in JUNK if isinstance(value, str) and "\x00" not in value])
    for _ in range(draw(st.integers(1, 3))):
        nodes = list(root.iter("*"))
        node = nodes[draw(st.integers(0, len(nodes) - 1))]
        parent = node.getparent()
        match draw(st.sampled_from(["text", "attribute", "drop", "double"])):
            case "attribute" if node.attrib:
                name = draw(st.sampled_from(sorted(node.attrib)))
                node.attrib[name] = draw(text)
            case "drop" if parent is not None:
                parent.remove(node)
            case "double" if parent is not None:
                parent.append(copy.deepcopy(node))
            case _:
                node.text = draw(text)
    return etree.tostring(root)


@st.composite
def _mutated_text(draw: st.DrawFn, data: bytes) -> bytes:
    start = draw(st.integers(0, len(data)))
    end = draw(st.integers(start, min(len(data), start + 40)))
    return data[:start] + draw(st.binary(max_size=20)) + data[end:]
