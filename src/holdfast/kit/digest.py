"""Content hashes, one function for all uses."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

SEPARATOR = "\x1f"


def digest(parts: Iterable[str]) -> str:
    """A 128-bit BLAKE2b hash, in hex, over text parts that cannot run into each other."""
    joined = SEPARATOR.join(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(joined, digest_size=16).hexdigest()


def sha256(data: bytes) -> str:
    """The SHA-256 of bytes in hex, the form that other tools can check."""
    return hashlib.sha256(data).hexdigest()


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file of any size in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
