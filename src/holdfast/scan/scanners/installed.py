"""Our scanner of environments: what is installed in a folder, compared with OSV's advisories offline."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.engine import command
from holdfast.scan.scanning import BuiltIn, Exit, Folder, Proof, Scanner

OURS = BuiltIn(module="holdfast.scan.engines.installed", is_advised=True)

SCANNER = Scanner(
    name="installed",
    title="Holdfast installed packages",
    category=Category.SCA,
    homepage="https://google.github.io/osv.dev/data/",
    install=OURS,
    reads=Folder(unit="package", is_beyond_tree=True),
    command=command(OURS),
    report="holdfast",
    exit_codes={0: Exit.CLEAN},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=10),
    # A lock file says the same sooner; this is for a machine or a folder without one.
    is_default=False,
    limits="Knows the records of Python, Node, Ruby, Java, PHP, .NET, and programs of Go and of Rust (built "
    "with cargo auditable). The option path names a folder of the scanned one; else all of it is walked.",
)
