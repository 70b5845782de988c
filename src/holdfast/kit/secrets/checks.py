"""Whether a value has the structure that its issuer gives it; all offline, all total over any bytes."""

import base64
import binascii
import json
import re
from collections.abc import Callable
from typing import Any

from holdfast.kit.secrets.base62 import checksum

_CHECKSUM_CHARACTERS = 6
_LARGEST_ACCOUNT = 10**12
_NOT_BASE64 = re.compile(rb"[^0-9A-Za-z+/=]")
_PRINTABLE = re.compile(rb"[\x20-\x7e]+")
_QUOTING = re.compile(rb"[\"'][\s+,;.\\]*$|^[\s+]*[\"']")
"""What surrounds the lines of a key that is put together from strings."""

_ESCAPED_END = re.compile(rb"\\+[nr]")
_LEAST_KEY_BYTES = 32


def has_checksum(value: bytes) -> bool:
    """Whether the last six characters are the CRC-32 of what stands between them and the last ``_``."""
    body = value.rpartition(b"_")[2]
    return checksum(body[:-_CHECKSUM_CHARACTERS]).encode() == body[-_CHECKSUM_CHARACTERS:]


def is_aws_key_id(value: bytes) -> bool:
    """Whether the twelve characters after the prefix decode to an account number of twelve digits.

    Ids made since 2019 carry their account, shifted by seven bits, in the first six bytes of base 32; in
    older ones those bits are random, and nearly always decode too.
    """
    try:
        data = base64.b32decode(value[4:])
    except binascii.Error:
        return False
    account = (int.from_bytes(data[:6], "big") & 0x7FFF_FFFF_FF80) >> 7
    return account < _LARGEST_ACCOUNT


def is_json_web_token(value: bytes) -> bool:
    """Whether header and payload are JSON objects and the header names an algorithm."""
    header, payload, *_ = [*value.split(b"."), b"", b""]
    head = _json_object(header)
    return head is not None and "alg" in head and _json_object(payload) is not None


def is_pypi_macaroon(value: bytes) -> bool:
    """Whether it is a version 2 macaroon with a location and an identifier."""
    data = _from_base64url(value.removeprefix(b"pypi-"))
    if data is None or data[:2] != b"\x02\x01":
        return False
    size = data[2]
    after = 3 + size
    return b".org" in data[3:after] and data[after : after + 1] == b"\x02"


def is_pem_key(value: bytes) -> bool:
    """Whether the body of a PEM block is base64 of something as long as a key.

    A block that names its encryption, and OpenSSH's own, are no DER: only their alphabet is checked. An
    unencrypted one is a DER sequence.
    """
    body = _pem_body(value)
    data = _from_base64(body)
    if data is None or len(data) < _LEAST_KEY_BYTES:
        return False
    is_der = data[:1] == b"\x30"
    return is_der or b"OPENSSH" in value or b"ENCRYPTED" in value or b"PGP" in value


def is_encoded_pem(value: bytes) -> bool:
    """Whether it is base64 of a PEM block with a private key, as a kubeconfig has them."""
    data = _from_base64(value[: len(value) - len(value) % 4])
    return data is not None and b"PRIVATE KEY-----" in data[:64]


def is_docker_auth(value: bytes) -> bool:
    """Whether it is base64 of a user and a password."""
    data = _from_base64(value)
    user, colon, password = (data or b"").partition(b":")
    return bool(user and colon and password) and _PRINTABLE.fullmatch(data or b"") is not None


def is_encoded_docker_config(value: bytes) -> bool:
    """Whether it is base64 of a Docker configuration that holds a password."""
    data = _from_base64(value[: len(value) - len(value) % 4])
    return data is not None and (b'"auth"' in data or b'"password"' in data)


def is_grafana_key(value: bytes) -> bool:
    """Whether it is a JSON object in base64, as Grafana's API keys were."""
    return _json_object(value) is not None


def is_base64_of(size: int) -> Callable[[bytes], bool]:
    """A check that a value is base64 of so many bytes."""

    def check(value: bytes) -> bool:
        data = _from_base64(value)
        return data is not None and len(data) == size

    return check


def _pem_body(value: bytes) -> bytes:
    text = _ESCAPED_END.sub(b"\n", value)
    body = text.partition(b"-----END")[0].rpartition(b"-----")[2]
    lines = (_QUOTING.sub(b"", line).strip(b" \t\r\\") for line in body.split(b"\n"))
    # Headers ("DEK-Info: ...") hold a colon, which base64 does not; PGP's checksum line begins with "=".
    return b"".join(line for line in lines if b":" not in line and not line.startswith(b"="))


def _from_base64(text: bytes) -> bytes | None:
    if _NOT_BASE64.search(text):
        return None
    try:
        return base64.b64decode(text.rstrip(b"=") + b"=" * (-len(text.rstrip(b"=")) % 4))
    except binascii.Error:
        return None


def _from_base64url(text: bytes) -> bytes | None:
    return _from_base64(text.replace(b"-", b"+").replace(b"_", b"/"))


def _json_object(part: bytes) -> dict[str, Any] | None:
    data = _from_base64url(part)
    if data is None:
        return None
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
