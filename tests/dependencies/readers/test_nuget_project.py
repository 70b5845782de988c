"""Project files of .NET."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.nuget_project import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

BLOCKS = (
    '<PackageReference Include="Serilog" Version="2.12.0" />',
    '<PackageReference Include="Dapper"><Version>[2.0.1, 3)</Version></PackageReference>',
    '<PackageReference Include="Central" />',
    '<PackageReference Include="Own" VersionOverride="9.0" />',
    '<PackageReference Include="Analyzer" Version="$(Tool)" PrivateAssets="all" />',
    '<PackageReference Update="Serilog" />',
)
CENTRAL = """<Project><ItemGroup>
  <PackageVersion Include="central" Version="4.1.0" />
  <PackageVersion Include="Own" Version="8.0" />
  <GlobalPackageReference Include="Versioning" Version="3.5.0" />
</ItemGroup></Project>"""
BUILD = "<Project><PropertyGroup><Tool>$(Inner)</Tool><Inner>1.1.0</Inner></PropertyGroup></Project>"
BESIDE = {"../../Directory.Packages.props": CENTRAL, "Directory.Build.props": BUILD}


def project(blocks=BLOCKS):
    return (
        '<Project Sdk="Microsoft.NET.Sdk">\n<ItemGroup>\n' + "\n".join(blocks) + "\n</ItemGroup>\n</Project>"
    )


def test_versions_come_from_the_project_its_properties_and_the_central_file():
    packages = found(read, "a/b/shop.csproj", project(), BESIDE)
    assert {name: (one.scope, one.line) for name, one in packages.items()} == {
        "Serilog@2.12.0": (Scope.RUNTIME, 3),
        "Dapper@2.0.1": (Scope.RUNTIME, 4),
        "Central@4.1.0": (Scope.RUNTIME, 5),
        "Own@9.0": (Scope.RUNTIME, 6),
        "Analyzer@1.1.0": (Scope.DEVELOPMENT, 7),
        "Versioning@3.5.0": (Scope.DEVELOPMENT, None),
    }
    assert {one.is_direct for one in packages.values()} == {True}


@pytest.mark.parametrize("version", ["1.*", "$(Nobody)", "", "(1.0,2.0)", "(,2.0]"])
def test_a_version_that_only_a_lock_knows_is_a_problem(version):
    text = project((f'<PackageReference Include="X" Version="{version}" />',))
    result = read.read("x.csproj", text.encode())
    assert [(one.name, one.version) for one in result.dependencies] == [("X", "")]
    assert [one.place for one in result.problems] == ["X"]


def test_properties_that_name_each_other_come_to_an_end():
    loop = "<PropertyGroup><A>$(B)</A><B>$(A)$(A)</B></PropertyGroup>"
    loop += '<PackageReference Include="X" Version="$(A)"/>'
    assert read.read("x.csproj", f"<Project>{loop}</Project>".encode()).problems


def test_a_broken_central_file_is_a_problem():
    result = read.read("x.csproj", project(()).encode(), {"Directory.Packages.props": b"<"}.get)
    assert [one.place for one in result.problems] == ["Directory.Packages.props"]


@pytest.mark.parametrize("text", ["", "<other/>", '{"a": 1}'])
def test_what_is_no_project_is_refused(text):
    with pytest.raises(ReportError):
        read.read("x.csproj", text.encode())


test_hostile_projects_are_read_or_refused = reads_or_refuses(read, "a/b/x.csproj", project(), BESIDE)
test_the_order_of_references_is_no_matter = order_is_no_matter(read, "a/b/x.csproj", BLOCKS, project, BESIDE)
