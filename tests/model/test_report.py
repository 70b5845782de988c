"""Facts about parsed reports."""

from holdfast.model.report import ParsedReport, Problem


def test_a_report_with_a_problem_is_partial():
    problem = Problem(place="row 1", why="bad")
    assert ParsedReport(parser="x", tool="x", problems=(problem,)).is_partial
    assert not ParsedReport(parser="x", tool="x").is_partial
