"""OWASP Dependency-Check: libraries, found by their evidence, against the NVD."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Folder, Job, Proof, Scanner

MARKERS = Files(
    suffixes=frozenset({".jar", ".war", ".ear", ".dll", ".nupkg"}),
    names=(
        "pom.xml", "build.gradle", "build.gradle.kts", "package-lock.json", "yarn.lock", "pnpm-lock.yaml",
        "requirements.txt", "Pipfile.lock", "poetry.lock", "composer.lock", "Gemfile.lock", "go.mod",
    ),
)  # fmt: skip


def command(job: Job) -> list[str]:
    """Scan the folder; no score makes it fail, that is the gate's business."""
    offline = [
        "--noupdate",
        "--disableOssIndex",
        "--disableCentral",
        "--disableNodeAudit",
        "--disableYarnAudit",
    ]
    data = ["--data", job.options["data"]] if "data" in job.options else []
    return [
        job.executable, "--project", "holdfast", "--scan", str(job.root), "--format", "JSON",
        "--out", str(job.report), *data, *(offline if job.is_offline else ()),
    ]  # fmt: skip


SCANNER = Scanner(
    name="dependency-check",
    title="OWASP Dependency-Check",
    category=Category.SCA,
    homepage="https://dependency-check.github.io/DependencyCheck/",
    install=External(
        executables=("dependency-check", "dependency-check.sh"),
        how_to_get="https://dependency-check.github.io/DependencyCheck/dependency-check-cli/, or its image",
        image="owasp/dependency-check",
    ),
    reads=Folder(markers=MARKERS, unit="package"),
    command=command,
    report="dependency-check",
    # By its documentation, every other code is a failure: no database, no access, analysis broken off.
    exit_codes={0: Exit.CLEAN},
    proof=Proof.REPORT,
    is_offline=False,
    timeout=timedelta(minutes=30),
    # Java reserves address space far beyond what it uses.
    memory_bytes=None,
    is_default=False,
    limits="Asks OSS Index, npm and Maven Central about the libraries. The first run downloads the NVD: an "
    "hour without an API key. The key would be seen by everybody on the command line, so update the database "
    "by a job of your own and name its folder in option 'data'. Matches by guess: false alarms.",
)
