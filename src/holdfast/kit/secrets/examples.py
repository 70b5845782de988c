"""Examples of secrets that are no secrets: templates in the rules, filled in only when a test asks.

``ghp_<w30><crc>`` stands for thirty letters or digits and their checksum. So no file of ours holds a text
that a push protection would take for a token, and every seed gives other, valid tokens.

===========  ===========================================================
``<w36>``    letters and digits
``<a36>``    lower-case letters and digits
``<A36>``    upper-case letters and digits
``<l36>``    lower-case letters
``<d36>``    digits, none of them a leading zero
``<h36>``    lower-case hexadecimal digits
``<H36>``    upper-case hexadecimal digits
``<x36>``    letters, digits, ``-`` and ``_``, ending in a letter
``<b36>``    base64, without padding, ending in a letter
``<t36>``    base32
``<uuid>``   a random UUID
``<crc>``    checksum of all since the last ``_``, as GitHub and npm write it
``<jwt>``    a signed JSON Web Token
``<der96>``  base64 of a DER sequence of so many bytes, in lines
``<pypi96>`` a token of the Python package index: a macaroon with so many bytes more
``<->``      nothing: splits a text that would be a secret without it
===========  ===========================================================
"""

import base64
import hashlib
import json
import re
from collections.abc import Iterator

from holdfast.kit.secrets.base62 import checksum

_PYPI_HEAD = base64.b64decode("AgEIcHlwaS5vcmc=")
"""Version 2, and the location of who issues the token."""

_MARK = re.compile(r"<(?:(-|crc|jwt|uuid)|(der|pypi|[waAldhHxbt])(\d+))>")
_DIGITS = "0123456789"
_LOWER = "abcdefghijklmnopqrstuvwxyz"
_ALPHABETS = {
    "w": _DIGITS + _LOWER + _LOWER.upper(),
    "a": _DIGITS + _LOWER,
    "A": _DIGITS + _LOWER.upper(),
    "l": _LOWER,
    "d": _DIGITS,
    "h": "0123456789abcdef",
    "H": "0123456789ABCDEF",
    "x": _DIGITS + _LOWER + _LOWER.upper() + "-_",
    "b": _DIGITS + _LOWER + _LOWER.upper() + "+/",
    "t": _LOWER.upper() + "234567",
}


def expand(template: str, seed: int = 0) -> str:
    """The text of a template; the same template and seed give the same text."""
    chance = _chance(f"{template}\0{seed}")
    text = ""
    position = 0
    for mark in _MARK.finditer(template):
        text += template[position : mark.start()]
        text += _fill(mark[1] or mark[2], int(mark[3] or 0), text, chance)
        position = mark.end()
    return text + template[position:]


def _chance(seed: str) -> Iterator[int]:
    """Bytes that look random and are always the same."""
    counter = 0
    while True:
        yield from hashlib.sha256(f"{seed}\0{counter}".encode()).digest()
        counter += 1


def _fill(kind: str, size: int, before: str, chance: Iterator[int]) -> str:
    if kind == "crc":
        return checksum(before.rpartition("_")[2].encode())
    if kind in _STRUCTURES:
        return _STRUCTURES[kind](size, chance)
    return _characters(kind, size, chance)


def _characters(kind: str, size: int, chance: Iterator[int]) -> str:
    alphabet = _ALPHABETS[kind]
    text = "".join(alphabet[next(chance) % len(alphabet)] for _ in range(size))
    if kind == "d" and text.startswith("0"):
        return "7" + text[1:]
    return text[:-1] + "Q" if kind in {"x", "b"} else text


def _bytes(size: int, chance: Iterator[int]) -> bytes:
    return bytes(next(chance) for _ in range(size))


def _uuid(_: int, chance: Iterator[int]) -> str:
    return "-".join(_characters("h", count, chance) for count in (8, 4, 4, 4, 12))


def _json_web_token(_: int, chance: Iterator[int]) -> str:
    subject = _characters("h", 12, chance)
    parts = (
        json.dumps({"alg": "HS256", "typ": "JWT"}).encode(),
        json.dumps({"sub": subject, "iat": 1700000000}).encode(),
        _bytes(32, chance),
    )
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def _der(size: int, chance: Iterator[int]) -> str:
    body = b"\x02\x01\x00" + _bytes(size - 3, chance)
    text = base64.b64encode(b"\x30\x82" + len(body).to_bytes(2, "big") + body).decode()
    return "\n".join(text[index : index + 64] for index in range(0, len(text), 64))


def _macaroon(size: int, chance: Iterator[int]) -> str:
    identifier = _characters("h", 36, chance).encode()
    body = _PYPI_HEAD + b"\x02\x24" + identifier + b"\x00\x06\x20" + _bytes(size, chance)
    return base64.urlsafe_b64encode(body).decode().rstrip("=")


_STRUCTURES = {
    "-": lambda _size, _chance: "",
    "uuid": _uuid,
    "jwt": _json_web_token,
    "der": _der,
    "pypi": _macaroon,
}
