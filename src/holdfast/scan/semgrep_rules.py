"""Puts our Semgrep rules together: one rule a file, below a folder for each language."""

from pathlib import Path
from typing import Any

import msgspec
import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(folder: Path) -> bytes:
    """All rules of a folder as one JSON document, which Semgrep reads many times faster than YAML files."""
    files = (file for language in sorted(folder.iterdir()) for file in sorted(language.iterdir()))
    return msgspec.json.encode({"rules": [rule for file in files for rule in _read(file)["rules"]]})


def _read(path: Path) -> Any:
    return yaml.load(path.read_bytes(), Loader=_LOADER)  # noqa: S506 - a safe loader, of a file of ours.
