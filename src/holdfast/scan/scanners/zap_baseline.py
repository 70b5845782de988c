"""ZAP baseline: crawls a running application and looks at its answers, without attacking."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import External, Proof, Scanner, Url
from holdfast.scan.zap_scripts import EXIT_CODES, SIGNS, URLS_REACHED, command

SCANNER = Scanner(
    name="zap-baseline",
    title="ZAP baseline",
    category=Category.DAST,
    homepage="https://www.zaproxy.org/docs/docker/baseline-scan/",
    install=External(
        executables=("zap-baseline.py",),
        version_arguments=("-h",),
        how_to_get="the image zaproxy/zap-stable, which holds zap-baseline.py",
        image="zaproxy/zap-stable",
    ),
    reads=Url(),
    command=command,
    report="zap",
    exit_codes=EXIT_CODES,
    proof=Proof.OUTPUT,
    proof_pattern=URLS_REACHED,
    is_offline=False,
    timeout=timedelta(minutes=20),
    # Java reserves address space far beyond what it uses.
    memory_bytes=None,
    signs=SIGNS,
    limits="Passive: headers, cookies, leaks; no injection is tried. Pages behind a login or made by scripts "
    "are not seen. For an installed zap.sh, use zap-automation.",
)
