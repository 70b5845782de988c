"""Hadolint, the real one."""

import pytest

from holdfast.model.scan import ScanStatus

pytestmark = pytest.mark.tools

CLEAN = "FROM alpine:3.20\nCOPY app /app\nUSER 1000\n"


def test_a_sound_dockerfile_is_clean(laboratory):
    laboratory.write("Dockerfile", CLEAN)
    coverage = laboratory.scan("hadolint").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected) == (1, 1)


def test_a_container_that_runs_as_root_is_found_at_its_line(laboratory):
    laboratory.write("api/Dockerfile", "FROM alpine:3.20\nUSER root\n")
    answer = laboratory.scan("hadolint").must_be(ScanStatus.FINDINGS)
    assert ("DL3002", "api/Dockerfile", 2) in {
        (finding.rule, finding.location.path, finding.location.line) for finding in answer.findings
    }


@pytest.mark.parametrize("content", ["FRM alpine\n", b"\xff\xfe\x00"], ids=["syntax error", "binary"])
def test_a_dockerfile_that_cannot_be_parsed_is_no_verdict(laboratory, content):
    laboratory.write("Dockerfile", content)
    laboratory.scan("hadolint").must_be(ScanStatus.FAILED, "examined 0 of 1 file")


def test_a_broken_dockerfile_beside_a_sound_one_is_partial(laboratory):
    laboratory.write("Dockerfile", CLEAN)
    laboratory.write("Dockerfile.old", "FRM alpine\n")
    coverage = laboratory.scan("hadolint").must_be(ScanStatus.CLEAN).scan.coverage
    assert coverage.unread == ("Dockerfile.old",)


def test_the_project_cannot_switch_rules_off(laboratory):
    laboratory.write("Dockerfile", "FROM alpine:3.20\nUSER root\n")
    laboratory.write(".hadolint.yaml", "ignored: [DL3002]\n")
    assert "DL3002" in laboratory.scan("hadolint").rules


def test_a_repository_without_dockerfiles_does_not_concern_it(laboratory):
    laboratory.write("docker.md", "text")
    laboratory.scan("hadolint").must_be(ScanStatus.NOT_APPLICABLE)
