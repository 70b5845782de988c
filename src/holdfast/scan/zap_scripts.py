"""What ZAP's packaged scans share: scripts of one image, called alike and ending alike."""

import os
import shlex

from holdfast.scan.scanning import Exit, Job, Sign

WRITABLE = "/zap/wrk/"
"""What the scripts put before the names of their files when they run in ZAP's image."""

EXIT_CODES = {0: Exit.CLEAN, 1: Exit.FINDINGS, 2: Exit.FINDINGS, 3: Exit.FAILED}
"""By their documentation: 1 at least one FAIL, 2 at least one WARN, 3 anything else."""

URLS_REACHED = r"^Total of (\d+) URLs"
"""The report lists alerts only; a ZAP that reached the login page alone is as silent as one that saw all."""

SIGNS = (
    Sign(pattern=r"No URLs found - is the target URL accessible", why="ZAP did not reach the application"),
    Sign(pattern=r"Failed to (?:start|access) ", why="ZAP could not start, or not reach the application"),
)


def command(job: Job) -> list[str]:
    """Scan the address, with ZAP's own files in the private folder; the script decides what is done."""
    is_in_image = "/" not in job.executable
    report = os.path.relpath(job.report, WRITABLE) if is_in_image else str(job.report)
    minutes = max(1, int(job.timeout.total_seconds() // 60))
    home = shlex.join(["-dir", str(job.workdir / "zap")])
    return [job.executable, "-t", job.url, "-J", report, "-T", str(minutes), "-l", "WARN", "-z", home]
