"""Passwords known by where they stand: in a call, on a command line, as what stands in for a variable.

No name is assigned a value there. These rules lose to any that know the secret's own shape.
"""

from holdfast.kit.secrets.plausible import (
    is_plausible_password,
    plausible_assigned_password,
)
from holdfast.kit.secrets.rule import Confidence, Rule

_NAME = (
    r"[A-Za-z0-9_]{0,40}(?i:passw(?:or)?d|passwd|_pass|passphrase|pwd|secret|token|api_?key"
    r"|(?:secret|signing|encryption|jwt|private|access|auth|session|logged_in|nonce)_key|_salt)[A-Za-z0-9_]{0,20}"
)
_QUOTED = r"""["'`](?P<quoted>[^\s"'`<>\\]{5,})"""
_WORD = r"""["']?([^\s"'`<>|&;(){}$]{4,})"""
_TEXT = r"""["'][^"'\n]{1,200}["'][ \t]{0,4},[ \t]{0,4}"""

RULES = (
    Rule(
        id="fallback-for-variable",
        title="Secret that stands in for an environment variable",
        provider="generic",
        pattern=r"""(?:process\.env(?:\.|\[["'])|(?i:environ\.get|getenv|env\.fetch|\benv)\([ \t]{0,4}["'])"""
        rf"""(?P<name>{_NAME})["']?[\])]?[ \t]{{0,4}}(?:\|\||\?\?|,|or\b)[ \t]{{0,4}}{_QUOTED}""",
        keywords=("process.env", "environ.get", "getenv", "env.fetch", "env("),
        reach=600,
        confidence=Confidence.MEDIUM,
        judge=plausible_assigned_password,
        is_generic=True,
        positive=(
            "const secret = process.env.JWT_SECRET || '<w28>'",
            'SECRET_KEY = os.environ.get("SECRET_KEY", "<w32>")',
            "key = os.getenv('API_TOKEN') or '<w32>'",
            "'password' => env('DB_PASSWORD', '<w14>'),",
        ),
        negative=(
            'os.environ.get("SECRET_KEY", "")',
            "process.env.JWT_SECRET || 'changeme'",
            "process.env.API_TOKEN ?? process.env.OTHER_TOKEN",
            'os.environ.get("TOKEN_URL", "https://a.example/t0ken")',
        ),
    ),
    Rule(
        id="fallback-in-shell",
        title="Secret that stands in for a shell variable",
        provider="generic",
        pattern=rf"\$\{{(?P<name>{_NAME}):?-(?P<secret>[^\s\"'`{{}}$]{{5,}})\}}",
        keywords=(),
        confidence=Confidence.MEDIUM,
        judge=plausible_assigned_password,
        is_generic=True,
        positive=("POSTGRES_PASSWORD: ${POSTGRES_PASSWORD<->:-Kd8wwMn2x}",),
        negative=("${DB_PASSWORD:-postgres}", "${DB_PASSWORD:-}", "${DB_PASSWORD:?is not set1}"),
    ),
    Rule(
        id="constant-password",
        title="Secret in a PHP constant",
        provider="generic",
        pattern=rf"""(?i:\bdefine)\([ \t]{{0,4}}["'](?P<name>{_NAME})["'][ \t]{{0,4}},[ \t]{{0,4}}"""
        r"""["'](?P<quoted>[^"'\s]{5,})["']""",
        keywords=("define(",),
        confidence=Confidence.MEDIUM,
        judge=plausible_assigned_password,
        is_generic=True,
        positive=("define('DB_PASSWORD', '<w14>');", "define( 'AUTH_KEY', '<w64>' );"),
        negative=(
            "define('DB_PASSWORD', getenv('X'));",
            "define('AUTH_KEY', 'put your unique phrase here');",
        ),
    ),
    Rule(
        id="password-to-setter",
        title="Secret handed to a setter",
        provider="generic",
        pattern=r"(?:\b[sS]et_?|\b[wW]ith_?|\.)(?P<name>(?i:passw(?:or)?d|passphrase|(?:client|api)_?(?:secret|key)"
        r"|secret_?key|(?:access|auth)_?token))\([ \t]{0,4}" + _QUOTED + r"""["'`][ \t]{0,4}\)""",
        keywords=("password(", "passwd(", "passphrase(", "secret(", "key(", "token("),
        before=24,
        reach=300,
        confidence=Confidence.MEDIUM,
        judge=plausible_assigned_password,
        is_generic=True,
        positive=('dataSource.setPassword("<w14>");', 'DataSourceBuilder.create().password("Rt8<->kkPw2")'),
        negative=(
            "dataSource.setPassword(password);",
            'form.password("password")',
            'user.setPassword("changeme")',
        ),
    ),
    Rule(
        id="password-to-connect",
        title="Password in the call that connects to a database",
        provider="generic",
        pattern=rf"(?i:getConnection|new[ \t]{{1,4}}mysqli|mysqli?_connect|new[ \t]{{1,4}}PDO)\([ \t]{{0,4}}"
        rf"""{_TEXT}{_TEXT}["']([^"'\s$]{{4,}})["']""",
        keywords=("getconnection(", "mysqli(", "mysqli_connect(", "mysql_connect(", "pdo("),
        before=12,
        reach=700,
        confidence=Confidence.MEDIUM,
        judge=is_plausible_password,
        is_generic=True,
        positive=(
            'DriverManager.getConnection("jdbc:mysql://h/db", "app", "<w14>");',
            "$db = new mysqli('localhost', 'app', '<w14>', 'shop');",
        ),
        negative=(
            "new mysqli('localhost', 'root', '', 'db');",
            "new mysqli('localhost', 'root', 'password');",
        ),
    ),
    Rule(
        id="key-of-json-web-tokens",
        title="Key that signs JSON Web Tokens",
        provider="generic",
        pattern=r"(?i:\bjwt\.(?:sign|verify|encode|decode))\("
        r"""[^\n"'`]{1,120},[ \t]{0,4}["'`]([^\s"'`]{8,})["'`]""",
        keywords=("jwt.sign(", "jwt.verify(", "jwt.encode(", "jwt.decode("),
        confidence=Confidence.MEDIUM,
        judge=is_plausible_password,
        is_generic=True,
        positive=("jwt.sign(payload, '<w32>')", 'jwt.encode(claims, "<w24>", algorithm="HS256")'),
        negative=(
            "jwt.sign(payload, process.env.SECRET)",
            "jwt.sign(payload, 'secret')",
            "jwt.verify(token, key)",
        ),
    ),
    Rule(
        id="secure-string",
        title="Password as plain text in PowerShell",
        provider="generic",
        pattern=r"""(?i:ConvertTo-SecureString)[ \t]{1,4}(?i:-String[ \t]{1,4})?["']([^"'\s$]{5,})["']""",
        keywords=("convertto-securestring",),
        confidence=Confidence.MEDIUM,
        judge=is_plausible_password,
        is_generic=True,
        positive=('ConvertTo-SecureString "<w14>" -AsPlainText -Force',),
        negative=(
            "ConvertTo-SecureString $password -AsPlainText",
            "ConvertTo-SecureString 'password' -AsPlainText",
        ),
    ),
    Rule(
        id="password-in-image",
        title="Secret in an image's environment",
        provider="generic",
        pattern=rf"(?m:^)[ \t]{{0,8}}(?:ENV|ARG)[ \t]{{1,4}}(?P<name>{_NAME})[ \t]{{1,4}}"
        r"""["']?(?P<secret>[^\s"'`$<>=]{5,})["']?[ \t]{0,4}(?:\r?\n|\z)""",
        keywords=(),
        confidence=Confidence.MEDIUM,
        judge=plausible_assigned_password,
        is_generic=True,
        positive=("ENV DB_PASSWORD Kd8<->wwMn2x",),
        negative=("ENV DB_PASSWORD $PASSWORD", "ENV PASSWORD_FILE /run/secrets/db1", "ARG TOKEN\nRUN build1"),
    ),
    Rule(
        id="password-of-client",
        title="Password on the command line of a client",
        provider="generic",
        pattern=r"(?:\b(?:mysql|mysqldump|mysqladmin|mariadb)\b[^\n|;&]{0,300}?[ \t]-p"
        r"|\bsshpass[ \t]{1,4}-p[ \t]{0,4}|\bredis-cli\b[^\n|;&]{0,300}?[ \t]-a[ \t]{1,4}"
        r"|\b(?:docker|podman|helm|buildah|skopeo|oras)\b[^\n|;&]{0,80}?\blogin\b"
        r"[^\n|;&]{0,300}?[ \t]-p[ \t]{1,4})" + _WORD,
        keywords=(
            "mysql",
            "mariadb",
            "sshpass",
            "redis-cli",
            "docker",
            "podman",
            "helm",
            "buildah",
            "skopeo",
            "oras",
        ),
        reach=600,
        confidence=Confidence.MEDIUM,
        judge=is_plausible_password,
        is_generic=True,
        positive=(
            "mysql -u root -p<w12> -h db shop",
            "sshpass -p '<w12>' ssh root@host1",
            "redis-cli -h cache -a <w20> ping",
            "docker login -u ci -p <w16> registry.example",
        ),
        negative=(
            "mysql -u root -p shop",
            "mysql -u root -p$PASSWORD",
            "docker login -u ci -p $TOKEN registry.example",
            "sshpass -p password ssh root@host1",
            "docker run -p 8080:8080 login",
        ),
    ),
    Rule(
        id="address-with-password-encoded",
        title="Password in an encoded address",
        provider="generic",
        pattern=r"[A-Za-z][0-9A-Za-z+.]{1,20}%3[aA]%2[fF]%2[fF][0-9A-Za-z_.\-]{1,80}%3[aA]"
        r"((?:[^\s\"'<>&%@/]|%(?:2[1-9A-Ea-e]|[13-7][0-9A-Fa-f])){3,100}?)%40[^\s\"'@]",
        keywords=("%3a%2f%2f",),
        before=24,
        confidence=Confidence.MEDIUM,
        judge=is_plausible_password,
        is_generic=True,
        positive=("next=https%3A%2F%2Fbob%3A<w14>%40git.example%2Fa",),
        negative=(
            "next=https%3A%2F%2Flocalhost%3A8080%2Fa%40b",
            "next=https%3A%2F%2Fuser%3Apassword%40git.example",
        ),
    ),
)
