"""Reads foreign JSON, XML and text within limits: no entity, no network, no endless depth."""

import codecs
import re
from typing import Any, TypeVar

import msgspec
from lxml import etree

from holdfast.errors import ReportError, ReportTooLarge
from holdfast.kit.durations import format_size

MAX_BYTES = 512 * 2**20

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_ESCAPES = re.compile(rb"\\u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<lone>\\u[dD][89a-fA-F]..)|\\.")
"""The escapes of a JSON text: pairs of surrogates, surrogates without their other half, and all others."""

T = TypeVar("T")


def as_utf8(data: bytes, limit_bytes: int = MAX_BYTES) -> bytes:
    """The same text in UTF-8 without a byte-order mark; Windows tools write UTF-16.

    Raises:
        ReportTooLarge: More bytes than the limit.
    """
    if len(data) > limit_bytes:
        raise ReportTooLarge(
            f"The report has {format_size(len(data))}",
            f"the limit is {format_size(limit_bytes)}",
            "split the report, or narrow the scan",
        )
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            body = data[len(mark) :]
            return body if encoding == "utf-8" else body.decode(encoding, "replace").encode("utf-8")
    return data


def read_json(data: bytes, kind: type[T] | Any = Any) -> T:
    """JSON as a value of the given type; text where a number is expected is converted.

    Half a surrogate pair becomes U+FFFD: Python tools write one for each byte of a name that is not UTF-8.

    Raises:
        ReportError: Not JSON, or not of that type; the message carries the place.
        ReportTooLarge: Nested deeper than the interpreter allows.
    """
    try:
        return msgspec.json.decode(data, type=kind, strict=False)
    except RecursionError:
        raise ReportTooLarge(
            "The JSON is nested too deeply",
            "the reader stops at about 1,000 levels",
            "check what wrote the file",
        ) from None
    except msgspec.ValidationError as error:
        raise ReportError(
            "The JSON does not have the expected shape", str(error), "check the tool's version"
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        whole = _ESCAPES.sub(lambda found: rb"\ufffd" if found["lone"] else found[0], data)
        if whole != data:
            repaired: T = read_json(whole, kind)
            return repaired
        raise ReportError(
            "The file is not JSON", str(error), "check that the tool ended and wrote all of it"
        ) from None


def read_xml(data: bytes) -> etree._Element:
    """The root of an XML document, read without external entities, DTD or network.

    Raises:
        ReportError: Not well-formed.
        ReportTooLarge: It declares entities, or is deeper or has longer texts than libxml2's limits.
    """
    root = _parse_xml(data)
    declared: Any = root.getroottree().docinfo.internalDTD
    if declared is not None and any(declared.iterentities()):
        raise ReportTooLarge(
            "The XML declares entities",
            "entities can expand without bound",
            "export the report again, without a DTD",
        )
    return root


def read_html(data: bytes) -> etree._Element:
    """The root of an HTML document, read as forgivingly as a browser does, without network.

    Raises:
        ReportError: Nothing in it is HTML.
    """
    parser = etree.HTMLParser(no_network=True, remove_comments=True, encoding="utf-8")
    try:
        root: etree._Element | None = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReportError("The file is not HTML", str(error), "check what wrote the file") from None
    if root is None:
        raise ReportError("The file is not HTML", "it holds no element", "check what wrote the file")
    return root


def _parse_xml(data: bytes) -> etree._Element:
    parser = _xml_parser()
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if _misses_only_namespaces(parser):
            return etree.fromstring(data, _xml_parser(recover=True))
        if "huge" in str(error) or "depth" in str(error) or "amplification" in str(error):
            raise ReportTooLarge(
                "The XML exceeds the limits", str(error), "check what wrote the file"
            ) from None
        raise ReportError(
            "The file is not XML", str(error), "check that the tool ended and wrote all of it"
        ) from None


def _xml_parser(*, recover: bool = False) -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, recover=recover
    )


def _misses_only_namespaces(parser: etree.XMLParser) -> bool:
    """Whether all that is wrong is a prefix that nobody declared: Wapiti 3.2 writes ``xsi:nil`` so."""
    errors = list(parser.error_log)
    return bool(errors) and all(entry.domain == etree.ErrorDomains.NAMESPACE for entry in errors)
