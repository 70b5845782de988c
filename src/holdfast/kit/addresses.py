"""Addresses in foreign text, without the credentials that they may carry."""

import re

_USER_PART = re.compile(r"(?<=://)[^/?#\s\"'<>]+@")


def without_credentials(text: str) -> str:
    """The text with the user part of each address cut: ``https://…@registry.example/simple``.

    A user part alone is cut too: tokens are often given as the name. The time is linear in the text.
    """
    return _USER_PART.sub("…@", text) if "@" in text and "://" in text else text
