"""Clair 4: known vulnerabilities of a container image, found by a Clair server of yours."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Image, Job, Output, Proof, Scanner


def command(job: Job) -> list[str]:
    """Have the server index the image, and print its report; CLAIR_API names the server."""
    return [job.executable, "report", "--out", "json", "--", job.image]


SCANNER = Scanner(
    name="clair",
    title="Clair",
    category=Category.CONTAINER,
    homepage="https://quay.github.io/clair/",
    install=External(
        executables=("clairctl",),
        how_to_get="https://quay.github.io/clair/; set CLAIR_API to the address of your server",
    ),
    reads=Image(),
    command=command,
    report="clair",
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED},
    proof=Proof.REPORT,
    output=Output.STDOUT,
    is_offline=False,
    timeout=timedelta(minutes=15),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    credentials=("CLAIR_API", "DOCKER_CONFIG"),
    is_default=False,
    limits="Needs a server, which fetches the image from its registry itself: image files are not read.",
)
