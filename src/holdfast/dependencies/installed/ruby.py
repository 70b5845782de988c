"""Ruby gems: the ``specifications/*.gemspec`` that RubyGems writes for each gem it installs."""

import re
from collections.abc import Iterator

from holdfast.dependencies.installed.record import Record, either, installed
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Dependency

_PATH = re.compile(r"(?:^|/)specifications/(?:default/)?[^/]+\.gemspec$")
_NAME = re.compile(r"""^\s*\w+\.name\s*=\s*["']([\w.-]+)["']""", re.MULTILINE)
_VERSION = re.compile(r"""^\s*\w+\.version\s*=\s*["']([\w.-]+)["']""", re.MULTILINE)
_LICENCES = re.compile(r"^\s*\w+\.licenses?\s*=\s*(.{1,500})$", re.MULTILINE)
_QUOTED = re.compile(r"""["']([^"']+)["']""")
_FILE = re.compile(r"(?P<name>[\w.-]+?)-(?P<version>\d[\w.]*)(?:-[\w.-]+)?\.gemspec")


def read(manifest: Manifest) -> Iterator[Dependency]:
    """The gem: a specification is a program, of which the lines that RubyGems writes are read."""
    text = manifest.text()
    name, version = _NAME.search(text), _VERSION.search(text)
    licences = _LICENCES.search(text)
    file = _FILE.fullmatch(manifest.name)
    yield installed(
        "gem",
        name[1] if name else file["name"] if file else "",
        version[1] if version else file["version"] if file else "",
        either(_QUOTED.findall(licences[1])) if licences else "",
    )


RECORD = Record(
    name="ruby", read_all=read, wants=lambda path: path.endswith(".gemspec") and bool(_PATH.search(path))
)
