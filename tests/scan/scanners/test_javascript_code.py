"""javascript-code, the real process."""

import pytest

from holdfast.model.scan import ScanStatus
from holdfast.scan.scanners.javascript_code import SCANNER

HANDLER = 'app.get("/", (req, res) => {\n  pool.query("x" + req.query.q);\n});\n'


def test_sound_code_is_clean(laboratory):
    laboratory.write("app.js", "export const answer = 42;\n")
    coverage = laboratory.scan("javascript-code").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected) == (1, 1)


def test_a_flow_is_found_at_its_line(laboratory):
    laboratory.write("app.ts", HANDLER)
    (finding,) = laboratory.scan("javascript-code").must_be(ScanStatus.FINDINGS).findings
    assert (finding.rule, finding.location.line) == ("sql-injection", 2)


def test_code_of_which_nothing_can_be_read_is_no_verdict(laboratory):
    laboratory.write("app.js", "def (\n")
    answer = laboratory.scan("javascript-code")
    assert answer.scan.status not in {ScanStatus.CLEAN, ScanStatus.FINDINGS}


@pytest.mark.parametrize(
    "path",
    [
        "src/shop.test.ts",
        "src/shop.spec.js",
        "test/shop.js",
        "tests/unit/shop.js",
        "packages/a/tests/shop.js",
        "src/__tests__/shop.jsx",
        "public/jquery.min.js",
        "public/app.bundle.js",
        "types/shop.d.ts",
        "page.html",
    ],
)
def test_tests_and_what_programs_wrote_are_not_handed_to_it(path):
    assert not SCANNER.reads.wants(path)


@pytest.mark.parametrize(
    "path", ["app.js", "src/App.JSX", "a.mjs", "a.cjs", "a.ts", "a.tsx", "a.mts", "a.cts"]
)
def test_every_kind_of_code_is_handed_to_it(path):
    assert SCANNER.reads.wants(path)
    assert SCANNER.reads.wants(f"contest/{path}")
