"""zizmor, the real one."""

import pytest

from holdfast.model.scan import ScanStatus

pytestmark = pytest.mark.tools

CLEAN = """\
on: push
permissions: {}
concurrency: {group: "${{ github.ref }}", cancel-in-progress: true}
jobs:
  build:
    name: build
    runs-on: ubuntu-24.04
    steps:
      - run: make test
"""
INJECTION = """\
on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo ${{ github.event.pull_request.title }}
"""


def test_a_sound_workflow_is_clean(laboratory):
    laboratory.write(".github/workflows/ci.yml", CLEAN)
    answer = laboratory.scan("zizmor").must_be(ScanStatus.CLEAN)
    assert (answer.scan.coverage.examined, answer.scan.coverage.selected) == (1, 1)


def test_a_template_injection_is_found(laboratory):
    laboratory.write(".github/workflows/greet.yml", INJECTION)
    answer = laboratory.scan("zizmor").must_be(ScanStatus.FINDINGS)
    assert "template-injection" in {rule.rpartition("/")[2] for rule in answer.rules}


def test_a_workflow_that_is_no_yaml_is_no_verdict(laboratory):
    laboratory.write(".github/workflows/ci.yml", "on: push\njobs: [1\n")
    answer = laboratory.scan("zizmor").must_be(ScanStatus.FAILED, "nothing to scan, but it was given 1 file")
    assert answer.raw.exit_codes == (3,)


def test_a_broken_workflow_beside_a_sound_one_is_partial(laboratory):
    laboratory.write(".github/workflows/ci.yml", CLEAN)
    laboratory.write(".github/workflows/wrong.yml", "on: push\njobs:\n  a:\n    runs_on: x\n")
    answer = laboratory.scan("zizmor").must_be(ScanStatus.CLEAN)
    assert answer.scan.coverage.unread == (".github/workflows/wrong.yml",)
    laboratory.write(".github/workflows/wrong.yml", "on: push\njobs: [1\n")
    coverage = laboratory.scan("zizmor").must_be(ScanStatus.CLEAN, "could not parse").scan.coverage
    assert (coverage.examined, coverage.selected) == (1, 2)


def test_a_workflow_that_is_not_text_ends_the_scan(laboratory):
    laboratory.write(".github/workflows/ci.yml", CLEAN)
    laboratory.write(".github/workflows/blob.yml", b"\xff\xfe\x00")
    laboratory.scan("zizmor").must_be(ScanStatus.FAILED, "exit code 1 says that it failed")


def test_a_repository_without_workflows_does_not_concern_it(laboratory):
    laboratory.write("README.md", "text")
    laboratory.scan("zizmor").must_be(ScanStatus.NOT_APPLICABLE)


def test_the_project_cannot_switch_rules_off(laboratory):
    laboratory.write(".github/workflows/greet.yml", INJECTION)
    before = laboratory.scan("zizmor").rules
    config = "rules:\n" + "".join(f"  {rule.rpartition('/')[2]}:\n    disable: true\n" for rule in before)
    laboratory.write("zizmor.yml", config)
    assert laboratory.scan("zizmor").rules == before
