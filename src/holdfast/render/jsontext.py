"""JSON as text: the same value gives the same bytes, and no file name can break it."""

from typing import Any

import msgspec

from holdfast.render.cleaning import encodable


def pretty(value: Any) -> str:
    """Plain data as indented JSON that ends with a newline."""
    return msgspec.json.format(_encoded(value), indent=2).decode() + "\n"


def compact(value: Any) -> str:
    """Plain data as JSON on one line, without the newline."""
    return _encoded(value).decode()


def _encoded(value: Any) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:  # A lone surrogate: rare, so the copy is made only then.
        return msgspec.json.encode(_encodable(value))


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return encodable(value)
    if isinstance(value, dict):
        return {_encodable(key): _encodable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_encodable(item) for item in value]
    return value
