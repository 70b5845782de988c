"""pom.xml, model 4.0.0 and later: what a Maven project asks for itself.

* Versions are found through properties, ``dependencyManagement`` and the parents in the same tree.
* A version that only a parent or a bill of materials elsewhere knows is a problem that names who knows it; so
  is a range. The dependency is told without a version then.
* ``provided`` and ``optional`` dependencies, and those of profiles that are not active by default, are
  optional. What the dependencies bring in themselves the file does not say.
"""

import re
from collections.abc import Iterator

from holdfast.dependencies.elements import Element, child, children, line_of, name_of, text
from holdfast.dependencies.maven import Declared, Model, dependencies_of, model_of, properties_of
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.bounded import read_xml
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_SCOPES = {
    "compile": Scope.RUNTIME,
    "runtime": Scope.RUNTIME,
    "system": Scope.RUNTIME,
    "provided": Scope.OPTIONAL,
    "test": Scope.DEVELOPMENT,
}
_EXACT = re.compile(r"\[([^\[\],()]+)\]|([^\[\],()\s$]+)")
_MAX_PROFILES = 100
_MAX_NAMED = 10
_NO_VERSIONS = {"LATEST", "RELEASE"}


@reader("pom", title="Maven", ecosystem="maven", names=("pom.xml", "*.pom"), is_direct_only=True)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every dependency of the project, then those of its profiles."""
    root = read_xml(manifest.data)
    if name_of(root) != "project":
        raise ReportError("The file is no pom.xml", f"its root is <{name_of(root)}>", "check the file")
    model = model_of(manifest, root)
    profiles = list(children(child(root, "profiles"), "profile"))
    if len(profiles) > _MAX_PROFILES:
        manifest.problem("profiles", f"only the first {_MAX_PROFILES} of {len(profiles)} are read")
        del profiles[_MAX_PROFILES:]
    for profile in filter(_is_active, profiles):
        model = model.extended(properties_of(profile), profile)
    for declared in dependencies_of(root):
        yield from _dependency(manifest, model, declared)
    for profile in profiles:
        own = model.extended(properties_of(profile), profile)
        for declared in dependencies_of(profile):
            yield from _dependency(manifest, own, declared, is_optional=not _is_active(profile))


def _is_active(profile: Element) -> bool:
    return text(profile, "activation", "activeByDefault") == "true"


def _dependency(
    manifest: Manifest, model: Model, declared: Declared, *, is_optional: bool = False
) -> Iterator[Dependency]:
    line = line_of(declared.element)
    group, artifact, *_ = coordinate = model.coordinate(declared)
    if not group or not artifact:
        manifest.problem(f"line {line}", "a dependency without group or artifact")
        return
    managed = model.managed.get(coordinate)
    name = f"{group}:{artifact}"
    version = _version(manifest, model, name, declared.version or (managed.version if managed else ""))
    scope = model.filled(declared.scope or (managed.scope if managed else "")) or "compile"
    optional = model.filled(declared.optional or (managed.optional if managed else ""))
    found = _SCOPES.get(scope, Scope.RUNTIME)
    if found is Scope.RUNTIME and (is_optional or optional == "true"):
        found = Scope.OPTIONAL
    yield Dependency(
        name=name,
        version=version,
        purl=package_url("maven", name, version),
        line=line,
        scope=found,
        is_direct=True,
    )


def _version(manifest: Manifest, model: Model, name: str, written: str) -> str:
    """The one version that is meant; empty, with a problem stated, where that cannot be told."""
    version = model.filled(written)
    exact = _EXACT.fullmatch(version)
    if exact and version not in _NO_VERSIONS:
        return exact[1] or exact[2]
    who = ", ".join(dict.fromkeys(model.elsewhere[:_MAX_NAMED])) or "nobody in this tree"
    if not version or "$" in version:
        manifest.problem(name, f"its version {version!r} is not set here; it may be set by {who}")
    else:
        manifest.problem(name, f"{version!r} is a range: the version depends on the day of the build")
    return ""
