"""packages.config."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.nuget_packages_config import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

BLOCKS = (
    '  <package id="jQuery" version="3.5.0" targetFramework="net48" />',
    '  <package id="StyleCop" version="6.2.0" developmentDependency="true" />',
)


def config(blocks=BLOCKS):
    return '<?xml version="1.0" encoding="utf-8"?>\n<packages>\n' + "\n".join(blocks) + "\n</packages>\n"


def test_every_package_is_told():
    packages = found(read, "packages.config", config())
    assert [(one.purl, one.line, one.scope, one.is_direct) for one in packages.values()] == [
        ("pkg:nuget/jQuery@3.5.0", 3, Scope.RUNTIME, None),
        ("pkg:nuget/StyleCop@6.2.0", 4, Scope.DEVELOPMENT, None),
    ]


def test_a_package_without_a_version_is_a_problem_and_still_told():
    result = read.read("packages.config", config(('<package id="x"/>', "<package/>")).encode())
    assert [one.name for one in result.dependencies] == ["x"]
    assert len(result.problems) == 2


@pytest.mark.parametrize("text", ["", "<other/>", "<packages>"])
def test_what_is_no_packages_config_is_refused(text):
    with pytest.raises(ReportError):
        read.read("packages.config", text.encode())


test_hostile_files_are_read_or_refused = reads_or_refuses(read, "packages.config", config())
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "packages.config", BLOCKS, config)
