"""Facts about verdicts; the first group is our table of "zero findings" that are not clean."""

import dataclasses
import time

import pytest

from factories import finding
from holdfast.errors import ReportError
from holdfast.model.category import Category
from holdfast.model.report import Inputs, ParsedReport, Problem
from holdfast.model.scan import ScanStatus
from holdfast.model.verdict import Verdict
from holdfast.scan.judging import judge, telling_lines
from holdfast.scan.raw_scan import NotRun
from holdfast.scan.scanning import BuiltIn, Exit, Files, Folder, Proof, Sign, Url
from scanners import raw, scanner


def report(**over):
    return ParsedReport(**{"parser": "tool", "tool": "tool"} | over)


def inputs(examined, *unread, unit="file"):
    return Inputs(examined=examined, unit=unit, unread=unread)


FINDING = finding()
NO_REPORT = ReportError("The file is not JSON", "Input data was truncated", "")
LOCK_FILES = Files(names=("requirements.txt", "package-lock.json"))
TRACEBACK = 'Traceback (most recent call last):\n  File "cli.py", line 7\n'

PIP_AUDIT = scanner("pip-audit", reads=LOCK_FILES, proof=Proof.REPORT)
BANDIT = scanner(
    "bandit",
    proof=Proof.REPORT,
    signs=(Sign(pattern=r"^\[tester\]\s+ERROR\s+Bandit internal error", why="a check crashed"),),
)
DETECT_SECRETS = scanner("detect-secrets", exit_codes={0: Exit.CLEAN}, category=Category.SECRETS)
RUFF = scanner(
    "ruff", signs=(Sign(pattern=r"^warning: No Python files found", why="it found no file of those it got"),)
)
ESLINT = scanner("eslint", proof=Proof.REPORT, reads=Files(suffixes=frozenset({".js", ".jsx"})))
NPM_AUDIT = scanner("npm-audit", reads=LOCK_FILES, proof=Proof.REPORT)
CFN_LINT = scanner("cfn-lint", exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS})
RETIRE = scanner("retire", exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 13: Exit.FINDINGS})
ZIZMOR = scanner("zizmor", exit_codes={0: Exit.CLEAN, 3: Exit.NOTHING_TO_SCAN})
GGSHIELD = scanner("ggshield", exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 3: Exit.NOT_CONFIGURED})
SEMGREP = scanner("semgrep", exit_codes={0: Exit.CLEAN, 2: Exit.FAILED}, reads=Folder())

