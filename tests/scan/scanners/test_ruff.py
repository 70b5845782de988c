"""ruff, the real one."""

import pytest

from holdfast.model.scan import ScanStatus

pytestmark = pytest.mark.tools


def test_sound_code_is_clean(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    coverage = laboratory.scan("ruff").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected) == (1, 1)


def test_a_shell_command_from_text_is_found_at_its_line(laboratory):
    laboratory.write("app.py", "import os\n\nos.system('rm ' + name)\n")
    (finding,) = laboratory.scan("ruff").must_be(ScanStatus.FINDINGS).findings
    assert (finding.rule, finding.location.line) == ("S605", 3)


def test_code_that_cannot_be_parsed_is_no_verdict(laboratory):
    laboratory.write("app.py", "def (\n")
    laboratory.scan("ruff").must_be(ScanStatus.FAILED, "examined 0 of 1 file")


def test_broken_code_beside_sound_code_is_partial(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    laboratory.write("broken.py", "def (\n")
    coverage = laboratory.scan("ruff").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected, coverage.unread) == (1, 2, ("broken.py",))


def test_code_that_is_not_utf_8_is_unread(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    laboratory.write("old.py", b"# caf\xe9\nexec(x)\n")
    coverage = laboratory.scan("ruff").must_be(ScanStatus.CLEAN).scan.coverage
    assert coverage.unread == ("old.py",)


def test_names_with_blanks_emoji_and_dashes_are_read(laboratory):
    for name in ("a b/mod é😀.py", "-c.py"):
        laboratory.write(name, "exec(x)\n")
    answer = laboratory.scan("ruff").must_be(ScanStatus.FINDINGS)
    assert len(answer.findings) == answer.scan.coverage.examined == 2


def test_the_project_cannot_switch_rules_off(laboratory):
    laboratory.write("app.py", "exec(x)\n")
    laboratory.write("ruff.toml", 'exclude = ["*.py"]\n[lint]\nignore = ["S"]\n')
    laboratory.scan("ruff").must_be(ScanStatus.FINDINGS)


def test_a_repository_without_python_does_not_concern_it(laboratory):
    laboratory.write("index.js", "eval(x)\n")
    laboratory.scan("ruff").must_be(ScanStatus.NOT_APPLICABLE)
