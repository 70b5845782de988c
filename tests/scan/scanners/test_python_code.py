"""python-code, the real process."""

from holdfast.model.scan import ScanStatus

HANDLER = "from flask import request\n\ndef run(cursor):\n    cursor.execute('x' + request.args['q'])\n"


def test_sound_code_is_clean(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    coverage = laboratory.scan("python-code").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected) == (1, 1)


def test_a_flow_is_found_at_its_line(laboratory):
    laboratory.write("app.py", HANDLER)
    (finding,) = laboratory.scan("python-code").must_be(ScanStatus.FINDINGS).findings
    assert (finding.rule, finding.location.line) == ("sql-injection", 4)


def test_code_that_cannot_be_parsed_is_no_verdict(laboratory):
    laboratory.write("app.py", "def (\n")
    answer = laboratory.scan("python-code")
    assert answer.scan.status not in {ScanStatus.CLEAN, ScanStatus.FINDINGS}


def test_the_scanned_code_is_not_run(laboratory):
    laboratory.write("ast.py", "open('ran', 'w').close()\n")
    laboratory.write("app.py", HANDLER)
    laboratory.scan("python-code").must_be(ScanStatus.FINDINGS)
    assert not (laboratory.folder / "ran").exists()
