import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.kit.secrets import checks
from holdfast.kit.secrets.examples import expand

ALL = (
    checks.has_checksum,
    checks.is_aws_key_id,
    checks.is_docker_auth,
    checks.is_encoded_pem,
    checks.is_grafana_key,
    checks.is_json_web_token,
    checks.is_pem_key,
    checks.is_pypi_macaroon,
    checks.is_base64_of(64),
)


def of(template):
    return expand(template).encode()


def key_id(account):
    """An access key id that carries an account, as those made since 2019 do."""
    number = (1 << 47) | (account << 7)
    return b"AKIA" + base64.b32encode(number.to_bytes(6, "big") + bytes(4))


class TestRight:
    def test_checksum(self):
        assert checks.has_checksum(of("ghp_<w30><crc>"))

    def test_web_token(self):
        assert checks.is_json_web_token(of("<jwt>"))

    def test_macaroon(self):
        assert checks.is_pypi_macaroon(of("pypi-<pypi96>"))

    def test_account(self):
        assert checks.is_aws_key_id(key_id(999_999_999_999))

    def test_an_old_key_id_holds_no_account(self):
        assert checks.is_aws_key_id(b"AKIAI" + b"7" * 15)

    def test_key_in_a_string_with_escaped_line_ends(self):
        block = of("-----BEGIN RSA PRIVATE<-> KEY-----\n<der600>\n-----END RSA PRIVATE<-> KEY-----")
        assert checks.is_pem_key(block.replace(b"\n", b"\\n"))

    def test_key_put_together_from_quoted_lines(self):
        block = of("-----BEGIN RSA PRIVATE<-> KEY-----\n<der600>\n-----END RSA PRIVATE<-> KEY-----")
        assert checks.is_pem_key(block.replace(b"\n", b'\\n" +\n  "'))

    def test_key_with_headers(self):
        body = "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\n<b160>"
        block = of(f"-----BEGIN RSA PRIVATE<-> KEY-----\n{body}\n-----END RSA PRIVATE<-> KEY-----")
        assert checks.is_pem_key(block)


@pytest.mark.parametrize(
    ("check", "value"),
    [
        (checks.has_checksum, of("ghp_<w36>")),
        (checks.is_aws_key_id, key_id(10**12)),
        (checks.is_aws_key_id, b"AKIA1"),
        (checks.is_json_web_token, b"eyJhbGciOiJub25l.e30.x"),
        (checks.is_json_web_token, base64.b64encode(b'{"typ":1}') + b".e30.x"),
        (checks.is_pypi_macaroon, b"pypi-AgEAAAAA"),
        (checks.is_pem_key, b"-----BEGIN PRIVATE" + b" KEY-----\n...\n-----END"),
        (checks.is_pem_key, b"-----BEGIN PRIVATE" + b" KEY-----\n" + base64.b64encode(b"no key at all" * 9)),
        (checks.is_encoded_pem, base64.b64encode(b"-----BEGIN CERTIFICATE-----" * 9)),
        (checks.is_docker_auth, base64.b64encode(b"no colon in here")),
        (checks.is_base64_of(64), base64.b64encode(bytes(63))),
        (checks.is_grafana_key, b"eyJrIjoi"),
    ],
)
def test_wrong(check, value):
    assert not check(value)


@given(st.binary(max_size=200) | st.from_regex(rb"[0-9A-Za-z+/=._-]{0,120}", fullmatch=True))
def test_every_check_answers_for_any_bytes(value):
    assert {type(check(value)) for check in ALL} == {bool}
