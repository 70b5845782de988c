"""Yarn 1's audit: locked packages of Node against the registry's advisories."""

import os
from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Job, Output, Proof, Scanner

SEVERITIES_FOUND = range(1, 32)
"""The exit code is a sum: 1 info, 2 low, 4 moderate, 8 high, 16 critical. 1 is also a failure's."""


def command(job: Job) -> list[str]:
    """Audit the one lock file; nothing is installed."""
    folder = os.path.dirname(job.files[0]) or "."  # noqa: PTH120 - pathlib would drop the leading "./".
    return [job.executable, "--cwd", folder, "audit", "--json", "--no-progress", "--non-interactive"]


SCANNER = Scanner(
    name="yarn-audit",
    title="Yarn audit",
    category=Category.SCA,
    homepage="https://github.com/yarnpkg/yarn",
    install=External(executables=("yarn",), how_to_get="https://github.com/yarnpkg/yarn, version 1"),
    reads=Files(names=("yarn.lock",), batch=1),
    command=command,
    report="yarn-audit",
    exit_codes={0: Exit.CLEAN, **dict.fromkeys(SEVERITIES_FOUND, Exit.FINDINGS)},
    proof=Proof.REPORT,
    output=Output.STDOUT,
    is_offline=False,
    timeout=timedelta(minutes=5),
    # Node reserves address space far beyond what it uses.
    memory_bytes=None,
    is_default=False,
    limits="Sends names and versions of packages to the registry. Yarn 1 only: later ones have another "
    "command and report, and give no verdict here. One call for each lock file.",
)
