"""The JSON Schema of ``holdfast.yaml``, for editors."""

from datetime import timedelta
from typing import Any

import msgspec
from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema

from holdfast.config.document import Config
from holdfast.kit.durations import format_duration

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SCHEMA_FILE = ".holdfast/holdfast.schema.json"
"""Where ``holdfast init`` puts the schema: in the project, so that editors find it without network."""

EDITOR_LINE = f"# yaml-language-server: $schema={SCHEMA_FILE}"
"""The first line of a holdfast.yaml; editors with YAML support read it."""


class _AsWritten(GenerateJsonSchema):
    """Writes defaults as people write them: 30m, not PT30M."""

    def encode_default(self, dft: Any) -> Any:
        if isinstance(dft, timedelta):
            return format_duration(dft)
        if isinstance(dft, BaseModel):
            return dft.model_dump(mode="json", by_alias=True, exclude_none=True)
        return super().encode_default(dft)


def json_schema() -> dict[str, Any]:
    """The schema of the whole file (draft 2020-12)."""
    schema = _without_titles(Config.model_json_schema(by_alias=True, schema_generator=_AsWritten))
    return {"$schema": DIALECT, "$id": "urn:holdfast:config", "title": "holdfast.yaml", **schema}


def schema_text() -> str:
    """The schema as it is published."""
    return msgspec.json.format(msgspec.json.encode(json_schema()), indent=2).decode() + "\n"


def _without_titles(value: Any, *, is_schema: bool = True) -> Any:
    """Without the titles that Pydantic makes of names: editors would show them in place of the meaning."""
    if isinstance(value, list):
        return [_without_titles(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        # Below these two keys stand names of settings, one of which may be called title.
        key: _without_titles(item, is_schema=key not in ("properties", "$defs"))
        for key, item in value.items()
        if not (is_schema and key == "title")
    }
