"""Calls whose answer is harmless: for some dangers, or for all. A data table."""

import re

from holdfast.scan.taint.values import EVERY_DANGER


def entries(table: dict[str, str]) -> dict[str, frozenset[str]]:
    """Turn ``names: dangers`` lines into one entry for each name."""
    return {name: frozenset(dangers.split()) for names, dangers in table.items() for name in names.split()}


FUNCTIONS = entries(
    {
        "html.escape markupsafe.escape markupsafe.Markup.escape cgi.escape bleach.clean "
        "bleach.linkify nh3.clean "
        "django.utils.html.escape django.utils.html.conditional_escape django.utils.html.strip_tags "
        "django.utils.html.format_html xml.sax.saxutils.escape werkzeug.utils.escape "
        "tornado.escape.xhtml_escape "
        "flask.render_template flask.jsonify": "cross-site-scripting",
        "xml.sax.saxutils.quoteattr": "cross-site-scripting xpath-injection",
        "shlex.quote shlex.join pipes.quote": "command-injection",
        "ldap3.utils.conv.escape_filter_chars ldap3.utils.dn.escape_rdn ldap.filter.escape_filter_chars "
        "ldap.dn.escape_dn_chars ldap.filter.filter_format": "ldap-injection",
        "werkzeug.utils.secure_filename werkzeug.secure_filename os.path.basename ntpath.basename "
        "werkzeug.utils.safe_join werkzeug.security.safe_join flask.safe_join django.utils._os.safe_join "
        "django.utils.text.get_valid_filename django.utils.text.slugify slugify.slugify": "path-traversal",
        "urllib.parse.quote urllib.parse.quote_plus urllib.parse.urlencode werkzeug.urls.url_quote":
        "cross-site-scripting request-forgery open-redirect",
        "flask.url_for django.urls.reverse": "open-redirect cross-site-scripting request-forgery",
        "pickle.dumps marshal.dumps dill.dumps jsonpickle.encode yaml.dump": "unsafe-deserialization",
        "ord": EVERY_DANGER,
        "re.escape": "regex-from-request",
        "psycopg2.extensions.quote_ident psycopg2.sql.Identifier psycopg2.sql.Literal "
        "psycopg2.extensions.adapt "
        "sqlite3.complete_statement psycopg.sql.Identifier psycopg.sql.Literal": "sql-injection",
        "base64.b64encode base64.urlsafe_b64encode base64.standard_b64encode base64.b32encode "
        "base64.b16encode "
        "base64.encodebytes binascii.hexlify binascii.b2a_base64": EVERY_DANGER,
    }
)  # fmt: skip

ESCAPING = re.compile(
    r"(?<!un)(escape|saniti[sz]e|encode_?for|clean_html|quote_ident|safe_?redirect)", re.IGNORECASE
)
"""Names of foreign functions that say what they do."""

SIGNING_IN = re.compile(
    r"^(?:try_?)?(?:authenticate|(?:check|verify)_?(?:the_?)?(?:login|user|password|credentials|account))",
    re.IGNORECASE,
)
"""Names of foreign functions that look up who has a name and a password: the record is the server's own."""

NAMED = {
    "ldap": "ldap-injection",
    "xpath": "xpath-injection",
    "xml": "xpath-injection cross-site-scripting",
    "sql": "sql-injection",
    "ident": "sql-injection",
    "shell": "command-injection",
    "path": "path-traversal",
    "file": "path-traversal",
    "redirect": "open-redirect",
}


def dangers_named(function: str) -> frozenset[str]:
    """What the answer of an escaping function of that name is safe from; a page, when it does not say."""
    found = " ".join(dangers for word, dangers in NAMED.items() if word in function.lower())
    return frozenset((found or "cross-site-scripting").split())


