"""Settings are judged whatever text there is: hashes, ciphers, cookies, keys, certificates, other sites."""

import pytest

from scan.javascript.asking import handled, rules_in

CRYPTO = 'const crypto = require("crypto");\n'


@pytest.mark.parametrize(
    ("call", "rule"),
    [
        ("crypto.createHash('md5')", "weak-hash"),
        ("crypto.createHash('MD5')", "weak-hash"),
        ("crypto.createHash('sha1')", "weak-hash"),
        ("crypto.createHash('RSA-SHA1')", "weak-hash"),
        ("crypto.createHash(isOld ? 'md5' : 'sha256')", "weak-hash"),
        ("crypto.createHmac('sha1', process.env.KEY)", ""),
        ("crypto.pbkdf2Sync(a, b, 1000, 64, 'sha1')", "weak-hash"),
        ("crypto.createHash('sha256')", ""),
        ("crypto.createHash('sha3-512')", ""),
        ("crypto.createHash('sha' + '256')", ""),
        ("crypto.createHash(name)", ""),
        ("crypto.createCipheriv('des', key, iv)", "weak-cipher"),
        ("crypto.createCipheriv('rc4', key, null)", "weak-cipher"),
        ("crypto.createCipheriv('bf-cbc', key, iv)", "weak-cipher"),
        ("crypto.createCipheriv('AES-128-ECB', key, null)", "weak-cipher"),
        ("crypto.createDecipheriv('des-ede3-cbc', key, iv)", "weak-cipher"),
        ("crypto.createCipher('aes-256-cbc', key)", "weak-cipher"),
        ("crypto.createCipheriv('aes-256-gcm', key, iv)", ""),
        ("crypto.createCipheriv('aes-256-cbc', key, iv)", ""),
        ("crypto.createCipheriv('camellia-256-cbc', key, iv)", ""),
    ],
)
def test_hashes_and_ciphers_are_told_by_their_names(call, rule):
    assert rules_in(f"{CRYPTO}{call};\n") == ({rule} if rule else set())


def test_the_name_of_a_hash_may_be_kept_elsewhere():
    assert rules_in(f"{CRYPTO}const C = {{ hash: 'md5' }};\ncrypto.createHash(C.hash);\n") == {"weak-hash"}
    assert rules_in(f"{CRYPTO}const f = (name = 'sha1') => crypto.createHash(name);\nf();\n") == {"weak-hash"}
    assert rules_in('import md5 from "md5";\nmd5("a");\n') == {"weak-hash"}
    assert rules_in('import { MD5 } from "crypto-js";\nMD5("a");\n') == {"weak-hash"}


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("crypto.createHash('sha256').update(password)", True),
        ("crypto.createHash('sha512').update(salt + password)", True),
        ("crypto.createHash('sha256').update(user.password)", True),
        ("crypto.createHash('sha256').update(body)", False),
        ("crypto.createHmac('sha256', process.env.KEY).update(password)", False),
        ("crypto.createHash('sha256').update(token)", False),
        ("crypto.scryptSync(password, salt, 64)", False),
    ],
)
def test_a_password_wants_a_slow_hash(text, is_found):
    source = f"{CRYPTO}function f(password, salt, user, body, token) {{\n  return {text};\n}}\n"
    assert (rules_in(source) == {"fast-password-hash"}) is is_found


@pytest.mark.parametrize(
    ("options", "rule"),
    [
        ("", "insecure-cookie"),
        (", {}", "insecure-cookie"),
        (", { httpOnly: true }", "insecure-cookie"),
        (", { secure: false, httpOnly: true }", "insecure-cookie"),
        (", { secure: true }", "readable-cookie"),
        (", { secure: true, httpOnly: false }", "readable-cookie"),
        (", { secure: true, httpOnly: true }", ""),
        (", { secure: isProduction, httpOnly: true }", ""),
        (", { secure: process.env.NODE_ENV === 'production', httpOnly: true }", ""),
        (", { ...DEFAULTS }", ""),
        (", options", ""),
        (", SAFE", ""),
        (", { ...SAFE, maxAge: 9 }", ""),
    ],
)
def test_flags_of_a_cookie(options, rule):
    prelude = "const DEFAULTS = load();\nconst SAFE = { secure: true, httpOnly: true };"
    body = f"res.cookie('session', make(){options});"
    assert handled(body, prelude) == ({rule} if rule else set())


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("token=${a}", "insecure-cookie"),
        ("token=${a}; HttpOnly", "insecure-cookie"),
        ("token=${a}; Secure", "readable-cookie"),
        ("token=${a}; Secure; HttpOnly", ""),
        ("token=${a}; secure; httponly; SameSite=Lax", ""),
        ("lang=${a}", ""),
    ],
)
def test_flags_of_a_cookie_that_is_written_by_hand(text, rule):
    assert handled(f"const a = make();\nres.setHeader('Set-Cookie', `{text}`);") == (
        {rule} if rule else set()
    )


