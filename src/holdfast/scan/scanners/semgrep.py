"""Semgrep with the rules that Holdfast ships: what is wrong by its shape, a setting or a missing check.

Its start alone costs some seconds of CPU, so it is called once with all rules.
"""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import MEBIBYTE, Exit, Files, Job, Managed, Proof, Scanner, Tier
from holdfast.scan.semgrep_rules import compose

SECONDS_A_FILE = 10
"""Most time for one rule on one file; what takes longer is reported as an error with its path."""


def command(job: Job) -> list[str]:
    """Scan the files by local rules only; named files are read whatever a .semgrepignore says."""
    return [
        job.executable, "scan", "--quiet", "--metrics=off", "--disable-version-check", "--oss-only",
        "--no-rewrite-rule-ids", "--jobs", "2", "--timeout", str(SECONDS_A_FILE), "--timeout-threshold", "3",
        "--max-target-bytes", "0", "--config", str(job.rules), "--json", "--time",
        "--output", str(job.report), "--", *job.files,
    ]  # fmt: skip


SCANNER = Scanner(
    name="semgrep",
    title="Semgrep",
    category=Category.SAST,
    homepage="https://semgrep.dev/docs/",
    install=Managed(package="semgrep", executable="semgrep", tier=Tier.FULL),
    reads=Files(
        suffixes=frozenset(
            {".py", ".js", ".jsx", ".cjs", ".mjs", ".ts", ".tsx", ".cts", ".mts"},
        ),
        avoid=("*.min.js", "*.d.ts"),
        batch=8000,
    ),
    command=command,
    report="semgrep",
    # 2 is a fatal error, or a rule that does not parse; 7 a configuration that is not there.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 2: Exit.FAILED, 7: Exit.FAILED},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=15),
    memory_bytes=8192 * MEBIBYTE,
    environment={"SEMGREP_SEND_METRICS": "off", "SEMGREP_ENABLE_VERSION_CHECK": "0"},
    rules="semgrep",
    compose=compose,
    limits="Our rules for it are patterns, two of them flows within one function: what a request brings is "
    "followed further by python-code and javascript-code. Files without any word that a rule asks for count "
    "as read without being parsed. Lines with a 'nosemgrep' comment are not reported.",
)
