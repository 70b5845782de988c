"""Finds plug-ins: one file in a folder of the package, or an entry point of another package."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from types import ModuleType
from typing import Generic, Protocol, TypeVar

from holdfast.errors import UnknownNameError
from holdfast.kit.suggest import did_you_mean


class Named(Protocol):
    """What every plug-in has."""

    @property
    def name(self) -> str:
        """The name people type."""
        ...


Plugin = TypeVar("Plugin", bound=Named)


class Registry(Generic[Plugin]):
    """All plug-ins of one kind, by name.

    A plug-in lives in the module of its own name (``pip-audit`` in ``pip_audit.py``), so that asking for
    one imports one module. Other distributions add plug-ins through an entry-point group.
    """

    def __init__(self, package: ModuleType, kind: type[Plugin], group: str, word: str) -> None:
        """Describe where to look; nothing is imported yet.

        Args:
            package: The folder whose modules each hold one plug-in.
            kind: The class of a plug-in.
            group: The entry-point group of plug-ins from other distributions.
            word: What a plug-in is called in messages: "parser", "scanner".
        """
        self._package = package
        self._kind = kind
        self._group = group
        self._word = word

    @cached_property
    def _modules(self) -> Mapping[str, str]:
        found = pkgutil.iter_modules(self._package.__path__)
        return {
            info.name.replace("_", "-"): f"{self._package.__name__}.{info.name}"
            for info in found
            if not info.ispkg
        }

    @cached_property
    def _entry_points(self) -> Mapping[str, EntryPoint]:
        return {point.name: point for point in entry_points(group=self._group)}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every plug-in's name, sorted."""
        return tuple(sorted({*self._modules, *self._entry_points}))

    def get(self, name: str) -> Plugin:
        """The plug-in of that name.

        Raises:
            UnknownNameError: Nothing carries the name.
        """
        if name in self._modules:
            return self._in_module(name)
        if name in self._entry_points:
            loaded = self._entry_points[name].load()
            if isinstance(loaded, self._kind):
                return loaded
        raise UnknownNameError(
            f"There is no {self._word} named {name!r}",
            f"{len(self.names)} are known",
            did_you_mean(name, self.names) or f"known names: {', '.join(self.names)}",
        )

    def _in_module(self, name: str) -> Plugin:
        module = importlib.import_module(self._modules[name])
        for value in vars(module).values():
            if isinstance(value, self._kind) and value.name == name:
                return value
        raise UnknownNameError(
            f"{self._modules[name]} holds no {self._word} named {name!r}",
            "a plug-in carries the name of its file",
            "rename the file or the plug-in",
        )

    def __iter__(self) -> Iterator[Plugin]:
        return (self.get(name) for name in self.names)

    def __contains__(self, name: object) -> bool:
        return name in self._modules or name in self._entry_points
