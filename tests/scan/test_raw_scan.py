"""What the end of a run says of its reports, whether they are there or only quoted."""

from holdfast.kit.digest import sha256
from holdfast.model.report import ParsedReport
from holdfast.scan.raw_scan import Quote, RawScan


def test_a_run_hashes_and_measures_the_reports_that_it_has():
    raw = RawScan(exit_codes=(0, 1), reports=(b"abc", b"de"))
    assert (raw.report_count, raw.report_sha256, raw.report_bytes) == (2, sha256(b"abcde"), 5)


def test_a_run_without_reports_has_no_hash():
    assert (
        RawScan(exit_codes=(), reports=()).report_sha256,
        RawScan(exit_codes=(), reports=()).report_bytes,
    ) == ("", 0)


def test_a_quoted_run_says_what_was_true_of_the_reports_then():
    quote = Quote(reports=(ParsedReport(parser="p", tool="t"),), sha256="ab", size_bytes=7)
    raw = RawScan(exit_codes=(0,), reports=(), quote=quote)
    assert (raw.report_count, raw.report_sha256, raw.report_bytes) == (1, "ab", 7)
