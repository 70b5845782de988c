"""Replaces ``${NAME}`` in values by the variable of that name."""

import re
from collections.abc import Mapping
from dataclasses import replace

from holdfast.config.mistakes import Mistake, refuse
from holdfast.config.nodes import KeyPath, Node, dotted

_REFERENCE = re.compile(r"\$\$|\$\{([^}]*)\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def resolve(root: Node, environ: Mapping[str, str]) -> Node:
    """The same tree with every ``${NAME}`` replaced; ``$$`` stands for one dollar sign.

    Raises:
        ConfigError: Variables are not set, or a reference names none.
    """
    mistakes: list[Mistake] = []
    resolved = _resolve(root, (), environ, mistakes)
    refuse(mistakes)
    return resolved


def _resolve(node: Node, path: KeyPath, environ: Mapping[str, str], mistakes: list[Mistake]) -> Node:
    if isinstance(node.value, str):
        return _resolve_text(node, node.value, path, environ, mistakes)
    if isinstance(node.value, Mapping):
        entries = {
            name: _resolve(child, (*path, name), environ, mistakes) for name, child in node.value.items()
        }
        return replace(node, value=entries)
    items = [_resolve(child, (*path, index), environ, mistakes) for index, child in enumerate(node.items)]
    return replace(node, value=items) if node.value is not None else node


def _resolve_text(
    node: Node, text: str, path: KeyPath, environ: Mapping[str, str], mistakes: list[Mistake]
) -> Node:
    def value_of(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return "$"
        if name in environ:
            return environ[name]
        if _NAME.fullmatch(name):
            fact, todo = f"the variable {name} is not set", f"set {name}"
        else:
            fact, todo = f"{match[0]} names no variable", "write ${NAME}, or $$ for a dollar sign"
        mistakes.append(Mistake(node.origin, f"{dotted(path)}: {fact}", todo=todo))
        return ""

    # What a file of secrets holds is taken as it is.
    if "$" not in text or node.written:
        return node
    return replace(node, value=_REFERENCE.sub(value_of, text), written=text)
