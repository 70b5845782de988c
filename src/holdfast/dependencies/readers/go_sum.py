"""go.sum without a go.mod beside it: the modules that were fetched, at their highest version.

One build uses one version of a module, and Go takes the highest that is asked for; the file also keeps
lines of older builds, so what it names may be more than what is used.
"""

from collections.abc import Iterator

from holdfast.dependencies.go_sums import modules, odd_lines, version_order
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency


@reader("go-sum", title="Go checksums", ecosystem="go", names=("go.sum",), locked_by=("go.mod",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every module once."""
    text = manifest.text()
    highest: dict[str, tuple[int, str, str, str]] = {}
    for found in modules(text):
        known = highest.get(found[1])
        if known is None or version_order(found[2]) > version_order(known[2]):
            highest[found[1]] = found
    odd = list(odd_lines(text))
    if odd and not highest:
        raise ReportError("The file is no go.sum", f"line {odd[0]} is none", "write it with: go mod tidy")
    for number in odd:
        manifest.problem(f"line {number}", "it is no line of a go.sum")
    for line, name, version, digest in highest.values():
        yield Dependency(
            name=name,
            version=version,
            purl=package_url("go", name, version),
            line=line,
            hashes=(digest,) if digest else (),
        )
