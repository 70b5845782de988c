"""Snyk Code: source code, analysed by Snyk's service."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Folder, Job, Proof, Scanner

MARKERS = Files(
    suffixes=frozenset(
        {
            ".c", ".cc", ".cpp", ".cs", ".ex", ".go", ".groovy", ".java", ".js", ".jsx", ".kt", ".mjs",
            ".php", ".py", ".rb", ".rs", ".scala", ".swift", ".ts", ".tsx", ".vue",
        }
    )
)  # fmt: skip


def command(job: Job) -> list[str]:
    """Upload the code and fetch what was found."""
    return [job.executable, "code", "test", f"--sarif-file-output={job.report}"]


SCANNER = Scanner(
    name="snyk-code",
    title="Snyk Code",
    category=Category.SAST,
    homepage="https://docs.snyk.io/scan-with-snyk/snyk-code",
    install=External(
        executables=("snyk",),
        how_to_get="https://docs.snyk.io/developer-tools/snyk-cli; set SNYK_TOKEN",
        image="snyk/snyk",
    ),
    reads=Folder(markers=MARKERS),
    command=command,
    report="sarif",
    # By its documentation: 2 is a failure, 3 no supported project.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 2: Exit.FAILED, 3: Exit.NOTHING_TO_SCAN},
    # Its SARIF counts the files that were analysed; without that count, silence is no verdict.
    proof=Proof.REPORT,
    is_offline=False,
    timeout=timedelta(minutes=15),
    # Node reserves address space far beyond what it uses.
    memory_bytes=None,
    credentials=("SNYK_TOKEN", "SNYK_API", "SNYK_CFG_ORG"),
    environment={"SNYK_DISABLE_ANALYTICS": "1"},
    is_default=False,
    limits="Uploads source code to Snyk. It obeys a .snyk file of the project.",
)
