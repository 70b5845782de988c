"""The contract of a report parser: one file, one generator, bytes to findings.

A parser module reads like its tool's format: a docstring that names the tool and its report, ``msgspec``
structs for the parts it reads, a severity table, and one decorated generator::

    @parser("bandit", title="Bandit", category=..., signatures=(JsonObject(("results",)),))
    def parse(report: Report) -> Iterator[Finding]:
        document = report.json(Document)
        for place, row in report.rows(document.results, Row, "results"):
            yield Finding(tool="bandit", ...)

A parser never touches network, disk or clock. What it cannot read it states with ``report.problem``; a row
that does not have the declared shape is stated by ``report.rows`` itself and the next row is read. Odd values
(line 0, a title of three lines, ids in any order) are passed on: ``tidying.py`` puts them right for all. A
quoted line of code is passed on as ``location.context``, and leaves ``Parser.read`` as a hash.
"""

import csv
import hashlib
import hmac
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, overload

import msgspec
from lxml import etree

from holdfast.errors import AmbiguousReport, ReportError, UnknownReport
from holdfast.findings.context import without_code
from holdfast.findings.markup import clipped
from holdfast.findings.signatures import Shape, Signature
from holdfast.findings.tidying import tidied
from holdfast.kit.addresses import without_credentials
from holdfast.kit.bounded import as_utf8, read_html, read_json, read_xml
from holdfast.model.category import Category
from holdfast.model.dependency import Dependency
from holdfast.model.feed import Feed
from holdfast.model.finding import Finding, SecretMark
from holdfast.model.report import Inputs, ParsedReport, Problem
from holdfast.model.severity import Severity

PUBLIC_KEY = b"holdfast"
"""The key of secret hashes where the team has set none; see docs/how-to/secret-key.md for what that means."""

MAX_PROBLEMS = 1000
MAX_FAILURES = 20
MAX_WORDS_CHARACTERS = 500
"""Characters of one problem or failure that are kept: a tool's words, which may quote the input."""

_SHORTEST_HINTED_SECRET = 16
_MAX_CSV_FIELD_CHARACTERS = 10 * 2**20

T = TypeVar("T")
Parse = Callable[["Report"], Iterator[Finding]]


