"""SPDX licence expressions: from what packages declare, and against lists of what is allowed and denied.

The expression language and the list of licences are SPDX's (annex D of the specification); the library
``license-expression`` reads them.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache, lru_cache
from typing import Any

from holdfast.kit.suggest import did_you_mean

MAX_CHARACTERS = 1000
"""Longer texts are no expression: some packages declare the whole licence."""

SPELLINGS = {
    "apache": "Apache-2.0",
    "apache 2": "Apache-2.0",
    "apache 2.0": "Apache-2.0",
    "apache2": "Apache-2.0",
    "apache-2": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache license version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache software license 2.0": "Apache-2.0",
    "the apache license, version 2.0": "Apache-2.0",
    "the apache software license, version 2.0": "Apache-2.0",
    "asl 2.0": "Apache-2.0",
    "mit license": "MIT",
    "the mit license": "MIT",
    "mit-license": "MIT",
    "expat": "MIT",
    "mit/x11": "MIT",
    "isc license": "ISC",
    "isc license (iscl)": "ISC",
    "new bsd": "BSD-3-Clause",
    "new bsd license": "BSD-3-Clause",
    "modified bsd license": "BSD-3-Clause",
    "bsd 3-clause": "BSD-3-Clause",
    "bsd 3-clause license": "BSD-3-Clause",
    "bsd-3": "BSD-3-Clause",
    "3-clause bsd": "BSD-3-Clause",
    "3-clause bsd license": "BSD-3-Clause",
    "bsd 3 clause": "BSD-3-Clause",
    "simplified bsd": "BSD-2-Clause",
    "bsd 2-clause": "BSD-2-Clause",
    "bsd-2": "BSD-2-Clause",
    "2-clause bsd": "BSD-2-Clause",
    "bsd 2-clause license": "BSD-2-Clause",
    "the bsd 2-clause license": "BSD-2-Clause",
    "the bsd 3-clause license": "BSD-3-Clause",
    "mpl 2.0": "MPL-2.0",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "mozilla public license 2.0": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "psf": "PSF-2.0",
    "psfl": "PSF-2.0",
    "public domain": "LicenseRef-public-domain",
    "the unlicense (unlicense)": "Unlicense",
    "the unlicense": "Unlicense",
    "zope public license": "ZPL-2.1",
    "eclipse public license 2.0": "EPL-2.0",
    "eclipse public license - v 2.0": "EPL-2.0",
    "eclipse public license 1.0": "EPL-1.0",
    "eclipse public license - v 1.0": "EPL-1.0",
    "gplv2": "GPL-2.0-only",
    "gpl v2": "GPL-2.0-only",
    "gnu general public license v2 (gplv2)": "GPL-2.0-only",
    "gnu general public license v2 or later (gplv2+)": "GPL-2.0-or-later",
    "gplv2+": "GPL-2.0-or-later",
    "gplv3": "GPL-3.0-only",
    "gpl v3": "GPL-3.0-only",
    "gnu general public license v3 (gplv3)": "GPL-3.0-only",
    "gnu general public license v3 or later (gplv3+)": "GPL-3.0-or-later",
    "gplv3+": "GPL-3.0-or-later",
    "lgplv2+": "LGPL-2.0-or-later",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.0-or-later",
    "lgplv3": "LGPL-3.0-only",
    "gnu lesser general public license v3 (lgplv3)": "LGPL-3.0-only",
    "lgplv3+": "LGPL-3.0-or-later",
    "gnu lesser general public license v3 or later (lgplv3+)": "LGPL-3.0-or-later",
    "agplv3": "AGPL-3.0-only",
    "gnu affero general public license v3": "AGPL-3.0-only",
    "agplv3+": "AGPL-3.0-or-later",
    "gnu affero general public license v3 or later (agplv3+)": "AGPL-3.0-or-later",
    "cc0 1.0 universal (cc0 1.0) public domain dedication": "CC0-1.0",
    "cc0": "CC0-1.0",
    "unlicensed": "LicenseRef-not-licensed",
    "proprietary": "LicenseRef-proprietary",
    "other/proprietary license": "LicenseRef-proprietary",
}
"""How packages write licences, lower case. A bare ``BSD`` or ``GPL`` says too little and is not here."""

_OWN = re.compile(r"(?:DocumentRef-[A-Za-z0-9.-]+:)?LicenseRef-[A-Za-z0-9.-]+")
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(?P<name>.+)")


_ODD_BRACKETS = (IndexError, AssertionError)
"""What the library (30.4) raises for ``()`` and for ``( AND MIT``, which any package may declare."""

_COMMON = frozenset(SPELLINGS.values())
"""Expressions that need no parsing: most packages have one of these."""


class Licensed(StrEnum):
    """What a policy says of a licence."""

    ALLOWED = "allowed"
    UNKNOWN = "unknown"
    DENIED = "denied"


_ORDER = tuple(Licensed)


@lru_cache(maxsize=4096)
def normalised(text: str) -> str:
    """A declared licence as an SPDX expression; words that mean none known are returned as they are."""
    if text in _COMMON:
        return text
    text = " ".join(text.split())
    found = _CLASSIFIER.fullmatch(text)
    words = found["name"] if found else text
    spelled = SPELLINGS.get(words.lower())
    if spelled:
        return spelled
    # Cargo's old way to write OR.
    candidate = words.replace("/", " OR ") if "/" in words and " " not in words else words
    parsed = _parsed(candidate)
    return text if parsed is None else str(parsed)


def is_expression(text: str) -> bool:
    """Whether a text is an SPDX expression of known licences, or of the document's own (``LicenseRef-…``)."""
    return _parsed(text) is not None


def suggestion(text: str) -> str:
    """The SPDX licence that a mistyped one may mean, as a question; empty when none is near."""
    return did_you_mean(text, tuple(_spdx().known_symbols))


def judged(text: str, allow: Iterable[str], deny: Iterable[str]) -> Licensed:
    """What lists of allowed and denied licences say of an expression.

    Of alternatives (OR) one allowed is enough; of licences that hold together (AND) all must be. With a list
    of allowed ones, everything else is denied. An expression that nobody can read is unknown.

    Args:
        text: The expression; empty when a package declares nothing.
        allow: Licences, or patterns such as ``BSD-*``; empty allows all that is not denied.
        deny: Licences or patterns; they outweigh ``allow``.
    """
    parsed = _parsed(text)
    return Licensed.UNKNOWN if parsed is None else _judged(parsed, tuple(allow), tuple(deny))


def _judged(parsed: Any, allow: tuple[str, ...], deny: tuple[str, ...]) -> Licensed:
    if getattr(parsed, "args", ()):
        answers = [_judged(part, allow, deny) for part in parsed.args]
        pick = min if parsed.operator.strip() == "OR" else max
        return pick(answers, key=_ORDER.index)
    names = [str(parsed)]
    licence = getattr(parsed, "license_symbol", None)
    if licence is not None:  # With an exception, which only ever permits more.
        if _is_listed(names, allow):
            return Licensed.ALLOWED
        names.append(str(licence))
    if _is_listed(names, deny):
        return Licensed.DENIED
    return Licensed.ALLOWED if not allow or _is_listed(names, allow) else Licensed.DENIED


def _is_listed(names: Iterable[str], patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name.lower(), pattern.lower()) for name in names for pattern in patterns)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Any:
    """The tree of an expression; ``None`` when it is none."""
    if not text or len(text) > MAX_CHARACTERS:
        return None
    from license_expression import ExpressionError, ExpressionParseError  # noqa: PLC0415 - 0.2 s; most runs need none.

    try:
        return _licensing(tuple(dict.fromkeys(_OWN.findall(text)))).parse(text, validate=True)
    except (ExpressionError, ExpressionParseError, RecursionError, *_ODD_BRACKETS):
        return None


@cache
def _spdx() -> Any:
    from license_expression import get_spdx_licensing  # noqa: PLC0415 - as above.

    return get_spdx_licensing()


@lru_cache(maxsize=64)
def _licensing(own: tuple[str, ...]) -> Any:
    """SPDX's licences, and those that a document brings itself."""
    if not own:
        return _spdx()
    from license_expression import LicenseSymbol, Licensing  # noqa: PLC0415 - as above.

    return Licensing([*_spdx().known_symbols.values(), *map(LicenseSymbol, own)], quiet=True)
