"""The rules: what each finds, why it matters, and what to write instead. A data table."""

import re
from dataclasses import dataclass

from holdfast.model.severity import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of weakness.

    Attributes:
        title: What is wrong, in one line.
        why: What can happen.
        fix: What to write instead.
        cwes: Numbers in the Common Weakness Enumeration.
        severity: How bad it is when the text comes from a request.
        harmless_prefix: Pattern for the known beginning of a text that takes the danger away.
    """

    title: str
    why: str
    fix: str
    cwes: tuple[int, ...]
    severity: Severity
    harmless_prefix: re.Pattern[str] | None = None


RULES = {
    "sql-injection": Rule(
        title="Text from outside is put into an SQL statement",
        why="A quote in it changes the statement.",
        fix='Pass it as a parameter, execute("... WHERE id = ?", (id,)); names of columns come from a list '
        "of your own.",
        cwes=(89,),
        severity=Severity.HIGH,
    ),
    "command-injection": Rule(
        title="Text from outside becomes part of a command",
        why="A semicolon, a backtick or the name of another program starts what the sender wants.",
        fix='Pass a list without a shell, subprocess.run(["nslookup", "--", host], check=True), the program '
        "itself a literal.",
        cwes=(78,),
        severity=Severity.CRITICAL,
    ),
    "code-injection": Rule(
        title="Text from outside is run as code",
        why="Whoever sends it runs the program.",
        fix="Use ast.literal_eval or json.loads for values, and a dictionary of functions for choices.",
        cwes=(94, 95),
        severity=Severity.CRITICAL,
    ),
    "module-from-request": Rule(
        title="Text from outside chooses the module or attribute",
        why="It can reach code that was never meant to be called.",
        fix="Look the choice up in a dictionary of your own.",
        cwes=(470,),
        severity=Severity.HIGH,
    ),
    "template-injection": Rule(
        title="Text from outside becomes part of a template",
        why="Template expressions in it are run on the server.",
        fix="Keep the template constant and pass the text as a variable: render(..., name=text).",
        cwes=(1336, 94),
        severity=Severity.CRITICAL,
    ),
    "ldap-injection": Rule(
        title="Text from outside is put into an LDAP search",
        why="Brackets and stars in it change who is found.",
        fix="Escape it with ldap3.utils.conv.escape_filter_chars, or ldap.filter.filter_format.",
        cwes=(90,),
        severity=Severity.HIGH,
    ),
    "xpath-injection": Rule(
        title="Text from outside is put into an XPath expression",
        why="A quote in it changes what is selected.",
        fix='Pass it as a variable: tree.xpath("//user[@name=$name]", name=text).',
        cwes=(643,),
        severity=Severity.HIGH,
    ),
    "path-traversal": Rule(
        title="Text from outside chooses a file",
        why="With .. or an absolute path it leaves the folder.",
        fix="Resolve the path and compare it: path = (base / name).resolve(); path.is_relative_to(base); or "
        "keep only werkzeug's secure_filename(name).",
        cwes=(22,),
        severity=Severity.HIGH,
    ),
    "cross-site-scripting": Rule(
        title="Text from outside is sent as part of a page",
        why="A script in it runs in the browser of whoever opens the page.",
        fix="Render a template that escapes, or use markupsafe.escape(text).",
        cwes=(79,),
        severity=Severity.MEDIUM,
    ),
    "request-forgery": Rule(
        title="Text from outside chooses the address that is called",
        why="It can be made to read the cloud's metadata service or anything else behind the firewall.",
        fix="Look the address up in a table of your own, or compare its host with a list; no redirects.",
        cwes=(918,),
        severity=Severity.HIGH,
        harmless_prefix=re.compile(r"https?://[^/?#]+[/?#]"),
    ),
    "open-redirect": Rule(
        title="Text from outside chooses where the browser goes next",
        why="A link to your site leads to somebody else's, which looks like yours.",
        fix="Redirect to url_for(...) of a known page, or compare the host with a list first.",
        cwes=(601,),
        severity=Severity.MEDIUM,
        harmless_prefix=re.compile(r"https?://[^/?#]+[/?#]|/[^/\\]|[?#]"),
    ),
    "unsafe-deserialization": Rule(
        title="Text from outside is loaded into objects",
        why="The loader builds any object the text asks for, and so runs code of the sender.",
        fix="Use json.loads or yaml.safe_load.",
        cwes=(502,),
        severity=Severity.CRITICAL,
    ),
    "xml-external-entity": Rule(
        title="XML from outside is read with external entities on",
        why="It can read local files and call addresses behind the firewall.",
        fix="Use defusedxml, or XMLParser(resolve_entities=False, no_network=True).",
        cwes=(611,),
        severity=Severity.HIGH,
    ),
    "trust-boundary": Rule(
        title="Text from outside is kept in the session unchecked",
        why="Code that reads the session takes it for a fact the server established.",
        fix="Check it, or look it up, and store what you found.",
        cwes=(501,),
        severity=Severity.LOW,
    ),
    "weak-random": Rule(
        title="A predictable random number is used where it must not be guessed",
        why="Who sees some numbers of the random module can compute the next.",
        fix="Use secrets.token_urlsafe(), secrets.choice() or random.SystemRandom().",
        cwes=(330, 338),
        severity=Severity.MEDIUM,
    ),
    "weak-hash": Rule(
        title="The hash can be forged",
        why="Two inputs with one MD5 or SHA-1 are found in minutes.",
        fix="Use hashlib.sha256, and hashlib.scrypt or argon2 for passwords; say usedforsecurity=False where "
        "it protects nothing.",
        cwes=(328, 327),
        severity=Severity.MEDIUM,
    ),
    "weak-cipher": Rule(
        title="The cipher or its mode is broken",
        why="DES, RC4 and Blowfish are read with little effort; ECB shows equal blocks.",
        fix="Use AES in GCM mode, or cryptography.fernet.Fernet.",
        cwes=(327,),
        severity=Severity.MEDIUM,
    ),
    "insecure-cookie": Rule(
        title="The cookie travels unencrypted",
        why="Without the secure flag the browser also sends it over plain HTTP.",
        fix='Set secure=True, httponly=True, samesite="Strict".',
        cwes=(614,),
        severity=Severity.MEDIUM,
    ),
    "readable-cookie": Rule(
        title="Scripts in the page can read the cookie",
        why="One injected script takes the session.",
        fix='Set httponly=True, secure=True, samesite="Strict".',
        cwes=(1004,),
        severity=Severity.LOW,
    ),
    "regex-from-request": Rule(
        title="Text from outside is used as a regular expression",
        why="A pattern like (a+)+$ keeps the worker busy for hours.",
        fix="Escape it with re.escape, or use a plain search.",
        cwes=(1333,),
        severity=Severity.MEDIUM,
    ),
    "mass-assignment": Rule(
        title="The request chooses which fields are set",
        why="It can set fields that no form shows: is_admin, owner_id.",
        fix="Name the fields: User(name=data['name']).",
        cwes=(915,),
        severity=Severity.MEDIUM,
    ),
    "secret-to-log": Rule(
        title="A value named like a secret is written to a log",
        why="Logs are copied, kept and read by more people than the place it came from.",
        fix="Log that it was loaded, never what it is; rotate it if this ran in production.",
        cwes=(532,),
        severity=Severity.MEDIUM,
    ),
    "fast-password-hash": Rule(
        title="A password is kept under a hash that is fast to try",
        why="Whoever gets the table tries thousands of millions of passwords a second.",
        fix="Use argon2.PasswordHasher().hash(password), bcrypt or hashlib.scrypt, with a salt of its own "
        "for each password.",
        cwes=(916,),
        severity=Severity.MEDIUM,
    ),
    "hardcoded-key": Rule(
        title="The key is written in the code",
        why="Whoever reads the code can sign tokens and sessions or decrypt what the key protects.",
        fix='Read it from the environment or a vault, os.environ["JWT_KEY"]; replace the one that was in the '
        "code.",
        cwes=(798, 321),
        severity=Severity.HIGH,
    ),
    "cross-origin": Rule(
        title="Any site may read answers that are meant for the signed-in user",
        why="A page elsewhere calls this one with the user's cookies and reads what comes back.",
        fix='Name the sites, allow_origins=["https://app.example.com"], or leave out credentials.',
        cwes=(942,),
        severity=Severity.MEDIUM,
    ),
    "weak-tls": Rule(
        title="The certificate of the other side is not checked",
        why="Anybody on the way can answer in its place, and read and change what is sent.",
        fix="Leave out verify=False; for an authority of your own pass its certificate: "
        'verify="/etc/ssl/our-ca.pem".',
        cwes=(295,),
        severity=Severity.HIGH,
    ),
    "debugger": Rule(
        title="The debugger is on",
        why="Its page for errors shows the code and its variables, and runs what the visitor types.",
        fix="Leave out use_debugger and debug; start it with flask --debug run where you develop.",
        cwes=(489,),
        severity=Severity.HIGH,
    ),
}
