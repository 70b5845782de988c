"""Secrets without a shape of their own: known by the name they are assigned to, or by the word before them.

Names and values of code look alike, so each has a judge (``plausible.py``). These rules lose to any other.
"""

from holdfast.kit.secrets.plausible import (
    is_plausible_password,
    plausible_assigned_password,
    plausible_assigned_secret,
    plausible_credentials,
)
from holdfast.kit.secrets.rule import Confidence, Rule

_CHOSEN = (
    r"(?i:passw(?:or)?d|passwd|passphrase|pass_?code|(?:db|my|pg|sql|root|admin|user|smtp|ftp)_?pass|pwd)"
)
_ISSUED = (
    r"(?i:secret|token|(?:api|access|auth|private|signing|encryption|encrypt|master|account|admin|service|app"
    r"|ssh|webhook|consumer|shared|hmac|jwt|session|storage|subscription|cookie|crypt|aes)[_.\- ]?key"
    r"|credentials?)"
)
_REST = r"[\w.\-]{0,40}"
_TYPE = r"(?:[ \t]{0,4}:[ \t]{0,4}[\w.\[\]|?]{1,40}(?:[ \t]{1,4}|\b))?"
_EQUALS = r"[ \t]{0,20}(?:=>|:=|\?=|\+?={1,3}|:)[ \t]{0,20}"
_SIGN = rf"""(?:{_EQUALS}|[ \t]{{1,4}}value[ \t]{{0,4}}=[ \t]{{0,4}}|>)"""
_QUOTED = r"""[rbuf@]{0,2}\\?["'`](?P<quoted>[^\s"'`<>\\]{5,})"""
_BARE = r"""(?P<secret>[^\s"'`<>,;(){}\[\]\\|]{5,})"""


_VALUE = rf"""\\?["'\]]{{0,2}}{_TYPE}{_SIGN}(?:{_QUOTED}|{_BARE})"""
"""What follows a name: its quote, a type, a sign, and the value."""

