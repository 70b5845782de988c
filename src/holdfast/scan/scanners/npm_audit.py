"""npm audit: locked packages of Node against the registry's advisories."""

import os
from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Job, Output, Proof, Scanner


def command(job: Job) -> list[str]:
    """Audit the one lock file; nothing is installed, no script is run."""
    folder = os.path.dirname(job.files[0]) or "."  # noqa: PTH120 - pathlib would drop the leading "./".
    return [job.executable, "audit", "--json", "--package-lock-only", "--ignore-scripts", "--prefix", folder]


SCANNER = Scanner(
    name="npm-audit",
    title="npm audit",
    category=Category.SCA,
    homepage="https://github.com/npm/cli",
    install=External(executables=("npm",), how_to_get="comes with Node: https://nodejs.org"),
    reads=Files(names=("package-lock.json", "npm-shrinkwrap.json"), batch=1),
    command=command,
    report="npm-audit",
    # 1 means findings and, as measured, failures: an endpoint that answers 405. The report tells them apart.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS},
    proof=Proof.REPORT,
    output=Output.STDOUT,
    is_offline=False,
    timeout=timedelta(minutes=5),
    # Node reserves address space far beyond what it uses.
    memory_bytes=None,
    environment={"NPM_CONFIG_UPDATE_NOTIFIER": "false", "NPM_CONFIG_FUND": "false"},
    is_default=False,
    limits="Sends names and versions of packages to the registry. One call for each lock file.",
)
