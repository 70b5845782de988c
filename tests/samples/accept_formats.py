"""The samples of the output formats: what each makes of the rich specimen, byte for byte.

``tests/samples/render/<format>.<ext>`` is what ``tests/contracts/test_formats.py`` compares with. After a
deliberate change, read the difference that this leaves behind::

    python tests/samples/accept_formats.py sarif html
    git diff tests/samples/render
"""

import sys
from pathlib import Path

if __name__ == "__main__":  # Under pytest the folder is on the path already.
    sys.path.insert(0, str(Path(__file__).parents[1]))

import holdfast.render.formats
import specimens
from holdfast.kit.registry import Registry
from holdfast.render.rendering import Format

SAMPLES = Path(__file__).parent / "render"
FORMATS = Registry(holdfast.render.formats, Format, "holdfast.formats", "format")
_SUFFIXES = {
    "text/plain": "txt",
    "text/markdown": "md",
    "text/html": "html",
    "text/csv": "csv",
    "application/xml": "xml",
    "application/jsonl": "jsonl",
    "application/sarif+json": "sarif",
}


def sample_path(form: Format) -> Path:
    """Where the sample of a format stands."""
    return SAMPLES / f"{form.name}.{_SUFFIXES.get(form.media_type, 'json')}"


def rendered(form: Format) -> bytes:
    """What the format makes of the rich specimen."""
    return form.render(specimens.rich()).encode()


if __name__ == "__main__":
    SAMPLES.mkdir(exist_ok=True)
    for name in sys.argv[1:] or FORMATS.names:
        path = sample_path(FORMATS.get(name))
        path.write_bytes(rendered(FORMATS.get(name)))
        sys.stdout.write(f"{path.relative_to(SAMPLES.parents[2])}\n")
