"""Project files of .NET (.csproj, .fsproj, .vbproj): the packages that a project refers to.

* Versions may stand in a ``Directory.Packages.props`` of a folder above, and in properties of the project or
  of a ``Directory.Build.props``; conditions on properties are not weighed, the last value counts.
* NuGet installs the lowest version that a range allows, so ``1.2`` and ``[1.2, 2)`` are both 1.2. A floating
  version (``1.*``) and one that cannot be found are problems: only a lock file tells.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import join

from holdfast.dependencies.elements import Element, line_of, name_of, text
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.bounded import read_xml
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_NAMES = ("*.csproj", "*.fsproj", "*.vbproj")
_MAX_FOLDERS_UP = 10
_MAX_REFERENCES = 20
_MAX_CHARS = 500
_REFERENCE = re.compile(r"\$\(([\w.]{1,100})\)")
_LOWEST = re.compile(r"\[?\s*(\d[\w.+-]*)\s*(?:,[^,]*)?[\])]?")


@dataclass(slots=True)
class Shared:
    """What the project's own properties and the files above it say.

    Attributes:
        properties: Values by name in lower case.
        versions: Central versions by the package's name in lower case.
        everywhere: Packages that every project below gets, with their versions.
    """

    properties: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    everywhere: dict[str, str] = field(default_factory=dict)

    def take(self, root: Element) -> None:
        """Note the properties and central versions of one file; later files win."""
        for group in root.iter("{*}PropertyGroup"):
            self.properties.update(
                {name_of(one).lower(): (one.text or "").strip() for one in group.iterchildren("{*}*")}
            )
        for element in root.iter("{*}PackageVersion"):
            name = element.get("Include") or element.get("Update") or ""
            self.versions[name.strip().lower()] = _attribute(element, "Version")
        for element in root.iter("{*}GlobalPackageReference"):
            self.everywhere[element.get("Include", "").strip()] = _attribute(element, "Version")

    def resolved(self, value: str) -> str:
        """The value with its properties filled in; those that nobody sets stay as they are."""
        for _ in range(_MAX_REFERENCES):
            found = _REFERENCE.search(value)
            filled = self.properties.get(found[1].lower()) if found else None
            if not found or filled is None:
                break
            value = (value[: found.start()] + filled[:_MAX_CHARS] + value[found.end() :])[:_MAX_CHARS]
        return value


@reader(
    "nuget-project",
    title=".NET project",
    ecosystem="nuget",
    names=_NAMES,
    locked_by=("packages.lock.json",),
    is_direct_only=True,
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that the project refers to, then those that all projects get."""
    root = read_xml(manifest.data)
    if name_of(root) != "Project":
        raise ReportError("The file is no project", f"its root is <{name_of(root)}>", "check the file")
    shared = _shared(manifest)
    shared.take(root)
    for element in root.iter("{*}PackageReference"):
        name = shared.resolved(element.get("Include", "").strip())
        if name:
            version = _attribute(element, "VersionOverride") or _attribute(element, "Version")
            is_private = "all" in _attribute(element, "PrivateAssets").lower()
            yield _dependency(
                manifest,
                name,
                shared.resolved(version or shared.versions.get(name.lower(), "")),
                line=line_of(element),
                scope=Scope.DEVELOPMENT if is_private else Scope.RUNTIME,
            )
    for name, version in shared.everywhere.items():
        if name:
            yield _dependency(manifest, name, shared.resolved(version), line=None, scope=Scope.DEVELOPMENT)


def _attribute(element: Element, name: str) -> str:
    """A metadatum of an item, which may be written as attribute or as element."""
    return (element.get(name) or "").strip() or text(element, name)


def _shared(manifest: Manifest) -> Shared:
    """The nearest file of each kind above the project: MSBuild takes no more than one."""
    shared = Shared()
    for name in ("Directory.Build.props", "Directory.Packages.props"):
        for level in range(_MAX_FOLDERS_UP):
            path = join("../" * level, name)
            data = manifest.beside(path)
            if data is not None:
                try:
                    shared.take(read_xml(data))
                except ReportError as error:
                    manifest.problem(path, error.why)
                break
    return shared


def _dependency(manifest: Manifest, name: str, asked: str, *, line: int | None, scope: Scope) -> Dependency:
    lowest = _LOWEST.fullmatch(asked[:200])
    version = lowest[1] if lowest else ""
    if not version:
        manifest.problem(name, f"its version is not known from {asked!r}; a lock file would tell")
    return Dependency(
        name=name,
        version=version,
        purl=package_url("nuget", name, version),
        line=line,
        scope=scope,
        is_direct=True,
    )
