"""The contract of parsers: what a report offers to them, and which parser gets a report."""

import hashlib
import hmac

import msgspec
import pytest

from factories import finding, location
from holdfast.errors import AmbiguousReport, ReportError, ReportTooLarge, UnknownReport
from holdfast.findings import parsing
from holdfast.findings.parsing import (
    MAX_FAILURES,
    MAX_PROBLEMS,
    MAX_WORDS_CHARACTERS,
    Parser,
    Report,
    detect,
    parser,
    refuse,
)
from holdfast.findings.signatures import JsonObject
from holdfast.kit.bounded import MAX_BYTES
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location, SecretMark
from holdfast.model.report import Inputs, Problem
from holdfast.model.severity import Severity


class Row(msgspec.Struct):
    name: str
    line: int = 0


class Document(msgspec.Struct):
    rows: list[msgspec.Raw]


def toy(name="toy", keys=("rows",), **over) -> Parser:
    """A parser of ``{"rows": [{"name": …}]}``."""

    @parser(name, title="Toy", category=Category.SAST, signatures=(JsonObject(keys),), **over)
    def parse(report):
        report.made_by("toy-tool", "1.2")
        for place, row in report.rows(report.json(Document).rows, Row, "rows"):
            yield Finding(
                tool="toy",
                rule=row.name,
                title=f"  {row.name}\nsecond line",
                severity=report.severity({"bad": Severity.HIGH}, row.name, place),
                category=Category.SAST,
                location=Location(path="./a.py", line=row.line),
            )

    return parse


class TestReport:
    def test_a_byte_order_mark_and_utf_16_are_read(self):
        assert Report('{"a": "é"}'.encode("utf-16")).json() == {"a": "é"}
        assert Report(b'\xef\xbb\xbf{"a": 1}').json() == {"a": 1}

    def test_too_many_bytes_are_refused(self, monkeypatch):
        data = bytes(MAX_BYTES + 1)
        with pytest.raises(ReportTooLarge):
            Report(data)

    def test_json_of_another_shape_is_refused_with_the_place(self):
        with pytest.raises(ReportError, match="expected shape") as caught:
            Report(b'{"rows": 1}').json(Document)
        assert "$.rows" in caught.value.why

    def test_xml_is_told_from_json(self):
        assert Report(b" \n<a/>").is_xml
        assert Report(b"<a><b/></a>").xml().tag == "a"
        assert not Report(b"{}").is_xml

    def test_html_need_not_be_well_formed(self):
        assert Report(b"<p>one<p>two").html().findtext(".//p") == "one"

    def test_text_that_is_not_utf_8_is_marked_and_kept(self):
        assert Report(b"a\xffb").text() == "a\ufffdb"

    def test_json_lines_pass_over_blank_and_bad_lines_and_state_the_bad(self):
        report = Report(b'{"name": "a"}\r\n\n{"name": 1}\nnot json\n{"name": "b"}')

        rows = [(place, row.name) for place, row in report.json_lines(Row)]

        assert rows == [("line 1", "a"), ("line 5", "b")]
        assert [problem.place for problem in report.problems] == ["line 3", "line 4"]

    def test_rows_pass_over_bad_ones_and_number_all(self):
        report = Report(b'{"rows": [{"name": "a", "line": "7"}, {"line": 2}, null, {"name": "b"}]}')

        rows = [
            (place, row.name, row.line) for place, row in report.rows(report.json(Document).rows, Row, "rows")
        ]

        assert rows == [("rows[0]", "a", 7), ("rows[3]", "b", 0)]
        assert [problem.place for problem in report.problems] == ["rows[1]", "rows[2]"]

    def test_a_row_nested_without_end_is_a_problem(self):
        deep = msgspec.Raw(b'{"name": ' + b"[" * 5000 + b"]" * 5000 + b"}")
        report = Report(b"")

        assert list(report.rows([deep], Row, "rows")) == []
        assert len(report.problems) == 1

    def test_csv_gives_rows_by_header_and_keeps_line_ends_in_quotes(self):
        report = Report('a,b\r\n1,"two\nlines\u2028still"\n\n3\n4,5,6\n'.encode())

        rows = list(report.csv())

        assert [row for _, row in rows] == [
            {"a": "1", "b": "two\nlines\u2028still"},
            {"a": "3", "b": ""},
            {"a": "4", "b": "5"},
        ]
        assert rows[1][0] == "line 5"

    def test_csv_takes_another_delimiter(self):
        assert [row for _, row in Report(b"a;b\n1;2").csv(";")] == [{"a": "1", "b": "2"}]

    def test_a_csv_field_beyond_the_limit_ends_the_reading_with_a_problem(self, monkeypatch):
        monkeypatch.setattr(parsing, "_MAX_CSV_FIELD_CHARACTERS", 10)
        report = Report(b"a\n1\n" + b"x" * 11 + b"\n2\n")

        assert [row for _, row in report.csv()] == [{"a": "1"}]
        assert "field larger" in report.problems[0].why

    def test_problems_are_bounded(self):
        report = Report(b"")
        for number in range(MAX_PROBLEMS + 5):
            report.problem(str(number), "bad")

        assert len(report.problems) == MAX_PROBLEMS

    def test_failures_are_bounded_told_once_and_without_credentials(self):
        report = Report(b"")
        for number in (*range(MAX_FAILURES + 9), 0):
            report.failed(f"no way to http://me:hunter2@proxy.example/{number} " + "x" * 5000)

        assert len(report.failures) == len(set(report.failures)) == MAX_FAILURES
        assert all(len(words) <= MAX_WORDS_CHARACTERS and "hunter2" not in words for words in report.failures)

    def test_a_problem_does_not_quote_without_bound(self):
        report = Report(b"")
        report.severity({}, "http://me:hunter2@h/" + "x" * 5000, "p" * 5000)

        assert len(report.problems[0].why) <= MAX_WORDS_CHARACTERS
        assert len(report.problems[0].place) <= MAX_WORDS_CHARACTERS
        assert "hunter2" not in report.problems[0].why

    def test_unread_inputs_are_named_like_paths_of_findings(self):
        report = Report(b"")
        report.examined(3, unread=["./a.py", "b.py", ""])

        assert report.inputs == Inputs(examined=3, unit="file", unread=("a.py", "b.py", ""))

    @pytest.mark.parametrize(
        ("word", "severity", "problems"),
        [
            ("bad", Severity.HIGH, 0),
            ("odd", Severity.UNKNOWN, 1),
            (None, Severity.UNKNOWN, 0),
            ("", Severity.UNKNOWN, 0),
        ],
    )
    def test_a_word_that_the_table_lacks_is_unknown_and_stated(self, word, severity, problems):
        report = Report(b"")

        assert report.severity({"bad": Severity.HIGH}, word, "row") is severity
        assert len(report.problems) == problems


