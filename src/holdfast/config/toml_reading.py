"""Reads ``[tool.holdfast]`` of a pyproject.toml into nodes; TOML tells no lines."""

import tomllib

from holdfast.config.nodes import Node, Origin, from_plain
from holdfast.errors import ConfigError

TABLE = "pyproject.toml [tool.holdfast]"
"""What the table is called in messages."""


def read_pyproject(data: bytes) -> Node | None:
    """The table, or None when the file has none.

    Raises:
        ConfigError: The file names holdfast and is not TOML, or the table is not a table.
    """
    if b"holdfast" not in data:
        return None
    try:
        # Numbers with a point stay text: a version 1.10 is not 1.1.
        document = tomllib.loads(data.decode("utf-8"), parse_float=str)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError("pyproject.toml: this is not TOML", str(error), "correct the file") from None
    tool = document.get("tool", {})
    if not isinstance(tool, dict) or "holdfast" not in tool:
        return None
    if not isinstance(tool["holdfast"], dict):
        raise ConfigError("pyproject.toml: tool.holdfast is not a table", "", "write [tool.holdfast]")
    return from_plain(tool["holdfast"], Origin(TABLE))
