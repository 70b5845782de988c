"""Trivy on a container image: known vulnerabilities of its packages, and secrets in its layers."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Image, Job, Proof, Scanner, Sign


def command(job: Job) -> list[str]:
    """Scan the image, from a file when it is one."""
    seconds = max(30, int(job.timeout.total_seconds()))
    offline = ["--offline-scan", "--skip-db-update", "--skip-java-db-update"]
    target = ["--input", job.image] if job.image.endswith(".tar") else ["--", job.image]
    return [
        job.executable, "image", "--quiet", "--no-progress", "--scanners", "vuln,secret",
        "--format", "json", "--output", str(job.report), "--timeout", f"{seconds}s",
        *(offline if job.is_offline else ()), *target,
    ]  # fmt: skip


SCANNER = Scanner(
    name="trivy-image",
    title="Trivy (image)",
    category=Category.CONTAINER,
    homepage="https://trivy.dev",
    install=External(
        executables=("trivy",),
        how_to_get="https://trivy.dev/latest/getting-started/installation/, or the image aquasec/trivy",
        image="aquasec/trivy",
    ),
    reads=Image(unit="target"),
    command=command,
    report="trivy",
    # By its documentation: 0 with or without findings, 1 for any failure.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED},
    proof=Proof.REPORT,
    is_offline=False,
    timeout=timedelta(minutes=15),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    credentials=(
        "TRIVY_DB_REPOSITORY", "TRIVY_JAVA_DB_REPOSITORY", "TRIVY_USERNAME", "TRIVY_PASSWORD", "DOCKER_HOST",
        "DOCKER_CONFIG",
    ),
    signs=(Sign(pattern=r"FATAL\s.*", why="Trivy ended in a fatal error"),),
    is_run_outside=True,
    limits="Software copied in without a package manager's record is not seen. Run from an image, it reads "
    "image files (.tar) and registries, not the images of the local Docker.",
)  # fmt: skip