NOT_CLEAN = {
    "pip-audit, every dependency skipped": (
        PIP_AUDIT,
        raw(output="No known vulnerabilities found\n", selected=("requirements.txt",)),
        [report(inputs=inputs(0, "django", "pillow", unit="package"))],
        "it examined 0 of 2 packages: django, pillow",
    ),
    "bandit on a path that does not exist": (
        BANDIT, raw(), [report(inputs=inputs(0))], "it examined 0 of 2 files",
    ),
    "detect-secrets on a path that does not exist": (
        DETECT_SECRETS, raw(selected=()), [report()], "it examined 0 of 0 files",
    ),
    "ruff on a path that does not exist": (
        RUFF,
        raw(output="warning: No Python files found under the given path(s)\n"),
        [report()],
        "it found no file of those it got",
    ),
    "eslint-plugin-security on jsx, which no rule applies to": (
        ESLINT,
        raw(selected=("app.jsx", "main.jsx")),
        [report(inputs=inputs(0, "app.jsx", "main.jsx"))],
        "it examined 0 of 2 files: app.jsx, main.jsx",
    ),
    "bandit on syntax that is newer than its interpreter, every file": (
        BANDIT,
        raw(exit_codes=(0,)),
        [report(inputs=inputs(0, "a.py", "b.py"))],
        "it examined 0 of 2 files: a.py, b.py",
    ),
    "bandit, a plug-in crashed, silent in the report": (
        BANDIT,
        raw(exit_codes=(1,), output="[tester]\tERROR\tBandit internal error running: blacklist\n"),
        [report(findings=(FINDING,), inputs=inputs(2))],
        "a check crashed",
    ),
    "npm audit, the registry refused": (
        NPM_AUDIT,
        raw(exit_codes=(1,), selected=("package-lock.json",)),
        [report(failures=("the registry answered 405",))],
        "the registry answered 405",
    ),
    "pip-audit by OSV, no network": (
        PIP_AUDIT,
        raw(exit_codes=(1,), reports=(b"",), output=f"{TRACEBACK}ConnectionError: service unreachable\n"),
        [NO_REPORT],
        "its report cannot be read: The file is not JSON (Input data was truncated)",
    ),
    "cfn-lint without its extra": (
        CFN_LINT,
        raw(exit_codes=(1,), reports=(b"",), output=f"{TRACEBACK}ImportError: sarif_om\n"),
        [NO_REPORT],
        "its report cannot be read: The file is not JSON (Input data was truncated)",
    ),
    "retire without its repository": (
        RETIRE,
        raw(exit_codes=(1,)),
        [report(failures=("the repository could not be fetched",))],
        "the repository could not be fetched",
    ),
    "zizmor, nothing to audit, although it was given files": (
        ZIZMOR,
        raw(exit_codes=(3,), reports=(), output="fatal: no audit was performed\nnone\n"),
        [],
        "exit code 3 says that there is nothing to scan, but it was given 2 files; its last line was: none",
    ),
    "ggshield without a key": (
        GGSHIELD,
        raw(exit_codes=(3,), reports=(), output="Error: A key is needed\n"),
        [],
        "exit code 3 says that it is not configured; its last line was: Error: A key is needed",
    ),
    "semgrep without network": (
        SEMGREP,
        raw(exit_codes=(2,), reports=(), output=f"{TRACEBACK}requests.ConnectionError\n"),
        [],
        "exit code 2 says that it failed; its last line was: requests.ConnectionError",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", NOT_CLEAN)
def test_zero_findings_that_are_not_clean(case):
    adapter, end, parsed, reason = NOT_CLEAN[case]
    scan = judge(adapter, end, parsed)
    assert scan.verdict is Verdict.NO_VERDICT
    assert scan.status is ScanStatus.FAILED
    assert scan.reasons == (reason,)


def test_partly_read_input_is_partial_coverage_with_numbers():
    names = tuple(f"f{number}.py" for number in range(461))
    end = raw(exit_codes=(1,), selected=tuple(f"f{number}.py" for number in range(1243)))
    scan = judge(BANDIT, end, [report(findings=(FINDING,), inputs=inputs(782, *names))])
    assert scan.status is ScanStatus.FINDINGS
    assert (scan.coverage.selected, scan.coverage.examined) == (1243, 782)
    assert scan.coverage.is_partial
    assert len(scan.coverage.unread) == 50
    assert scan.reasons == ()


def test_files_that_were_not_handed_over_lower_the_coverage():
    scan = judge(scanner(), raw(selected=("a.py",), left_out=("large.py",)), [report()])
    assert (scan.coverage.selected, scan.coverage.examined, scan.coverage.unread) == (2, 1, ("large.py",))


def test_a_proven_silence_passes():
    scan = judge(RUFF, raw(), [report()])
    assert (scan.status, scan.verdict, scan.reasons) == (ScanStatus.CLEAN, Verdict.PASS, ())
    assert (scan.coverage.selected, scan.coverage.examined) == (2, 2)


def test_findings_fail():
    scan = judge(RUFF, raw(exit_codes=(1,)), [report(findings=(FINDING, FINDING))])
    assert (scan.verdict, scan.finding_count) == (Verdict.FAIL, 2)


def test_findings_after_a_clean_exit_are_findings():
    assert judge(RUFF, raw(), [report(findings=(FINDING,))]).status is ScanStatus.FINDINGS


def test_an_exit_code_that_says_findings_without_any_decides_nothing():
    scan = judge(RUFF, raw(exit_codes=(1,)), [report()])
    assert scan.reasons == ("exit code 1 says that there are findings, but the report holds none",)


def test_the_contradiction_is_looked_for_in_each_call():
    end = raw(exit_codes=(0, 1), reports=(b"", b""))
    assert judge(RUFF, end, [report(findings=(FINDING,)), report()]).status is ScanStatus.FAILED
    assert judge(RUFF, end, [report(), report(findings=(FINDING,))]).status is ScanStatus.FINDINGS


def test_an_adapter_may_map_an_exit_code_of_findings_to_clean():
    adapter = dataclasses.replace(RUFF, exit_codes={0: Exit.CLEAN, 1: Exit.CLEAN})
    assert judge(adapter, raw(exit_codes=(1,)), [report()]).status is ScanStatus.CLEAN


@pytest.mark.parametrize(
    ("code", "words"),
    [(9, "is not in its table"), (-9, "ended by signal 9"), (None, "ended before it was done")],
)
def test_an_exit_code_outside_the_table_decides_nothing(code, words):
    scan = judge(RUFF, raw(exit_codes=(code,)), [report()])
    assert scan.status is ScanStatus.FAILED
    assert words in scan.reasons[0]


def test_nothing_to_scan_is_not_applicable_where_we_handed_no_files():
    adapter = scanner(reads=Folder(), exit_codes={3: Exit.NOTHING_TO_SCAN})
    scan = judge(adapter, raw(exit_codes=(3,), reports=()))
    assert scan.status is ScanStatus.NOT_APPLICABLE


def test_nothing_to_scan_is_a_failure_where_the_walk_found_what_it_reads():
    locks = Files(names=("package-lock.json",))
    adapter = scanner(reads=Folder(markers=locks), exit_codes={128: Exit.NOTHING_TO_SCAN})
    scan = judge(adapter, raw(exit_codes=(128,), reports=(), selected=("package-lock.json",)))
    assert scan.status is ScanStatus.FAILED
    assert scan.reasons == ("exit code 128 says that there is nothing to scan, but it was given 1 file",)


def test_a_reason_shows_no_credentials():
    scan = judge(RUFF, NotRun(status=ScanStatus.FAILED, reason="no answer from http://me:hunter2@h/"))
    assert scan.reasons == ("no answer from http://…@h/",)


def test_nothing_to_scan_is_a_failure_where_an_address_was_given():
    adapter = scanner(reads=Url(), exit_codes={3: Exit.NOTHING_TO_SCAN})
    assert judge(adapter, raw(exit_codes=(3,), reports=(), selected=())).status is ScanStatus.FAILED


def test_time_up_is_no_verdict_and_keeps_what_was_found():
    end = raw(exit_codes=(1, None), is_timed_out=True, duration_seconds=120.4)
    scan = judge(RUFF, end, [report(findings=(FINDING,))])
    assert (scan.status, scan.finding_count) == (ScanStatus.TIMED_OUT, 1)
    assert scan.reasons == (
        "it was ended after 120 s: its time was up, after 1 call; 1 finding reported by then is kept",
    )


def test_time_up_before_the_start_says_so():
    scan = judge(RUFF, raw(exit_codes=(), reports=(), is_timed_out=True))
    assert scan.reasons == ("the time for the whole scan was up before its turn came",)


def test_a_call_without_report_decides_nothing():
    scan = judge(RUFF, raw(exit_codes=(0, 0), reports=(b"{}",)), [report()])
    assert scan.reasons == ("1 of 2 calls left no report",)


def test_what_the_runner_saw_go_wrong_decides_nothing():
    scan = judge(RUFF, raw(failures=("report-0 is too large: the limit is 512.0 MiB",)), [report()])
    assert scan.status is ScanStatus.FAILED
    assert judge(RUFF, raw(is_cancelled=True), [report()]).reasons == ("it was stopped before its end",)


@pytest.mark.parametrize(("reached", "status"), [(2, ScanStatus.FAILED), (3, ScanStatus.CLEAN)])
def test_a_dynamic_scan_must_reach_enough_addresses(reached, status):
    zap = scanner("zap", reads=Url(), proof=Proof.REPORT, category=Category.DAST)
    end = raw(selected=())
    scan = judge(zap, end, [report(inputs=inputs(reached, unit="url"))], min_inputs=3)
    assert scan.status is status
    assert (scan.coverage.unit, scan.coverage.examined) == ("url", reached)
    if status is ScanStatus.FAILED:
        assert scan.reasons == ("it examined 2 of 2 urls; at least 3 are needed",)


def test_output_can_be_the_proof():
    adapter = scanner(reads=Folder(), proof=Proof.OUTPUT, proof_pattern=r"^Scanned ([\d,]+) files")
    scan = judge(adapter, raw(output="Scanned 1,204 files in 2 s\n"), [report()])
    assert (scan.status, scan.coverage.examined) == (ScanStatus.CLEAN, 1204)
    silent = judge(adapter, raw(output="done\n"), [report()])
    assert silent.reasons == ("its output does not say how much it examined",)
    nothing = judge(adapter, raw(output="Scanned 0 files in 2 s\n"), [report()])
    assert nothing.reasons == ("it examined 0 of 0 files",)


def test_a_report_that_must_prove_and_does_not_say_decides_nothing():
    scan = judge(PIP_AUDIT, raw(), [report()])
    assert scan.reasons == ("its report does not say what it examined",)


def test_findings_do_not_replace_the_proof():
    assert judge(PIP_AUDIT, raw(exit_codes=(1,)), [report(findings=(FINDING,))]).status is ScanStatus.FAILED


def test_signs_that_are_not_fatal_name_what_was_not_read():
    adapter = scanner(
        signs=(Sign(pattern=r"^failed on (?P<unread>.+)$", why="a file failed", is_fatal=False),)
    )
    scan = judge(
        adapter, raw(output="failed on ./a.py\nfailed on a.py\n"), [report(inputs=inputs(1, "a.py"))]
    )
    assert scan.coverage.unread == ("a.py",)
    assert (scan.coverage.selected, scan.coverage.examined) == (2, 1)
    assert scan.reasons == ("a file failed (2 times)",)


def test_rows_that_cannot_be_read_make_a_silence_worthless():
    lost = report(problems=(Problem(place="results[0]", why="no rule"),))
    scan = judge(RUFF, raw(), [lost])
    assert scan.status is ScanStatus.FAILED
    assert scan.reasons == ("1 part of its report could not be read, the first at results[0]: no rule",)
    found = judge(RUFF, raw(), [dataclasses.replace(lost, findings=(FINDING,))])
    assert found.status is ScanStatus.FINDINGS
    assert found.reasons == scan.reasons


def test_a_report_that_nobody_read_decides_nothing():
    assert judge(RUFF, raw(), []).reasons == ("1 of 1 report left unread",)


@pytest.mark.parametrize("status", [ScanStatus.MISSING, ScanStatus.NOT_APPLICABLE, ScanStatus.FAILED])
def test_a_scanner_that_was_not_run_says_why(status):
    scan = judge(RUFF, NotRun(status=status, reason="because"), is_expected=False)
    assert (scan.status, scan.reasons, scan.verdict) == (status, ("because",), Verdict.NO_VERDICT)
    assert not scan.is_expected


def test_evidence_holds_the_hash_of_all_reports_and_the_telling_exit_code():
    end = raw(exit_codes=(0, 1, 0), reports=(b"a", b"b", b"c"), output="\n".join(map(str, range(100))))
    evidence = judge(RUFF, end, [report(), report(findings=(FINDING,)), report()]).evidence
    assert evidence.report_sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert (evidence.report_bytes, evidence.exit_code) == (3, 1)
    assert evidence.stderr_tail.splitlines()[0] == "80"


def test_a_failure_outweighs_findings_in_the_evidence():
    assert judge(RUFF, raw(exit_codes=(1, 7))).evidence.exit_code == 7


def test_what_a_scanner_of_secrets_prints_is_not_kept():
    planted = "AKIAZ7Q2EXAMPLE5KEYS"
    scan = judge(DETECT_SECRETS, raw(exit_codes=(5,), output=f"error at a.py: {planted}\n"), [report()])
    assert planted not in repr(scan)
    assert "error at a.py: …" in scan.evidence.stderr_tail


def test_names_that_are_not_utf8_can_be_written_down():
    scan = judge(BANDIT, raw(), [report(inputs=inputs(1, "caf\udce9.py"))])
    assert scan.coverage.unread == (r"caf\xe9.py",)


def test_only_the_lines_that_a_verdict_rests_on_are_telling():
    speaking = scanner(
        signs=(
            Sign(pattern=r"^skipped (?P<unread>.+)$", why="", is_fatal=False),
            Sign(pattern="b\nc", why=""),
        ),
        proof=Proof.OUTPUT,
        proof_pattern=r"read (\d+)",
    )
    output = "leak: s3cret\nskipped a.py\na\nb\nc\nd\nread 5 files\nskipped a.py"
    assert telling_lines(speaking, output) == "skipped a.py\nb\nc\nread 5 files\nskipped a.py"
    assert telling_lines(scanner(), output) == ""


def test_telling_lines_are_found_in_linear_time():
    speaking = scanner(signs=(Sign(pattern="^skipped ", why="it skipped", is_fatal=False),))
    output = "skipped a.py\n" * 30_000
    before = time.process_time()
    assert telling_lines(speaking, output) == output
    assert time.process_time() - before < 2


def test_what_was_passed_over_is_told():
    judged = judge(RUFF, raw(), [report(suppressed=2)])
    assert (judged.status, judged.reasons) == (
        ScanStatus.CLEAN,
        ("2 results passed over, as the project or its settings ask",),
    )


OURS = scanner("ours", exit_codes={0: Exit.CLEAN, 3: Exit.NOTHING_TO_SCAN}, install=BuiltIn(module="ours"))


def test_a_program_of_ours_may_find_nothing_of_its_kind_in_what_it_was_given_by_name():
    judged = judge(OURS, raw(exit_codes=(3,), reports=(), selected=("notes.yml",)))
    assert judged.status is ScanStatus.NOT_APPLICABLE
    assert not judged.coverage.is_partial


def test_a_file_that_was_left_out_may_have_been_of_its_kind():
    judged = judge(OURS, raw(exit_codes=(3,), reports=(), selected=("a.yml",), left_out=("large.yml",)))
    assert judged.status is ScanStatus.FAILED
