"""The bill of materials behind ``cyclonedx`` and ``spdx``: each package once, and who asks for it.

Manifests name a package at several places; here those are one part with several places. Of the graph only
the shortest way to each package is known, which both formats can say of themselves: the edges are true, and
not all of them are there.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from holdfast.kit.digest import digest
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.finding import Finding
from holdfast.model.scan import Run
from holdfast.model.verdict import Verdict

HASHES = {"md5": 32, "sha1": 40, "sha256": 64, "sha384": 96, "sha512": 128}
"""Algorithms, and the hex digits of their digests."""

SERVICE = "service"
"""Reference of the service itself, which is the root of the graph."""

_SPACE = uuid.UUID("6f0d3c1e-8a57-5d0e-9d43-2f1f0a5f4a11")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One package at one version.

    Attributes:
        reference: Its name within the document: the package URL, else name and version.
        uses: Every place that names it, never empty.
    """

    reference: str
    uses: tuple[Dependency, ...]

    @property
    def first(self) -> Dependency:
        """The use that stands for all of them in what they have in common."""
        return self.uses[0]

    @property
    def scope(self) -> Scope:
        """What it is needed for, the widest of its uses."""
        scopes = {use.scope for use in self.uses}
        return next(scope for scope in Scope if scope in scopes)

    @property
    def licence(self) -> str:
        """The licence that a use declares; empty when none does."""
        return next((use.licence for use in self.uses if use.licence), "")

    @property
    def hashes(self) -> tuple[tuple[str, str], ...]:
        """Hashes of its archive over all uses, each once, as algorithm and digest in hex.

        What is no hash of one file in an algorithm that both standards have (Go's ``h1``) is left out.
        """
        pairs = (each.partition(":") for use in self.uses for each in use.hashes)
        known = ((kind, value) for kind, _, value in pairs if len(value) == HASHES.get(kind))
        return tuple(dict.fromkeys(known))


@dataclass(frozen=True, slots=True, kw_only=True)
class BillOfMaterials:
    """All parts of a run and how they came in.

    Attributes:
        parts: Sorted by reference.
        edges: For each reference, and for the service, what it is known to ask for.
        weaknesses: Findings of packages that are parts, with the references of those.
        gaps: Why parts may be missing, a sentence each; an empty bill without a gap is a service without
            dependencies.
    """

    parts: tuple[Part, ...]
    edges: Mapping[str, tuple[str, ...]]
    weaknesses: tuple[tuple[Finding, tuple[str, ...]], ...]
    gaps: tuple[str, ...]


def bill_of(run: Run) -> BillOfMaterials:
    """The bill of materials of a run."""
    uses: dict[str, list[Dependency]] = {}
    for one in run.dependencies:
        uses.setdefault(_reference(one), []).append(one)
    parts = tuple(Part(reference=name, uses=tuple(uses[name])) for name in sorted(uses))
    return BillOfMaterials(
        parts=parts,
        edges=_edges(run.dependencies),
        weaknesses=_weaknesses(run, parts),
        gaps=tuple(_gaps(run)),
    )


def identity(run: Run, parts: Sequence[Part]) -> uuid.UUID:
    """A document's id: equal for equal content at the same time."""
    words = (run.service, run.started.isoformat(), run.target.commit, *(part.reference for part in parts))
    return uuid.uuid5(_SPACE, digest(words))


def _reference(one: Dependency) -> str:
    return one.purl or str(one)


def _edges(dependencies: Iterable[Dependency]) -> dict[str, tuple[str, ...]]:
    """Who asks for whom, as far as the shortest ways tell."""
    named: dict[tuple[str, str], str] = {(one.manifest, str(one)): _reference(one) for one in dependencies}
    edges: dict[str, set[str]] = {SERVICE: set()}
    for one in dependencies:
        parent = named.get((one.manifest, one.path[-1])) if one.path else None
        # What came in by a way that is not told is known to belong to the service, and no more.
        edges.setdefault(parent or SERVICE, set()).add(_reference(one))
    return {name: tuple(sorted(asked - {name})) for name, asked in sorted(edges.items())}


def _weaknesses(run: Run, parts: Sequence[Part]) -> tuple[tuple[Finding, tuple[str, ...]], ...]:
    known = {part.reference for part in parts}
    found: dict[str, tuple[Finding, set[str]]] = {}
    for finding in run.findings:
        if finding.component and finding.component.purl in known and finding.ids:
            _, places = found.setdefault(finding.ids[0], (finding, set()))
            places.add(finding.component.purl)
    return tuple((finding, tuple(sorted(places))) for _, (finding, places) in sorted(found.items()))


def _gaps(run: Run) -> Iterable[str]:
    if not run.dependencies and not any(scan.evidence.feeds for scan in run.scans):
        yield "no scanner of this run lists packages"
    for scan in run.undecided:
        yield f"{scan.scanner} gave no verdict: {'; '.join(scan.reasons)}"
    for scan in run.scans:
        if scan.verdict is not Verdict.NO_VERDICT and scan.coverage.is_partial:
            seen = scan.coverage
            yield f"{scan.scanner} read {seen.examined} of {seen.selected} {seen.unit}s"
