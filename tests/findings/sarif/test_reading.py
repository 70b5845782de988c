"""From a SARIF log to findings: what is a finding, how bad it is, and what the log proves."""

import json

import pytest

from holdfast.errors import ReportError
from holdfast.findings import sarif
from holdfast.findings.parsing import Report
from holdfast.findings.sarif.reading import tool_name
from holdfast.model.category import Category
from holdfast.model.report import Inputs
from holdfast.model.severity import Severity


def run(*results, rules=(), driver=None, **parts):
    return {
        "tool": {"driver": {"name": "Tool", "version": "1", "rules": list(rules)} | (driver or {})},
        "results": list(results),
    } | parts


def read(*runs, category=Category.SAST, version="2.1.0"):
    """The report and the findings of a log with these runs."""
    report = Report(json.dumps({"version": version, "runs": list(runs)}).encode())
    return report, [finding for _, finding in sarif.read(report, category)]


def only(result, *, category=Category.SAST, **parts):
    """The finding of a run with one result."""
    _, findings = read(
        run({"ruleId": "R", "message": {"text": "words"}} | result, **parts), category=category
    )
    assert len(findings) == 1
    return findings[0]


def at(path, **region):
    return {"physicalLocation": {"artifactLocation": {"uri": path}, "region": region}}


class TestWhatIsAFinding:
    @pytest.mark.parametrize(
        "result",
        [
            {"kind": "pass"},
            {"kind": "informational"},
            {"kind": "notApplicable"},
            {"baselineState": "absent"},
            {"suppressions": [{"kind": "inSource"}]},
        ],
    )
    def test_a_result_that_is_not_live_is_none(self, result):
        assert read(run(result))[1] == []

    @pytest.mark.parametrize(
        "result",
        [
            {},
            {"kind": "fail"},
            {"kind": "open"},
            {"kind": "review"},
            {"baselineState": "new"},
            {"suppressions": []},
        ],
    )
    def test_every_other_result_is_one(self, result):
        assert len(read(run(result))[1]) == 1

    def test_suppressed_results_are_counted(self):
        report, _ = read(run({"suppressions": [{}]}, {}, {"suppressions": [{}]}))

        assert report.suppressed == 2

    def test_a_bad_result_is_a_problem_and_the_next_is_read(self):
        report, findings = read(run({"message": 1}, {"ruleId": "R"}), "no run", run({"ruleId": "S"}))

        assert [finding.rule for finding in findings] == ["R", "S"]
        assert [problem.place for problem in report.problems] == ["runs[0].results[0]", "runs[1]"]

    def test_a_finding_comes_with_its_result(self):
        report = Report(json.dumps({"version": "2.1.0", "runs": [run({"ruleId": 7})]}).encode())

        (pair,) = sarif.read(report, Category.SAST)

        assert (pair[0].rule_id, pair[1].rule) == (7, "7")


class TestSeverity:
    @pytest.mark.parametrize(
        ("result", "rule", "severity"),
        [
            ({"level": "error"}, {}, Severity.HIGH),
            ({"level": "warning"}, {}, Severity.MEDIUM),
            ({"level": "note"}, {}, Severity.LOW),
            ({"level": "none"}, {}, Severity.INFO),
            ({}, {}, Severity.MEDIUM),
            ({}, {"defaultConfiguration": {"level": "note"}}, Severity.LOW),
            ({"level": "error"}, {"defaultConfiguration": {"level": "note"}}, Severity.HIGH),
            ({"level": "note"}, {"properties": {"security-severity": "9.0"}}, Severity.CRITICAL),
            ({}, {"properties": {"security-severity": "7.0"}}, Severity.HIGH),
            ({}, {"properties": {"security-severity": 4}}, Severity.MEDIUM),
            ({}, {"properties": {"security-severity": "0.1"}}, Severity.LOW),
            ({}, {"properties": {"security-severity": "0.0"}}, Severity.INFO),
            ({"level": "note"}, {"properties": {"security-severity": "bad"}}, Severity.LOW),
            (
                {"properties": {"security-severity": "4.5"}},
                {"properties": {"security-severity": "9.5"}},
                Severity.MEDIUM,
            ),
            ({"kind": "review"}, {}, Severity.INFO),
            ({"kind": "open"}, {"properties": {"security-severity": "9.5"}}, Severity.CRITICAL),
        ],
    )
    def test_a_score_outranks_a_level_and_the_result_outranks_its_rule(self, result, rule, severity):
        assert only(result, rules=[{"id": "R"} | rule]).severity is severity

    def test_a_level_that_does_not_exist_is_unknown_and_stated(self):
        report, (finding,) = read(run({"level": "fatal"}))

        assert finding.severity is Severity.UNKNOWN
        assert "fatal" in report.problems[0].why