HARMLESS = frozenset(
    [
        "int",
        "float",
        "bool",
        "len",
        "complex",
        "abs",
        "round",
        "hash",
        "id",
        "isinstance",
        "issubclass",
        "type",
        "range",
        "callable",
        "hasattr",
        "any",
        "all",
        "uuid.UUID",
        "decimal.Decimal",
        "fractions.Fraction",
        "ipaddress.ip_address",
        "ipaddress.IPv4Address",
        "ipaddress.ip_network",
        "datetime.datetime.strptime",
        "datetime.date.fromisoformat",
        "datetime.datetime.fromisoformat",
        "time.strptime",
        "hashlib.md5",
        "hashlib.sha1",
        "hashlib.sha224",
        "hashlib.sha256",
        "hashlib.sha384",
        "hashlib.sha512",
        "hashlib.blake2b",
        "hashlib.blake2s",
        "hashlib.new",
        "hashlib.sha3_256",
        "hashlib.sha3_512",
        "hashlib.pbkdf2_hmac",
        "hashlib.scrypt",
        "hmac.new",
        "hmac.digest",
        "hmac.compare_digest",
        "secrets.compare_digest",
        "zlib.crc32",
        "bcrypt.hashpw",
        "bcrypt.checkpw",
        "werkzeug.security.generate_password_hash",
        "werkzeug.security.check_password_hash",
        "re.match",
        "re.fullmatch",
        "re.search",
        "os.path.exists",
        "os.path.isfile",
        "os.path.isdir",
        "os.path.getsize",
        "flask.abort",
        "django.contrib.auth.authenticate",
        "secrets.token_hex",
        "secrets.token_urlsafe",
        "secrets.token_bytes",
        "os.urandom",
        "uuid.uuid4",
        "subprocess.run",
        "subprocess.call",
        "subprocess.check_call",
        "os.system",
    ]
)
"""Their answers carry nothing dangerous of what they were given."""

HARMLESS_METHODS = frozenset(
    [
        "isdigit",
        "isalnum",
        "isalpha",
        "isnumeric",
        "isdecimal",
        "isidentifier",
        "startswith",
        "endswith",
        "count",
        "find",
        "index",
        "rfind",
        "rindex",
        "hexdigest",
        "exists",
        "is_file",
        "is_dir",
        "is_relative_to",
        "isspace",
        "islower",
        "isupper",
        "__len__",
        "has_key",
        "fullmatch",
    ]
)

VALIDATING = frozenset(
    [
        "int",
        "float",
        "uuid.UUID",
        "decimal.Decimal",
        "ipaddress.ip_address",
        "ipaddress.IPv4Address",
        "ipaddress.ip_network",
        "datetime.datetime.strptime",
        "datetime.date.fromisoformat",
        "datetime.datetime.fromisoformat",
    ]
)
"""They raise unless their argument is of a harmless form, so afterwards the argument itself is harmless."""

RESTORING = frozenset(
    [
        "chr",
        "urllib.parse.unquote",
        "urllib.parse.unquote_plus",
        "html.unescape",
        "base64.b64decode",
        "base64.urlsafe_b64decode",
        "base64.standard_b64decode",
        "base64.b32decode",
        "base64.b16decode",
        "base64.decodebytes",
        "binascii.unhexlify",
        "binascii.a2b_base64",
        "xml.sax.saxutils.unescape",
    ]
)
"""They undo what an escaping function did."""
LASTING = frozenset({"unsafe-deserialization", "trust-boundary"})
"""What text was found to be safe from by its signature, not by how it is written."""

RESOLVING = frozenset(["os.path.realpath", "os.path.abspath", "os.path.normpath"])
RESOLVING_METHODS = frozenset({"resolve", "absolute"})

REPLACED = {
    "'": "xpath-injection sql-injection",
    '"': "xpath-injection",
    "<": "cross-site-scripting",
    "&": "",
}
"""What text is safe from when a character is replaced in it, by ``str.replace``."""

REFUSED = {
    "'": "xpath-injection sql-injection code-injection ldap-injection",
    '"': "xpath-injection sql-injection code-injection",
    "<": "cross-site-scripting",
    "..": "path-traversal",
    "../": "path-traversal",
    "/": "path-traversal",
    ";": "command-injection",
    "(": "ldap-injection code-injection",
    "*": "ldap-injection",
    "://": "open-redirect request-forgery",
    "//": "open-redirect",
}
"""What text is safe from once it is known not to hold a word."""
