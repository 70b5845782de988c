"""Our scanner of dependencies: lock files and manifests, compared with OSV's advisories offline."""

from datetime import timedelta

from holdfast.dependencies.inventory import all_readers
from holdfast.model.category import Category
from holdfast.scan.engine import command
from holdfast.scan.scanning import BuiltIn, Exit, Files, Folder, Proof, Scanner

OURS = BuiltIn(module="holdfast.scan.engines.dependencies", is_advised=True)

SCANNER = Scanner(
    name="dependencies",
    title="Holdfast dependencies",
    category=Category.SCA,
    homepage="https://google.github.io/osv.dev/data/",
    install=OURS,
    # A folder's, because a manifest may name others beside it, which must count as inputs too.
    reads=Folder(markers=Files(names=tuple(name for reader in all_readers() for name in reader.names))),
    command=command(OURS),
    report="holdfast",
    exit_codes={0: Exit.CLEAN},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=3),
    limits="Knows what manifests and lock files name and OSV has advisories for; vendored and copied code is "
    "not seen. Needs the database that `holdfast db update` makes.",
)
