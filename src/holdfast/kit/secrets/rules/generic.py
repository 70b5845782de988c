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
    r"(?i:passw(?:or)?d|passwd|passphrase|pass_?code|(?:db|my|pg|sql|root|admin|user|smtp|ftp"
    r"|ssh|ldap|mail|become|sudo|bind)_?pass|(?:db|root|admin|bind|ldap|smtp)_?pw|pwd)"
)
_ISSUED = (
    r"(?i:secret|token|(?:api|access|auth|private|signing|encryption|encrypt|master|account|admin|service|app"
    r"|ssh|webhook|consumer|shared|hmac|jwt|session|storage|subscription|cookie|crypt|aes"
    r"|validation|decryption)[_.\- ]?key"
    r"|credentials?)"
)
_REST = r"[\w.\-]{0,40}"
_TYPE = r"(?:[ \t]{0,4}:[ \t]{0,4}[\w.\[\]|?]{1,40}(?:[ \t]{1,4}|\b))?"
_EQUALS = r"[ \t]{0,20}(?:=>|:=|\?=|\+?={1,3}|:)[ \t]{0,20}"
_PAIR = r""",?\s{1,60}["']?[vV]alue["']?[ \t]{0,4}[:=][ \t]{0,4}"""
"""``name: DB_PASSWORD`` and below ``value: …``, as Kubernetes has it; ``key="…" value="…"`` of .NET."""

_DEFAULT = r"""[ \t]{0,4}\{[^{}]{0,200}?\sdefault[ \t]{0,20}=[ \t]{0,4}"""
"""``variable "db_password" { default = …`` of Terraform."""

_BLOCK = r":[ \t]{1,4}[|>][+\-]?[ \t]{0,4}\r?\n[ \t]{1,40}"
"""``password: >-`` of YAML, the value on the next line."""

_SIGN = rf"(?:{_EQUALS}|{_PAIR}|{_DEFAULT}|{_BLOCK}|>)"
_QUOTED = r"""[rbuf@]{0,2}\\?(?:"{3}|'{3}|["'`])(?P<quoted>[^\s"'`<>\\]{5,})"""
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
            'env:\n  - name: DB_PASSWORD\n    value: "Kd8<->wwMn2x"',
            '{"name": "DB_PASSWORD", "value": "Kd8<->wwMn2x"}',
            'variable "db_password" {\n  type = string\n  default = "Kd8<->wwMn2x"\n}',
            "password: >-\n    Kd8<->wwMn2x",
            "<password>gHwI<->oALtLinx</password>",
            "ansible_become_pass: tO93<->L7Q5uUaV",
            '{"passWord": "Kli1<->lHXoTlmM"}',
            'password = """f1f4<->MUFWrlni"""',
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
            '"password": "Contraseña"',
            '<div class="helptext" id="id_password_helptext">Wählen</div>',
            "twist://password:login1/#team:channel",
            "password: sdb://vault/ssh_pass1",
            'FORCE_CHANGE_PASSWORD = "FORCE_CHANGE_PASSWORD"',
            '"PASSWORD": "NotAuthorizedException"',
            'bad_password = f"bad_password{chance.hexadecimal(128)}"',
            'filter(password__startswith="sha1$$")',
            '"password": "pbkdf2_sha256$10000$LUyhxJjuLwXF$f6Zbpnx1L5dPze8m"',
            'shared-password = "app.authenticators.shared:SharedPasswordAuthenticator"',
            'Error("File is password-protected: ECMA-376 Extensible")',
            "- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef: db-Kd8wwMn2x",
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
            "curl -H 'X-API-Key: <w32>' https://a.example",
            "- name: API_TOKEN\n  value: <w32>",
            '<machineKey validationKey="<H64>" />',
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
            "Set-Cookie: csrftoken=<w64>; path=/",
            'name="csrfmiddlewaretoken" value="<w64>"',
            "private_key: ed25519.Ed25519PrivateKey, x",
            "tokenstream::Token8Stream9X2y",
            'sas_token = f"?{sas_token}"',
            "PrivateKey=EC_SECP521R1_KEY,",
            '"Credential=test/20260804/eu-west-1/secretsmanager/aws4_request, "',
            "{token:b.startOpen?h:g,htmlState:1}",
            "smsapi://ApiKey:ApiSecret@FromPhoneNo/ToPhoneNo1",
            'parse("token=abc&sessionid=123&save=true")',
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
        pattern=r"(?:^|[^\w\-])(?i:identified[ \t]{1,4}by|password)[ \t]{1,4}'"
        r"([^'\s]{5,})'",
        keywords=("identified", "password '"),
        before=40,
        confidence=Confidence.MEDIUM,
        judge=is_plausible_password,
        is_generic=True,
        positive=("CREATE USER app IDENTIFIED BY '<w12>';", "ALTER ROLE app WITH PASSWORD '<w12>';"),
        negative=(
            "CREATE USER app IDENTIFIED BY '%s';",
            "ALTER ROLE app WITH PASSWORD 'changeme'",
            "shadow.gen_password 'I_am_p4ssword'",
        ),
    ),
)
