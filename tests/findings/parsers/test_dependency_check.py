"""Which paths of Dependency-Check belong to a scanner and not to the service, and scores that are none."""

import json

import pytest

from holdfast.findings.parsers.dependency_check import SCANNER_DOWNLOADS, parse


@pytest.mark.parametrize(
    "path",
    [
        "/src/dependency-check-9.2.0-release.zip/dependency-check/lib/h2-2.1.214.jar",
        "dependency-check-12.1.0-release.zip",
        "/builds/app/dependency-check/lib/lucene-core-9.10.0.jar",
        "C:\\agent\\dependency-check\\lib\\h2-2.1.214.jar",
        "/src/sonar-scanner-cli-5.0.1.3006.jar/META-INF/maven/com.google.code.gson/gson/pom.xml",
        "/src/sonar-scanner-cli-5.0.1.3006-linux.zip",
        "sonar-scanner-5.0.1.3006-linux/lib/sonar-scanner-cli-5.0.1.3006.jar",
    ],
)
def test_a_scanner_s_own_download_is_recognised(path: str):
    assert SCANNER_DOWNLOADS.search(path)


@pytest.mark.parametrize(
    "path",
    [
        "/src/package-lock.json?axios",
        "/src/lib/dependency-checker-1.0.jar",
        "/src/services/sonar-scanner/package-lock.json",
        "/src/my-dependency-check-plugin/lib/a.jar",
        "/src/docs/sonar-scanner.properties",
    ],
)
def test_what_only_sounds_like_a_scanner_stays(path: str):
    assert not SCANNER_DOWNLOADS.search(path)


def test_a_score_beyond_every_number_is_no_score():
    bug = {"name": "CVE-2020-1234", "cvssv3": {"baseScore": 10**400}}
    report = {
        "scanInfo": {},
        "projectInfo": {},
        "dependencies": [{"fileName": "a", "vulnerabilities": [bug]}],
    }
    (found,) = parse.read(json.dumps(report).encode()).findings
    assert found.cvss is None
