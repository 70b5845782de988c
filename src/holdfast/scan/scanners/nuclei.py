"""Nuclei 3: known weaknesses and misconfiguration of a running application, by community templates."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Job, Output, Proof, Scanner, Sign, Url


def command(job: Job) -> list[str]:
    """Test the address without call-backs through the maker's server."""
    templates = ["-templates", job.options["templates"]] if "templates" in job.options else []
    return [
        job.executable, "-target", job.url, "-jsonl", "-no-color", "-no-interactsh", "-disable-update-check",
        "-disable-redirects", "-stats", "-stats-json", "-stats-interval", "30", *templates,
    ]  # fmt: skip


SCANNER = Scanner(
    name="nuclei",
    title="Nuclei",
    category=Category.DAST,
    homepage="https://docs.projectdiscovery.io/tools/nuclei/overview",
    install=External(
        executables=("nuclei",),
        version_arguments=("-version",),
        how_to_get="https://docs.projectdiscovery.io/tools/nuclei/install, or its image",
        image="projectdiscovery/nuclei",
    ),
    reads=Url(unit="request"),
    command=command,
    report="nuclei",
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED},
    # Only the last of the statistics counts: each line holds the sum so far.
    proof=Proof.OUTPUT,
    proof_pattern=r'(?s)"requests": ?"?(\d+)"?(?!.*"requests")',
    output=Output.STDOUT,
    is_offline=False,
    timeout=timedelta(minutes=20),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    signs=(
        Sign(pattern=r"found unresponsive|as it was unresponsive", why="the application stopped answering"),
        Sign(pattern=r"(?i)no templates (?:provided|found)", why="Nuclei has no templates"),
    ),
    is_default=False,
    limits="Knows what its templates know, and does not crawl. Downloads templates on the first run; option "
    "'templates' names a folder of your own.",
)
