"""Words in names and values that say that no secret is meant."""

import re

_WORD = re.compile(rb"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")

PLACEHOLDERS = frozenset(
    b"""
    admin bar baz blah change changeit changeme default demo dummy empty enter example examples fake
    false fill foo foobar guest hidden hunter insert invalid key letmein masked mock mypass mypassword
    mysecret mytoken none null omitted optional pass passwd password passwords passw placeholder
    private pwd qwerty redacted replace replaceme required root sample secret secrets somepassword
    something string stuff tbd temp test tester testing testpass testpassword todo token topsecret
    true undefined unset user username value xxx your yourpassword yours abc abcd abcdef welcome wrong
    correct bearer basic oauth api apikey access auth here this that with the my a an of to is in not
    no yes and or for use using set get put new old name host client server
    """.split()
)
"""A value of nothing but these and numbers is to be replaced by the reader, or known to everybody."""

NO_SECRET_ENDS = frozenset(
    b"""
    algorithm arn attempts attr attribute available bits bytes cache callback class code column command
    count dir directory duration enabled encoder encoding encryption endpoint endpoints endswith env error
    errors event exists exp expiration expires expiry factory field fields file filename filter flag
    folder forgotten form format func function generator grant handler hash hashed hasher header headers
    help helptext hint holder icon id ids index info input invalid issuer iv kind label labels len length
    level limit link list location manager max message method min missing mode model module msg name names
    ns object option options page param parameter params parser path pattern place placeholder policy pos
    position prefix prompt property protected protection provider proxy ptr ref reference regex required
    reset resolver response result role rotation salt schema scheme scope scopes secret_name selector
    separator service size source spec start starts startswith state status store strategy strength suffix
    supported tag template test text timeout title ttl type types uri url urls usage used valid validation
    validator validators var variable vars version view visible warning
    """.split()
)
"""A name whose last word is one of these holds something about a secret."""

NO_SECRET_WORDS = frozenset(
    b"""
    allow ask bos can cancellation check cls colour color confirm contains count csrf current
    deprecated digest disable dot enable end eof eol eos forgot fingerprint generate has hash hashed
    hide invalid is lex lexer line mask match max min missing next no num number old op pad page
    pagination parse parser primary_key punctuation public publishable remove require sep separator
    show skip special start syntax token_type tokenizer toggle unk unknown use validate verify with
    without word xsrf
    """.split()
)
"""A name with one of these is a switch, a count, a step of parsing, or public."""


def words(text: bytes) -> list[bytes]:
    """The words of a name in any spelling, in lower case: ``apiKey_2`` is ``api``, ``key`` and ``2``."""
    return [word.lower() for word in _WORD.findall(text)]


def is_placeholder(value: bytes) -> bool:
    """Whether a value is words that stand for a value, or hardly more than one character."""
    found = words(value)
    is_worded = all(word in PLACEHOLDERS or word.isdigit() for word in found)
    return is_worded or len(set(value.lower())) < _LEAST_CHARACTERS or _MARKED.search(value) is not None


_LEAST_CHARACTERS = 4
_MARKED = re.compile(
    rb"(?i)x{4}|\*{3}|\.{3}|_{4}|#{4}|your[_\-]|[_\-]here\b|change[_\-]?(?:me|this|it)|placeholder|replace[_\-]?"
    rb"|redacted|example|insert[_\-]|dummy|1234567|abcdef[gh]|^(?:test|fake|mock|sample|my)[_\-]"
)
