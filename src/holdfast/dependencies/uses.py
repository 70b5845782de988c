"""What each package of a dependency graph is used for: its scope, whether it is direct, how it came in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from holdfast.dependencies.graph import Ways
from holdfast.model.dependency import Scope

Node = TypeVar("Node")

_WIDEST_FIRST = (Scope.RUNTIME, Scope.OPTIONAL, Scope.DEVELOPMENT)


class Use(NamedTuple):
    """The use of one package, as the fields of ``Dependency`` say it."""

    scope: Scope
    is_direct: bool | None
    path: tuple[str, ...]


class Uses(Generic[Node]):
    """The uses of all packages that the direct ones bring in."""

    def __init__(
        self,
        direct: Mapping[Node, Scope],
        needs: Mapping[Node, Iterable[Node]],
        label: Callable[[Node], str],
        may_need: Mapping[Node, Iterable[Node]] | None = None,
    ) -> None:
        """Walk the graph once for each scope.

        Args:
            direct: What the service asks for itself, and for what.
            needs: What each package asks for.
            label: What to call a package in paths: ``name@version``.
            may_need: What each package works without; ``needs`` does not repeat it.
        """
        self._direct = direct
        self._label = label
        widened = _joined(needs, may_need) if may_need else needs
        # What an optional package brings in is optional too, so each walk begins at all wider ones as well.
        self._ways = tuple(
            (scope, Ways(_at_least(scope, direct), needs if scope is Scope.RUNTIME else widened))
            for scope in _WIDEST_FIRST
        )

    def of(self, node: Node) -> Use:
        """The widest use of a package and the shortest way to it within that use.

        What cannot be reached is not known to be direct or transitive, and counts as needed at run time.
        """
        for scope, ways in self._ways:
            if node in ways:
                is_direct = node in self._direct
                way = () if is_direct else tuple(self._label(step) for step in ways.to(node))
                return Use(scope, is_direct, way)
        return Use(Scope.RUNTIME, None, ())


def widest(scopes: Iterable[Scope]) -> Scope:
    """The widest of several scopes; that of nothing is the run time."""
    found = set(scopes)
    return next((scope for scope in _WIDEST_FIRST if scope in found), Scope.RUNTIME)


def _at_least(scope: Scope, direct: Mapping[Node, Scope]) -> Iterator[Node]:
    """The direct packages of that scope first, then those of wider ones."""
    allowed = _WIDEST_FIRST[: _WIDEST_FIRST.index(scope) + 1]
    for wanted in reversed(allowed):
        yield from (node for node, use in direct.items() if use is wanted)


def _joined(
    needs: Mapping[Node, Iterable[Node]], may_need: Mapping[Node, Iterable[Node]]
) -> dict[Node, list[Node]]:
    return {node: [*needs.get(node, ()), *may_need.get(node, ())] for node in {**needs, **may_need}}