RULE = {
    "id": "R",
    "name": "RuleName",
    "shortDescription": {"text": "About"},
    "fullDescription": {"text": "In full."},
}


class TestWords:
    @pytest.mark.parametrize(
        ("message", "rule", "title"),
        [
            ("short", RULE, "short"),
            ("first\nsecond", RULE, "About"),
            ("long " * 50, RULE, "About"),
            ("", RULE, "About"),
            ("first\nsecond", {"id": "R", "shortDescription": {"text": "Finding: R"}}, "first\nsecond"),
            ("", {"id": "R", "name": "RuleName"}, "RuleName"),
            ("", {"id": "R"}, "R"),
        ],
    )
    def test_the_title_is_one_short_line(self, message, rule, title):
        assert only({"message": {"text": message}}, rules=[rule]).title == title

    @pytest.mark.parametrize(
        ("message", "description"),
        [
            ("words", "words\n\nIn full."),
            ("Say: In full. So.", "Say: In full. So."),
            ("In", "In full."),
            ("", "In full."),
        ],
    )
    def test_the_description_joins_message_and_rule_without_repeating(self, message, description):
        assert only({"message": {"text": message}}, rules=[RULE]).description == description

    def test_a_fix_is_described(self):
        fixes = [{"description": {"text": "Quote it."}}, {}, {"description": {"markdown": "Or not."}}]

        assert only({"fixes": fixes}).fix == "Quote it.\nOr not."
        assert only({"fixes": []}).fix == ""

    @pytest.mark.parametrize(
        ("result", "rule", "cwe"),
        [
            ({"taxa": [{"id": "CWE-79"}]}, {"properties": {"cwe": "CWE-20"}}, (79,)),
            ({}, {"properties": {"cwe": "CWE-20"}}, (20,)),
            ({"properties": {"cwe": "CWE-89"}}, {}, (89,)),
            ({"taxa": [{"id": "A1"}]}, {}, ()),
        ],
    )
    def test_the_cwe_of_the_result_comes_before_the_rule_s(self, result, rule, cwe):
        assert only(result, rules=[{"id": "R"} | rule]).cwe == cwe

    def test_a_result_about_a_secret_keeps_nothing_of_its_own_words(self):
        finding = only(
            {
                "message": {"text": "found hunter2"},
                "locations": [at("a.py", startLine=1, snippet={"text": "hunter2"})],
                "fixes": [{"description": {"text": "remove hunter2"}}],
                "taxa": [{"id": "CWE-798"}],
            },
            rules=[RULE],
        )

        assert "hunter2" not in repr(finding)
        assert (finding.title, finding.description) == ("About", "In full.")

    def test_the_code_stands_in_the_context_but_not_in_a_scan_for_secrets(self):
        places = {"locations": [at("a.py", startLine=1, snippet={"text": "x = 1"})]}

        assert only(places).location.context == "x = 1"
        assert only(places, category=Category.SECRETS).location.context is None

    def test_the_category_may_depend_on_tool_and_rule(self):
        asked = []

        def category_of(tool, rule):
            asked.append((tool, rule.id))
            return Category.IAC

        _, findings = read(run({"ruleId": "R"}, {"ruleId": "R"}, rules=[{"id": "R"}]), category=category_of)

        assert {finding.category for finding in findings} == {Category.IAC}
        assert asked == [("tool", "R")]


class TestTool:
    @pytest.mark.parametrize(
        ("name", "tool"),
        [
            ("CodeQL", "codeql"),
            ("Semgrep OSS", "semgrep"),
            ("Code  Scanner", "code-scanner"),
            ("oss", "oss"),
            ("", ""),
        ],
    )
    def test_a_name_is_lower_case_and_without_edition(self, name, tool):
        assert tool_name(name) == tool

    def test_the_report_is_of_its_first_tool_and_each_finding_of_its_own(self):
        report, findings = read(
            run({}, driver={"name": "", "version": None, "semanticVersion": "2.0.0"}),
            run({}, driver={"name": "B"}),
        )

        assert (report.tool, report.tool_version) == ("sarif", "2.0.0")
        assert [finding.tool for finding in findings] == ["sarif", "b"]


