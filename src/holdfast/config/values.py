"""The kinds of value that settings share, with the errors people read when they mistype one."""

import re
from datetime import date, timedelta
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
    model_validator,
)

from holdfast.kit.durations import format_duration, parse_duration, parse_size
from holdfast.kit.licences import is_expression, normalised, suggestion

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Section(BaseModel):
    """A part of the configuration: frozen, and unknown keys are errors.

    A key with nothing behind it counts as left out: people leave ``scan:`` standing over commented lines.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_empty(cls, value: Any) -> Any:
        if value is None:
            return {}
        if not isinstance(value, dict):
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: item for key, item in value.items() if item is not None or key not in known}


def _duration(value: Any) -> Any:
    return parse_duration(value) if isinstance(value, str) else value


def _size(value: Any) -> Any:
    return parse_size(value) if isinstance(value, str) else value


def _day(value: Any) -> Any:
    if isinstance(value, str) and not _ISO_DAY.fullmatch(value.strip()):
        raise ValueError(f"{value!r} is not a date; write year, month and day, for example 2027-01-31")
    return value


def _share(value: Any) -> Any:
    if isinstance(value, str) and value.strip().endswith("%"):
        try:
            return float(value.strip()[:-1]) / 100
        except ValueError:
            raise ValueError(f"{value!r} is not a share; write for example 90% or 0.9") from None
    return value


def _licence_pattern(value: Any) -> Any:
    if not isinstance(value, str) or "*" in value:
        return value
    spdx = normalised(value)
    if not is_expression(spdx):
        near = suggestion(value)
        raise ValueError(f"{value!r} is not a licence that SPDX knows" + (f"; {near}" if near else ""))
    return spdx


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
    Field(ge=0, le=2**40),
    BeforeValidator(_size),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "examples": ["500KiB", "10MiB"]}]}),
]
"""A number of bytes: ``500KiB``, ``10MiB``."""

Share = Annotated[
    float,
    Field(ge=0, le=1, allow_inf_nan=False),
    BeforeValidator(_share),
    WithJsonSchema(
        {"anyOf": [{"type": "number", "minimum": 0, "maximum": 1}, {"type": "string", "examples": ["90%"]}]}
    ),
]
"""A part of a whole: ``90%`` or ``0.9``."""

LicencePattern = Annotated[str, Field(min_length=1), BeforeValidator(_licence_pattern)]
"""An SPDX licence expression, or a pattern of ids: ``MIT``, ``GPL-*``."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day: ``2027-01-31``; a bare number is not taken for seconds since 1970."""
