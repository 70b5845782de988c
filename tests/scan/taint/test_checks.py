"""Calls are judged by their settings."""

import pytest


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("subprocess.run(['ls', q])", []),
        ("subprocess.run([q])", ["command-injection"]),
        ("subprocess.run('ls ' + q, shell=False)", ["command-injection"]),
        ("subprocess.run('ls', shell=True)", []),
        ("subprocess.run(**{'args': q, 'shell': True})", ["command-injection"]),
        ("hashlib.new('SHA1')", ["weak-hash"]),
        ("hashlib.sha3_256()", []),
        ("Response(q)", ["cross-site-scripting"]),
        ("Response(q, mimetype='text/plain')", []),
        ("yaml.load(q, yaml.CSafeLoader)", []),
        ("yaml.load(q)", ["unsafe-deserialization"]),
        ("make_response('').set_cookie('a', 'b', secure=True, httponly=True)", []),
        ("make_response('').set_cookie('a', 'b', httponly=True)", ["insecure-cookie"]),
        ("jar.set_cookie(cookie)", []),
        ("session.update(role=q)", ["trust-boundary"]),
        ("tree.xpath('//a[@b=$c]', **request.args)", []),
        ("tree.xpath(*request.args)", ["xpath-injection"]),
        ("session.setdefault('token', str(random.random()))", ["weak-random"]),
    ],
)
def test_a_call_is_judged_by_its_settings(found, call, rules):
    prelude = "import hashlib, random, subprocess, yaml\nfrom flask import Response, make_response\n"
    assert found(call, prelude) == rules
