import pytest

from dependencies_laws import reads
from holdfast.dependencies.installed.python import RECORD
from holdfast.errors import ReportError


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("usr/lib/python3/dist-packages/a-1.dist-info/METADATA", True),
        ("a-1.dist-info/METADATA", True),
        ("lib/a.egg-info/PKG-INFO", True),
        ("lib/a-1-py3.egg-info", True),
        ("lib/a-1.egg/EGG-INFO/PKG-INFO", True),
        ("METADATA", False),
        ("a-1.dist-info/RECORD", False),
        ("doc/METADATA", False),
    ],
)
def test_a_record_is_told_by_its_path(path, is_one):
    assert RECORD.wants(path) is is_one


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ("License-Expression: MIT OR Apache-2.0\nLicense: BSD", "MIT OR Apache-2.0"),
        ("License: MIT License", "MIT"),
        (
            "License: see the file\nClassifier: License :: OSI Approved :: Apache Software License",
            "Apache-2.0",
        ),
        ("License: see the file", "see the file"),
        ("", ""),
    ],
)
def test_the_licence_is_the_most_exact_that_is_declared(fields, licence):
    [one] = reads(RECORD, "a-1.dist-info/METADATA", f"Name: A_b\nVersion: 1.0\n{fields}\n\nName: other\n")
    assert (one.name, one.version, one.licence) == ("A_b", "1.0", licence)
    assert one.purl == "pkg:pypi/a-b@1.0"


def test_a_record_without_name_or_version_is_refused():
    with pytest.raises(ReportError):
        RECORD.read("a-1.dist-info/METADATA", b"Name: a\n\nVersion: 1\n")
