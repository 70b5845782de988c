"""Ruff's port of the flake8-bandit rules: Python code in well under a second."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Files, Job, Managed, Proof, Scanner, Sign, Tier

IGNORED = "S101,S603,S607"
"""Asserts, and any subprocess call at all: two thirds of the output, hardly ever a weakness."""


def command(job: Job) -> list[str]:
    """Check the files by the S rules, with the project's own settings kept out."""
    options = ["--isolated", "--no-cache", "--select", "S", "--ignore", IGNORED, "--output-format", "sarif"]
    return [job.executable, "check", *options, "--exit-zero", "-o", str(job.report), "--", *job.files]


SCANNER = Scanner(
    name="ruff",
    title="Ruff security rules",
    category=Category.SAST,
    homepage="https://docs.astral.sh/ruff/rules/#flake8-bandit-s",
    install=Managed(package="ruff", executable="ruff", tier=Tier.SMALL),
    reads=Files(
        suffixes=frozenset({".py", ".pyi"}), avoid=("test_*.py", "*_test.py", "tests/*", "*/tests/*")
    ),
    command=command,
    report="ruff",
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS},
    proof=Proof.FILES_GIVEN,
    timeout=timedelta(minutes=2),
    signs=(
        Sign(
            pattern=r"^warning: No Python files found",
            why="ruff found no Python file among those it was given",
        ),
        Sign(
            pattern=r"^(?:warning|error): Failed to (?:lint|read) (?P<unread>.+?): ",
            why="ruff could not read it",
            is_fatal=False,
        ),
    ),
    limits="No taint analysis: weaknesses that need a flow from request to sink are not seen.",
)
