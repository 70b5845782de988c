"""Checkov: infrastructure as code that leaves resources open, unencrypted or unlogged."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Files, Folder, Job, Managed, Output, Proof, Scanner, Sign, Tier

FRAMEWORKS = (
    "terraform",
    "terraform_json",
    "cloudformation",
    "kubernetes",
    "dockerfile",
    "helm",
    "serverless",
)
"""Never ``secrets`` (minutes on one file) nor ``sca_*`` (sends package lists to its maker)."""


def command(job: Job) -> list[str]:
    """Check the folder: only a whole folder lets it resolve modules and variables between files.

    It runs Python code that a ``.checkov.yaml`` in its working directory or in the folder after a separate
    ``--directory`` names. Hence the private working directory and the equals sign.
    """
    frameworks = [word for name in FRAMEWORKS for word in ("--framework", name)]
    options = ["--skip-download", "--compact", "--output", "json", *frameworks]
    return [job.executable, f"--directory={job.root}", *options]


SCANNER = Scanner(
    name="checkov",
    title="Checkov",
    category=Category.IAC,
    homepage="https://www.checkov.io",
    install=Managed(package="checkov", executable="checkov", tier=Tier.FULL),
    reads=Folder(
        markers=Files(
            suffixes=frozenset({".tf"}),
            names=(
                "*.tf.json", "Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile",
                "Chart.yaml", "serverless.y*ml", "template.y*ml", "*cloudformation*.y*ml",
                "*cloudformation*.json", "*.cfn.y*ml", "*.cfn.json",
            ),
            paths=(
                "cloudformation/*.y*ml", "*/cloudformation/*.y*ml", "cfn/*.y*ml", "*/cfn/*.y*ml",
                "k8s/*.y*ml", "*/k8s/*.y*ml", "kubernetes/*.y*ml", "*/kubernetes/*.y*ml",
                "manifests/*.y*ml", "*/manifests/*.y*ml",
            ),
        ),
        unit="resource",
    ),
    command=command,
    report="checkov",
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS, 2: Exit.FAILED},
    proof=Proof.REPORT,
    output=Output.STDOUT,
    timeout=timedelta(minutes=10),
    environment={"LOG_LEVEL": "WARNING", "CKV_IGNORE_HIDDEN_DIRECTORIES": "true"},
    is_run_outside=True,
    signs=(Sign(pattern=r"\[ERROR\]\s+Directory .+ does not exist", why="checkov did not find the folder"),),
    limits="Started by names that tell of infrastructure; templates called otherwise do not start it, but "
    "are read once it runs. Walks the folder itself, past .gitignore. Modules from elsewhere are not "
    "fetched. Helm charts need helm on PATH. Resources with a 'checkov:skip' comment are not reported.",
)  # fmt: skip
