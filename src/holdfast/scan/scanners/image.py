"""Our scanner of images: the packages of an image saved as a file, compared with OSV's advisories offline."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.engine import command
from holdfast.scan.scanning import BuiltIn, Exit, Image, Proof, Scanner

OURS = BuiltIn(module="holdfast.scan.engines.image", is_advised=True)

SCANNER = Scanner(
    name="image",
    title="Holdfast image",
    category=Category.CONTAINER,
    homepage="https://specs.opencontainers.org/image-spec/",
    install=OURS,
    reads=Image(is_file_only=True),
    command=command(OURS),
    report="holdfast",
    exit_codes={0: Exit.CLEAN},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=15),
    limits="Reads images saved as a file (docker save, or OCI's layout), with layers of gzip or none: zstd "
    "is stated as unread. Software copied in without a package manager's record is not seen. Needs the "
    "database that `holdfast db update` makes, with the ecosystem of the image's distribution.",
)
