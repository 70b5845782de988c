"""Whether a match is plausible where it stands: templates, placeholders and code are no secrets."""

import re
from operator import ne

from holdfast.kit.secrets.candidate import QUOTES, Candidate
from holdfast.kit.secrets.confidence import Confidence
from holdfast.kit.secrets.entropy import entropy
from holdfast.kit.secrets.wording import NO_SECRET_ENDS, NO_SECRET_WORDS, is_placeholder, words

_TEMPLATE = re.compile(
    rb"\$\{|\{\{|\}\}|\$\(|<%|%>|%[sd]|%\(|%\{|#\{|@@|\\\(|^[$%@!&*{<\[(]|^__|^-[-a-zA-Z]"
    rb"|^[\w?&=:/\-]*\{[\w.]*[}(\[]|/aws4_request|(?:process\.env|os\.environ|getenv|ENV\[|secrets?\.[A-Za-z_]+$|vars?\.|env\.|config\.|self\.|this\.)"
)
_IDENTIFIER_PATH = re.compile(rb"[A-Za-z_$][\w$]*(?:(?:\.|::|->|\?\.|/|-)[A-Za-z_$][\w$]*)*[.:]?")
_PATH_OR_ADDRESS = re.compile(
    rb"\.{1,2}/|~/|//|/[A-Za-z.]+(?:/|$)|[A-Za-z]:\\|[a-z][a-z0-9+.\-]{1,15}://|(?:arn|urn|data):"
)
"""A slash alone is no path: base64 begins with one as well."""