@pytest.mark.parametrize(
    ("options", "rules"),
    [
        ("secret: process.env.A, cookie: { secure: true, httpOnly: true }", set()),
        ("secret: process.env.A", set()),
        ("secret: process.env.A, cookie: { secure: false }", {"insecure-cookie"}),
        ("secret: process.env.A, cookie: { httpOnly: false }", {"readable-cookie"}),
        ("secret: 'correct horse'", {"hardcoded-key"}),
        ("secret: ['correct horse', 'battery']", {"hardcoded-key"}),
        ("secret: process.env.A || 'correct horse'", {"hardcoded-key"}),
        ("secret: ''", set()),
    ],
)
def test_sessions(options, rules):
    assert (
        rules_in(f'const session = require("express-session");\napp.use(session({{ {options} }}));\n')
        == rules
    )


@pytest.mark.parametrize(
    ("call", "is_found"),
    [
        ("jwt.sign(a, 'correct horse')", True),
        ("jwt.verify(a, 'correct horse')", True),
        ("jwt.sign(a, KEY)", True),
        ("jwt.sign(a, process.env.KEY ?? 'correct horse')", True),
        ("jwt.sign(a, `correct horse`)", True),
        ("crypto.createHmac('sha256', 'correct horse')", True),
        ("crypto.createCipheriv('aes-256-gcm', 'correct horse battery staple 012', iv)", True),
        ("jwt.sign(a, process.env.KEY)", False),
        ("jwt.sign(a, config.get('jwt.key'))", False),
        ("jwt.sign(a, fs.readFileSync('key.pem'))", False),
        ("jwt.sign(a, makeKey())", False),
        ("jwt.verify(a, '-----BEGIN PUBLIC KEY-----')", False),
        ("jwt.decode(a, 'correct horse')", False),
    ],
)
def test_keys_that_stand_in_the_code(call, is_found):
    prelude = (
        f'{CRYPTO}const jwt = require("jsonwebtoken");\nconst fs = require("fs");\n'
        'const KEY = "correct horse";\n'
    )
    assert (rules_in(f"{prelude}{call};\n") == {"hardcoded-key"}) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("new https.Agent({ rejectUnauthorized: false })", True),
        ("https.request({ host: 'a', rejectUnauthorized: false })", True),
        ("axios.create({ httpsAgent: new https.Agent({ rejectUnauthorized: false }) })", True),
        ("new Pool({ ssl: { rejectUnauthorized: false } })", True),
        ("request({ url: 'https://a', strictSSL: false })", True),
        ("const options = { rejectUnauthorized: false }; https.get('https://a', options)", True),
        ("const options = {}; options.rejectUnauthorized = false;", True),
        ("tls.connect({ checkServerIdentity: () => {} })", True),
        ("process.env.NODE_TLS_REJECT_UNAUTHORIZED = 0", True),
        ("process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'", True),
        ("new https.Agent({ rejectUnauthorized: true })", False),
        ("new https.Agent({ ca })", False),
        ("new https.Agent({ rejectUnauthorized: !isTest })", False),
        ("tls.connect({ checkServerIdentity: (host, cert) => check(host, cert) })", False),
        ("process.env.NODE_TLS_REJECT_UNAUTHORIZED = '1'", False),
    ],
)
def test_certificates_are_checked(text, is_found):
    prelude = (
        'const https = require("https");\nconst tls = require("tls");\nconst axios = require("axios");\n'
    )
    assert (rules_in(f"{prelude}{text};\n") == {"weak-tls"}) is is_found


@pytest.mark.parametrize(
    ("options", "is_found"),
    [
        ("{ origin: true, credentials: true }", True),
        ("{ origin: '*', credentials: true }", True),
        ("{ origin: (origin, callback) => callback(null, true), credentials: true }", True),
        ("{ origin: function (origin, done) { done(null, origin); }, credentials: true }", True),
        (
            "{ origin: (origin, callback) => callback(null, SITES.includes(origin)), credentials: true }",
            False,
        ),
        (
            "{ origin: (o, done) => { if (SITES.has(o)) done(null, true); }, credentials: true }",
            False,
        ),
        ("{ origin: ['https://a.example'], credentials: true }", False),
        ("{ origin: 'https://a.example', credentials: true }", False),
        ("{ origin: true }", False),
        ("{ credentials: true }", False),
        ("", False),
    ],
)
def test_other_sites_may_not_call_with_the_cookies_of_the_user(options, is_found):
    assert (
        rules_in(f'const cors = require("cors");\napp.use(cors({options}));\n') == {"cross-origin"}
    ) is is_found


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("libxml.parseXml(q, { noent: true })", {"xml-external-entity"}),
        ("libxml.parseXmlString(req.body, { noent: true, nonet: true })", {"xml-external-entity"}),
        ("libxml.parseXml(q, { noent: false })", set()),
        ("libxml.parseXml(q)", set()),
        ("libxml.parseXml('<a/>', { noent: true })", set()),
        ("yaml.load(q, { schema: yaml.DEFAULT_FULL_SCHEMA })", {"unsafe-deserialization"}),
        ("yaml.load(q, { schema: unsafe.all })", {"unsafe-deserialization"}),
        ("yaml.load(q, { schema: yaml.JSON_SCHEMA })", set()),
        ("yaml.load(q)", set()),
        ("yaml.load('a: 1', { schema: yaml.DEFAULT_FULL_SCHEMA })", set()),
    ],
)
def test_parsers_of_xml_and_yaml(call, rules):
    prelude = (
        'const libxml = require("libxmljs");\nconst yaml = require("js-yaml");\n'
        'const unsafe = require("js-yaml-js-types");'
    )
    assert handled(f"{call};", prelude) == rules
