"""Security scanners and tests as pipelines call them: how to recognise one, what makes its findings count."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.containers import ContainerRun, container_run


class Kind(StrEnum):
    """What a scanner looks at; advisories change daily for the first two."""

    DEPENDENCIES = "dependencies"
    IMAGE = "image"
    RUNNING = "running application"
    CODE = "code"
    SECRETS = "secrets"  # pragma: allowlist secret
    CONFIGURATION = "configuration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A scanner.

    Attributes:
        title: Name for people.
        kind: What it looks at.
        programs: Names of its program.
        words: Words of which one must be among its arguments; any call counts, when empty.
        needs: Options of which one must be given, lest it end well whatever it finds; it fails by itself,
            when empty.
        pardons: Options that make it end well whatever it finds.
        images: Container images that run it, without tag.
    """

    title: str
    kind: Kind
    programs: tuple[str, ...]
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    pardons: tuple[str, ...] = ()
    images: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanner that a command calls, with the words that it is given."""

    tool: Tool
    arguments: tuple[str, ...]

    @property
    def is_gated(self) -> bool:
        """Whether an option makes its findings fail the call, or it needs none."""
        return not self.tool.needs or any(_is_given(option, self.arguments) for option in self.tool.needs)

    @property
    def pardon(self) -> str:
        """The option that makes it end well whatever it finds; empty when there is none."""
        return next((option for option in self.tool.pardons if _is_given(option, self.arguments)), "")


_RUN = ("run", "scan", "fs", "image", "dir", "filesystem", "repo", "rootfs", "config")

TOOLS = (
    Tool(
        title="OWASP Dependency-Check",
        kind=Kind.DEPENDENCIES,
        programs=("dependency-check.sh", "dependency-check", "dependency-check.bat"),
        words=("--scan", "-s"),
        needs=("--failOnCVSS",),
        images=("owasp/dependency-check",),
    ),
    Tool(
        title="Trivy",
        kind=Kind.IMAGE,
        programs=("trivy",),
        words=(*_RUN, "i", "sbom", "k8s", "vm", "repository", "conf"),
        needs=("--exit-code",),
        pardons=("--exit-code=0",),
        images=("aquasec/trivy", "ghcr.io/aquasecurity/trivy", "public.ecr.aws/aquasecurity/trivy"),
    ),
    Tool(
        title="Grype",
        kind=Kind.IMAGE,
        programs=("grype",),
        needs=("--fail-on", "-f"),
        images=("anchore/grype",),
    ),
    Tool(
        title="Docker Scout",
        kind=Kind.IMAGE,
        programs=("docker scout",),
        words=("cves",),
        needs=("--exit-code", "-e"),
    ),
    Tool(
        title="Dockle",
        kind=Kind.IMAGE,
        programs=("dockle",),
        needs=("--exit-code",),
        images=("goodwithtech/dockle",),
    ),
    Tool(
        title="Semgrep",
        kind=Kind.CODE,
        programs=("semgrep",),
        words=("scan", "--config", "-c", "-f", "--error"),
        needs=("--error",),
        images=("semgrep/semgrep", "returntocorp/semgrep"),
    ),
    Tool(title="Semgrep", kind=Kind.CODE, programs=("semgrep",), words=("ci",)),
    Tool(
        title="TruffleHog",
        kind=Kind.SECRETS,
        programs=("trufflehog",),
        needs=("--fail",),
        images=("trufflesecurity/trufflehog", "ghcr.io/trufflesecurity/trufflehog"),
    ),
    Tool(title="Flawfinder", kind=Kind.CODE, programs=("flawfinder",), needs=("--error-level",)),
    Tool(
        title="SonarQube",
        kind=Kind.CODE,
        programs=("sonar-scanner", "pysonar-scanner", "pysonar", "sonar"),
        images=("sonarsource/sonar-scanner-cli",),
    ),
    Tool(
        title="ZAP",
        kind=Kind.RUNNING,
        programs=("zap-baseline.py", "zap-full-scan.py", "zap-api-scan.py"),
        pardons=("-I",),
        images=(
            "zaproxy/zap-stable",
            "owasp/zap2docker-stable",
            "ghcr.io/zaproxy/zaproxy",
            "softwaresecurityproject/zap-stable",
            "owasp/zap2docker-weekly",
            "zaproxy/zap-weekly",
        ),
    ),
    Tool(title="Nikto", kind=Kind.RUNNING, programs=("nikto", "nikto.pl")),
    Tool(title="Wapiti", kind=Kind.RUNNING, programs=("wapiti",)),
    Tool(title="Nuclei", kind=Kind.RUNNING, programs=("nuclei",), images=("projectdiscovery/nuclei",)),
    Tool(
        title="Snyk", kind=Kind.DEPENDENCIES, programs=("snyk",), words=("test", "code", "container", "iac")
    ),
    Tool(title="npm audit", kind=Kind.DEPENDENCIES, programs=("npm", "pnpm", "yarn"), words=("audit",)),
    Tool(title="pip-audit", kind=Kind.DEPENDENCIES, programs=("pip-audit",)),
    Tool(
        title="Safety",
        kind=Kind.DEPENDENCIES,
        programs=("safety",),
        words=("check", "scan"),
        pardons=("--continue-on-error", "--exit-zero"),
    ),
    Tool(
        title="OSV-Scanner",
        kind=Kind.DEPENDENCIES,
        programs=("osv-scanner",),
        images=("ghcr.io/google/osv-scanner",),
    ),
    Tool(title="cargo audit", kind=Kind.DEPENDENCIES, programs=("cargo",), words=("audit", "deny")),
    Tool(title="govulncheck", kind=Kind.DEPENDENCIES, programs=("govulncheck",)),
    Tool(title="bundler-audit", kind=Kind.DEPENDENCIES, programs=("bundle-audit", "bundler-audit")),
    Tool(title="Retire.js", kind=Kind.DEPENDENCIES, programs=("retire",), pardons=("--exitwith=0",)),
    Tool(title="Bandit", kind=Kind.CODE, programs=("bandit",), pardons=("--exit-zero",)),
    Tool(
        title="gosec", kind=Kind.CODE, programs=("gosec",), pardons=("-no-fail",), images=("securego/gosec",)
    ),
    Tool(title="Brakeman", kind=Kind.CODE, programs=("brakeman",), pardons=("--no-exit-on-warn",)),
    Tool(title="NodeJsScan", kind=Kind.CODE, programs=("njsscan",)),
    Tool(
        title="Gitleaks",
        kind=Kind.SECRETS,
        programs=("gitleaks",),
        words=("detect", "git", "dir", "protect", "stdin"),
        pardons=("--exit-code=0",),
        images=("zricethezav/gitleaks", "ghcr.io/gitleaks/gitleaks", "gitleaks/gitleaks"),
    ),
    Tool(
        title="Checkov",
        kind=Kind.CONFIGURATION,
        programs=("checkov",),
        words=("-d", "--directory", "-f", "--file"),
        pardons=("--soft-fail", "-s"),
        images=("bridgecrew/checkov",),
    ),
    Tool(
        title="tfsec",
        kind=Kind.CONFIGURATION,
        programs=("tfsec",),
        pardons=("--soft-fail", "-s"),
        images=("aquasec/tfsec",),
    ),
    Tool(
        title="KICS",
        kind=Kind.CONFIGURATION,
        programs=("kics",),
        words=("scan",),
        pardons=("--ignore-on-exit=all", "--ignore-on-exit=results"),
        images=("checkmarx/kics",),
    ),
    Tool(
        title="Hadolint",
        kind=Kind.CONFIGURATION,
        programs=("hadolint",),
        pardons=("--no-fail",),
        images=("hadolint/hadolint", "ghcr.io/hadolint/hadolint"),
    ),
    Tool(title="zizmor", kind=Kind.CONFIGURATION, programs=("zizmor",), pardons=("--no-exit-codes",)),
    Tool(title="Holdfast", kind=Kind.CODE, programs=("holdfast",), words=("scan", "gate")),
)

ACTIONS: Mapping[str, tuple[str, Kind]] = {
    "aquasecurity/trivy-action": ("Trivy", Kind.IMAGE),
    "anchore/scan-action": ("Grype", Kind.IMAGE),
    "docker/scout-action": ("Docker Scout", Kind.IMAGE),
    "dependency-check/dependency-check_action": ("OWASP Dependency-Check", Kind.DEPENDENCIES),
    "actions/dependency-review-action": ("dependency review", Kind.CODE),
    "google/osv-scanner-action/osv-scanner-action": ("OSV-Scanner", Kind.DEPENDENCIES),
    "pypa/gh-action-pip-audit": ("pip-audit", Kind.DEPENDENCIES),
    "zaproxy/action-baseline": ("ZAP", Kind.RUNNING),
    "zaproxy/action-full-scan": ("ZAP", Kind.RUNNING),
    "zaproxy/action-api-scan": ("ZAP", Kind.RUNNING),
    "github/codeql-action/analyze": ("CodeQL", Kind.CODE),
    "sonarsource/sonarqube-scan-action": ("SonarQube", Kind.CODE),
    "sonarsource/sonarcloud-github-action": ("SonarQube", Kind.CODE),
    "gitleaks/gitleaks-action": ("Gitleaks", Kind.SECRETS),
    "trufflesecurity/trufflehog": ("TruffleHog", Kind.SECRETS),
    "bridgecrewio/checkov-action": ("Checkov", Kind.CONFIGURATION),
    "snyk/actions/node": ("Snyk", Kind.DEPENDENCIES),
    "snyk/actions/python": ("Snyk", Kind.DEPENDENCIES),
    "snyk/actions/docker": ("Snyk", Kind.IMAGE),
    "snyk/actions/maven": ("Snyk", Kind.DEPENDENCIES),
}
"""Actions of GitHub that scan, by their name in lower case."""

_RUNNERS = (
    ("uv", "tool", "run"),
    ("uv", "run"),
    ("uvx",),
    ("pipx", "run"),
    ("poetry", "run"),
    ("pipenv", "run"),
    ("pdm", "run"),
    ("bundle", "exec"),
    ("pnpm", "dlx"),
    ("yarn", "dlx"),
    ("npm", "exec", "--"),
    ("python", "-m"),
    ("python3", "-m"),
)
_SONAR_GOAL = re.compile(r"sonar(qube)?$|sonar:sonar$|sonar-maven-plugin[:\d.]*:sonar$")
_TESTS = {
    "npm": {"test", "t", "run-script"},
    "yarn": {"test"},
    "pnpm": {"test"},
    "go": {"test"},
    "cargo": {"test", "nextest"},
    "mvn": {"test", "verify", "integration-test"},
    "mvnw": {"test", "verify", "integration-test"},
    "gradle": {"test", "check"},
    "gradlew": {"test", "check"},
    "dotnet": {"test"},
    "make": {"test", "check", "tests"},
    "rake": {"test", "spec"},
    "bundle": {"rspec"},
    "manage.py": {"test"},
    "mix": {"test"},
}
_TEST_PROGRAMS = frozenset(
    {
        "pytest",
        "py.test",
        "jest",
        "mocha",
        "vitest",
        "rspec",
        "phpunit",
        "tox",
        "nox",
        "ctest",
        "unittest",
        "ava",
    }
)


def scan_of(command: Command) -> Scan | None:
    """The scanner that a command calls, if it calls one."""
    words = words_run(command)
    run = container_run(command)
    if not words and run is None:
        return None
    program = words[0].rsplit("/", 1)[-1] if words else ""
    if program == "docker" and words[1:2] == ("scout",):
        program, words = "docker scout", words[1:]
    if program in {"--help", "--version"} or {"--version", "--help"}.intersection(words[1:3]):
        return None
    for tool in _candidates(program, words, run):
        if not tool.words or set(tool.words).intersection(words[1:]) or _is_run_by_image(tool, run):
            return Scan(tool, words[1:])
    return None


def _candidates(program: str, words: tuple[str, ...], run: ContainerRun | None) -> list[Tool]:
    found = [tool for tool in TOOLS if program in tool.programs]
    if not found and program in {"mvn", "mvnw", "gradle", "gradlew"}:
        is_sonar = any(_SONAR_GOAL.search(word) for word in words[1:] if not word.startswith("-"))
        return [tool for tool in TOOLS if tool.title == "SonarQube"] if is_sonar else []
    if not found and run is not None:
        # The image may be named by another way to call it: its entry point is the tool. ZAP's is a shell.
        found = [tool for tool in TOOLS if run.repository in tool.images and tool.title != "ZAP"]
    return found


def _is_run_by_image(tool: Tool, run: ContainerRun | None) -> bool:
    return run is not None and run.repository in tool.images and bool(run.words) and not tool.needs


def words_run(command: Command) -> tuple[str, ...]:
    """The words of the program that really runs: inside a container, or behind ``uvx`` and its like."""
    run = container_run(command)
    words = command.effective
    if run is not None:
        tool = next((one for one in TOOLS if run.repository in one.images), None)
        words = run.words
        if tool and (not words or words[0].rsplit("/", 1)[-1] not in tool.programs) and tool.title != "ZAP":
            words = (tool.programs[0], *words)
    for runner in _RUNNERS:
        if words[: len(runner)] == runner:
            words = words[len(runner) :]
            break
    while words and words[0].startswith("-"):
        words = words[1:]
    return words


def is_scanner_image(repository: str) -> bool:
    """Whether an image, without its tag, is one of a scanner."""
    return any(repository in tool.images for tool in TOOLS)


def is_test(command: Command) -> bool:
    """Whether a command runs a project's tests."""
    words = words_run(command)
    if not words:
        return False
    program = words[0].rsplit("/", 1)[-1]
    if program in _TEST_PROGRAMS:
        return True
    # Options of npm and its like come before the word: npm --prefix backend test.
    names = [word for word in words[1:] if not word.startswith("-")]
    if program in {"npm", "yarn", "pnpm"} and "run" in names:
        script = names[names.index("run") + 1 : names.index("run") + 2]
        return bool(script) and (script[0] == "test" or script[0].startswith("test:"))
    return bool(_TESTS.get(program, set()).intersection(names))


def _is_given(option: str, arguments: tuple[str, ...]) -> bool:
    """Whether an option is given; ``--option=value`` also as two words, a short one also among others."""
    name, equals, value = option.partition("=")
    for position, word in enumerate(arguments):
        if equals:
            following = arguments[position + 1 : position + 2]
            if word == option or (word == name and following == (value,)):
                return True
        elif word == name or word.startswith(name + "="):
            return True
    return False
