"""OSV-Scanner 2: locked dependencies against osv.dev."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Folder, Job, Output, Proof, Scanner

MARKERS = Files(
    names=(
        "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock", "poetry.lock", "Pipfile.lock",
        "uv.lock", "pdm.lock", "requirements*.txt", "go.mod", "Cargo.lock", "Gemfile.lock", "composer.lock",
        "packages.lock.json", "pom.xml", "gradle.lockfile", "mix.lock", "pubspec.lock", "conan.lock",
        "renv.lock",
    ),
)  # fmt: skip


def command(job: Job) -> list[str]:
    """Scan the folder and list every package, so that silence can be told from blindness."""
    offline = ["--offline"] if job.is_offline else []
    options = ["--recursive", "--all-packages", "--format", "json", *offline]
    return [job.executable, "scan", "source", *options, "--", str(job.root)]


SCANNER = Scanner(
    name="osv-scanner",
    title="OSV-Scanner",
    category=Category.SCA,
    homepage="https://google.github.io/osv-scanner/",
    install=External(
        executables=("osv-scanner",),
        # The distribution of that name in the Python index is a placeholder without any function.
        how_to_get="https://google.github.io/osv-scanner/installation/, or its image",
        image="ghcr.io/google/osv-scanner",
    ),
    reads=Folder(markers=MARKERS, unit="package"),
    command=command,
    report="osv-scanner",
    # By its documentation: 127 is a general error, 128 means that no package was found.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 127: Exit.FAILED, 128: Exit.NOTHING_TO_SCAN},
    proof=Proof.REPORT,
    output=Output.STDOUT,
    is_offline=False,
    timeout=timedelta(minutes=5),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    is_run_outside=True,
    is_default=False,
    limits="Sends names and versions of packages to api.osv.dev. Version 1 is not supported. It obeys an "
    "osv-scanner.toml beside a lock file.",
)
