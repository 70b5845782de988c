"""Judges what no text has to reach: keys in the code, hashes of passwords, certificates, origins."""

import re
from collections.abc import Callable

from holdfast.scan.taint.checks import WEAK_HASHES, Call
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.values import NOTHING, Kind, Sequence, Table, Value

KEYED = {
    "jwt.encode": (1, "key"),
    "jwt.decode": (1, "key"),
    "jose.jwt.encode": (1, "key"),
    "jose.jwt.decode": (1, "key"),
    "jose.jws.sign": (1, "key"),
    "authlib.jose.jwt.encode": (2, "key"),
    "hmac.new": (0, "key"),
    "hmac.digest": (0, "key"),
    "cryptography.fernet.Fernet": (0, "key"),
    "cryptography.hazmat.primitives.hmac.HMAC": (0, "key"),
    "cryptography.hazmat.primitives.ciphers.aead.AESGCM": (0, "key"),
    "cryptography.hazmat.primitives.ciphers.aead.AESCCM": (0, "key"),
    "cryptography.hazmat.primitives.ciphers.aead.AESSIV": (0, "key"),
    "cryptography.hazmat.primitives.ciphers.aead.ChaCha20Poly1305": (0, "key"),
    "cryptography.hazmat.primitives.ciphers.algorithms.AES": (0, "key"),
    "Crypto.Cipher.AES.new": (0, "key"),
    "Crypto.Cipher.ChaCha20.new": (0, "key"),
    "Crypto.Cipher.ChaCha20_Poly1305.new": (0, "key"),
    "itsdangerous.Signer": (0, "secret_key"),
    "itsdangerous.TimestampSigner": (0, "secret_key"),
    "itsdangerous.Serializer": (0, "secret_key"),
    "itsdangerous.URLSafeSerializer": (0, "secret_key"),
    "itsdangerous.URLSafeTimedSerializer": (0, "secret_key"),
}
"""Calls that are given a key, with its place and name."""
SHORTEST_KEY = 4
PUBLIC = ("-----BEGIN PUBLIC", "-----BEGIN CERT", "-----BEGIN RSA PUBLIC")
"""Beginnings of keys that are no secret."""
SLOW = frozenset({"argon2", "bcrypt", "passlib", "nacl", "scrypt"})
"""Packages whose hashes are slow; one that is fast goes before them, not in their place."""
CLIENTS = ("requests.", "httpx.", "boto3.")

ANY_ORIGIN = re.compile(
    r"\*|\^?(?:http(?:s|s\?|\[s\]\?|\(s\)\?|\(\?:s\)\?)?:\\?/\\?/)?\(?(?:\?:)?\.[*+]\??\)?\$?"
)
"""Settings that every origin fits."""


def check(machine: Machine, call: Call, frame: Frame) -> None:
    """Judge one call by its settings."""
    for special in CHECKS:
        special(machine, call, frame)


def check_keys(machine: Machine, call: Call, _frame: Frame) -> None:
    """Keys that stand in the code."""
    place = KEYED.get(call.name)
    key = call.arguments.pick(*place) if place is not None else None
    texts = [text for text in (key.possible if key else ()) if isinstance(text, str | bytes)]
    if any(len(text) >= SHORTEST_KEY and not str(text).startswith(PUBLIC) for text in texts):
        machine.report("hardcoded-key", call.node)


def check_password(machine: Machine, call: Call, frame: Frame) -> None:
    """A password under one round of a hash that is fast to try."""
    is_update = call.owner is not None and call.method == "update" and call.owner.name.startswith("hashlib.")
    if not (is_update or call.name.startswith("hashlib.")) or not machine.imports.isdisjoint(SLOW):
        return
    name = call.owner.name if is_update and call.owner is not None else call.name
    parts = name.removesuffix("()").split(".")
    if len(parts) != 2 or parts[1].lower() in WEAK_HASHES | {"pbkdf2_hmac", "scrypt"}:
        return
    for value in call.arguments.positional:
        mark = frame.state.content(value).carries(Kind.SECRET, "")
        if mark is not None and "pass" in mark.text.lower():
            machine.report("fast-password-hash", call.node, mark)
            return


def check_certificates(machine: Machine, call: Call, _frame: Frame) -> None:
    """Certificates that nobody checks."""
    is_off = call.name.startswith(CLIENTS) and call.arguments.named.get("verify", NOTHING).constant is False
    is_off |= call.name.startswith("aiohttp.") and call.arguments.named.get("ssl", NOTHING).constant is False
    if is_off or call.name == "ssl._create_unverified_context":
        machine.report("weak-tls", call.node)


def check_debugger(machine: Machine, call: Call, _frame: Frame) -> None:
    """A debugger that runs what visitors type."""
    given = call.arguments.named
    is_on = call.name == "werkzeug.serving.run_simple" and given.get("use_debugger", NOTHING).constant is True
    is_on |= call.name == "flask.Flask().run" and given.get("debug", NOTHING).constant is True
    is_on |= call.name == "werkzeug.debug.DebuggedApplication" and call.setting(1, "evalex") is True
    if is_on:
        machine.report("debugger", call.node)


def check_origin(machine: Machine, call: Call, frame: Frame) -> None:
    """Pages of any site may call with the user's cookies."""
    given = call.arguments.named
    first = (call.arguments.positional or (NOTHING,))[0]
    is_starlette = call.name.endswith(".CORSMiddleware") or first.name.endswith(".CORSMiddleware")
    if call.name in {"flask_cors.CORS", "flask_cors.cross_origin"}:
        options = [given, *resources(given.get("resources", NOTHING), frame)]
        origins = [each["origins"] for each in options if "origins" in each]
        has_credentials = any(each.get("supports_credentials", NOTHING).constant is True for each in options)
        is_open = not origins and len(options) == 1
    elif is_starlette:
        origins = [given.get("allow_origins", NOTHING), given.get("allow_origin_regex", NOTHING)]
        has_credentials, is_open = given.get("allow_credentials", NOTHING).constant is True, False
    else:
        return
    if has_credentials and (is_open or any(is_any(origin, frame) for origin in origins)):
        machine.report("cross-origin", call.node)


def resources(value: Value, frame: Frame) -> list[dict[str, Value]]:
    """The options of each path."""
    shape = frame.state.shape(value)
    tables = [frame.state.shape(item) for item in shape.values()] if isinstance(shape, Table) else []
    return [
        {str(key): item for key, item in table.items.items()} for table in tables if isinstance(table, Table)
    ]


def is_any(origin: Value, frame: Frame) -> bool:
    """Whether every origin is one of those that are named."""
    shape = frame.state.shape(origin)
    items = shape.values() if isinstance(shape, Sequence) else (origin,)
    return any(isinstance(item.constant, str) and ANY_ORIGIN.fullmatch(item.constant) for item in items)


CHECKS: tuple[Callable[[Machine, Call, Frame], None], ...] = (
    check_keys,
    check_password,
    check_certificates,
    check_debugger,
    check_origin,
)
