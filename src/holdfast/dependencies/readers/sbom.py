"""Bills of materials that somebody else wrote: CycloneDX (JSON, XML) and SPDX 2 (JSON, tag-value).

The content tells the format: ``sbom.json`` may be either.
"""

from collections.abc import Iterator
from typing import Any

from holdfast.dependencies import cyclonedx, spdx
from holdfast.dependencies.bill import Bill
from holdfast.dependencies.elements import name_of
from holdfast.dependencies.entries import mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.bounded import read_xml
from holdfast.model.dependency import Dependency

_NAMES = (
    *("bom.json", "bom.xml", "*.bom.json", "*.bom.xml", "*-bom.json", "*-bom.xml"),
    *("sbom.json", "sbom.xml", "*.sbom.json", "*.sbom.xml", "*-sbom.json", "*-sbom.xml"),
    *("*.cdx.json", "*.cdx.xml", "*.cdx"),
    *("*.spdx.json", "*.spdx", "*.spdx.txt", "sbom.spdx*"),
)


@reader("sbom", title="CycloneDX and SPDX", ecosystem="", names=_NAMES)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package of the bill."""
    return _bill(manifest).dependencies()


def _bill(manifest: Manifest) -> Bill:
    start = manifest.data[:200].lstrip()
    if start.startswith(b"{"):
        document: dict[str, Any] = manifest.json(dict[str, Any])
        document = mapping(document.get("sbom")) or document
        if document.get("bomFormat") == "CycloneDX":
            return cyclonedx.json_bill(manifest, document)
        if str(document.get("spdxVersion", "")).startswith("SPDX-"):
            return spdx.json_bill(manifest, document)
    elif start.startswith(b"<"):
        root = read_xml(manifest.data)
        if name_of(root) == "bom":
            return cyclonedx.xml_bill(manifest, root)
    elif any(line.startswith("SPDXVersion:") for line in manifest.text().splitlines()[:200]):
        return spdx.tag_value_bill(manifest)
    raise ReportError(
        "The file is no bill of materials that is read here",
        "it is neither CycloneDX 1 nor SPDX 2",
        "write it as CycloneDX JSON, or give it another name",
    )
