"""ZAP as it is installed: crawls a running application by a plan of its own, and attacks if told."""

import sys
from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Job, Proof, Scanner, Url
from holdfast.scan.zap_scripts import SIGNS


def command(job: Job) -> list[str]:
    """Write the plan and run ZAP, by a program of ours; option ``attack`` adds the active scan."""
    shim = [sys.executable, "-P", "-m", "holdfast.scan.zap_automation"]
    minutes = max(1, int(job.timeout.total_seconds() // 60))
    attack = ["attack"] if job.options.get("attack") == "true" else []
    return [*shim, job.executable, str(job.workdir), str(job.report), job.url, str(minutes), *attack]


SCANNER = Scanner(
    name="zap-automation",
    title="ZAP automation",
    category=Category.DAST,
    homepage="https://www.zaproxy.org/docs/automate/automation-framework/",
    install=External(
        executables=("zap.sh",),
        version_arguments=("-cmd", "-version"),
        how_to_get="ZAP's package for your system, which holds zap.sh: https://www.zaproxy.org/download/",
    ),
    reads=Url(),
    command=command,
    report="zap",
    # By the framework's documentation: 1 an error, 2 warnings. Alerts do not change the code.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED, 2: Exit.CLEAN},
    proof=Proof.OUTPUT,
    proof_pattern=r"^Job spider found (\d+) URLs",
    is_offline=False,
    timeout=timedelta(minutes=30),
    # Java reserves address space far beyond what it uses.
    memory_bytes=None,
    signs=SIGNS,
    is_default=False,
    limits="Passive rules only, unless option 'attack' is \"true\": for test systems. "
    "Pages behind a login are not seen.",
)
