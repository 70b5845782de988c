"""Parts that many rules' patterns share, and the two forms that most rules have.

Both forms derive their examples from one: a bare secret of the least length, a template of ``examples.py``.
"""

import re
from typing import Any

from holdfast.kit.secrets.plausible import is_plausible_password
from holdfast.kit.secrets.rule import Confidence, Rule

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

_BEFORE = r"(?:\b|%[0-9A-Fa-f]{2}|\\[nrt]|\x1b\[[0-9;]{0,9}m)"
"""A word begins here; after a percent escape, ``\\n`` in a string or a colour in a log, one does too."""

_KINDS = "key|token|secret|passw|auth|pat|cred|pwd"
_BEFORE_KIND = r"[\w.\- ]{0,30}"
_AFTER_KIND = r"[\w.\- ]{0,20}"
_SEPARATOR = r"""["'`\]\\]{0,3}[ \t]{0,8}(?:=>|:=|[=:,(>])[ \t]{0,8}(?:["'`]|\\"){0,2}"""
_VALUE_END = r"(?:[^0-9A-Za-z_\-+/=]|\z)"
_PLAIN = re.compile(r"(?:\\[^0-9A-Za-z]|[^\\\[({.?*+|$^])*")
_USER = r"[^\s:/?#@\"'<>]{0,100}"
_IN_ADDRESS = r"[^\s/?#@\"'<>\[\]]{3,}"
_PEM_BODY = r"(?:[^-]|-[^-])*?"
_PEM_LINES = r"[\s0-9A-Za-z+/=\\]{64}[\s0-9A-Za-z+/=\\]*"
_LAST_SIZE = re.compile(r"(.*<[a-zA-Z]+)(\d+)(>.*)", re.DOTALL)


def token(id: str, title: str, body: str, example: str, **rest: Any) -> Rule:  # noqa: A002 - as in Rule.
    """A rule for tokens that their own beginning gives away: no other word character stands around them.

    The keyword is the plain text that the body begins with, unless keywords are given. A near miss is derived
    by shortening the example, unless ``near`` gives one. ``positive`` and ``negative`` add examples.
    """
    near = rest.pop("near", shortened(example))
    fields: dict[str, Any] = {"keywords": (_beginning(body),), "before": 12} | rest
    fields["positive"] = (example, f'value: "{example}"', *rest.get("positive", ()))
    fields["negative"] = (f"Z9{example}", near, *rest.get("negative", ()))
    return Rule(id=id, title=title, pattern=rf"{_BEFORE}({body})(?:[^0-9A-Za-z_]|\z)", **fields)


def assigned(id: str, title: str, words: str, value: str, example: str, **rest: Any) -> Rule:  # noqa: A002
    """A rule for values without a beginning of their own, assigned to a name with the provider's words.

    The name must also say what is assigned: a key, a token, a password (``kinds`` replaces those words). The
    keywords are the alternatives of the words. The shape alone says little, so the confidence is medium.
    """
    kinds = rest.pop("kinds", _KINDS)
    pattern = rf"(?i:{words}){_BEFORE_KIND}(?i:{kinds}){_AFTER_KIND}{_SEPARATOR}({value}){_VALUE_END}"
    fields: dict[str, Any] = {
        "keywords": tuple(words.split("|")),
        "confidence": Confidence.MEDIUM,
        "entropy": 2.8,
    } | rest
    name = f"{words.partition('|')[0]}_{kinds.partition('|')[0]}"
    fields["positive"] = (f"{name.upper()}={example}", f'"{name}": "{example}",', *rest.get("positive", ()))
    fields["negative"] = (
        f'other_{kinds.partition("|")[0]} = "{example}"',
        f'{name} = "{shortened(example)}"',
        f"{name} {example}",
        *rest.get("negative", ()),
    )
    return Rule(id=id, title=title, pattern=pattern, **fields)


def address(id: str, title: str, provider: str, schemes: str) -> Rule:  # noqa: A002
    """A rule for the password in addresses of these schemes, which are the keywords."""
    first = schemes.partition("|")[0]
    return Rule(
        id=id,
        title=title,
        provider=provider,
        pattern=rf"(?i:\b(?:{schemes})(?:\+[a-z0-9_]{{1,20}})?)://{_USER}:({_IN_ADDRESS})@[^\s\"'@]",
        keywords=tuple(schemes.split("|")),
        judge=is_plausible_password,
        positive=(
            f"{first}://app:<w14>@db.example:1234/main",
            f'url = "{first}://app:Tr0ub4<->dor&3@db.example"',
        ),
        negative=(
            f"{first}://app@db.example/main",
            f"{first}://app:${{DB_PASSWORD}}@db.example/main",
            f"{first}://user:password@localhost/main",
            f"{first}://<user>:<password>@host/db",
            f"{first}://app:%s@db.example/main",
        ),
    )


def webhook(
    id: str,  # noqa: A002
    title: str,
    host: str,
    path: str,
    *,
    provider: str,
    examples: tuple[str, str],
) -> Rule:
    """A rule for the secret path of addresses at a host, with an example and a near miss.

    The keyword is the plain text that the host begins with.
    """
    example, negative = examples
    return Rule(
        id=id,
        title=title,
        provider=provider,
        pattern=rf"{host}({path})",
        keywords=(_beginning(host),),
        reach=600,
        positive=(f"https://{example}", f'"url": "https://{example}"'),
        negative=(f"https://{negative}",),
    )


def pem_block(label: str) -> str:
    """The expression of a PEM block; without an end, as in a cut log, it goes on while it is base64."""
    return rf"(-----BEGIN {label}-----(?:{_PEM_BODY}-----END {label}-----|{_PEM_LINES}))"


def _beginning(body: str) -> str:
    """The plain text that an expression begins with."""
    found = _PLAIN.match(body)
    return found[0].replace("\\", "") if found else ""


def shortened(example: str) -> str:
    """The example three characters shorter in its last part of a given size."""
    found = _LAST_SIZE.fullmatch(example)
    if found is None:
        return example.replace("<uuid>", "<h8>-<h4>-<h4>-<h12>")
    return f"{found[1]}{int(found[2]) - 3}{found[3]}"
