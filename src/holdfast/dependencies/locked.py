"""A lock file while it is read: its packages, who needs whom, and what the service asks for itself."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from holdfast.dependencies.reading import Manifest
from holdfast.dependencies.uses import Uses, widest
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope


class Package(NamedTuple):
    """One package as its lock file describes it; equal ones are one.

    Attributes:
        name: Name as its ecosystem writes it.
        version: Locked version; empty when the file does not say.
    """

    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name


@dataclass(slots=True)
class Locked:
    """The packages of one lock file.

    Attributes:
        ecosystem: Word for ``kit.packages.package_url``.
        knows_direct: Whether it is known what the service asks for. Where not, ways begin at packages that no
            other needs, and no package is called direct.
    """

    ecosystem: str
    knows_direct: bool = True
    _facts: dict[Package, tuple[int | None, tuple[str, ...]]] = field(default_factory=dict)
    _direct: dict[Package, Scope] = field(default_factory=dict)
    _needs: dict[Package, list[Package]] = field(default_factory=dict)
    _may_need: dict[Package, list[Package]] = field(default_factory=dict)
    _scopes: dict[Package, Scope] = field(default_factory=dict)

    def add(
        self,
        package: Package,
        line: int | None,
        hashes: Iterable[str] = (),
        needs: Iterable[Package] = (),
        may_need: Iterable[Package] = (),
    ) -> None:
        """Add a package; where it stands in the file again, only what it needs is added."""
        self._facts.setdefault(package, (line, tuple(dict.fromkeys(hashes))))
        self._needs.setdefault(package, []).extend(needs)
        if may_need := list(may_need):
            self._may_need.setdefault(package, []).extend(may_need)

    def ask(self, package: Package, scope: Scope) -> None:
        """The service asks for a package itself."""
        known = self._direct.get(package)
        self._direct[package] = scope if known is None else widest((known, scope))

    @property
    def has_graph(self) -> bool:
        """Whether the file says of any package what it needs."""
        return any(self._needs.values()) or any(self._may_need.values())

    def ask_for_the_rest(self) -> None:
        """The service asks for every package that no other needs: somebody must have."""
        for package in self._needed_by_nobody():
            self._direct.setdefault(package, Scope.RUNTIME)

    def scope_is(self, package: Package, scope: Scope) -> None:
        """What the lock file itself says a package is for; it counts where ``ask`` was told nothing."""
        known = self._scopes.get(package)
        self._scopes[package] = scope if known is None else widest((known, scope))

    def own_scope(self, package: Package) -> Scope:
        """What the lock file itself says a package is for; the run time where it does not say."""
        return self._scopes.get(package, Scope.RUNTIME)

    def dependencies(self, manifest: Manifest) -> Iterator[Dependency]:
        """Every package once, in the order of the file."""
        direct = self._direct if self.knows_direct else self._needed_by_nobody()
        uses = Uses(direct, self._needs, str, self._may_need)
        for package, (line, hashes) in self._facts.items():
            use = uses.of(package)
            if not package.version:
                manifest.problem(package.name, "it has no version, so it could not be examined")
            yield Dependency(
                name=package.name,
                version=package.version,
                purl=package_url(self.ecosystem, package.name, package.version),
                line=line,
                scope=use.scope if self.knows_direct else self.own_scope(package),
                is_direct=package in direct if self.knows_direct else None,
                path=use.path,
                hashes=hashes,
            )

    def _needed_by_nobody(self) -> dict[Package, Scope]:
        graphs = (self._needs, self._may_need)
        needed = {one for graph in graphs for package in graph for one in graph[package] if one != package}
        return {package: Scope.RUNTIME for package in self._facts if package not in needed}
