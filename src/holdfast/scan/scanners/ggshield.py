"""ggshield: secrets, found by GitGuardian's service."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Job, Proof, Scanner


def command(job: Job) -> list[str]:
    """Send the files to GitGuardian."""
    options = ["--json", "--output", str(job.report)]
    return [job.executable, "--no-check-for-updates", "secret", "scan", "path", *options, "--", *job.files]


SCANNER = Scanner(
    name="ggshield",
    title="ggshield",
    category=Category.SECRETS,
    homepage="https://docs.gitguardian.com/ggshield-docs/",
    install=External(
        executables=("ggshield",),
        how_to_get="https://docs.gitguardian.com/ggshield-docs/getting-started; set GITGUARDIAN_API_KEY",
        image="gitguardian/ggshield",
    ),
    reads=Files(
        is_any=True, avoid=("*.png", "*.jpg", "*.jpeg", "*.gif", "*.svg", "*.ico", "*.woff*", "*.zip")
    ),
    command=command,
    report="ggshield",
    # 3 measured without a key; the others by its documentation.
    exit_codes={
        0: Exit.CLEAN, 1: Exit.FINDINGS, 2: Exit.FAILED, 3: Exit.NOT_CONFIGURED, 128: Exit.FAILED,
    },
    proof=Proof.FILES_GIVEN,
    is_offline=False,
    timeout=timedelta(minutes=10),
    credentials=("GITGUARDIAN_API_KEY", "GITGUARDIAN_INSTANCE"),
    is_default=False,
    limits="Sends the content of files to GitGuardian. Files over 1 MB and binary ones are left out in "
    "silence. It obeys a .gitguardian.yaml of the project.",
)  # fmt: skip
