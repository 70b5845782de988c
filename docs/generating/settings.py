"""``settings.md``: every key of holdfast.yaml, where it may stand, and its variable."""

import inspect
import json
from typing import Any

from generating.markdown import code, codes, page, section, table, text
from holdfast.config import environment
from holdfast.config.environment import variable_for
from holdfast.config.fields import ANY_ITEM, ANY_NAME, place_at, setting_paths
from holdfast.config.schema import json_schema
from holdfast.config.sources import SYSTEM_FILE

Schema = dict[str, Any]

INTRODUCTION = """All keys of `holdfast.yaml`. `holdfast init` writes a file to start from, `holdfast config
validate` checks it, and [the JSON Schema](holdfast.schema.json) is what editors read."""

SOURCES = f"""What counts, strongest first:

1. options of the command line,
2. variables `HOLDFAST_*`, see below,
3. the project's file, `holdfast.yaml` or `.holdfast/holdfast.yaml` (`.yml` does too), or the table
   `[tool.holdfast]` of `pyproject.toml`; searched from the working directory upward, up to the root of the
   repository,
4. the user's file, `$XDG_CONFIG_HOME/holdfast/holdfast.yaml` (else `~/.config/holdfast/holdfast.yaml`;
   `HOLDFAST_CONFIG_DIR` names another folder),
5. the machine's file, `{SYSTEM_FILE}`,
6. the defaults below.

Mappings of several sources join key by key; a list is replaced whole. `holdfast config show --origin`
says where each value comes from. Without any file the defaults count, and the folder's name is the
service's."""

READING = """A value is text until the key says what it is: `1.10` stays 1.10 where text is wanted, and
`on` is a word unless `true` or `false` is. A key with nothing behind it counts as left out. `${NAME}`
becomes the value of that variable; an unset one is an error, and `$$` is one dollar sign. Anchors and
merge keys (`<<`) work; tags do not.

A reference can name any variable of the process. Where strangers propose changes to `holdfast.yaml`
and secrets are in the environment, name a file of your own with `--config`."""


def render() -> str:
    """The page."""
    schema = json_schema()
    tops = [path for path in setting_paths() if len(path) == 1]
    return page(
        "Settings",
        INTRODUCTION,
        section("Where settings come from", SOURCES),
        section("How values are read", READING),
        section("Variables", text(inspect.getdoc(environment) or "")),
        *(_section(path, schema) for path in tops),
    )


def _section(top: tuple[str, ...], schema: Schema) -> str:
    paths = [path for path in setting_paths() if path[: len(top)] == top and _is_value(path)]
    rows = [_row(path, schema) for path in paths]
    head = ("setting", "kind", "default", "meaning", "variable")
    return section(code(top[0]), text(_description(top, schema)), table(head, rows))


def _is_value(path: tuple[str, ...]) -> bool:
    """Whether a path leads to a value; sections, and lists and mappings of them, are seen by their keys."""
    place = place_at(path)
    if place is None or place.field is None or place.keys:
        return False
    inner = place.step(ANY_NAME) or place.step(ANY_ITEM)
    return inner is None or not inner.keys


def _row(path: tuple[str, ...], schema: Schema) -> tuple[str, ...]:
    node = _at(path, schema)
    return (
        code(".".join(path).replace(f".{ANY_ITEM}", ANY_ITEM)),
        _kind(node, schema),
        _default(path, schema),
        text(node.get("description", "")),
        "" if ANY_ITEM in path else code(variable_for(path).replace(ANY_NAME.upper(), "NAME")),
    )


def _default(path: tuple[str, ...], schema: Schema) -> str:
    """The default of a key: its own, else what the section above has for it."""
    node = _at(path, schema)
    above = _at(path[:-1], schema).get("default", {})
    value = above.get(path[-1], node.get("default")) if isinstance(above, dict) else node.get("default")
    place = place_at(path)
    if place is not None and place.field is not None and place.field.is_required():
        return "required"
    return "" if value in (None, "", [], {}) else code(value if isinstance(value, str) else json.dumps(value))


def _kind(node: Schema, schema: Schema) -> str:
    """What may be written, in words."""
    node = _resolved(node, schema)
    if "anyOf" in node:
        return " or ".join(_kind(option, schema) for option in node["anyOf"] if option.get("type") != "null")
    if "enum" in node:
        return codes(node["enum"])
    kind = node.get("type")
    if kind == "array":
        items = _resolved(node["items"], schema)
        return f"list of {'mappings' if 'properties' in items else _kind(items, schema)}"
    if kind == "object":
        return "mapping of names to text" if "additionalProperties" in node else "mapping"
    if kind in ("integer", "number"):
        return _number(node)
    return _text_kind(node) if kind == "string" else "`true` or `false`"


def _number(node: Schema) -> str:
    word = "whole number" if node["type"] == "integer" else "number"
    if "minimum" in node and "maximum" in node:
        return f"{word}, {node['minimum']} to {node['maximum']}"
    return f"{word}, at least {node['minimum']}" if "minimum" in node else word


def _text_kind(node: Schema) -> str:
    if node.get("format") == "date":
        return "day, such as `2027-01-31`"
    if node.get("examples"):
        return f"text, such as {codes(map(str, node['examples']))}"
    return "text"


def _description(path: tuple[str, ...], schema: Schema) -> str:
    node = _at(path, schema)
    return str(node.get("description") or _resolved(node, schema).get("description", ""))


def _at(path: tuple[str, ...], schema: Schema) -> Schema:
    node = schema
    for part in path:
        node = _resolved(node, schema)
        if part == ANY_ITEM:
            node = node["items"]
        elif part == ANY_NAME:
            node = node["additionalProperties"]
        else:
            node = node["properties"][part]
    return node


def _resolved(node: Schema, schema: Schema) -> Schema:
    """What a reference stands for; its own description and default stay outside."""
    sections = [option for option in node.get("anyOf", ()) if "$ref" in option]
    if len(sections) == 1:  # A section that may be left out is that section, or null.
        node = sections[0]
    if "$ref" not in node:
        return node
    found: Schema = schema["$defs"][node["$ref"].removeprefix("#/$defs/")]
    return found
