"""A scanner's program as it was found: on this machine, or in an image pinned by digest."""

import re
from dataclasses import dataclass

_VERSION = re.compile(r"\d+(?:\.\d+)+(?:[-+][0-9A-Za-z.]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Executable:
    """A program that can be run now.

    Attributes:
        path: The program; in an image, its name there.
        version: Its version; empty when it does not tell.
        fingerprint: Changes whenever the program may answer differently: hash of lock, file or image.
        image: ``name@sha256:…`` when it runs in a container.
        client: The container engine's client, when it runs in a container.
    """

    path: str
    version: str
    fingerprint: str
    image: str = ""
    client: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A program that cannot be run now.

    Attributes:
        reason: Why, in a sentence.
        todo: What a user does about it.
        is_installable: Whether Holdfast itself can install it.
    """

    reason: str
    todo: str
    is_installable: bool = False


def version_in(text: str) -> str:
    """The first version number that a program prints; empty when there is none."""
    match = _VERSION.search(text)
    return match[0] if match else ""


def is_same_version(pinned: str, printed: str) -> bool:
    """Whether a printed version is the pinned one; repackaged tools append a number of their own."""
    return pinned == printed or (bool(printed) and pinned.startswith(f"{printed}."))
