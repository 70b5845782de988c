"""Our own linter of pipelines: CodeBuild, CodeDeploy, CodePipeline, GitLab, Jenkins, GitHub, Compose."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.engine import command
from holdfast.scan.scanning import BuiltIn, Exit, Files, Proof, Scanner

INSTALL = BuiltIn(module="holdfast.scan.engines.pipelines", is_dated=True)

SCANNER = Scanner(
    name="pipelines",
    title="Holdfast pipelines",
    category=Category.PIPELINE,
    homepage="https://owasp.org/www-project-top-10-ci-cd-security-risks/",
    install=INSTALL,
    reads=Files(
        suffixes=frozenset(
            {
                ".yml",
                ".yaml",
                ".template",
                ".tf",
                ".sh",
                ".bash",
                ".py",
                ".js",
                ".mjs",
                ".cjs",
                ".ts",
                ".jenkinsfile",
            }
        ),
        names=(
            "*Jenkinsfile*",
            "package.json",
            "sonar-project.properties",
            "pom.xml",
            "*.gradle",
            "*.gradle.kts",
        ),
        paths=("*pipeline*.json", "*template*.json", "*package-lock.json"),
        shebangs=("sh", "bash"),
    ),
    command=command(INSTALL),
    report="holdfast",
    exit_codes={0: Exit.CLEAN, 3: Exit.NOTHING_TO_SCAN},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=2),
    limits="Files that a pipeline includes from other repositories, settings that are kept on the server "
    "(schedules of GitLab, triggers of CodeBuild) and scripts in other languages than shell are not read.",
)
