"""Grype on a folder: known vulnerabilities of the packages that Syft finds in it."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Folder, Job, Proof, Scanner, Sign

MARKERS = Files(
    suffixes=frozenset({".jar", ".war"}),
    names=(
        "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "poetry.lock", "Pipfile.lock", "uv.lock",
        "requirements.txt", "go.mod", "Cargo.lock", "Gemfile.lock", "composer.lock", "packages.lock.json",
        "pom.xml", "gradle.lockfile", "mix.lock", "pubspec.lock",
    ),
)  # fmt: skip


def command(job: Job) -> list[str]:
    """Scan the folder, talkative enough to say how many packages were matched."""
    options = ["--output", "json", "--file", str(job.report)]
    return [job.executable, f"dir:{job.root}", "-v", "--exclude", "./**/node_modules/**", *options]


SCANNER = Scanner(
    name="grype",
    title="Grype (folder)",
    category=Category.SCA,
    homepage="https://github.com/anchore/grype",
    install=External(
        executables=("grype",),
        how_to_get="https://github.com/anchore/grype#installation, or the image anchore/grype",
        image="anchore/grype",
    ),
    reads=Folder(markers=MARKERS, unit="package"),
    command=command,
    report="grype",
    # By its documentation: findings change the code only with --fail-on, which is not given.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED, 2: Exit.FAILED},
    # The report lists matches, not what was matched; the log at -v does, on a line of its own.
    proof=Proof.OUTPUT,
    proof_pattern=r"vulnerability match(?:es)? across (\d+) packages",
    is_offline=False,
    timeout=timedelta(minutes=10),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    environment={"GRYPE_CHECK_FOR_APP_UPDATE": "false", "GRYPE_DB_REQUIRE_UPDATE_CHECK": "false"},
    signs=(
        Sign(pattern=r"the vulnerability database was built .* ago \(max", why="Grype's database is too old"),
    ),
    is_run_outside=True,
    limits="Downloads its database on the first run. Walks the folder itself, past .gitignore. A version "
    "that does not log how many packages it matched gives no verdict. A .grype.yaml is not obeyed.",
)
