"""Scanners and tests are recognised however they are called."""

import pytest

from holdfast.scan.pipelines.shell import read_shell
from holdfast.scan.pipelines.tools import is_scanner_image, is_test, scan_of


def scan(text):
    return scan_of(read_shell(text)[0])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("./dependency-check/bin/dependency-check.sh --scan .", "OWASP Dependency-Check"),
        ("docker run --rm aquasec/trivy:0.5 image app:1", "Trivy"),
        ("docker run -t zaproxy/zap-stable zap-baseline.py -t http://a.b", "ZAP"),
        ("python3 -m bandit -r src", "Bandit"),
        ("uv run pip-audit", "pip-audit"),
        ("poetry run safety check", "Safety"),
        ("npx snyk test", "Snyk"),
        ("npm --prefix web audit", "npm audit"),
        ("./gradlew sonarqube", "SonarQube"),
        ("docker scout cves app:1", "Docker Scout"),
    ],
)
def test_a_scanner_is_recognised(text, title):
    assert scan(text).tool.title == title


@pytest.mark.parametrize(
    "text",
    [
        "trivy --version",
        "npm ci",
        "docker run node:22 node x.js",
        "echo trivy image",
        "cat bandit.json",
        "snyk auth x",
    ],
)
def test_other_commands_are_no_scans(text):
    assert scan(text) is None


def test_a_gate_is_an_option_and_a_pardon_too():
    assert not scan("grype app:1").is_gated
    assert scan("grype app:1 --fail-on high").is_gated
    assert scan("trivy image --exit-code 0 x").pardon == "--exit-code=0"
    assert scan("bandit -r src").pardon == ""


@pytest.mark.parametrize(
    "text", ["npm test", "yarn test", "npm run test:unit", "python -m pytest", "go test ./...", "make check"]
)
def test_tests_are_recognised(text):
    assert is_test(read_shell(text)[0])


@pytest.mark.parametrize("text", ["npm run build", "make install", "go build ./...", "X=1"])
def test_other_commands_are_no_tests(text):
    assert not is_test(read_shell(text)[0])


def test_images_of_scanners_are_known():
    assert is_scanner_image("zaproxy/zap-stable")
    assert not is_scanner_image("node")
