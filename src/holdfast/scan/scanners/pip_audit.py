"""pip-audit: pinned Python requirements against the package index's advisories."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Files, Job, Proof, Scanner


def command(job: Job) -> list[str]:
    """Audit the one file of pinned requirements, without pip and without resolving anything."""
    options = ["--no-deps", "--disable-pip", "--progress-spinner", "off", "--format", "json"]
    return [job.executable, *options, "--output", str(job.report), f"--requirement={job.files[0]}"]


SCANNER = Scanner(
    name="pip-audit",
    title="pip-audit",
    category=Category.SCA,
    homepage="https://github.com/pypa/pip-audit",
    install=External(executables=("pip-audit",), how_to_get="https://github.com/pypa/pip-audit#installation"),
    reads=Files(names=("requirements.txt", "requirements-*.txt", "*-requirements.txt"), batch=1),
    command=command,
    report="pip-audit",
    # Measured: 1 is a finding, but also no network; 0 also when every package was skipped.
    exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS},
    proof=Proof.REPORT,
    is_offline=False,
    timeout=timedelta(minutes=5),
    is_default=False,
    limits="Sends names and versions of packages to the package index. Reads files of requirements pinned "
    "with '==' only: an open one gives no verdict. Lock files of poetry, uv and pdm are not read.",
)
