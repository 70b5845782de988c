"""ZAP baseline: crawls a running application and looks at its answers, without attacking."""

import os
import shlex
from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Job, Proof, Scanner, Sign, Url

WRITABLE = "/zap/wrk/"
"""What the packaged scripts put before the names of their files when they run in ZAP's image."""


def command(job: Job) -> list[str]:
    """Crawl the address and report what the answers give away."""
    is_in_image = "/" not in job.executable
    report = os.path.relpath(job.report, WRITABLE) if is_in_image else str(job.report)
    minutes = max(1, int(job.timeout.total_seconds() // 60))
    home = shlex.join(["-dir", str(job.workdir / "zap")])
    return [job.executable, "-t", job.url, "-J", report, "-T", str(minutes), "-l", "WARN", "-z", home]


SCANNER = Scanner(
    name="zap-baseline",
    title="ZAP baseline",
    category=Category.DAST,
    homepage="https://www.zaproxy.org/docs/docker/baseline-scan/",
    install=External(
        executables=("zap-baseline.py",),
        version_arguments=("-h",),
        how_to_get="the image zaproxy/zap-stable, which holds zap-baseline.py",
        image="zaproxy/zap-stable",
    ),
    reads=Url(),
    command=command,
    report="zap",
    # By its documentation: 1 at least one FAIL, 2 at least one WARN, 3 anything else.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 2: Exit.FINDINGS, 3: Exit.FAILED},
    # The report lists alerts only; a ZAP that reached the login page alone is as silent as one that saw all.
    proof=Proof.OUTPUT,
    proof_pattern=r"^Total of (\d+) URLs",
    is_offline=False,
    timeout=timedelta(minutes=20),
    # Java reserves address space far beyond what it uses.
    memory_bytes=None,
    signs=(
        Sign(
            pattern=r"No URLs found - is the target URL accessible", why="ZAP did not reach the application"
        ),
        Sign(pattern=r"Failed to (?:start|access) ", why="ZAP could not start, or not reach the application"),
    ),
    limits="Passive: headers, cookies, leaks; no injection is tried. Pages behind a login or made by scripts "
    "are not seen. zap.sh alone is not driven: import its report with `holdfast convert`.",
)
