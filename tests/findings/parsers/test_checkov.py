"""Checkov's checks are rated by what they are about, since Checkov itself rates none."""

import pytest

from holdfast.findings.parsers.checkov import CHECKS, MAX_NAMELESS, parse, rating
from holdfast.model.severity import Severity


@pytest.mark.parametrize(
    ("name", "severity", "cwe"),
    [
        ("Ensure no hard coded AWS access key and secret key exists in provider", Severity.HIGH, 798),
        ("Ensure that S3 buckets are encrypted with KMS by default", Severity.LOW, 311),
        ("Ensure SNS topic is encrypted by KMS Customer Managed Key (CMK)", Severity.LOW, 311),
        ("Ensure no security groups allow ingress from 0.0.0.0:0 to port 22", Severity.HIGH, 284),
        ("S3 Bucket has an ACL defined which allows public READ access.", Severity.HIGH, 284),
        ("Do not admit privileged containers", Severity.HIGH, 250),
        ("Minimize the use of wildcard characters in Roles", Severity.HIGH, 250),
        ("Ensure RDS database has IAM authentication enabled", Severity.MEDIUM, 287),
        ("Ensure ALB protocol is HTTPS", Severity.MEDIUM, 319),
        ("Ensure all data stored in the SQS queue is encrypted", Severity.MEDIUM, 311),
        ("Ensure the S3 bucket has access logging enabled", Severity.LOW, 778),
        ("Ensure all data stored in the S3 bucket have versioning enabled", Severity.LOW, 0),
        ("Ensure every security group and rule has a description", Severity.INFO, 0),
        ("Ensure something that no family knows", Severity.MEDIUM, 0),
    ],
)
def test_a_check_is_rated_by_its_name(name, severity, cwe):
    assert rating("CKV_AWS_99999", name) == (severity, cwe)


@pytest.mark.parametrize("check", sorted(CHECKS))
def test_a_check_that_stands_out_is_rated_by_its_id(check):
    assert rating(check, "Ensure something public is encrypted") == CHECKS[check]


def test_a_number_of_unread_files_that_cannot_be_is_bounded():
    report = b'{"check_type": "terraform", "results": {}, "summary": {"parsing_errors": 9223372036854775807}}'

    assert len(parse.read(report).inputs.unread) == MAX_NAMELESS
