"""What GitLab's security report schemas 15.2.1 demand, as far as these documents use them.

Read from ``lib/gitlab/ci/parsers/security/validators/schemas/15.2.1`` of GitLab's repository: required
fields, patterns, enumerations and lengths, restated as assertions.
"""

import re

TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
WEB = re.compile(r"(https?|ftp)://.+", re.DOTALL)
SEVERITIES = {"Info", "Unknown", "Low", "Medium", "High", "Critical"}


def check(report, kind):
    """Assert that a report is one of that kind."""
    assert re.fullmatch(r"\d+\.\d+\.\d+", report["version"])
    _check_scan(report["scan"], kind)
    for vulnerability in report["vulnerabilities"]:
        _check_vulnerability(vulnerability)
        _LOCATIONS[kind](vulnerability["location"])


def _check_scan(scan, kind):
    assert scan["type"] == kind
    assert scan["status"] in {"success", "failure"}
    assert TIME.fullmatch(scan["start_time"])
    assert TIME.fullmatch(scan["end_time"])
    for name in ("analyzer", "scanner"):
        for part in ("id", "name", "version"):
            assert scan[name][part]
        assert scan[name]["vendor"]["name"]
    for message in scan["messages"]:
        assert message["level"] in {"info", "warn", "fatal"}
        assert message["value"]
    if kind == "dast":
        for resource in scan["scanned_resources"]:
            assert resource["method"]
            assert resource["url"]
            assert resource["type"]


def _check_vulnerability(vulnerability):
    assert vulnerability["id"]
    assert len(vulnerability["name"]) <= 255
    assert len(vulnerability["description"]) <= 1_048_576
    assert vulnerability["severity"] in SEVERITIES
    assert len(vulnerability.get("solution", "")) <= 7_000
    assert 1 <= len(vulnerability["identifiers"]) <= 20
    for identifier in vulnerability["identifiers"]:
        assert identifier["type"]
        assert identifier["name"]
        assert identifier["value"]
        assert WEB.fullmatch(identifier.get("url", "https://x"))
    for link in vulnerability.get("links", ()):
        assert WEB.fullmatch(link["url"])
    for rating in vulnerability.get("cvss_vectors", ()):
        assert rating["vendor"]
        assert 32 <= len(rating["vector"]) <= 128


def _in_file(location):
    assert isinstance(location["file"], str)
    assert location.get("start_line", 1) <= location.get("end_line", 10**9)


def _in_commit(location):
    assert location["commit"]["sha"]


def _in_manifest(location):
    assert location["file"]
    _dependency(location["dependency"])


def _in_image(location):
    assert location["operating_system"]
    assert location["image"]
    _dependency(location["dependency"])


def _at_address(location):
    assert set(location) <= {"hostname", "path", "method", "param"}


def _dependency(dependency):
    assert dependency["package"]["name"]
    assert dependency["version"]
    assert isinstance(dependency.get("direct", True), bool)


_LOCATIONS = {
    "sast": _in_file,
    "secret_detection": _in_commit,
    "dependency_scanning": _in_manifest,
    "container_scanning": _in_image,
    "dast": _at_address,
}
