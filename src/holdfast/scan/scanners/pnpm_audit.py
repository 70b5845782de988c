"""pnpm audit: locked packages of Node against the registry's advisories."""

import os
from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Job, Output, Proof, Scanner


def command(job: Job) -> list[str]:
    """Audit the one lock file; nothing is installed."""
    folder = os.path.dirname(job.files[0]) or "."  # noqa: PTH120 - pathlib would drop the leading "./".
    return [job.executable, "--dir", folder, "audit", "--json"]


SCANNER = Scanner(
    name="pnpm-audit",
    title="pnpm audit",
    category=Category.SCA,
    homepage="https://pnpm.io/cli/audit",
    install=External(executables=("pnpm",), how_to_get="https://pnpm.io/installation"),
    reads=Files(names=("pnpm-lock.yaml",), batch=1),
    command=command,
    report="pnpm-audit",
    # 1 means findings and failures alike; the report tells them apart.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS},
    proof=Proof.REPORT,
    output=Output.STDOUT,
    is_offline=False,
    timeout=timedelta(minutes=5),
    # Node reserves address space far beyond what it uses.
    memory_bytes=None,
    is_default=False,
    limits="Sends names and versions of packages to the registry. One call for each lock file.",
)
