"""Keys and tokens that follow a standard, whoever issued them.

A block whose body is no key is dropped: documentation is full of them. A JSON Web Token whose parts are no
JSON is none.
"""

from holdfast.kit.secrets.checks import is_encoded_pem, is_json_web_token, is_pem_key
from holdfast.kit.secrets.plausible import is_plausible_password
from holdfast.kit.secrets.rule import Confidence, Rule
from holdfast.kit.secrets.shapes import pem_block, token

_BLOCK_REACH = 32 * 1024


RULES = (
    Rule(
        id="private-key",
        title="Private key",
        provider="generic",
        pattern=pem_block("(?:(?:RSA|DSA|EC|ECDSA|ED25519|X25519|OPENSSH|SSH2|ANY) )?PRIVATE KEY"),
        keywords=("PRIVATE KEY-----",),
        before=24,
        reach=_BLOCK_REACH,
        severity="critical",
        check=is_pem_key,
        positive=(
            "-----BEGIN RSA PRIVATE<-> KEY-----\n<der600>\n-----END RSA PRIVATE<-> KEY-----\n",
            "-----BEGIN PRIVATE<-> KEY-----\n<der400>\n-----END PRIVATE<-> KEY-----",
            "-----BEGIN OPENSSH PRIVATE<-> KEY-----\nb3Blbn<b200>\n-----END OPENSSH PRIVATE<-> KEY-----",
            "-----BEGIN EC PRIVATE<-> KEY-----\n<der118>\n(the log ends here)",
        ),
        negative=(
            "-----BEGIN RSA PRIVATE<-> KEY-----\n...\n-----END RSA PRIVATE<-> KEY-----",
            "-----BEGIN PUBLIC KEY-----\n<der200>\n-----END PUBLIC KEY-----",
            "-----BEGIN CERTIFICATE-----\n<der400>\n-----END CERTIFICATE-----",
            'if text.startswith("-----BEGIN PRIVATE<-> KEY-----"):',
        ),
    ),
    Rule(
        id="private-key-encrypted",
        title="Private key, encrypted by a passphrase",
        provider="generic",
        pattern=pem_block("ENCRYPTED PRIVATE KEY"),
        keywords=("ENCRYPTED PRIVATE KEY-----",),
        before=16,
        reach=_BLOCK_REACH,
        severity="medium",
        check=is_pem_key,
        positive=(
            "-----BEGIN ENCRYPTED PRIVATE<-> KEY-----\n<der600>\n-----END ENCRYPTED PRIVATE<-> KEY-----",
        ),
        negative=(
            "-----BEGIN ENCRYPTED PRIVATE<-> KEY-----\nMII...\n-----END ENCRYPTED PRIVATE<-> KEY-----",
        ),
    ),
    Rule(
        id="private-key-pgp",
        title="PGP private key",
        provider="generic",
        pattern=pem_block("PGP PRIVATE KEY BLOCK"),
        keywords=("PGP PRIVATE KEY BLOCK-----",),
        before=16,
        reach=_BLOCK_REACH,
        severity="critical",
        check=is_pem_key,
        positive=(
            "-----BEGIN PGP PRIVATE<-> KEY BLOCK-----\n\n<b80>\n=aB\n-----END PGP PRIVATE<-> KEY BLOCK-----",
        ),
        negative=("-----BEGIN PGP PRIVATE<-> KEY BLOCK-----\n-----END PGP PRIVATE<-> KEY BLOCK-----",),
    ),
    Rule(
        id="private-key-base64",
        title="Private key in base64",
        provider="generic",
        pattern=r"(LS0tLS1CRUdJTi[0-9A-Za-z+/]{200}[0-9A-Za-z+/]*={0,2})",
        keywords=("LS0tLS1CRUdJTi",),
        reach=_BLOCK_REACH,
        severity="critical",
        check=is_encoded_pem,
        positive=("client-key-data: LS0tLS1CRUdJTi<->BSU0EgUFJJVkFURSBLRVktLS0tLQo<b240>",),
        negative=("certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk<b240>",),
    ),
    Rule(
        id="private-key-putty",
        title="PuTTY private key",
        provider="generic",
        pattern=r"(PuTTY-User-Key-File-[23]: [^\n]+\n(?:[^\n]+\n)*?Private-MAC: [0-9a-f]{40,64})",
        keywords=("PuTTY-User-Key-File-",),
        reach=_BLOCK_REACH,
        severity="critical",
        positive=(
            "PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPrivate-Lines: 1\n<b64>\nPrivate-MAC: <h64>\n",
        ),
        negative=("PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\n",),
    ),
    token(
        "age-secret-key",
        "age secret key",
        "AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}",
        "AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KH<->CE",
        provider="age",
        near="AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN54KHCE",
        severity="critical",
        keywords=("AGE-SECRET-KEY-1",),
        negative=("AGE-SECRET-KEY-1QPZRY9X8GF2TVDW0S3JN",),
    ),
    token(
        "json-web-token",
        "JSON Web Token",
        r"eyJ[0-9A-Za-z_\-]{10,}\.eyJ[0-9A-Za-z_\-]{10,}\.[0-9A-Za-z_\-]{20,}",
        "<jwt>",
        near="eyJ<x30>",
        provider="generic",
        keywords=("eyJ",),
        reach=8192,
        confidence=Confidence.MEDIUM,
        severity="medium",
        check=is_json_web_token,
        negative=("eyJ<x30>.eyJ<x30>.<x43>",),
    ),
    Rule(
        id="json-web-key",
        title="Private JSON Web Key",
        provider="generic",
        pattern=r'"d"\s{0,4}:\s{0,4}"([0-9A-Za-z_\-]{42,})"',
        keywords=('"d"',),
        reach=800,
        entropy=4.0,
        severity="critical",
        positive=('{"kty": "EC", "crv": "P-256", "d": "<x43>", "x": "<x43>"}',),
        negative=('{"d": "2024-01-01"}',),
    ),
    Rule(
        id="wireguard-private-key",
        title="WireGuard private key",
        provider="WireGuard",
        pattern=r"(?:PrivateKey|PresharedKey)[ \t]{0,4}=[ \t]{0,4}([0-9A-Za-z+/]{43}=)",
        keywords=("PrivateKey", "PresharedKey"),
        severity="critical",
        entropy=4.0,
        positive=("[Interface]\nPrivateKey = <b43>=\n",),
        negative=("[Peer]\nPublicKey = <b43>=\n", "PrivateKey = <b20>="),
    ),
    Rule(
        id="address-with-password",
        title="Password in an address",
        provider="generic",
        pattern=r"(?i:\bhttps?)://[^\s:/?#@\"'<>]*:([^\s/?#@\"'<>\[\]]{3,})@[^\s\"'@]",
        keywords=(),
        judge=is_plausible_password,
        is_generic=True,
        positive=(
            "https://deploy:<w16>@git.example/a.git",
            'proxy = "http://bob:Tr<->0ub4dor&3@proxy.example:3128"',
        ),
        negative=(
            "https://deploy@git.example/a.git",
            "https://user:password@example.com",
            "https://a.example:8080/@b",
            "https://${USER}:${TOKEN}@git.example",
            "http://{user}:{pass}@host",
        ),
    ),
    Rule(
        id="netrc-password",
        title="Password in a .netrc file",
        provider="generic",
        pattern=r"\bmachine\s{1,4}\S{1,}\s{1,8}login\s{1,4}\S{1,}\s{1,8}password\s{1,4}(\S{4,})",
        keywords=("machine",),
        reach=800,
        judge=is_plausible_password,
        is_generic=True,
        positive=(
            "machine git.example login bob password <w12>",
            "machine a.example\n  login b\n  password <w12>\n",
        ),
        negative=("machine git.example login bob", "machine a login b password $TOKEN"),
    ),
)
