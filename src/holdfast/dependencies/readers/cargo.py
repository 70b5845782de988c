"""Cargo.lock, versions 1 to 4: the crates of a Rust workspace.

* Packages without a source are the workspace's own; what they ask for is direct.
* The lock does not tell development dependencies from others: the ``Cargo.toml`` of the workspace and of its
  members do. Without them everything counts as needed at run time.
* Build dependencies run at build time only, so they count as development.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from posixpath import join
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.reading import Manifest, reader, toml_of
from holdfast.dependencies.uses import Uses, widest
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_NARROW_TABLES = {
    "dev-dependencies": Scope.DEVELOPMENT,
    "dev_dependencies": Scope.DEVELOPMENT,
    "build-dependencies": Scope.DEVELOPMENT,
    "build_dependencies": Scope.DEVELOPMENT,
}
_MAX_MEMBERS = 1000


class Package(msgspec.Struct):
    """One ``[[package]]`` of the lock."""

    name: str
    version: str
    source: str | None = None
    checksum: str | None = None
    dependencies: list[str] = []


@reader("cargo", title="Cargo", ecosystem="cargo", names=("Cargo.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that does not belong to the workspace."""
    document = manifest.toml()
    manifest.is_of_version(document.get("version"), ("1", "2", "3", "4"))
    packages = _packages(manifest, document)
    needs = _needs(packages)
    own = {number for number, package in packages.items() if package.source is None}
    uses = Uses(
        _direct(manifest, packages, own, needs),
        {number: needed for number, needed in needs.items() if number not in own},
        lambda number: f"{packages[number].name}@{packages[number].version}",
    )
    lines = _lines(manifest)
    old_checksums = mapping(document.get("metadata"))
    for number, package in packages.items():
        if package.source is None:
            continue
        use = uses.of(number)
        listed = f"checksum {package.name} {package.version} ({package.source})"
        checksum = package.checksum or old_checksums.get(listed)
        yield Dependency(
            name=package.name,
            version=package.version,
            purl=package_url("cargo", package.name, package.version),
            line=lines[int(number)] if number.isdigit() and int(number) < len(lines) else None,
            scope=use.scope,
            is_direct=use.is_direct,
            path=use.path,
            hashes=(f"sha256:{checksum}",) if isinstance(checksum, str) and checksum != "<none>" else (),
        )


def _packages(manifest: Manifest, document: dict[str, Any]) -> dict[str, Package]:
    """By position in the file; the root of the oldest locks stands in a table of its own."""
    if "package" not in document and "root" not in document and "version" not in document:
        raise ReportError(
            "The file is no Cargo.lock", "it has no packages", "write it with: cargo generate-lockfile"
        )
    packages: dict[str, Package] = dict(entries(manifest, "package", document.get("package"), Package))
    packages.update(
        entries(manifest, "root", {"root": root} if (root := document.get("root")) else None, Package)
    )
    return packages


def _needs(packages: dict[str, Package]) -> dict[str, list[str]]:
    """Which packages each asks for; a lock says no more of a name than makes it unique."""
    by_words: dict[tuple[str, ...], str] = {}
    for number, package in packages.items():
        words: tuple[str, ...] = (package.name, package.version, f"({package.source})")
        for length in (1, 2, 3):
            by_words.setdefault(words[:length], number)
    return {
        number: [
            by_words[words]
            for asked in package.dependencies
            if (words := tuple(asked.split(" ", 2))) in by_words
        ]
        for number, package in packages.items()
    }


def _direct(
    manifest: Manifest, packages: dict[str, Package], own: set[str], needs: dict[str, list[str]]
) -> dict[str, Scope]:
    """What the workspace's own packages ask for, at the widest use among them."""
    declared = _declared(manifest, {packages[number].name for number in own})
    asked: dict[str, list[Scope]] = defaultdict(list)
    for number in sorted(own):
        uses = declared.get(packages[number].name, {})
        for needed in needs[number]:
            if packages[needed].source is not None:
                asked[needed].append(uses.get(packages[needed].name, Scope.RUNTIME))
    return {number: widest(scopes) for number, scopes in asked.items()}


def _declared(manifest: Manifest, names: set[str]) -> dict[str, dict[str, Scope]]:
    """What each member of the workspace that can be found says its dependencies are for."""
    declared: dict[str, dict[str, Scope]] = {}
    top = _cargo_toml(manifest, "Cargo.toml")
    members = mapping(top.get("workspace")).get("members")
    patterns = [one for one in members if isinstance(one, str)] if isinstance(members, list) else []
    folders = {
        pattern.replace("*", name)
        for pattern in patterns[:_MAX_MEMBERS]
        for name in (sorted(names)[:_MAX_MEMBERS] if "*" in pattern else [""])
    }
    documents = [
        top,
        *(_cargo_toml(manifest, join(one, "Cargo.toml")) for one in sorted(folders)[:_MAX_MEMBERS]),
    ]
    for document in documents:
        name = mapping(document.get("package")).get("name")
        if isinstance(name, str):
            declared[name] = _scopes(document)
    return declared


def _cargo_toml(manifest: Manifest, path: str) -> dict[str, Any]:
    data = manifest.beside(path)
    try:
        return toml_of(data) if data is not None else {}
    except ReportError as error:
        manifest.problem(path, error.why)
        return {}


def _scopes(document: dict[str, Any]) -> dict[str, Scope]:
    scopes: dict[str, list[Scope]] = defaultdict(list)
    for table in (document, *map(mapping, mapping(document.get("target")).values())):
        for section, scope in {"dependencies": Scope.RUNTIME, **_NARROW_TABLES}.items():
            for name, details in mapping(table.get(section)).items():
                is_optional = scope is Scope.RUNTIME and mapping(details).get("optional") is True
                renamed = mapping(details).get("package")
                scopes[renamed if isinstance(renamed, str) else name].append(
                    Scope.OPTIONAL if is_optional else scope
                )
    return {name: widest(found) for name, found in scopes.items()}


def _lines(manifest: Manifest) -> list[int]:
    """The line of each package's name, in the order of the file."""
    return list(_after("[[package]]", manifest.text().splitlines()))


def _after(header: str, lines: Iterable[str]) -> Iterator[int]:
    return (number + 1 for number, line in enumerate(lines, 1) if line.strip() == header)
