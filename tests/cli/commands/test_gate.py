"""Facts about ``holdfast gate``."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from holdfast.cli.application import run
from holdfast.kit.clock import SystemClock

RISKY = {
    "test_id": "B602",
    "test_name": "subprocess_popen_with_shell_equals_true",
    "issue_text": "subprocess call with shell=True identified, security issue.",
    "issue_severity": "HIGH",
    "issue_confidence": "HIGH",
    "filename": "./app.py",
    "line_number": 3,
    "issue_cwe": {"id": 78},
}
SMALL = RISKY | {
    "test_id": "B101",
    "test_name": "assert_used",
    "issue_text": "Use of assert detected.",
    "issue_severity": "LOW",
    "line_number": 9,
    "issue_cwe": {"id": 703},
}
FILES = {"_totals": {}, "./app.py": {}, "./db.py": {}}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project with a state of its own, as the working directory."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".git").mkdir()  # The search for holdfast.yaml ends here.
    monkeypatch.chdir(folder)
    for kind in ("STATE", "CACHE", "CONFIG"):
        monkeypatch.setenv(f"HOLDFAST_{kind}_DIR", str(tmp_path / kind.lower()))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def report(project: Path) -> Callable[..., str]:
    def write(*results: dict, errors: tuple = (), name: str = "bandit.json") -> str:
        content = {"errors": list(errors), "metrics": FILES, "results": list(results)}
        (project / name).write_text(json.dumps(content))
        return name

    return write


@pytest.fixture
def holdfast(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["gate", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def write(project: Path, name: str, text: str) -> str:
    (project / name).write_text(text)
    return name


@pytest.mark.parametrize(
    ("results", "code", "verdict"), [((), 0, "pass"), ((SMALL,), 0, "pass"), ((RISKY, SMALL), 1, "fail")]
)
def test_the_exit_code_is_the_verdict(holdfast, report, results, code, verdict):
    answer, out, _ = holdfast("--report", report(*results), "-f", "json")

    assert (answer, json.loads(out)["decision"]["verdict"]) == (code, verdict)


def test_a_report_that_proves_nothing_exits_with_3(holdfast, report):
    path = report(errors=({"filename": "./app.py", "reason": "syntax error while parsing AST from file"},))

    code, out, _ = holdfast("--report", path, "-f", "json")

    assert code == 3
    assert {rule["rule"] for rule in json.loads(out)["decision"]["rules"] if rule["verdict"] != "pass"} == {
        "gate.min_coverage"
    }


@pytest.mark.parametrize(
    ("option", "results", "code"),
    [
        ("--exit-zero", (RISKY,), 0),
        ("--no-verdict=warn", (RISKY,), 1),
        ("--no-verdict=fail", (RISKY,), 1),
    ],
)
def test_options_soften_the_exit_code_and_nothing_else(holdfast, report, option, results, code):
    answer, out, _ = holdfast("--report", report(*results), option, "-f", "json")

    assert (answer, json.loads(out)["decision"]["verdict"]) == (code, "fail")


def test_no_verdict_can_be_made_a_warning(holdfast, report):
    path = report(errors=({"filename": "./app.py", "reason": "syntax error"},))

    assert holdfast("--report", path, "--no-verdict", "warn")[0] == 0


def test_check_is_what_runs_without_a_subcommand(holdfast, report):
    path = report(RISKY)

    plain, named = (holdfast(*words, "--report", path, "-f", "json") for words in ((), ("check",)))

    assert plain[0] == named[0] == 1
    assert json.loads(plain[1])["decision"] == json.loads(named[1])["decision"]


def test_a_folder_is_not_taken_for_a_subcommand(holdfast, report, project):
    (project / "services").mkdir()

    assert holdfast("services", "--report", report(RISKY), "-f", "json")[0] == 1


def test_a_folder_that_does_not_exist_is_a_mistake_of_the_caller(holdfast):
    code, _, err = holdfast("nowhere")

    assert code == 2
    assert "nowhere does not exist" in err


def test_the_policy_of_the_configuration_counts(holdfast, report, project):
    write(project, "holdfast.yaml", "service: {name: shop}\ngate: {default: {severity: low}}\n")

    code, out, _ = holdfast("--report", report(SMALL), "-f", "json")

    assert (code, json.loads(out)["service"]) == (1, "shop")


def test_a_policy_file_counts_instead_and_waivers_of_the_project_stay(holdfast, report, project):
    policy = write(project, "policy.yaml", "default: {severity: low}\n")
    write(
        project,
        "holdfast.yaml",
        "service: {name: shop}\nwaivers:\n"
        "  - {rule: B101, owner: ana, reason: asserts are stripped, expires: 2999-01-01}\n",
    )

    code, out, _ = holdfast("--policy", policy, "--report", report(SMALL), "-f", "json")

    decision = json.loads(out)["decision"]
    assert (code, decision["blocking"]) == (0, [])
    assert decision["waived"][0]["waiver"]["origin"] == "holdfast.yaml:3"


@pytest.mark.parametrize(
    "text", ["defualt: {}\n", "default: {severity: deadly}\n", "required: [{scanner: zapp}]\n"]
)
def test_a_wrong_policy_is_refused_with_its_place(holdfast, report, project, text):
    code, out, err = holdfast("--policy", write(project, "bad.yaml", text), "--report", report())

    assert (code, out) == (2, "")
    assert "bad.yaml:1:" in err


def test_a_report_that_is_missing_is_no_verdict(holdfast):
    assert holdfast("--report", "gone.json")[0] == 3


def test_several_reports_are_one_run(holdfast, report):
    one, two = report(RISKY, name="one.json"), report(SMALL, name="two.json")

    _, out, _ = holdfast("--report", one, "--report", two, "-f", "json")

    assert len(json.loads(out)["scans"]) == len(json.loads(out)["findings"]) == 2


@pytest.mark.parametrize("options", [("--since", "main"), ("--url", "http://127.0.0.1/"), ("--only", "sast")])
def test_options_of_a_scan_are_refused_where_nothing_is_scanned(holdfast, report, options):
    code, _, err = holdfast("--report", report(), *options)

    assert code == 2
    assert f"{options[0]} cannot be used with --report" in err


def test_a_decision_has_one_source(holdfast, report):
    assert holdfast("--report", report(), "--run", "scan.json")[0] == 2


def test_what_a_scan_printed_is_gated_alike(holdfast, report):
    code, out, _ = holdfast("--report", report(RISKY), "-f", "json=scan.json", "-f", "csv")
    again, printed, _ = holdfast("--run", "scan.json", "-f", "csv")

    assert (again, printed) == (code, out)


def test_a_file_that_is_no_run_is_no_verdict(holdfast, project):
    code, _, err = holdfast("--run", write(project, "scan.json", "{}"))

    assert code == 3
    assert "scan.json is not a run" in err


def test_a_baseline_is_written_and_then_spares_what_it_holds(holdfast, report, project):
    policy = write(project, "policy.yaml", "default: {new_only: true}\n")
    old = report(RISKY)

    code, _, err = holdfast("--policy", policy, "--report", old, "--write-baseline", "known.txt")
    assert code == 1
    assert "baseline: 1 finding written to known.txt" in err
    assert (project / "known.txt").read_text().splitlines()[0] == "holdfast-baseline 1"

    code, out, _ = holdfast("--policy", policy, "--report", old, "--baseline", "known.txt", "-f", "json")
    assert (code, json.loads(out)["decision"]["not_gated"]) == (0, [["not new", 1]])

    fresh = RISKY | {"filename": "./db.py"}
    assert holdfast("--policy", policy, "--report", report(RISKY, fresh), "--baseline", "known.txt")[0] == 1


def test_a_baseline_of_a_scan_without_verdict_is_written_with_a_warning(holdfast, project):
    content = {"errors": [], "metrics": {"_totals": {}}, "results": []}
    path = write(project, "empty.json", json.dumps(content))

    _, _, err = holdfast("--report", path, "--write-baseline", "known.txt")

    assert "warning: bandit gave no verdict, so the baseline lacks what it would find" in err


def test_a_baseline_of_changes_only_is_refused_before_anything_is_scanned(holdfast, project):
    code, _, err = holdfast("--since", "main", "--write-baseline", "known.txt")

    assert code == 2
    assert "the baseline would forget all the rest" in err
    assert not (project / "known.txt").exists()


def test_a_decision_is_explained_by_its_id_and_the_last_one_without(holdfast, report):
    _, out, err = holdfast("--report", report(RISKY), "-f", "json")
    name = json.loads(out)["decision"]["id"]
    assert f"decision {name[:12]}: `holdfast gate explain` says why" in err
    holdfast("--report", report())

    last = holdfast("explain")
    named = holdfast("explain", name[:8])

    assert (last[0], named[0]) == (0, 0)
    assert last[1].startswith("The gate passes")
    assert named[1].startswith("The gate fails: 1 of 1 finding block (1 high)")
    assert "              why:   severity high reaches high" in named[1].splitlines()


def test_an_explanation_is_the_same_bytes_every_time(holdfast, report):
    holdfast("--report", report(RISKY, SMALL))

    assert holdfast("explain")[1] == holdfast("explain")[1]
    assert json.loads(holdfast("explain", "-f", "json")[1])["findings"][0]["outcome"] == "blocks"


def test_an_explanation_cannot_steer_the_terminal(holdfast, report):
    holdfast("--report", report(RISKY | {"issue_text": "red \x1b[31m alert"}))

    assert "\x1b" not in holdfast("explain")[1]


def test_an_unknown_decision_is_a_mistake_of_the_caller(holdfast):
    assert holdfast("explain")[0] == 2
    assert holdfast("explain", "abcdef")[0] == 2


def test_another_folder_has_its_own_decisions(holdfast, report, project):
    (project / "other").mkdir()
    holdfast("other", "--report", report(RISKY))

    assert holdfast("explain")[0] == 2
    assert holdfast("explain", "--path", "other")[0] == 0


def test_a_record_changed_behind_our_back_is_said(holdfast, report, tmp_path):
    holdfast("--report", report(RISKY))
    (file,) = tmp_path.glob("state/projects/*/decisions/*.json")
    file.write_bytes(file.read_bytes().replace(b"The gate fails", b"The gate smiles"))

    _, out, err = holdfast("explain")

    assert out.startswith("The gate smiles")
    assert "warning: the same inputs give another decision today" in err


def test_a_decision_stands_also_where_it_cannot_be_kept(holdfast, report, tmp_path):
    (tmp_path / "state").write_text("a file where the folder should be")

    code, _, err = holdfast("--report", report(RISKY))

    assert code == 1
    assert "warning: the decision was not kept" in err


def test_a_simulation_shows_what_another_policy_would_have_said(holdfast, report, project):
    strict = write(project, "strict.yaml", "gate: {default: {severity: low}}\nservice: {name: shop}\n")
    holdfast("--report", report(SMALL))

    code, out, _ = holdfast("simulate", "--policy", strict)

    lines = out.splitlines()
    assert code == 0
    assert lines[0].endswith("pass -> fail")
    assert "  begins to block: low " in out
    assert lines[-1] == "1 run tried, another verdict for 1"


def test_a_simulation_as_json_names_the_findings(holdfast, report, project):
    mild = write(project, "mild.yaml", "default: {severity: critical}\n")
    _, out, _ = holdfast("--report", report(RISKY), "-f", "json")
    blocking = json.loads(out)["decision"]["blocking"]

    (trial,) = json.loads(holdfast("simulate", "--policy", mild, "-f", "json")[1])

    assert (trial["change"]["before"], trial["change"]["after"]) == ("fail", "pass")
    assert trial["change"]["ceases_to_block"] == blocking


def test_a_simulation_without_runs_is_no_verdict(holdfast, project):
    assert holdfast("simulate", "--policy", write(project, "p.yaml", "default: {}\n"))[0] == 3


def test_help_is_the_groups_own(holdfast):
    code, out, _ = holdfast("--help")

    assert code == 0
    assert all(word in out for word in ("check", "explain", "simulate"))


def test_the_day_that_counts_is_utc(holdfast, report):
    _, out, _ = holdfast("--report", report(), "-f", "json")

    assert json.loads(out)["decision"]["today"] == SystemClock().now().date().isoformat()


@pytest.mark.tools
def test_a_folder_is_scanned_and_gated(holdfast, project, monkeypatch):
    monkeypatch.delenv("HOLDFAST_CACHE_DIR")  # The scanner is installed once, into the user's cache.
    write(project, "app.py", "import subprocess\n\n\ndef go(x):\n    subprocess.call(x, shell=True)\n")

    code, out, _ = holdfast(".", "--scanner", "ruff", "-f", "json")

    decision = json.loads(out)["decision"]
    assert (code, decision["verdict"]) == (1, "fail")
    assert [finding["rule"] for finding in json.loads(out)["findings"]] == ["S602"]