class Report:
    """One scanner report being read: bounded views of its bytes, and a place to state what was seen."""

    def __init__(self, data: bytes, name: str = "", secret_key: bytes = PUBLIC_KEY) -> None:
        """Take the raw bytes.

        Raises:
            ReportTooLarge: More bytes than the limit.
        """
        self.name = name
        self.data = as_utf8(data)
        self.problems: list[Problem] = []
        self.inputs: Inputs | None = None
        self.failures: list[str] = []
        self.suppressed = 0
        self.remarks: tuple[str, ...] = ()
        self.dependencies: tuple[Dependency, ...] = ()
        self.feeds: tuple[Feed, ...] = ()
        self.tool = ""
        self.tool_version = ""
        self._secret_key = secret_key

    @property
    def is_xml(self) -> bool:
        """Whether it looks like XML."""
        return self.data[:4096].lstrip().startswith(b"<")

    @overload
    def json(self) -> Any: ...
    @overload
    def json(self, kind: type[T]) -> T: ...
    def json(self, kind: Any = Any) -> Any:
        """The report as JSON of the given shape (a ``msgspec.Struct``, or anything).

        Raises:
            ReportError: Not JSON, or not of that shape.
        """
        return read_json(self.data, kind)

    def xml(self) -> etree._Element:
        """The root of the report as XML, without entities, DTD or network.

        Raises:
            ReportError: Not XML.
        """
        return read_xml(self.data)

    def html(self) -> etree._Element:
        """The root of the report as HTML, without network.

        Raises:
            ReportError: Not HTML.
        """
        return read_html(self.data)

    def text(self) -> str:
        """The report as text; bytes that are not UTF-8 become U+FFFD."""
        return self.data.decode("utf-8", "replace")

    def json_lines(self, kind: type[T]) -> Iterator[tuple[str, T]]:
        """One value a line with its place; a bad line is stated as a problem and passed over."""
        lines = (
            (f"line {number}", line) for number, line in enumerate(self.data.split(b"\n"), 1) if line.strip()
        )
        yield from self._decode(lines, kind)

    def csv(self, delimiter: str = ",") -> Iterator[tuple[str, Mapping[str, str]]]:
        """One row by its header's names, with its place; short rows have empty fields."""
        csv.field_size_limit(_MAX_CSV_FIELD_CHARACTERS)
        # Not splitlines(): quoted fields hold line ends, and text holds other separators that end no row.
        lines = io.StringIO(self.text(), newline="")
        reader = csv.DictReader(lines, delimiter=delimiter, restkey="", restval="")
        try:
            for row in reader:
                yield f"line {reader.line_num}", {key: value for key, value in row.items() if key}
        except csv.Error as error:
            self.problem(f"line {reader.line_num}", str(error))

    def rows(self, raws: Iterable[msgspec.Raw], kind: type[T], place: str) -> Iterator[tuple[str, T]]:
        """Each raw row as a value of a shape, with its place; a bad row is a stated problem, not an end.

        Declare the list as ``list[msgspec.Raw]`` in the document's struct: rows are then read one by one.
        """
        yield from self._decode(((f"{place}[{index}]", raw) for index, raw in enumerate(raws)), kind)

    def _decode(
        self, rows: Iterable[tuple[str, bytes | msgspec.Raw]], kind: type[T]
    ) -> Iterator[tuple[str, T]]:
        decode = msgspec.json.Decoder(kind, strict=False).decode
        for place, raw in rows:
            try:
                value = decode(raw)
            except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
                self.problem(place, str(error))
            else:
                yield place, value

    def problem(self, place: str, why: str) -> None:
        """State that a part could not be read; the report is then partial."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(place=clipped(place, MAX_WORDS_CHARACTERS), why=_words(why)))

    def examined(self, count: int, unit: str = "file", unread: Sequence[str] = ()) -> None:
        """State what the tool says it looked at, and what it was to look at and could not."""
        self.inputs = Inputs(
            examined=count, unit=unit, unread=tuple(name.removeprefix("./") for name in unread)
        )

    def failed(self, why: str) -> None:
        """State a failure that the report admits: the tool did not do its work. One is enough."""
        words = _words(why)
        if len(self.failures) < MAX_FAILURES and words not in self.failures:
            self.failures.append(words)

    def made_by(self, tool: str, version: str | None = "") -> None:
        """State the tool and version that the report names."""
        self.tool = tool
        self.tool_version = version or ""

    def severity(self, table: Mapping[str, Severity], word: str | None, place: str) -> Severity:
        """The severity for a tool's word; a word that the table does not hold is unknown and stated."""
        if word is not None and word in table:
            return table[word]
        if word:
            self.problem(place, f"severity {word!r} is not one this parser knows")
        return Severity.UNKNOWN

    def secret(self, value: str) -> SecretMark:
        """What may be kept of a secret that the report carries in clear."""
        hint = value[-4:] if len(value) >= _SHORTEST_HINTED_SECRET and value[-4:].isalnum() else ""
        return self.hashed_secret(_sha1(value), hint)

    def hashed_secret(self, sha1_hex: str, hint: str = "") -> SecretMark:
        """What may be kept of a secret that the report carries as its SHA-1: equal to ``secret``."""
        return SecretMark(
            digest=hmac.new(self._secret_key, sha1_hex.encode(), "sha256").hexdigest(), hint=hint
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Parser:
    """A report parser, as the registry holds it.

    Attributes:
        name: Name of the tool, equal to the file's name.
        title: Name for people.
        category: Kind of scan, where the report does not say.
        signatures: What its reports look like; each is enough.
        parse: The generator.
        homepage: The tool's own address.
        holds_secrets: Whether its raw reports may hold secrets in clear: those are never stored.
    """

    name: str
    title: str
    category: Category
    signatures: tuple[Signature, ...]
    parse: Parse
    homepage: str = ""
    holds_secrets: bool = False

    def fit(self, shape: Shape) -> int:
        """How well a report fits: the best of its signatures."""
        return max((signature.fit(shape) for signature in self.signatures), default=0)

    def read(self, data: bytes, name: str = "", secret_key: bytes = PUBLIC_KEY) -> ParsedReport:
        """Read one report; nothing of the code that it quotes is kept.

        Raises:
            ReportError: Nothing of it can be read.
        """
        report = Report(data, name, secret_key)
        findings = tuple(map(without_code, map(tidied, self.parse(report))))
        return ParsedReport(
            parser=self.name,
            tool=report.tool or self.name,
            tool_version=report.tool_version,
            findings=findings,
            inputs=report.inputs,
            failures=tuple(report.failures),
            problems=tuple(report.problems),
            suppressed=report.suppressed,
            remarks=report.remarks,
            dependencies=report.dependencies,
            feeds=report.feeds,
        )


def parser(
    name: str,
    *,
    title: str,
    category: Category,
    signatures: tuple[Signature, ...],
    homepage: str = "",
    holds_secrets: bool = False,
) -> Callable[[Parse], Parser]:
    """Make a generator the parser of that name."""

    def decorate(parse: Parse) -> Parser:
        return Parser(
            name=name,
            title=title,
            category=category,
            signatures=signatures,
            parse=parse,
            homepage=homepage,
            holds_secrets=holds_secrets,
        )

    return decorate


def detect(data: bytes, parsers: Iterable[Parser]) -> Parser:
    """The parser that fits a report best.

    Raises:
        UnknownReport: None fits.
        AmbiguousReport: Several fit equally well.
        ReportTooLarge: More bytes than the limit.
    """
    shape = Shape(as_utf8(data))
    fits = [(candidate.fit(shape), candidate) for candidate in parsers]
    best = max((fit for fit, _ in fits), default=0)
    names = sorted(candidate.name for fit, candidate in fits if fit == best)
    if best == 0:
        raise UnknownReport(
            "No parser recognises the report",
            f"it is {shape.description}" if data else "the file is empty",
            "name the tool with --tool; `holdfast convert --list` shows those known",
        )
    if len(names) > 1:
        raise AmbiguousReport(
            "The report fits more than one tool",
            f"candidates: {', '.join(names)}",
            "name the tool with --tool",
        )
    return next(candidate for fit, candidate in fits if fit == best)


def refuse(what: str, why: str) -> ReportError:
    """The error for a report that is recognisably not what the parser reads."""
    return ReportError(what, why, "check the tool's version and output format")


def _words(text: str) -> str:
    return clipped(without_credentials(text[: 2 * MAX_WORDS_CHARACTERS]), MAX_WORDS_CHARACTERS)


def _sha1(text: str) -> str:
    return hashlib.sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
