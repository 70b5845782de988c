"""Trivy on a folder: known vulnerabilities of locked dependencies, misconfiguration, secrets."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Folder, Job, Proof, Scanner, Sign

MARKERS = Files(
    suffixes=frozenset({".tf", ".jar", ".war", ".csproj"}),
    names=(
        "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "poetry.lock",
        "Pipfile.lock", "uv.lock", "pdm.lock", "requirements.txt", "go.mod", "Cargo.lock", "Gemfile.lock",
        "composer.lock", "pom.xml", "gradle.lockfile", "packages.lock.json", "Podfile.lock", "pubspec.lock",
        "mix.lock", "conan.lock", "Package.resolved", "Dockerfile", "Dockerfile.*", "*.Dockerfile",
        "Containerfile", "Chart.yaml",
    ),
)  # fmt: skip


def command(job: Job) -> list[str]:
    """Scan the folder; without ``--exit-code``, findings do not change the exit code."""
    seconds = max(30, int(job.timeout.total_seconds()))
    offline = ["--offline-scan", "--skip-db-update", "--skip-java-db-update", "--skip-check-update"]
    return [
        job.executable, "filesystem", "--quiet", "--no-progress", "--scanners", "vuln,misconfig,secret",
        "--skip-dirs", "**/node_modules", "--format", "json", "--output", str(job.report),
        "--timeout", f"{seconds}s", *(offline if job.is_offline else ()), "--", str(job.root),
    ]  # fmt: skip


SCANNER = Scanner(
    name="trivy",
    title="Trivy (folder)",
    category=Category.SCA,
    homepage="https://trivy.dev",
    install=External(
        executables=("trivy",),
        how_to_get="https://trivy.dev/latest/getting-started/installation/, or the image aquasec/trivy",
        image="aquasec/trivy",
    ),
    reads=Folder(markers=MARKERS, unit="target"),
    command=command,
    report="trivy",
    # By its documentation: 0 with or without findings, 1 for any failure.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED},
    proof=Proof.REPORT,
    is_offline=False,
    timeout=timedelta(minutes=10),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    credentials=("TRIVY_DB_REPOSITORY", "TRIVY_JAVA_DB_REPOSITORY", "TRIVY_CHECKS_BUNDLE_REPOSITORY"),
    signs=(
        Sign(pattern=r"FATAL\s.*", why="Trivy ended in a fatal error"),
        Sign(pattern=r"WARN.*DB is (?:old|expired|stale)", why="Trivy's database is out of date"),
    ),
    is_run_outside=True,
    limits="Downloads its database on the first run. Walks the folder itself, past .gitignore. Dependencies "
    "without a lock file are not seen. The project's .trivyignore and trivy.yaml are not obeyed.",
)
