"""Bandit: Python code, as a second opinion beside ruff and semgrep."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Files, Job, Managed, Proof, Scanner, Sign, Tier


def command(job: Job) -> list[str]:
    """Check the files; only folders would make it obey the project's .bandit file."""
    return [job.executable, "--format", "json", "--quiet", "--output", str(job.report), "--", *job.files]


SCANNER = Scanner(
    name="bandit",
    title="Bandit",
    category=Category.SAST,
    homepage="https://bandit.readthedocs.io",
    install=Managed(package="bandit", executable="bandit", tier=Tier.FULL),
    reads=Files(suffixes=frozenset({".py"}), avoid=("test_*.py", "*_test.py", "tests/*", "*/tests/*")),
    command=command,
    report="bandit",
    # 1 is a finding; 2 a wrong call or settings that cannot be read.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 2: Exit.FAILED},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=10),
    signs=(
        # The test is lost for that file, and neither the report nor the exit code says so.
        Sign(
            pattern=r"Bandit internal error running: \S+ on file (?P<unread>.+?) at line \d+: ",
            why="one of Bandit's tests crashed on it",
            is_fatal=False,
        ),
        Sign(
            pattern=r"Exception occurred when executing tests against (?P<unread>.+?)\. ",
            why="Bandit crashed on it",
            is_fatal=False,
        ),
    ),
    is_default=False,
    limits="Reads files with the parser of the Python it runs on: newer syntax is not analysed, and is "
    "stated as unread. Lines marked '# nosec' are not reported. Slower than ruff, whose rules overlap.",
)
