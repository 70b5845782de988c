"""A factory for scanner adapters, and programs in sh that behave as real scanners do."""

from pathlib import Path
from typing import Any

from holdfast.model.category import Category
from holdfast.scan.raw_scan import RawScan
from holdfast.scan.scanning import Exit, External, Files, Output, Proof, Scanner


def scanner(name: str = "tool", **over: Any) -> Scanner:
    """An external scanner of Python files that prints its report."""
    fields = {
        "name": name,
        "title": name.title(),
        "category": Category.SAST,
        "homepage": "https://scanner.example",
        "install": External(executables=(name,), how_to_get="see its page"),
        "reads": Files(suffixes=frozenset({".py"})),
        "command": lambda job: [job.executable, *job.files],
        "report": "sarif",
        "exit_codes": {0: Exit.CLEAN, 1: Exit.FINDINGS},
        "proof": Proof.FILES_GIVEN,
        "output": Output.STDOUT,
    }
    return Scanner(**fields | over)


def raw(**over: Any) -> RawScan:
    """A healthy run over two files that found nothing."""
    fields = {"exit_codes": (0,), "reports": (b"{}",), "selected": ("a.py", "b.py"), "duration_seconds": 1.0}
    return RawScan(**fields | over)


def program(folder: Path, name: str, script: str, version: str = "1.2.3") -> Path:
    """An executable that prints its version when asked, and else does what the script says."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(f'#!/bin/sh\n[ "$1" = --version ] && {{ echo "{name} {version}"; exit 0; }}\n{script}\n')
    path.chmod(0o755)
    return path