RULES = (
    Rule(
        id="generic-password",
        title="Password",
        provider="generic",
        pattern=rf"(?P<name>{_CHOSEN}{_REST}){_VALUE}",
        keywords=(),
        confidence=Confidence.MEDIUM,
        judge=plausible_assigned_password,
        is_generic=True,
        positive=(
            'password: "chatbot-<->Winter-2023",',
            "DB_PASSWORD=w1n<->ter2023",
            "spring.datasource.password=Gh7<->-kLm2!x",
            "<password>Tr0<->ub4dor&3</password>",
            '{"passwd": "s3cr3t<->-Pa55"}',
            'let password: String = "kd93<->-mmQz".to_string();',
            "$dbPassword = 'Zt5<->%qpLw';",
            'password := "xk29<->-Fjwq"',
            '<add key="MailPassword" value="Rt8<->-kkPw2" />',
            "  password: Qx9<->-vvTn4  # production",
            'payload = "{\\"password\\": \\"Kd8<->-wwMn2\\"}"',
        ),
        negative=(
            "password = get_password()",
            "password = os.environ['DB_PASSWORD']",
            'password: "${DB_PASSWORD}"',
            'password = "changeme"',
            'password: "your-password-here"',
            "password = user.password",
            "def login(user: str, password: str = None):",
            '"password": "Enter your password"',
            'password_hash = "$2b$12$abcdefghijklmnopqrstuv"',
            "password: {{ vault_password }}",
            "PASSWORD=<your password>",
            'passwordField: "form-password-1"',
            "password: !Ref DatabasePassword",
            'password_file: "/run/secrets/db1"',
            "password = 'xxxxxxxx'",
            "PWD: '/Users/m4ciej'",
            "#password_encryption = scram-sha-256",
            '<input type="password" name="user_password1">',
        ),
    ),
    Rule(
        id="generic-secret",
        title="Key or token",
        provider="generic",
        pattern=rf"(?P<name>{_ISSUED}{_REST}){_VALUE}",
        keywords=(),
        confidence=Confidence.MEDIUM,
        entropy=3.0,
        judge=plausible_assigned_secret,
        is_generic=True,
        positive=(
            'api_key = "<w24>"',
            "SECRET_KEY: <w32>",
            '"clientSecret": "<b32>"',
            "X-Api-Key: <h32>",
            "export AUTH_TOKEN='<w20>'",
            "app.token=<h40>",
            'const accessToken: string = "<w30>";',
            "<apiKey><w24></apiKey>",
        ),
        negative=(
            'token = "access_token_response"',
            "secret_key = settings.SECRET_KEY",
            'api_key: "YOUR_API_KEY"',
            "token: ${{ secrets.GITHUB_TOKEN }}",
            'secretName: "chatbot-tls-2024"',
            "api_key = load_key(path)",
            'token_url = "https://a.example/oauth2/token"',
            'next_page_token = "<w24>"',
            "API_KEY=$OTHER_KEY",
            'integrity: "sha512-<b86>=="',
            'public_key = "<w40>"',
            'secret = "projects/x1/secrets/y2/versions/3"',
            'csrf_token: "<w32>"',
            "private_key: ed25519.Ed25519PrivateKey, x",
            "tokenstream::Token8Stream9X2y",
        ),
    ),
    Rule(
        id="authorization-header",
        title="Credentials in an Authorization header",
        provider="generic",
        pattern=r"(?i:authorization)\\?[\"'\]]{0,2}[ \t]{0,4}[:=,][ \t]{0,4}\\?[\"'`]?"
        r"(?i:bearer|basic|token|apikey|negotiate)[ \t]{1,4}([0-9A-Za-z_\-.~+/]{16,}={0,2})",
        keywords=("authorization",),
        reach=1200,
        confidence=Confidence.MEDIUM,
        judge=plausible_credentials,
        is_generic=True,
        positive=(
            "Authorization: Bearer <w40>",
            'curl -H "authorization: Basic dXNlcjpQYTU1<w12>"',
            '"Authorization": "token <h40>"',
        ),
        negative=(
            "Authorization: Bearer $TOKEN",
            "Authorization: Bearer <token>",
            "Authorization: Bearer your-access-token-goes-here",
            "headers['Authorization'] = `Bearer ${token}`",
        ),
    ),
    Rule(
        id="password-argument",
        title="Password on a command line",
        provider="generic",
        pattern=r"(?:^|\s)--?(?P<name>(?i:[a-z\-]{0,20}(?:password|passwd|passphrase|token|secret|api-key|apikey)))"
        r"[ \t]{1,4}[\"']?(?P<secret>[^\s\"'`<>|&;(){}]{8,})",
        keywords=("-password", "-passwd", "-passphrase", "-token", "-secret", "-api-key", "-apikey"),
        before=24,
        reach=600,
        confidence=Confidence.MEDIUM,
        judge=plausible_assigned_secret,
        is_generic=True,
        positive=("docker login --password <w20> registry.example", "tool --api-key '<w32>'"),
        negative=(
            "docker login --password-stdin registry.example",
            "tool --token $TOKEN",
            "tool --password PASSWORD",
            "tool --token-file /run/secrets/a1b2c3",
        ),
    ),
    Rule(
        id="curl-user",
        title="Password for curl",
        provider="generic",
        pattern=r"\bcurl\b[^\n]*?[ \t](?:-u|--user)[ \t=]{0,4}[\"']?[^\s:\"'$]{1,80}:([^\s\"']{4,})",
        keywords=("curl",),
        confidence=Confidence.MEDIUM,
        judge=is_plausible_password,
        is_generic=True,
        positive=("curl -s -u deploy:<w12> https://a.example", 'curl --user "bob:<w16>" https://a.example'),
        negative=(
            "curl -u $USER:$PASSWORD https://a.example",
            "curl -u user:password https://a.example",
            "curl https://a.example",
        ),
    ),
    Rule(
        id="sql-password",
        title="Password in an SQL statement",
        provider="generic",
        pattern=r"(?i:identified[ \t]{1,4}by|password)[ \t]{1,4}'"
        r"([^'\s]{5,})'",
        keywords=("identified", "password '"),
        before=40,
        confidence=Confidence.MEDIUM,
        judge=is_plausible_password,
        is_generic=True,
        positive=("CREATE USER app IDENTIFIED BY '<w12>';", "ALTER ROLE app WITH PASSWORD '<w12>';"),
        negative=("CREATE USER app IDENTIFIED BY '%s';", "ALTER ROLE app WITH PASSWORD 'changeme'"),
    ),
)
