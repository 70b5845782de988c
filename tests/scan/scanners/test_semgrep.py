"""Semgrep, the real one, with the rules of Holdfast. Each call costs seconds before it reads a rule."""

import pytest

from holdfast.model.scan import ScanStatus

pytestmark = pytest.mark.tools


def test_a_debug_mode_is_found_and_broken_code_is_named(laboratory):
    laboratory.write("web/app.js", "const app = express();\nprocess.env.NODE_ENV = 'development';\n")
    laboratory.write("web/broken.js", "function ( { process.env.NODE_ENV = 'development' \n")
    laboratory.write("web/sound.ts", "export const answer: number = 42;\n")
    laboratory.write(".semgrepignore", "web/\n")
    laboratory.write("notes.md", "process.env.NODE_ENV = 'development';\n")
    answer = laboratory.scan("semgrep").must_be(ScanStatus.FINDINGS)
    assert ("web/app.js", 2) in {(one.location.path, one.location.line) for one in answer.findings}
    coverage = answer.scan.coverage
    assert (coverage.selected, coverage.unread) == (3, ("web/broken.js",))


def test_sound_code_is_clean_and_counted(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    laboratory.write("a b/é😀.js", "export const answer = 42;\n")
    coverage = laboratory.scan("semgrep").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected) == (2, 2)


def test_a_repository_without_code_does_not_concern_it(laboratory):
    laboratory.write("README.md", "text")
    laboratory.scan("semgrep").must_be(ScanStatus.NOT_APPLICABLE)
