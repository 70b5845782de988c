"""The effective model of a pom.xml, as far as it can be told without a repository of artefacts.

Properties and managed versions come from the file and from its parents in the same tree. What a parent or an
imported bill of materials elsewhere says is not known here; whoever needs it is told who would know.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath

from holdfast.dependencies.elements import Element, child, children, name_of, text
from holdfast.dependencies.reading import Manifest
from holdfast.errors import ReportError
from holdfast.kit.bounded import read_xml

MAX_PARENTS = 20
MAX_FILLED = 50
"""Properties filled into one value: one that names itself would go on for ever."""
MAX_VALUE_CHARS = 500

_PROPERTY = re.compile(r"\$\{([^${}]{1,200})\}")

Coordinate = tuple[str, str, str, str]
"""Group, artefact, type and classifier: what a managed version is looked up by."""


@dataclass(frozen=True, slots=True)
class Parent:
    """The parent that a pom.xml names."""

    group: str
    artifact: str
    version: str
    relative_path: str


@dataclass(frozen=True, slots=True)
class Declared:
    """One ``<dependency>`` as it is written; empty texts are to be found elsewhere."""

    element: Element
    group: str
    artifact: str
    version: str
    scope: str
    kind: str
    classifier: str
    optional: str


@dataclass(slots=True)
class Model:
    """What one file, or one file with its parents, says.

    Attributes:
        properties: Values that may name other properties; the nearest file wins.
        managed: Dependencies of ``dependencyManagement``; the nearest file wins.
        elsewhere: Parents and bills of materials that are not in this tree, ``group:artifact:version``.
    """

    properties: dict[str, str] = field(default_factory=dict)
    managed: dict[Coordinate, Declared] = field(default_factory=dict)
    elsewhere: list[str] = field(default_factory=list)

    def filled(self, value: str) -> str:
        """The value with its properties filled in; those that nobody sets stay as they are."""
        start = 0
        for _ in range(MAX_FILLED):
            found = _PROPERTY.search(value, start)
            if not found or len(value) > MAX_VALUE_CHARS:
                break
            meant = self.properties.get(found[1].strip())
            start = found.start() if meant is not None else found.end()
            filled = found[0] if meant is None else meant[:MAX_VALUE_CHARS]
            value = value[: found.start()] + filled + value[found.end() :]
        return value[:MAX_VALUE_CHARS]

    def coordinate(self, declared: Declared) -> Coordinate:
        """What the managed version of a dependency is looked up by."""
        kind = self.filled(declared.kind) or "jar"
        return (
            self.filled(declared.group),
            self.filled(declared.artifact),
            kind,
            self.filled(declared.classifier),
        )

    def extended(self, properties: Mapping[str, str], managed: Element | None) -> "Model":
        """The model with properties and managed dependencies that win over its own: those of a profile."""
        model = Model({**self.properties, **properties}, dict(self.managed), list(self.elsewhere))
        model.manage(managed, wins=True)
        return model

    def manage(self, container: Element | None, *, wins: bool) -> None:
        """Note the dependencies of a ``dependencyManagement``."""
        for declared in dependencies_of(
            child(container, "dependencyManagement") if container is not None else None
        ):
            coordinate = self.coordinate(declared)
            if self.filled(declared.scope) == "import":
                self.elsewhere.append(":".join((*coordinate[:2], self.filled(declared.version))))
            elif wins or coordinate not in self.managed:
                self.managed[coordinate] = declared


def dependencies_of(container: Element | None) -> Iterator[Declared]:
    """Every dependency right below a project, a profile or a ``dependencyManagement``."""
    for element in children(
        child(container, "dependencies") if container is not None else None, "dependency"
    ):
        yield Declared(
            element=element,
            group=text(element, "groupId"),
            artifact=text(element, "artifactId"),
            version=text(element, "version"),
            scope=text(element, "scope"),
            kind=text(element, "type"),
            classifier=text(element, "classifier"),
            optional=text(element, "optional"),
        )


def properties_of(container: Element) -> dict[str, str]:
    """The ``properties`` of a project or profile."""
    found = child(container, "properties")
    return (
        {name_of(one): (one.text or "").strip() for one in found.iterchildren("{*}*")}
        if found is not None
        else {}
    )


def model_of(manifest: Manifest, root: Element) -> Model:
    """The model of a project and of its parents in the same tree.

    Args:
        manifest: Where to find the parents, and to state problems.
        root: The ``<project>`` of the manifest.
    """
    model = Model()
    chain = list(_chain(manifest, root, model))
    for project in chain:
        for name, value in {**_implied(project), **properties_of(project)}.items():
            model.properties.setdefault(name, value)
    for project in chain:
        model.manage(project, wins=False)
    return model


def parent_of(project: Element) -> Parent | None:
    """The parent that a project names."""
    element = child(project, "parent")
    if element is None:
        return None
    relative = text(element, "relativePath") if child(element, "relativePath") is not None else "../pom.xml"
    return Parent(text(element, "groupId"), text(element, "artifactId"), text(element, "version"), relative)


def _chain(manifest: Manifest, project: Element, model: Model) -> Iterator[Element]:
    """The project, then its parents as far as they are in this tree."""
    folder = ""
    for _ in range(MAX_PARENTS):
        yield project
        parent = parent_of(project)
        if parent is None:
            return
        path = normpath(join(folder, parent.relative_path or "."))
        found = _parent_project(manifest, path, parent)
        if found is None:
            model.elsewhere.append(f"{parent.group}:{parent.artifact}:{parent.version}")
            return
        path, project = found
        folder = dirname(path)
    manifest.problem("parent", f"more than {MAX_PARENTS} parents")


def _parent_project(manifest: Manifest, path: str, parent: Parent) -> tuple[str, Element] | None:
    """Path and project of the parent, if that file is there and is the one that was named."""
    if not parent.relative_path:
        return None
    for candidate in (path, join(path, "pom.xml")):
        data = manifest.beside(candidate)
        if data is None:
            continue
        try:
            project = read_xml(data)
        except ReportError as error:
            manifest.problem(candidate, error.why)
            return None
        return (candidate, project) if text(project, "artifactId") == parent.artifact else None
    return None


def _implied(project: Element) -> dict[str, str]:
    """The properties that every project has by itself."""
    parent = parent_of(project)
    group = text(project, "groupId") or (parent.group if parent else "")
    version = text(project, "version") or (parent.version if parent else "")
    implied = {"groupId": group, "artifactId": text(project, "artifactId"), "version": version}
    if parent:
        implied["parent.version"] = parent.version
        implied["parent.groupId"] = parent.group
        implied["parent.artifactId"] = parent.artifact
    return {f"{prefix}.{name}": value for name, value in implied.items() for prefix in ("project", "pom")}
