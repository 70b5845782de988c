"""TruffleHog 3: secrets in files; its verification, which tries them at their issuer, stays off."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Folder, Job, Output, Proof, Scanner, Sign


def command(job: Job) -> list[str]:
    """Scan the files as they are, without asking anybody whether a secret is good."""
    options = ["--json", "--fail", "--no-update", "--no-verification"]
    options += ["--exclude-paths", str(job.rules / "excluded.txt")]
    return [job.executable, "filesystem", *options, str(job.root)]


SCANNER = Scanner(
    name="trufflehog",
    title="TruffleHog",
    category=Category.SECRETS,
    homepage="https://github.com/trufflesecurity/trufflehog",
    install=External(
        executables=("trufflehog",),
        how_to_get="https://github.com/trufflesecurity/trufflehog#installation, or its image",
        image="trufflesecurity/trufflehog",
    ),
    reads=Folder(unit="chunk"),
    command=command,
    report="trufflehog",
    # By its documentation: --fail makes findings 183.
    exit_codes={0: Exit.CLEAN, 183: Exit.FINDINGS, 1: Exit.FAILED},
    # One line a finding on stdout, none without; the last line of the log says how much was read.
    proof=Proof.OUTPUT,
    proof_pattern=r'"finished scanning".*?"chunks": ?(\d+)',
    output=Output.STDOUT,
    timeout=timedelta(minutes=10),
    # Go reserves address space far beyond what it uses.
    memory_bytes=None,
    signs=(
        Sign(
            pattern=r"encountered errors? during scan", why="TruffleHog met an error and left something out"
        ),
    ),
    rules="trufflehog",
    is_run_outside=True,
    limits="Secrets are not verified, so that none leaves the machine. The history of git is not read. Walks "
    "the folder itself, past .gitignore, without installed packages and build results.",
)
