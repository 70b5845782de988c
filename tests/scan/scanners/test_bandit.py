"""Bandit, the real one."""

import pytest

from holdfast.model.scan import ScanStatus

pytestmark = pytest.mark.tools


def test_sound_code_is_clean(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    coverage = laboratory.scan("bandit").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected) == (1, 1)


def test_a_shell_command_is_found_at_its_line(laboratory):
    laboratory.write("app.py", "import subprocess\nsubprocess.call(command, shell=True)\n")
    answer = laboratory.scan("bandit").must_be(ScanStatus.FINDINGS)
    assert ("B602", 2) in {(finding.rule, finding.location.line) for finding in answer.findings}


@pytest.mark.parametrize("content", ["def (\n", b"\xff\xfe\x00"], ids=["syntax error", "binary"])
def test_code_that_cannot_be_parsed_is_no_verdict(laboratory, content):
    laboratory.write("app.py", content)
    answer = laboratory.scan("bandit").must_be(ScanStatus.FAILED, "examined 0 of 1 file")
    assert answer.raw.exit_codes == (0,)


def test_broken_code_beside_sound_code_is_partial(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    laboratory.write("newer.py", "type Alias[T = int] = list[T]\nif (\n")
    coverage = laboratory.scan("bandit").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected, coverage.unread) == (1, 2, ("newer.py",))


def test_a_crash_of_one_of_its_tests_is_partial(laboratory):
    # Bandit 1.9.4 makes a set of what the code makes a set of; its report and its exit code do not tell.
    laboratory.write("app.py", "answer = run(hosts={[1]}, shell=True)\n")
    laboratory.write("sound.py", "answer = 42\n")
    answer = laboratory.scan("bandit")
    assert answer.scan.coverage.unread == ("app.py",)
    assert "one of Bandit's tests crashed on it (2 times)" in answer.scan.reasons


def test_the_project_cannot_switch_rules_off(laboratory):
    laboratory.write("app.py", "import subprocess\nsubprocess.call(command, shell=True)\n")
    laboratory.write(".bandit", "[bandit]\nskips = B602\n")
    assert "B602" in laboratory.scan("bandit").rules


def test_a_repository_without_python_does_not_concern_it(laboratory):
    laboratory.write("index.js", "eval(x)\n")
    laboratory.scan("bandit").must_be(ScanStatus.NOT_APPLICABLE)
