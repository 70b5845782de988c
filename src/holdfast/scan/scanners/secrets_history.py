"""Our own search for secrets in the history of git: all branches, deleted files, every version once."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.engine import command
from holdfast.scan.scanning import BuiltIn, Exit, Folder, Proof, Scanner

INSTALL = BuiltIn(module="holdfast.scan.engines.secrets_history", is_dated=True)


SCANNER = Scanner(
    name="secrets-history",
    title="Holdfast secrets in the history",
    category=Category.SECRETS,
    homepage="https://cwe.mitre.org/data/definitions/798.html",
    install=INSTALL,
    reads=Folder(unit="version", is_history=True),
    command=command(INSTALL),
    report="holdfast",
    exit_codes={0: Exit.CLEAN},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=30),
    is_default=False,
    limits="Binary contents are passed over, and contents over 64 MiB are not read. Of a shallow or partial "
    "clone only what is here is read, and silence is then no verdict. Messages of commits are not searched. "
    "Options: those of secrets, depth (newest commits) and since (a revision whose commits are left out).",
)
