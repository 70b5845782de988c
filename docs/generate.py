"""Writes docs/reference from the code, or says what is not current.

``python docs/generate.py`` writes; with ``--check`` it writes nothing and exits with 1 when a page differs.
"""

import argparse
import difflib
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from generating import commands, errors, formats, index, parsers, pipeline_rules, scanners, settings
from generating.markdown import is_generated

from holdfast.config.schema import schema_text

REFERENCE = Path(__file__).parent / "reference"

PAGES: Mapping[str, Callable[[], str]] = {
    "index.md": index.render,
    "commands.md": commands.render,
    "settings.md": settings.render,
    "scanners.md": scanners.render,
    "pipeline-rules.md": pipeline_rules.render,
    "parsers.md": parsers.render,
    "formats.md": formats.render,
    "errors.md": errors.render,
    "holdfast.schema.json": schema_text,
}

_LINES_SHOWN = 12


def main() -> int:
    """Write or check; the answer is the exit code."""
    arguments = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    arguments.add_argument("--check", action="store_true", help="Write nothing; exit with 1 on a difference.")
    arguments.add_argument("--folder", type=Path, default=REFERENCE, help="Where the pages are.")
    given = arguments.parse_args()
    rendered = {name: render() for name, render in PAGES.items()}
    return _check(given.folder, rendered) if given.check else _write(given.folder, rendered)


def _write(folder: Path, rendered: Mapping[str, str]) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in rendered.items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def _check(folder: Path, rendered: Mapping[str, str]) -> int:
    stale = [line for name, text in rendered.items() for line in _differences(folder / name, text)]
    others = (path for path in sorted(folder.glob("*.md")) if path.name not in rendered)
    stale += [
        f"{path}: nothing writes this page any more; remove it" for path in others if is_generated(path)
    ]
    for line in stale:
        sys.stderr.write(f"{line}\n")
    if stale:
        sys.stderr.write("docs/reference is not current: run `make schema` and commit what it writes\n")
    return int(bool(stale))


def _differences(path: Path, text: str) -> Iterator[str]:
    """The first lines that differ."""
    standing = path.read_text(encoding="utf-8") if path.exists() else ""
    if standing == text:
        return
    lines = list(
        difflib.unified_diff(
            standing.splitlines(), text.splitlines(), str(path), "as generated", n=0, lineterm=""
        )
    )
    yield from lines[:_LINES_SHOWN]
    if len(lines) > _LINES_SHOWN:
        yield f"… and {len(lines) - _LINES_SHOWN} more lines"


if __name__ == "__main__":
    sys.exit(main())
