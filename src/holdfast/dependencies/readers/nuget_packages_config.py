"""packages.config: the NuGet packages of an older .NET project, all at the versions that are installed.

The file does not tell what the project asks for from what that brings in.
"""

from collections.abc import Iterator

from holdfast.dependencies.elements import children, line_of, name_of
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.bounded import read_xml
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope


@reader("nuget-packages-config", title="NuGet packages.config", ecosystem="nuget", names=("packages.config",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package."""
    root = read_xml(manifest.data)
    if name_of(root) != "packages":
        raise ReportError(
            "The file is no packages.config", f"its root is <{name_of(root)}>", "check the file"
        )
    for element in children(root, "package"):
        name, version = element.get("id", "").strip(), element.get("version", "").strip()
        if not name or not version:
            manifest.problem(f"line {line_of(element)}", "a package without id or version")
        if name:
            is_tool = element.get("developmentDependency", "").lower() == "true"
            yield Dependency(
                name=name,
                version=version,
                purl=package_url("nuget", name, version),
                line=line_of(element),
                scope=Scope.DEVELOPMENT if is_tool else Scope.RUNTIME,
            )
