"""zizmor: weaknesses of GitHub Actions workflows, composite actions and Dependabot settings."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Files, Job, Managed, Output, Proof, Scanner, Sign, Tier


def command(job: Job) -> list[str]:
    """Audit the files offline, with the project's zizmor.yml kept out."""
    options = ["--offline", "--no-config", "--no-progress", "--color", "never", "--format", "sarif"]
    return [job.executable, *options, "--", *job.files]


SCANNER = Scanner(
    name="zizmor",
    title="zizmor",
    category=Category.PIPELINE,
    homepage="https://docs.zizmor.sh",
    install=Managed(package="zizmor", executable="zizmor", tier=Tier.SMALL),
    reads=Files(
        names=("action.yml", "action.yaml"),
        paths=(
            ".github/workflows/*.yml",
            ".github/workflows/*.yaml",
            ".github/dependabot.yml",
            ".github/dependabot.yaml",
        ),
    ),
    command=command,
    report="zizmor",
    # With SARIF, findings do not change the code. 3 also means that no file handed over could be parsed.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED, 3: Exit.NOTHING_TO_SCAN},
    proof=Proof.FILES_GIVEN,
    output=Output.STDOUT,
    timeout=timedelta(minutes=2),
    signs=(
        Sign(
            pattern=r"failed to validate file://(?P<unread>.+?) as ",
            why="zizmor does not recognise it as what its name says",
            is_fatal=False,
        ),
        # A syntax error is reported with its position, but without the name of the file.
        Sign(pattern=r"failed to parse input: ", why="zizmor could not parse a file", is_fatal=False),
    ),
    limits="Offline: actions with known vulnerabilities and impostor commits are not looked up. "
    "Other systems than GitHub Actions are not read.",
)
