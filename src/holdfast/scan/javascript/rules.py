"""The rules for JavaScript and TypeScript: what each finds, why it matters, what to write. A data table."""

import re
from dataclasses import replace

from holdfast.model.severity import Severity
from holdfast.scan.taint.rules import RULES as PYTHON
from holdfast.scan.taint.rules import Rule

RULES: dict[str, Rule] = {
    "sql-injection": replace(
        PYTHON["sql-injection"],
        fix='Pass it as a parameter, pool.query("... WHERE id = $1", [id]) or $queryRaw`...`; names of '
        "columns come from a list of your own.",
    ),
    "command-injection": replace(
        PYTHON["command-injection"],
        fix='Pass a list without a shell, execFile("nslookup", ["--", host]), the program itself a literal.',
    ),
    "code-injection": replace(
        PYTHON["code-injection"],
        fix="Use JSON.parse for values, and a Map of functions for choices; vm is no sandbox.",
    ),
    "module-from-request": replace(
        PYTHON["module-from-request"],
        title="Text from outside chooses the module or method",
        fix="Look the choice up in a Map of your own.",
    ),
    "template-injection": replace(
        PYTHON["template-injection"],
        fix='Keep the template constant and pass the text as a variable: res.render("page", { name: text }).',
    ),
    "ldap-injection": replace(
        PYTHON["ldap-injection"],
        fix='Build the filter from objects, new EqualityFilter({ attribute: "uid", value: text }).',
    ),
    "xpath-injection": replace(
        PYTHON["xpath-injection"],
        fix='Pass it as a variable: xpath.parse("//user[@name=$name]").select({ node, variables }).',
    ),
    "path-traversal": replace(
        PYTHON["path-traversal"],
        fix="Resolve the path and compare it: const file = path.resolve(base, name), then "
        "file.startsWith(base + path.sep); or keep only path.basename(name); or sendFile(name, { root }).",
    ),
    "cross-site-scripting": replace(
        PYTHON["cross-site-scripting"],
        fix="Set textContent, render a template that escapes, or answer with res.json; use DOMPurify where "
        "markup is wanted.",
    ),
    "request-forgery": replace(
        PYTHON["request-forgery"],
        fix="Look the address up in a table of your own, or compare new URL(text).host with a list; no "
        "redirects.",
        harmless_prefix=re.compile(r"https?://[^/?#]+[/?#]|\.{0,2}/[^/\\]"),
    ),
    "open-redirect": replace(
        PYTHON["open-redirect"],
        fix="Redirect to a path of your own, or compare new URL(text, base).origin with your own first.",
    ),
    "unsafe-deserialization": replace(
        PYTHON["unsafe-deserialization"],
        fix="Use JSON.parse, and load of js-yaml 4 with its own schema.",
    ),
    "xml-external-entity": replace(
        PYTHON["xml-external-entity"],
        fix="Leave out noent: true, or use a parser without external entities, fast-xml-parser or xml2js.",
    ),
    "trust-boundary": PYTHON["trust-boundary"],
    "weak-random": replace(
        PYTHON["weak-random"],
        why="Who sees some answers of Math.random can compute the next.",
        fix='Use crypto.randomUUID(), crypto.randomBytes(32).toString("hex") or crypto.getRandomValues.',
    ),
    "weak-hash": replace(
        PYTHON["weak-hash"],
        fix='Use crypto.createHash("sha256"), and crypto.scrypt, bcrypt or argon2 for passwords.',
    ),
    "weak-cipher": replace(
        PYTHON["weak-cipher"],
        fix='Use crypto.createCipheriv("aes-256-gcm", key, iv) with a new iv for each message.',
    ),
    "insecure-cookie": replace(
        PYTHON["insecure-cookie"],
        fix='Set { secure: true, httpOnly: true, sameSite: "strict" }.',
    ),
    "readable-cookie": replace(
        PYTHON["readable-cookie"],
        fix='Set { httpOnly: true, secure: true, sameSite: "strict" }.',
    ),
    "regex-from-request": replace(
        PYTHON["regex-from-request"],
        why="A pattern like (a+)+$ stops the event loop, and with it the server.",
        fix="Escape it with RegExp.escape or lodash.escapeRegExp, or use includes.",
    ),
    "mass-assignment": replace(
        PYTHON["mass-assignment"],
        why="It can set fields that no form shows: isAdmin, ownerId.",
        fix="Name the fields: User.create({ name: req.body.name }).",
    ),
    "secret-to-log": PYTHON["secret-to-log"],
    "fast-password-hash": Rule(
        title="A password is kept under a hash that is fast to try",
        why="Whoever gets the table tries thousands of millions of passwords a second.",
        fix="Use crypto.scrypt, argon2 or bcrypt, with a salt of its own for each password.",
        cwes=(916,),
        severity=Severity.MEDIUM,
    ),
    "nosql-injection": Rule(
        title="A value from outside becomes part of a database query",
        why='Sent as an object, { "$ne": null } or { "$gt": "" }, it matches every record.',
        fix="Make it text, User.findOne({ name: String(req.body.name) }), or check it with a schema first.",
        cwes=(943,),
        severity=Severity.HIGH,
    ),
    "prototype-pollution": Rule(
        title="Text from outside chooses which property of an object is set",
        why="With __proto__ or constructor it changes every object of the program.",
        fix="Use a Map or Object.create(null), name the fields, or refuse __proto__ and constructor.",
        cwes=(1321,),
        severity=Severity.HIGH,
    ),
    "weak-tls": Rule(
        title="The certificate of the other side is not checked",
        why="Anybody on the way can answer in its place, and read and change what is sent.",
        fix="Leave out rejectUnauthorized: false; for an authority of your own pass its certificate as ca.",
        cwes=(295,),
        severity=Severity.HIGH,
    ),
    "cross-origin": Rule(
        title="Any site may read answers that are meant for the signed-in user",
        why="A page elsewhere calls this one with the user's cookies and reads what comes back.",
        fix='Name the sites, cors({ origin: ["https://example.org"], credentials: true }), or leave out '
        "credentials.",
        cwes=(942,),
        severity=Severity.MEDIUM,
    ),
    "any-origin": Rule(
        title="Every site may read the answers",
        why="Pages of others can call it from the browsers of your users and read what it says.",
        fix='Name the sites: cors({ origin: ["https://app.example.com"] }).',
        cwes=(942,),
        severity=Severity.LOW,
    ),
    "hardcoded-key": Rule(
        title="The key is written in the code",
        why="Whoever reads the code can sign tokens and sessions or decrypt what the key protects.",
        fix="Read it from the environment or a vault, process.env.JWT_SECRET, and stop when it is missing; "
        "replace the one that was in the code.",
        cwes=(798, 321),
        severity=Severity.HIGH,
    ),
    "slow-regex": Rule(
        title="Text from outside meets a regular expression that can take hours",
        why="A long text that almost fits is tried in every way, and the event loop stands still meanwhile.",
        fix="Let no repetition stand within another, (a+)+, limit the length of the text first, or use re2.",
        cwes=(1333,),
        severity=Severity.MEDIUM,
    ),
    "link-from-outside": Rule(
        title="Text from outside becomes the address of a link or frame",
        why="An address that begins with javascript: runs as a script of the page.",
        fix='Let through only ["http:", "https:"].includes(new URL(text, location.href).protocol).',
        cwes=(79,),
        severity=Severity.MEDIUM,
        harmless_prefix=re.compile(r"(https?|mailto|tel|sms|blob):|data:image/|[/#?.]|[\w-][\w.-]*[/?#]"),
    ),
}
