"""One vulnerability under many names: CVE, GHSA, PYSEC, GO and RUSTSEC ids seen side by side."""

from collections.abc import Callable, Iterable

from holdfast.findings.fingerprint import first_id
from holdfast.kit.vulnerability_ids import first_in_order, synonyms
from holdfast.model.finding import Finding


def canonical_ids(findings: Iterable[Finding]) -> Callable[[Finding], str]:
    """A function that gives each finding the one id of its vulnerability.

    Ids that stand in one finding are aliases, save for advisories over several vulnerabilities; aliases of
    aliases are too (union-find with path halving).
    The canonical id of a set is its first in canonical order: CVE before GHSA before all others.
    """
    parent: dict[str, str] = {}

    def find(name: str) -> str:
        parent.setdefault(name, name)
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for finding in findings:
        same = synonyms(finding.ids) if len(finding.ids) > 1 else ()
        if len(same) > 1:
            roots = same if parent.keys().isdisjoint(same) else {find(name) for name in same}
            parent.update(dict.fromkeys(roots, first_in_order(roots)))

    def canonical(finding: Finding) -> str:
        name = first_id(finding)
        return find(name) if name in parent else name

    return canonical
