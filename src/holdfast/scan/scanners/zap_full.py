"""ZAP full scan: crawls a running application and attacks all that it finds."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import External, Proof, Scanner, Url
from holdfast.scan.zap_scripts import EXIT_CODES, SIGNS, URLS_REACHED, command

SCANNER = Scanner(
    name="zap-full",
    title="ZAP full",
    category=Category.DAST,
    homepage="https://www.zaproxy.org/docs/docker/full-scan/",
    install=External(
        executables=("zap-full-scan.py",),
        version_arguments=("-h",),
        how_to_get="the image zaproxy/zap-stable, which holds zap-full-scan.py",
        image="zaproxy/zap-stable",
    ),
    reads=Url(),
    command=command,
    report="zap",
    exit_codes=EXIT_CODES,
    proof=Proof.OUTPUT,
    proof_pattern=URLS_REACHED,
    is_offline=False,
    timeout=timedelta(minutes=60),
    # Java reserves address space far beyond what it uses.
    memory_bytes=None,
    signs=SIGNS,
    is_default=False,
    limits="Attacks, and changes data: for test systems only, and slow. Pages behind a login are not seen. "
    "For an installed zap.sh, use zap-automation.",
)
