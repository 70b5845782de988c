"""Settings that no text has to reach are judged wherever they are written."""

import pytest


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("jwt.encode({}, 'abcdefgh')", ["hardcoded-key"]),
        ("jwt.decode(q, key='abcdefgh')", ["hardcoded-key"]),
        ("jwt.decode(q, '-----BEGIN PUBLIC KEY-----')", []),
        ("jwt.encode({}, os.environ['KEY'])", []),
        ("jwt.encode({}, '')", []),
        ("AES.new(b'0123456789abcdef', AES.MODE_GCM)", ["hardcoded-key"]),
        ("AES.new(os.urandom(16), AES.MODE_GCM)", []),
        ("requests.get('https://a.example/', **{'verify': False})", ["weak-tls"]),
        ("requests.get('https://a.example/', verify='ca.pem')", []),
        ("s = requests.Session()\ns.verify = False", ["weak-tls"]),
        ("s = requests.Session()\nsetattr(s, 'verify', False)", ["weak-tls"]),
        ("s = requests.Session()\nsetattr(s, 'trust_env', False)", []),
        ("run_simple('::', 80, app, **{'use_debugger': True})", ["debugger"]),
        ("run_simple('::', 80, app, **{'use_debugger': False})", []),
        ("CORS(app, supports_credentials=True)", ["cross-origin"]),
        ("CORS(app, origins=['https://a.example'], supports_credentials=True)", []),
        ("CORS(app, origins=r'^https://.+$', supports_credentials=True)", ["cross-origin"]),
        ("CORS(app, resources={'/a': {'origins': '*'}}, supports_credentials=True)", ["cross-origin"]),
        ("CORS(app, resources={'/a': {'origins': 'https://b.example'}}, supports_credentials=True)", []),
        ("CORS(app)", []),
    ],
)
def test_a_call_is_judged_by_its_settings(found, call, rules):
    prelude = (
        "import jwt, requests\nfrom Crypto.Cipher import AES\nfrom flask_cors import CORS\n"
        "from werkzeug.serving import run_simple\n"
    )
    assert found(call, prelude) == rules


PASSWORD = "password = request.form['password'].encode()\n"


def test_a_password_needs_a_slow_hash(found):
    prelude = "import hashlib\n"
    assert found(f"{PASSWORD}hashlib.sha256(password)", prelude) == ["fast-password-hash"]
    assert found(f"{PASSWORD}h = hashlib.sha256()\nh.update(password)", prelude) == ["fast-password-hash"]
    assert found(f"{PASSWORD}hashlib.scrypt(password, salt=b'x', n=2, r=8, p=1)", prelude) == []
    assert found("hashlib.sha256(q.encode())", prelude) == []
    assert found(f"{PASSWORD}hashlib.sha256(password)", "import bcrypt, hashlib\n") == []


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("r.headers['Access-Control-Allow-Origin'] = q", False),
        (
            "for n, v in (('Origin', q), ('Credentials', 'true')):\n    r['Access-Control-Allow-' + n] = v",
            True,
        ),
        ("r['Access-Control-Allow-Credentials'] = 'true'\nr['Access-Control-Allow-Origin'] = q", True),
        (
            "r['Access-Control-Allow-Credentials'] = 'true'\nr['Access-Control-Allow-Origin'] = 'https://a.b'",
            False,
        ),
    ],
)
def test_an_origin_that_asks_is_not_let_in_with_credentials(found, body, is_found):
    assert ("cross-origin" in found(f"r = Response()\n{body}", "from flask import Response\n")) is is_found
