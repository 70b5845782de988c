"""What the contract of an adapter decides by itself: which files are wanted, and what is counted."""

import pytest

from holdfast.kit.registry import Registry
from holdfast.scan import scanners
from holdfast.scan.scanning import Files, Scanner

SCRIPTS = Files(
    suffixes=frozenset({".sh"}),
    names=("Makefile", "*.mk"),
    paths=("ci/*",),
    avoid=("vendor/*", "*.min.sh"),
    shebangs=("bash",),
)


@pytest.mark.parametrize(
    ("path", "shebang", "is_wanted"),
    [
        ("run.sh", "", True),
        ("a/RUN.SH", "", True),
        ("Makefile", "", True),
        ("makefile", "", False),
        ("a/rules.mk", "", True),
        ("ci/deploy/step", "", True),
        ("a/ci/step", "", False),
        ("deploy", "bash", True),
        ("deploy", "python3", False),
        ("deploy", "", False),
        ("vendor/run.sh", "", False),
        ("a/run.min.sh", "bash", False),
    ],
)
def test_a_file_is_wanted_by_suffix_name_path_or_interpreter_unless_avoided(path, shebang, is_wanted):
    assert SCRIPTS.wants(path, shebang) is is_wanted


def test_a_scanner_of_any_file_still_avoids_some():
    files = Files(is_any=True, avoid=("*.png",))
    assert files.wants("notes")
    assert not files.wants("a/picture.png")


def test_without_any_wish_nothing_is_wanted():
    assert not Files().wants("a.py", "python3")


@pytest.mark.parametrize(
    ("name", "unit"), [("ruff", "file"), ("checkov", "resource"), ("gitleaks", "byte"), ("wapiti", "url")]
)
def test_coverage_counts_what_the_scanner_reads(name, unit):
    assert Registry(scanners, Scanner, "holdfast.scanners", "scanner").get(name).unit == unit
