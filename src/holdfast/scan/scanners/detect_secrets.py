"""detect-secrets: keys, tokens and passwords in files, by pattern and by entropy.

Its report holds the SHA-1 of each secret, never the secret.
"""

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Files, Job, Managed, Output, Proof, Scanner, Tier

_ENDINGS = (
    "7z bin bmp bz2 class css dmg doc eot exe gif gz ico iml ipr iws jar jpg jpeg lock map mo pdf png prefs "
    "psd rar realm s7z sum svg tar tif tiff ttf webp woff xls xlsx zip"
)
_NAMES = (
    "Brewfile.lock.json Cartfile.resolved Package.resolved package-lock.json packages.lock.json *swagger*"
)

SKIPPED = (*(f"*.{ending}" for ending in _ENDINGS.split()), *_NAMES.split())
"""What it passes over in silence, whatever it is asked: not handed over, so that it never counts as read."""

_HASHES = "*.ipynb *.min.js npm-shrinkwrap.json pnpm-lock.yaml .secrets.baseline"
_BINARIES = (
    "*.a *.avif *.db *.dll *.docx *.dylib *.mp3 *.mp4 *.o *.parquet *.pyc *.so *.sqlite *.tgz *.wasm *.woff2"
)

NOISE = (*_HASHES.split(), *_BINARIES.split())
"""Hashes and encoded pictures, which look like secrets line after line; and what cannot be text."""


def command(job: Job) -> list[str]:
    """Scan exactly these files; handed a folder instead, it would read only what git tracks."""
    return [job.executable, "scan", "--no-verify", "--", *job.files]


SCANNER = Scanner(
    name="detect-secrets",
    title="detect-secrets",
    category=Category.SECRETS,
    homepage="https://github.com/Yelp/detect-secrets",
    install=Managed(package="detect-secrets", executable="detect-secrets", tier=Tier.SMALL),
    reads=Files(is_any=True, is_text=True, is_utf8=True, avoid=(*SKIPPED, *NOISE)),
    command=command,
    report="detect-secrets",
    exit_codes={0: Exit.CLEAN},
    proof=Proof.FILES_GIVEN,
    output=Output.STDOUT,
    limits="Text that is not UTF-8 is passed over, and counted as not read. The history of git is not read. "
    "Lines marked 'pragma: allowlist secret' are not reported. Secrets are not verified with their issuer.",
)
