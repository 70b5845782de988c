# ruff: noqa: INP001 - a script of the Makefile, not a package.
"""Resolves the environments of the managed scanners again, each on its own, with hashes.

::

    python requirements/lock_scanners.py                   every scanner, at the version its lock has
    python requirements/lock_scanners.py ruff              one scanner: its dependencies anew
    python requirements/lock_scanners.py ruff==0.18.0      one scanner, at another version

The version of a scanner is a decision, and its lock is where it is written down. Everything that it drags in
is resolved with a cool-down: a release younger than that is not taken. Index addresses never land in a lock.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from holdfast.kit.registry import Registry
from holdfast.scan import scanners
from holdfast.scan.scanning import Managed, Scanner

LOCKS = Path(__file__).parents[1] / "src/holdfast/scan/locks"
COOL_DOWN = "14 days"
OLDEST_PYTHON = "3.11"


def managed() -> dict[str, Managed]:
    """How each managed scanner is installed, by scanner."""
    registry = Registry(scanners, Scanner, "holdfast.scanners", "scanner")
    return {scanner.name: scanner.install for scanner in registry if isinstance(scanner.install, Managed)}


def locked_version(lock: Path, package: str) -> str:
    """The version of the package in a lock; empty when there is no lock yet."""
    if not lock.exists():
        return ""
    pins = (line.split()[0] for line in lock.read_text().splitlines() if line.startswith(f"{package}=="))
    return next(pins, "").partition("==")[2]


def uv() -> str:
    """The uv beside this interpreter, else the one on PATH."""
    folders = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return shutil.which("uv", path=folders) or "uv"


def resolve(package: str, version: str, lock: Path) -> None:
    """Write the lock of one scanner.

    Raises:
        subprocess.CalledProcessError: It does not resolve; uv has said why on stderr.
    """
    command = [uv(), "pip", "compile", "--quiet", "--universal", "--python-version", OLDEST_PYTHON]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-strip-extras", "--upgrade"]
    command += ["--exclude-newer", COOL_DOWN, "--exclude-newer-package", f"{package}=false"]
    pin = f"{package}=={version}" if version else package
    subprocess.run([*command, "-", "--output-file", str(lock)], input=pin.encode(), check=True)


def main(wishes: list[str]) -> int:
    """Resolve the named scanners, or all; 2 when a name is none of a managed scanner."""
    wanted = {name: version for name, _, version in (wish.partition("==") for wish in wishes)}
    known = managed()
    if unknown := wanted.keys() - known.keys():
        print(f"not a managed scanner: {', '.join(sorted(unknown))}", file=sys.stderr)  # noqa: T201
        return 2
    for name in wanted or known:
        lock = LOCKS / f"{name}.txt"
        package = known[name].package
        resolve(package, wanted.get(name) or locked_version(lock, package), lock)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
