"""Checkov, the real one. Each call costs seconds before it reads a file."""

import pytest

from holdfast.model.scan import ScanStatus

pytestmark = pytest.mark.tools

OPEN_PORT = """\
resource "aws_security_group" "open" {
  name        = "open"
  description = "ssh"
  ingress {
    description = "ssh"
    from_port   = 22
    to_port     = 22
    protocol    = "tcp"
    cidr_blocks = [var.range]
  }
}
variable "range" {}
"""


def test_an_open_port_is_found_through_a_module_and_broken_files_are_named(laboratory):
    laboratory.write("net/main.tf", OPEN_PORT)
    laboratory.write("main.tf", 'module "net" {\n  source = "./net"\n  range = "0.0.0.0/0"\n}\n')
    laboratory.write("broken.tf", 'resource "aws_s3_bucket" {{{\n')
    laboratory.write(".checkov.yaml", "skip-check: [CKV_AWS_24]\n")
    answer = laboratory.scan("checkov").must_be(ScanStatus.FINDINGS)
    assert ("CKV_AWS_24", "net/main.tf") in {(one.rule, one.location.path) for one in answer.findings}
    coverage = answer.scan.coverage
    assert coverage.is_partial
    assert [name.rpartition("/")[2] for name in coverage.unread] == ["broken.tf"]


def test_the_scanned_project_cannot_run_code_in_the_scanner(laboratory):
    proof = laboratory.folder.parent / "proof"
    laboratory.write("Dockerfile", "FROM alpine:3.20\n")
    laboratory.write(".checkov.yaml", f"external-checks-dir: [{laboratory.folder / 'checks'}]\n")
    laboratory.write("checks/__init__.py", "")
    laboratory.write("checks/planted.py", f"open({str(proof)!r}, 'w')\n")
    laboratory.scan("checkov").must_be(ScanStatus.FINDINGS)
    assert not proof.exists()


def test_a_file_that_holds_nothing_to_check_is_no_verdict(laboratory):
    laboratory.write("main.tf", "# nothing yet\n")
    laboratory.scan("checkov").must_be(ScanStatus.FAILED, "examined 0 of")


def test_a_repository_without_infrastructure_does_not_concern_it(laboratory):
    laboratory.write("package.json", "{}")
    laboratory.scan("checkov").must_be(ScanStatus.NOT_APPLICABLE)
