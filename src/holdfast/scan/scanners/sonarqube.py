"""SonarQube: code, analysed by sonar-scanner and a SonarQube server of yours."""

import sys
from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, External, Folder, Job, Proof, Scanner


def command(job: Job) -> list[str]:
    """Analyse and fetch the result, by a program of ours: sonar-scanner itself leaves no report."""
    key = [f"-Dsonar.projectKey={job.options['project_key']}"] if "project_key" in job.options else []
    shim = [sys.executable, "-P", "-m", "holdfast.scan.sonar_analysis"]
    return [
        *shim,
        job.executable,
        str(job.workdir),
        str(job.report),
        f"-Dsonar.projectBaseDir={job.root}",
        *key,
    ]


SCANNER = Scanner(
    name="sonarqube",
    title="SonarQube",
    category=Category.SAST,
    homepage="https://docs.sonarsource.com/sonarqube-server/",
    install=External(
        executables=("sonar-scanner",),
        how_to_get="sonar-scanner, with SONAR_HOST_URL and SONAR_TOKEN set: https://docs.sonarsource.com",
    ),
    reads=Folder(),
    command=command,
    report="sonarqube",
    # Of our program: sonar-scanner's own codes differ from version to version.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED, 2: Exit.FAILED, 78: Exit.NOT_CONFIGURED},
    # The report lists issues only; how many files were analysed is a measure that the server keeps.
    proof=Proof.OUTPUT,
    proof_pattern=r"^analysed (\d+) files$",
    is_offline=False,
    timeout=timedelta(minutes=30),
    # Java reserves address space far beyond what it uses.
    memory_bytes=None,
    credentials=("SONAR_TOKEN", "SONAR_HOST_URL"),
    is_default=False,
    limits="Sends source code to the server. Only vulnerabilities and hotspots become findings, at most "
    "10,000 of each. Option 'project_key' names the project where no sonar-project.properties does.",
)
