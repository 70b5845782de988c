"""Our own search for secrets in files: keys, tokens and passwords of more than a hundred services."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.engine import command
from holdfast.scan.scanning import BuiltIn, Exit, Files, Proof, Scanner

INSTALL = BuiltIn(module="holdfast.scan.engines.secrets", is_dated=True)


SCANNER = Scanner(
    name="secrets",
    title="Holdfast secrets",
    category=Category.SECRETS,
    homepage="https://cwe.mitre.org/data/definitions/798.html",
    install=INSTALL,
    reads=Files(is_any=True, is_text=True),
    command=command(INSTALL),
    report="holdfast",
    exit_codes={0: Exit.CLEAN},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=10),
    limits="Binary files are passed over. The history of git is read by secrets-history. Secrets are not "
    "tried at their issuer. It obeys a .gitleaksignore in the folder, comments 'holdfast:ignore[rule] reason "
    "until YYYY-MM-DD', 'gitleaks:allow' and 'pragma: allowlist secret', and counts what it passes over. "
    "Options, one entry a line: allow_paths, allow_patterns, allow_words, allow_rules.",
)
