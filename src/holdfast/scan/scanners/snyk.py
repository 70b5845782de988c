"""Snyk Open Source: dependencies, tested by Snyk's service."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Folder, Job, Proof, Scanner

MARKERS = Files(
    names=(
        "package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "requirements*.txt", "Pipfile",
        "poetry.lock", "pom.xml", "build.gradle", "build.gradle.kts", "go.mod", "Gemfile.lock",
        "composer.lock", "*.csproj", "packages.config", "Podfile.lock", "mix.lock", "build.sbt",
    ),
)  # fmt: skip


def command(job: Job) -> list[str]:
    """Test every project in the folder."""
    return [job.executable, "test", "--all-projects", f"--json-file-output={job.report}"]


SCANNER = Scanner(
    name="snyk",
    title="Snyk Open Source",
    category=Category.SCA,
    homepage="https://docs.snyk.io/developer-tools/snyk-cli",
    install=External(
        executables=("snyk",),
        how_to_get="https://docs.snyk.io/developer-tools/snyk-cli; set SNYK_TOKEN",
        image="snyk/snyk",
    ),
    reads=Folder(markers=MARKERS, unit="package"),
    command=command,
    report="snyk",
    # By its documentation: 2 is a failure, 3 no supported project.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 2: Exit.FAILED, 3: Exit.NOTHING_TO_SCAN},
    proof=Proof.REPORT,
    is_offline=False,
    timeout=timedelta(minutes=15),
    # Node reserves address space far beyond what it uses.
    memory_bytes=None,
    credentials=("SNYK_TOKEN", "SNYK_API", "SNYK_CFG_ORG"),
    environment={"SNYK_DISABLE_ANALYTICS": "1"},
    is_default=False,
    limits="Sends the dependency tree to Snyk, and may run the project's package manager to find it. It "
    "obeys a .snyk file of the project.",
)
