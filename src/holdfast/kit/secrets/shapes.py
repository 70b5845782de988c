"""Parts that many rules' patterns share, and the two forms that most rules have."""

from typing import Any

from holdfast.kit.secrets.rule import Confidence, Rule

UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"

_BEFORE = r"(?:\b|%[0-9A-Fa-f]{2}|\\[nrt])"
"""A word begins here; after a percent escape or ``\\n`` in a string, one does too."""

_NAME_REST = r"[\w.\- ]{0,40}"
_SEPARATOR = r"""["'`\]\\]{0,3}[ \t]{0,8}(?:=>|:=|[=:,(>])[ \t]{0,8}(?:["'`]|\\"){0,2}"""
_NAMED_REACH = 300


def token(id: str, title: str, body: str, **rest: Any) -> Rule:  # noqa: A002 - the rule's own word for it.
    """A rule for tokens that their own beginning gives away: no other word character stands around them.

    The keyword is the part of the body up to its first bracket, unless keywords are given.
    """
    keyword = body.partition("[")[0].replace("\\", "")
    fields: dict[str, Any] = {"keywords": (keyword,), "before": 4} | rest
    return Rule(id=id, title=title, pattern=rf"{_BEFORE}({body})(?:[^0-9A-Za-z_]|\z)", **fields)


def assigned(id: str, title: str, words: str, value: str, **rest: Any) -> Rule:  # noqa: A002
    """A rule for values without a beginning of their own, assigned to a name that holds the provider's words.

    The keywords are the alternatives of the words, unless keywords are given. The shape alone says little,
    so the confidence is medium unless it is given.
    """
    pattern = rf"(?i:{words}){_NAME_REST}{_SEPARATOR}({value})(?:[^0-9A-Za-z_\-+/=]|\z)"
    fields: dict[str, Any] = {
        "keywords": tuple(words.split("|")),
        "reach": _NAMED_REACH,
        "confidence": Confidence.MEDIUM,
    } | rest
    return Rule(id=id, title=title, pattern=pattern, **fields)
