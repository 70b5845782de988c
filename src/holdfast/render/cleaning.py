"""Foreign text made safe to show: titles, paths and messages come from scanned code and must stay text.

Terminals obey escape sequences, browsers and reviewers are fooled by hidden changes of writing direction
("Trojan Source", CVE-2021-42574), and encoders refuse the lone surrogates that Python makes of file names
that are not UTF-8. All of these become U+FFFD, the replacement character.
"""

import re
from urllib.parse import quote

_UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_NO_FILE_NAME_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_LINE_END = re.compile(r"\r\n?")
REPLACEMENT = "\ufffd"


def block(text: str, limit: int | None = None) -> str:
    """Text of several lines without anything that acts; cut after ``limit`` characters with an ellipsis."""
    return shortened(_UNSAFE.sub(REPLACEMENT, _LINE_END.sub("\n", text)), limit)


def line(text: str, limit: int | None = None) -> str:
    """The same on one line: every run of white space becomes one space."""
    return shortened(_UNSAFE.sub(REPLACEMENT, " ".join(text.split())), limit)


def encodable(text: str) -> str:
    """Text that any encoder of Unicode accepts, otherwise unchanged."""
    return _SURROGATE.sub(REPLACEMENT, text)


def shortened(text: str, limit: int | None) -> str:
    """At most ``limit`` characters, the last an ellipsis where something was cut."""
    if limit is None or len(text) <= limit:
        return text
    return f"{text[: limit - 1]}…"


def keep_end(text: str, limit: int) -> str:
    """At most ``limit`` characters with the end kept: of a long path, the file and line matter."""
    return text if len(text) <= limit else f"…{text[len(text) - limit + 1 :]}"


def percent_encoded(text: str, safe: str) -> str:
    """Text for a URI; the bytes of a file name that is not UTF-8 stay what they are."""
    return quote(_NO_FILE_NAME_BYTE.sub(REPLACEMENT, text), safe=safe, errors="surrogateescape")
