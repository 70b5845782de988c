"""The JSON Schema that editors use agrees with the models."""

import json

import pytest

from holdfast.config.fields import ANY_ITEM, ANY_NAME, place_at, setting_paths
from holdfast.config.schema import DIALECT, EDITOR_LINE, SCHEMA_FILE, json_schema, schema_text

SCHEMA = json_schema()


def nodes(value, name=""):
    """Every object in the schema with the key that it stands behind."""
    if isinstance(value, dict):
        yield name, value
        for key, item in value.items():
            yield from nodes(item, key)
    elif isinstance(value, list):
        for item in value:
            yield from nodes(item, name)


def resolved(node):
    """What a reference or a nullable alternative stands for."""
    if "$ref" in node:
        return resolved(SCHEMA["$defs"][node["$ref"].removeprefix("#/$defs/")])
    options = [option for option in node.get("anyOf", ()) if option.get("type") != "null"]
    return resolved(options[0]) if len(options) == 1 else node


def at(path):
    """The schema of a setting."""
    node = SCHEMA
    for part in path:
        node = resolved(node)
        inner = {ANY_NAME: "additionalProperties", ANY_ITEM: "items"}.get(part)
        node = node[inner] if inner else node["properties"][part]
    return node


def test_it_names_its_dialect_and_every_reference_leads_somewhere():
    assert SCHEMA["$schema"] == DIALECT
    for _, node in nodes(SCHEMA):
        if "$ref" in node:
            assert node["$ref"].removeprefix("#/$defs/") in SCHEMA["$defs"]


@pytest.mark.parametrize("path", sorted(setting_paths()), ids=".".join)
def test_every_key_of_the_models_is_in_it_with_its_meaning(path):
    node = at(path)

    assert path[-1] == ANY_NAME or node.get("description") or resolved(node)["description"]


def test_sections_take_no_other_keys():
    sections = [node for _, node in nodes(SCHEMA) if "properties" in node and node.get("type") == "object"]

    assert len(sections) >= 8
    assert all(section["additionalProperties"] is False for section in sections)


def test_keys_are_required_where_the_models_require_them():
    required = {path for path in setting_paths() if (field := place_at(path).field) and field.is_required()}

    for path in required:
        assert path[-1] in resolved(at(path[:-1]))["required"]
    assert SCHEMA["required"] == ["service"]


def test_defaults_are_what_people_would_write():
    assert at(("scan", "timeout"))["default"] == "30m"
    assert at(("gate", "default"))["default"]["severity"] == "high"
    assert at(("gate", "default"))["default"]["grace"] == "0s"


def test_no_title_hides_a_meaning():
    assert [name for name, node in nodes(SCHEMA) if isinstance(node.get("title"), str)] == [""]


def test_the_text_is_json_and_the_same_each_time():
    assert json.loads(schema_text()) == json.loads(json.dumps(SCHEMA))
    assert schema_text() == schema_text()


def test_the_editor_line_points_to_the_file_that_init_writes():
    assert EDITOR_LINE.endswith(SCHEMA_FILE)
