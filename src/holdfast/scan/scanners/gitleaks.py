"""Gitleaks 8.19 or newer: secrets in files, by pattern and entropy."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Folder, Job, Proof, Scanner

LEAKS_FOUND = 10
"""Left alone, 1 would mean both leaks and failure."""


def command(job: Job) -> list[str]:
    """Scan the files as they are, by our settings, which are its defaults and not the project's."""
    return [
        job.executable, "dir", "--no-banner", "--no-color", "--log-level", "info",
        "--exit-code", str(LEAKS_FOUND), "--config", str(job.rules / "gitleaks.toml"),
        "--report-format", "json", "--report-path", str(job.report), str(job.root),
    ]  # fmt: skip


SCANNER = Scanner(
    name="gitleaks",
    title="Gitleaks",
    category=Category.SECRETS,
    homepage="https://github.com/gitleaks/gitleaks",
    install=External(
        executables=("gitleaks",),
        version_arguments=("version",),
        how_to_get="https://github.com/gitleaks/gitleaks#installing, or the image ghcr.io/gitleaks/gitleaks",
        image="ghcr.io/gitleaks/gitleaks",
    ),
    reads=Folder(unit="byte"),
    command=command,
    report="gitleaks",
    exit_codes={0: Exit.CLEAN, LEAKS_FOUND: Exit.FINDINGS, 1: Exit.FAILED, 126: Exit.FAILED},
    # The report holds leaks only; the log says how much was read.
    proof=Proof.OUTPUT,
    proof_pattern=r"scanned ~(\d+) bytes",
    timeout=timedelta(minutes=5),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    rules="gitleaks",
    is_run_outside=True,
    limits="The history of git is not read. Walks the folder itself, past .gitignore. It obeys a "
    ".gitleaksignore in the folder and lines marked 'gitleaks:allow'.",
)