class TestWhatItProves:
    def test_files_that_were_scanned_are_counted_and_files_that_failed_are_unread(self):
        report, _ = read(
            run(
                {"locations": [at("a.py")]},
                artifacts=[
                    {"location": {"uri": "a.py"}, "roles": ["analysisTarget"]},
                    {"location": {"uri": "b.py"}, "roles": ["analysisTarget", "resultFile"]},
                    {"location": {"uri": "c.py"}, "roles": ["analysisTarget"]},
                    {"location": {"uri": "report.json"}, "roles": ["attachment"]},
                    {"roles": ["analysisTarget"]},
                ],
                invocations=[
                    {
                        "executionSuccessful": True,
                        "toolExecutionNotifications": [
                            {"level": "error", "locations": [at("c.py", startLine=1)]},
                            {"level": "warning", "message": {"text": "slow"}},
                        ],
                    }
                ],
            )
        )

        assert report.inputs == Inputs(examined=2, unread=("c.py",))
        assert report.failures == []

    def test_files_without_a_role_prove_nothing(self):
        report, _ = read(run(artifacts=[{"location": {"uri": "a.py"}}]))

        assert report.inputs is None

    @pytest.mark.parametrize(
        ("invocation", "failure"),
        [
            ({"executionSuccessful": False, "exitCode": 7}, "tool did not end well: exit code 7"),
            (
                {"executionSuccessful": False, "exitCode": 7, "exitCodeDescription": "no memory"},
                "tool did not end well: no memory",
            ),
            ({"executionSuccessful": False, "exitSignalName": "SIGKILL"}, "tool did not end well: SIGKILL"),
            (
                {"executionSuccessful": False, "processStartFailureMessage": "no such file"},
                "tool did not end well: no such file",
            ),
            ({"toolExecutionNotifications": [{"level": "error"}]}, "tool reports an error"),
            (
                {"toolConfigurationNotifications": [{"level": "error", "message": {"text": "bad rule"}}]},
                "bad rule",
            ),
        ],
    )
    def test_a_failed_run_is_a_failure(self, invocation, failure):
        report, _ = read(run(invocations=[invocation]))

        assert report.failures == [failure]

    def test_the_first_error_says_why_a_run_failed_where_nothing_else_does(self):
        notes = [
            {"level": "note", "message": {"text": "hello"}},
            {"level": "error", "message": {"text": "boom"}},
        ]
        report, _ = read(
            run(invocations=[{"executionSuccessful": False, "toolExecutionNotifications": notes}])
        )

        assert report.failures == ["tool did not end well: boom", "boom"]

    @pytest.mark.parametrize("results", [None, "absent"])
    def test_a_run_without_a_list_of_results_did_not_look(self, results):
        part = run()
        if results is None:
            part["results"] = None
        else:
            del part["results"]

        assert read(part)[0].failures == ["runs[0] holds no list of results"]

    def test_a_log_without_runs_is_a_failure(self):
        assert read()[0].failures == ["the log holds no run: nothing was scanned"]

    def test_another_version_is_read_and_stated(self):
        assert read(run({}), version="2.2.0")[0].problems[0].place == "version"
        assert read(run({}), version="2.1.0-rtm.5")[0].problems == []

    @pytest.mark.parametrize("data", [b"{}", b'{"runs": null}', b"[]", b'{"runs": ['])
    def test_what_is_no_log_is_refused(self, data):
        with pytest.raises(ReportError):
            list(sarif.read(Report(data), Category.SAST))


def test_the_files_that_snyk_code_counts_are_what_was_examined():
    counts = [
        {"files": 8, "isSupported": True, "lang": "JavaScript", "type": "SUPPORTED"},
        {"files": 2, "isSupported": True, "lang": "JavaScript", "type": "FAILED_PARSING"},
        {"files": 5, "isSupported": False, "lang": "COBOL", "type": "UNSUPPORTED"},
    ]
    report, _ = read(run(properties={"coverage": counts}))
    assert report.inputs == Inputs(examined=8, unread=("", ""))


@pytest.mark.parametrize(
    "bag", [None, 7, [], {"coverage": "80%"}, {"coverage": [1, {"files": "8"}, {"files": -1}]}]
)
def test_a_property_bag_of_another_shape_says_nothing(bag):
    report, findings = read(run(properties=bag))
    assert (report.inputs, findings, report.problems) == (None, [], [])
