"""A bill of materials while it is read: its parts and who needs whom, whatever the format."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from holdfast.dependencies.uses import Uses, widest
from holdfast.kit.packages import checked_purl, package_name, package_version
from holdfast.model.dependency import Dependency, Scope

_SILENT = {"", "NOASSERTION", "NONE"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One component or package.

    Attributes:
        name: As the bill writes it; a package URL knows better.
        scope: What the bill says of the part itself; ``None`` where it only tells who needs it.
    """

    name: str
    version: str = ""
    purl: str = ""
    licence: str = ""
    hashes: tuple[str, ...] = ()
    line: int | None = None
    scope: Scope | None = None

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name


@dataclass(slots=True)
class Bill:
    """All that one bill says, by the parts' references.

    Attributes:
        subjects: What the bill is about: no dependency, but what it needs is direct.
        aside: Parts that stand on ways but are no packages: files, operating systems, containers.
    """

    parts: dict[str, Part] = field(default_factory=dict)
    needs: dict[str, list[tuple[str, Scope]]] = field(default_factory=lambda: defaultdict(list))
    subjects: set[str] = field(default_factory=set)
    aside: set[str] = field(default_factory=set)

    def add(self, reference: str, part: Part) -> None:
        """Add a part under its reference; one that others use already, or an empty one, gets a new one."""
        if not reference or reference in self.parts:
            reference = f"{reference}#{len(self.parts)}"
        self.parts[reference] = part

    def dependencies(self) -> Iterator[Dependency]:
        """Every part that is a package, in the order of the bill."""
        direct, needs, asked = self._graph()
        uses = Uses(direct, needs, lambda reference: str(self.parts[reference]))
        for reference, part in self.parts.items():
            if reference in self.subjects or reference in self.aside:
                continue
            use = uses.of(reference)
            known = use.scope if use.is_direct is not None else widest(asked[reference])
            yield Dependency(
                name=part.name,
                version=part.version,
                purl=part.purl,
                line=part.line,
                scope=part.scope or known,
                is_direct=use.is_direct,
                path=use.path,
                licence=part.licence,
                hashes=part.hashes,
            )

    def _graph(self) -> tuple[dict[str, Scope], dict[str, list[str]], dict[str, list[Scope]]]:
        """What is direct and for what, who needs whom at run time, and for what each part is needed."""
        asked: dict[str, list[Scope]] = defaultdict(list)
        wanted: dict[str, list[Scope]] = defaultdict(list)
        needs: dict[str, list[str]] = defaultdict(list)
        for reference, needed in self.needs.items():
            for other, scope in needed:
                if other not in self.parts or reference not in self.parts:
                    continue
                asked[other].append(scope)
                if reference in self.subjects:
                    wanted[other].append(scope)
                elif scope is Scope.RUNTIME:
                    needs[reference].append(other)
        return {reference: widest(scopes) for reference, scopes in wanted.items()}, needs, asked


def named(name: str, version: str, purl: str) -> tuple[str, str, str]:
    """Name, version and package URL of a part, in their normal spelling, each from where it is known."""
    checked = checked_purl(purl)
    return package_name(checked) or name, version or package_version(checked), checked


def spoken(licence: str | None) -> str:
    """A licence, empty where the bill says that it says nothing."""
    text = (licence or "").strip()
    return "" if text.upper() in _SILENT else text