class TestSecrets:
    def test_a_secret_in_clear_and_its_sha_1_have_the_same_mark(self):
        report = Report(b"", secret_key=b"team key")
        sha1 = hashlib.sha1(b"correct horse", usedforsecurity=False).hexdigest()

        assert report.secret("correct horse") == report.hashed_secret(sha1)
        assert (
            report.secret("correct horse").digest
            == hmac.new(b"team key", sha1.encode(), "sha256").hexdigest()
        )

    def test_another_key_gives_another_mark(self):
        assert Report(b"", secret_key=b"a").secret("x") != Report(b"", secret_key=b"b").secret("x")

    @pytest.mark.parametrize(
        ("secret", "hint"),
        [
            ("short-WXYZ", ""),
            ("a-long-secret-WXYZ", "WXYZ"),
            ("a-long-secret-W***", ""),
            ("a-long-key-----END-----", ""),
        ],
    )
    def test_only_a_long_secret_has_a_hint(self, secret, hint):
        assert Report(b"").secret(secret).hint == hint

    def test_half_a_character_pair_is_hashed_too(self):
        assert isinstance(Report(b"").secret("\ud800" * 20), SecretMark)


class TestParser:
    def test_reading_gives_findings_and_all_that_the_report_says(self):
        parsed = toy().read(b'{"rows": [{"name": "bad", "line": 0}, {}, {"name": "odd"}]}')

        assert [finding.title for finding in parsed.findings] == ["bad", "odd"]
        assert parsed.findings[0].location == Location(path="a.py")
        assert (parsed.parser, parsed.tool, parsed.tool_version) == ("toy", "toy-tool", "1.2")
        assert parsed.problems == (
            Problem(place="rows[1]", why="Object missing required field `name`"),
            Problem(place="rows[2]", why="severity 'odd' is not one this parser knows"),
        )
        assert parsed.is_partial

    def test_no_line_of_code_leaves_a_parser(self):
        @parser("quoting", title="Quoting", category=Category.SAST, signatures=())
        def quoting(report):
            yield finding(location=location(context='    key = "hunter2"'))

        (found,) = quoting.read(b"").findings
        assert "hunter2" not in repr(found)
        assert found.location.context

    def test_a_report_that_names_no_tool_is_of_the_parser(self):
        @parser("plain", title="Plain", category=Category.SAST, signatures=())
        def parse(report):
            report.failed("it broke")
            report.suppressed += 2
            report.made_by("", None)
            yield from ()

        parsed = parse.read(b"{}")

        assert (parsed.tool, parsed.tool_version) == ("plain", "")
        assert (parsed.failures, parsed.suppressed, parsed.inputs) == (("it broke",), 2, None)

    def test_it_fits_as_well_as_its_best_signature(self):
        both = parser(
            "both",
            title="Both",
            category=Category.SAST,
            signatures=(JsonObject(("a",)), JsonObject(("a", "b"))),
        )(iter)
        assert detect(b'{"a": 1, "b": 2}', [both, toy(keys=("a",))]) is both


class TestDetect:
    def test_the_best_fit_wins(self):
        general, special = toy("general"), toy("special", keys=("rows", "more"))

        assert detect(b'{"rows": [], "more": 1}', [general, special]) is special
        assert detect(b'{"rows": []}', [general, special]) is general

    def test_two_equal_fits_are_ambiguous_and_named(self):
        with pytest.raises(AmbiguousReport) as caught:
            detect(b'{"rows": []}', [toy("b"), toy("a")])
        assert caught.value.why == "candidates: a, b"

    @pytest.mark.parametrize(
        ("data", "why"), [(b"", "the file is empty"), (b"Hello\nyou", "it is neither JSON nor XML")]
    )
    def test_no_fit_says_what_the_report_starts_with(self, data, why):
        with pytest.raises(UnknownReport) as caught:
            detect(data, [toy()])
        assert caught.value.why == why


def test_a_refusal_says_what_to_do():
    error = refuse("This is no report of Toy", "it has no rows")

    assert isinstance(error, ReportError)
    assert (error.what, error.why) == ("This is no report of Toy", "it has no rows")
    assert error.todo