_UUID = re.compile(rb"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DOTTED_NAME = re.compile(rb":*[A-Za-z_]\w*(?:(?:\.|::)[A-Za-z_]\w*)+(?:(?:&gt|&lt)?|\?.*)|:.*")
_ENTRY_POINT = re.compile(rb"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+:[A-Za-z_]\w*")
_AGAINST_FORGERY = re.compile(rb"(?i)[cx]srf")
_CONSTANT = re.compile(rb"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
_ERROR = re.compile(rb"(?:[A-Z][a-z]+)+(?:Exception|Error)")
_HASHED = re.compile(
    rb"(?:pbkdf2_|argon2|bcrypt|scrypt|(?:unsalted_)?(?:sha|md)\d+\$|\{(?:S|PBKDF2|CRYPT|MD5))"
)
_FOREIGN_WORD = re.compile(rb"[A-Za-z]*(?:[\xc3-\xf4][\x80-\xbf]{1,3}[A-Za-z]*)+[.:!?]?")
"""Letters with accents or of other scripts alone: the word for a password, as translations have it."""

_PARTS = re.compile(rb"[-_./: +]+")
_PLAIN_PART = re.compile(
    rb"[A-Z]?[a-z]*|[A-Z]+|\d{1,4}|[A-Za-z]?\d{0,3}[A-Za-z]?|(?:[A-Z]?[a-z]+){1,4}\d{0,2}|\w{0,3}"
)
_HEX = re.compile(rb"[0-9a-f]{24,}|[0-9A-F]{24,}")
_DIGIT = re.compile(rb"\d")
_CLASSES = bytes.maketrans(
    b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", b"0" * 10 + b"a" * 26 + b"A" * 26
)
_NAME_BEFORE = re.compile(rb"[\w$\-.]*\Z")

_LEAST_RANDOM_ENTROPY = 3.0
_LEAST_RANDOM_CHANGES = 0.28
_LEAST_CHANGES_OF_HEX = 0.15
_LEAST_CHANGES_WITHOUT_DIGITS = 0.4
_LEAST_CHANGES_OF_PASSWORDS = 0.3
_LEAST_RANDOM_LENGTH = 12
_LEAST_PASSWORD_LENGTH = 5
_STRONG_PASSWORD_LENGTH = 8


def is_plausible_password(candidate: Candidate) -> Confidence | None:
    """For a password whose place is certain, as in an address: anything but a template or a placeholder."""
    value = candidate.value
    is_said = _TEMPLATE.search(value) or is_placeholder(value) or _FOREIGN_WORD.fullmatch(value)
    return None if is_said else Confidence.HIGH


def doubtful_if_published(candidate: Candidate) -> Confidence:
    """For AWS's keys: those of its own documentation end in ``EXAMPLE`` or ``EXAMPLEKEY``."""
    is_published = candidate.value.endswith((b"EXAMPLE", b"EXAMPLEKEY"))
    return Confidence.LOW if is_published else Confidence.HIGH


def stands_in_no_base64(candidate: Candidate) -> Confidence | None:
    """For tokens of letters and digits with a short beginning: base64 of other data holds such by chance."""
    return None if {candidate.opening, candidate.closing} & {b"+", b"/"} else Confidence.HIGH


def plausible_assigned_password(candidate: Candidate) -> Confidence | None:
    """For a value assigned to a password's name: in quotes it may be a word, else it must be no code."""
    value = candidate.value
    if len(value) < _LEAST_PASSWORD_LENGTH or not _is_value(candidate) or is_placeholder(value):
        return None
    if _PATH_OR_ADDRESS.match(value) or any(
        form.fullmatch(value) for form in (_ENTRY_POINT, _ERROR, _FOREIGN_WORD)
    ):
        return None
    if _HASHED.match(value):
        return None
    if (
        not (candidate.is_quoted or _is_element(candidate))
        and _IDENTIFIER_PATH.fullmatch(value)
        and not _is_setting(candidate)
    ):
        return None
    kinds = set(value.translate(_CLASSES, delete=b"-_. "))
    is_strong = len(kinds) > 1 and len(value) >= _STRONG_PASSWORD_LENGTH
    return Confidence.MEDIUM if is_strong else Confidence.LOW


def plausible_assigned_secret(candidate: Candidate) -> Confidence | None:
    """For a value assigned to the name of a key or token: issued by a machine, so it must look random."""
    value = candidate.value
    if not (_is_value(candidate) or _is_header(candidate)) or is_placeholder(value) or not is_random(value):
        return None
    if not candidate.is_quoted and (_DOTTED_NAME.fullmatch(value) or _CONSTANT.fullmatch(value)):
        return None
    if _UUID.fullmatch(value):
        return Confidence.LOW
    return Confidence.MEDIUM


def plausible_credentials(candidate: Candidate) -> Confidence | None:
    """For what follows ``Bearer`` or ``Basic``: it must look random."""
    value = candidate.value
    if _TEMPLATE.search(value) or is_placeholder(value) or not is_random(value):
        return None
    return Confidence.MEDIUM


def is_random(value: bytes) -> bool:
    """Whether a machine has drawn it: many kinds of characters that change often, as words do not."""
    plain = value.rstrip(b"=")
    if len(plain) < _LEAST_RANDOM_LENGTH or _PATH_OR_ADDRESS.match(value) or _is_worded(plain):
        return False
    if not _DIGIT.search(plain):
        least = _LEAST_CHANGES_WITHOUT_DIGITS
    else:
        least = _LEAST_CHANGES_OF_HEX if _HEX.fullmatch(plain) else _LEAST_RANDOM_CHANGES
    return _changes(plain) >= least and entropy(value) >= _LEAST_RANDOM_ENTROPY


def _is_worded(value: bytes) -> bool:
    """Whether it is words and short numbers with signs between: ``gpl-2.0-or-later``, ``UTF_8_decoder``."""
    return len(parts := _PARTS.split(value)) > 1 and all(map(_PLAIN_PART.fullmatch, parts))


def _changes(value: bytes) -> float:
    """How often the kind of character changes, per character: in words seldom, by chance every other time."""
    classes = value.translate(_CLASSES)
    changes: int = sum(map(ne, classes, classes[1:]))
    return changes / len(value)


def _is_value(candidate: Candidate) -> bool:
    """Whether a whole value is assigned to the name of a secret, not a template, a call or part of a text."""
    if _TEMPLATE.search(candidate.value) or not _names_secret(candidate):
        return False
    return (
        candidate.is_quoted
        or _is_element(candidate)
        or (candidate.opening not in QUOTES and candidate.closing not in _CODE_CLOSINGS)
    )


def _is_element(candidate: Candidate) -> bool:
    """Whether it is all of an XML element that has the name: ``<password>…</``."""
    before = candidate.text[candidate.name_start - 1 : candidate.name_start] if candidate.name_start else b""
    return before == b"<" and candidate.opening == b">" and candidate.closing == b"<"


def _is_header(candidate: Candidate) -> bool:
    """Whether name and value stand in the same quotes: ``-H 'X-Api-Key: …'``."""
    if candidate.closing not in QUOTES or candidate.opening not in (b" ", b":"):
        return False
    begin = candidate.name_start - len(_before_name(candidate))
    is_whole = begin > 0 and candidate.text[begin - 1 : begin] == candidate.closing
    return is_whole and not _TEMPLATE.search(candidate.value) and _names_secret(candidate)


_CODE_CLOSINGS = frozenset({b"(", b"[", b"{", b'"', b"'", b"`"})


def _names_secret(candidate: Candidate) -> bool:
    before = _before_name(candidate)
    begin = candidate.name_start - len(before)
    if candidate.text[max(0, begin - 2) : begin] == b"//":
        return False  # The user of an address, or its form in a manual: api_token://password:user@host.
    name = before + candidate.name
    if name.lower() == candidate.value.lower() or _AGAINST_FORGERY.search(name):
        return False
    whole = words(name.replace(b"passWord", b"password"))
    if not whole or whole[-1] in NO_SECRET_ENDS:
        return False
    return not NO_SECRET_WORDS.intersection(whole)


def _before_name(candidate: Candidate) -> bytes:
    """What of the name stands before the part that the rule knows."""
    found = _NAME_BEFORE.search(candidate.text[max(0, candidate.name_start - 60) : candidate.name_start])
    return found[0] if found else b""


def _is_setting(candidate: Candidate) -> bool:
    """Whether a word without quotes is no name in code: ``DB_PASSWORD=winter2023``, or by its looks."""
    has_digit = _DIGIT.search(candidate.value) is not None
    return has_digit and (
        candidate.name.isupper() or _changes(candidate.value) >= _LEAST_CHANGES_OF_PASSWORDS
    )
