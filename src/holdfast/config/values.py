"""The kinds of value that settings share, with the errors people read when they mistype one."""

from datetime import timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer, WithJsonSchema

from holdfast.kit.durations import format_duration, parse_duration, parse_size


class Section(BaseModel):
    """A part of the configuration: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _duration(value: Any) -> Any:
    return parse_duration(value) if isinstance(value, str) else value


def _size(value: Any) -> Any:
    return parse_size(value) if isinstance(value, str) else value


def _share(value: Any) -> Any:
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            return float(value.strip()[:-1]) / 100
        except ValueError:
            raise ValueError(f"{value!r} is not a share; write for example 90% or 0.9") from None
    return value


Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    PlainSerializer(format_duration, return_type=str),
    WithJsonSchema(
        {"type": "string", "examples": ["90s", "5m", "24h", "7d"], "pattern": "^([0-9]+[wdhms])+$"}
    ),
]
"""A length of time: ``90s``, ``5m``, ``24h``, ``7d``."""

SizeBytes = Annotated[
    int,
    BeforeValidator(_size),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "examples": ["500KiB", "10MiB"]}]}),
]
"""A number of bytes: ``500KiB``, ``10MiB``."""

Share = Annotated[
    float,
    BeforeValidator(_share),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "examples": ["90%"]}]}
    ),
]
"""A part of a whole: ``90%`` or ``0.9``."""
