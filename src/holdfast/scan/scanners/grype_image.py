"""Grype on a container image: known vulnerabilities of the packages in it."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Image, Job, Proof, Scanner, Sign


def command(job: Job) -> list[str]:
    """Scan the image, from a file when it is one."""
    target = f"docker-archive:{job.image}" if job.image.endswith(".tar") else job.image
    return [job.executable, "-v", "--output", "json", "--file", str(job.report), "--", target]


SCANNER = Scanner(
    name="grype-image",
    title="Grype (image)",
    category=Category.CONTAINER,
    homepage="https://github.com/anchore/grype",
    install=External(
        executables=("grype",),
        how_to_get="https://github.com/anchore/grype#installation, or the image anchore/grype",
        image="anchore/grype",
    ),
    reads=Image(),
    command=command,
    report="grype",
    # By its documentation: findings change the code only with --fail-on, which is not given.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED, 2: Exit.FAILED},
    proof=Proof.OUTPUT,
    proof_pattern=r"vulnerability match(?:es)? across (\d+) packages",
    is_offline=False,
    timeout=timedelta(minutes=15),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    environment={"GRYPE_CHECK_FOR_APP_UPDATE": "false", "GRYPE_DB_REQUIRE_UPDATE_CHECK": "false"},
    credentials=(
        "DOCKER_HOST",
        "DOCKER_CONFIG",
        "GRYPE_REGISTRY_AUTH_USERNAME",
        "GRYPE_REGISTRY_AUTH_PASSWORD",
    ),
    signs=(
        Sign(pattern=r"the vulnerability database was built .* ago \(max", why="Grype's database is too old"),
    ),
    is_run_outside=True,
    limits="Software that was copied in without a package manager's record is not seen. A version that does "
    "not log how many packages it matched gives no verdict.",
)
