"""How a dependency came in: the shortest way from what the service asks for itself."""

from collections import deque
from collections.abc import Hashable, Iterable, Mapping
from typing import Generic, TypeVar

MAX_STEPS = 50
"""Longer ways are cut at their far end: a made-up chain would fill the memory."""

Node = TypeVar("Node", bound=Hashable)


class Ways(Generic[Node]):
    """The shortest way to every node that can be reached.

    Cycles are no hindrance; equal lengths go by the order given, so that the answer is the same in every run.
    """

    def __init__(self, direct: Iterable[Node], needs: Mapping[Node, Iterable[Node]]) -> None:
        """Walk the graph once.

        Args:
            direct: What the service asks for itself.
            needs: What each node asks for.
        """
        self._parents: dict[Node, Node | None] = dict.fromkeys(direct)
        waiting = deque(self._parents)
        while waiting:
            node = waiting.popleft()
            for needed in needs.get(node, ()):
                if needed not in self._parents:
                    self._parents[needed] = node
                    waiting.append(needed)

    def __contains__(self, node: object) -> bool:
        """Whether the node can be reached."""
        return node in self._parents

    def to(self, node: Node) -> tuple[Node, ...]:
        """The nodes from a direct one down to the node's parent; empty for direct and unknown nodes."""
        way: list[Node] = []
        parent = self._parents.get(node)
        while parent is not None and len(way) < MAX_STEPS:
            way.append(parent)
            parent = self._parents[parent]
        return tuple(reversed(way))
