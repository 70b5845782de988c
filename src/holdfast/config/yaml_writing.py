"""Writes words into YAML so that they come back as they are."""

import json
import re
from typing import Any

_PLAIN_KEY = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_PLAIN_TEXT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./%+-]*")
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
"""What JSON may hold as it is and YAML may not."""


def key(name: str) -> str:
    """A key, in quotes where it must be."""
    return name if _PLAIN_KEY.fullmatch(name) else _quoted(name)


def scalar(value: Any) -> str:
    """A text, number, truth value, empty list or empty mapping, in quotes where it must be."""
    is_plain = isinstance(value, str) and _PLAIN_TEXT.fullmatch(value) and value.lower() != "null"
    return str(value) if is_plain else _quoted(value)


def _quoted(value: Any) -> str:
    """JSON, which is YAML too."""
    text = json.dumps(value, ensure_ascii=False)
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
