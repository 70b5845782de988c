"""Which records speak of one vulnerability: those that share an id or an alias."""

from collections.abc import Iterable

from holdfast.intel.records import Advisory
from holdfast.kit.vulnerability_ids import is_bulletin


class Groups:
    """Sets of names that mean the same, joined as they are met (union-find with path halving).

    The answer does not depend on the order in which names were joined.
    """

    def __init__(self) -> None:
        """Start without names."""
        self._parent: dict[str, str] = {}

    def join(self, names: Iterable[str]) -> None:
        """Say that these names mean the same."""
        roots = {self.leader(name) for name in names}
        if roots:
            self._parent.update(dict.fromkeys(roots, min(roots)))

    def leader(self, name: str) -> str:
        """The name that stands for all names of the set."""
        parent = self._parent
        if name not in parent:
            parent[name] = name
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name


def names_of(advisory: Advisory) -> tuple[str, ...]:
    """The names under which the vulnerability of a record is known.

    A distribution's bulletin (DSA, RHSA, USN) repairs many vulnerabilities at once and joins none. The record
    that a distribution keeps of a single vulnerability names it as its one upstream.
    """
    if is_bulletin(advisory.id):
        return (advisory.id,)
    upstream = advisory.upstream if len(advisory.upstream) == 1 else ()
    return (advisory.id, *advisory.aliases, *upstream)
