"""go.mod: the modules of a Go program, with the hashes of the go.sum beside it.

* ``// indirect`` marks what the program does not import itself. The file holds no graph, so no way to a
  module is known.
* ``replace`` puts another module, or a folder, in a module's place; a folder is code of the service.
* Before Go 1.17 the file does not list all that is built; the rest is taken from the go.sum.
* The standard library is the package ``stdlib``, as OSV names it, at the version of ``toolchain``, else of
  ``go``: the lowest that builds the program.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from holdfast.dependencies.go_sums import modules, version_order
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency

_WORD = re.compile(r'"([^"]*)"|`([^`]*)`|(=>|[()]|[^\s"`()]+)')
_RELEASE = re.compile(r"(?:go)?(\d+)\.(\d+)(?:\.(\d+))?(?:(alpha|beta|rc)(\d+))?(?:[-+]\S*)?")
_LISTS_ALL_SINCE = (1, 17)
_KNOWN = {
    "module",
    "go",
    "toolchain",
    "require",
    "replace",
    "exclude",
    "retract",
    "godebug",
    "tool",
    "ignore",
}


@dataclass(slots=True)
class Required:
    """One line of ``require``."""

    name: str
    version: str
    line: int
    is_direct: bool | None


@dataclass(slots=True)
class GoMod:
    """What the file says.

    Attributes:
        is_go_mod: Whether it names its module.
        required: By name.
        replaced: What stands in the place of a module at a version, or (with an empty version) at any; the
            version of a folder is empty.
        excluded: Names and versions.
        language: Value and line of ``go``.
        toolchain: Value and line of ``toolchain``.
    """

    is_go_mod: bool = False
    required: dict[str, Required] = field(default_factory=dict)
    replaced: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    excluded: set[tuple[str, str]] = field(default_factory=set)
    language: tuple[str, int] | None = None
    toolchain: tuple[str, int] | None = None


@reader("go-mod", title="Go modules", ecosystem="go", names=("go.mod",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every required module, then the standard library."""
    document = _document(manifest)
    fetched = list(modules((manifest.beside("go.sum") or b"").decode("utf-8", "replace")))
    hashes = {(name, version): digest for _, name, version, digest in fetched}
    required = document.required
    if _numbers(document.language)[:2] < _LISTS_ALL_SINCE:
        required = _with_unlisted(required, fetched)
    for one in required.values():
        if (one.name, one.version) in document.excluded:
            manifest.problem(f"require {one.name}", f"{one.version} is excluded: Go takes a higher version")
        name, version = _in_place_of(document, one)
        if version:
            digest = hashes.get((name, version))
            yield Dependency(
                name=name,
                version=version,
                purl=package_url("go", name, version),
                line=one.line or None,
                is_direct=one.is_direct,
                hashes=(digest,) if digest else (),
            )
    yield from _standard_library(manifest, document)


def _document(manifest: Manifest) -> GoMod:
    document = GoMod()
    for line, words, comment in _statements(manifest.text()):
        verb, *arguments = words
        try:
            _take(document, line, verb, arguments, is_indirect=comment.startswith("indirect"))
        except ValueError:
            manifest.problem(f"line {line}", f"it is no {verb[:40]} line")
    if not document.is_go_mod:
        raise ReportError("The file is no go.mod", "it names no module", "write it with: go mod tidy")
    return document


def _statements(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Line, words and comment of every statement; those of a block begin with the block's verb."""
    block = ""
    for number, raw in enumerate(text.splitlines(), 1):
        code, _, comment = raw.partition("//") if raw.lstrip().startswith("//") else _cut(raw)
        words = [a or b or c for a, b, c in _WORD.findall(code)]
        if not words:
            continue
        if words == [")"]:
            block = ""
        elif block:
            yield number, [block, *words], comment.strip()
        elif words[1:] == ["("]:
            block = words[0]
        else:
            yield number, words, comment.strip()


def _cut(line: str) -> tuple[str, str, str]:
    """Code and comment of a line; a path such as https://... is no comment."""
    return line.partition(" //") if " //" in line else line.partition("\t//")


def _take(document: GoMod, line: int, verb: str, arguments: list[str], *, is_indirect: bool) -> None:
    """Note one statement.

    Raises:
        ValueError: It has too few or too many words, or an unknown verb.
    """
    match verb:
        case "module":
            document.is_go_mod = True
        case "require":
            name, version = arguments
            known = document.required.get(name)
            if known is None or version_order(version) > version_order(known.version):
                document.required[name] = Required(name, version, line, not is_indirect)
        case "replace":
            old, new = " ".join(arguments).split(" => ")
            name, _, version = old.partition(" ")
            by, _, at = new.partition(" ")
            document.replaced[name, version] = (by, at)
        case "exclude":
            name, version = arguments
            document.excluded.add((name, version))
        case "go":
            document.language = (arguments[0] if arguments else "", line)
        case "toolchain":
            document.toolchain = (arguments[0] if arguments else "", line)
        case _ if verb not in _KNOWN:
            raise ValueError(verb)


def _in_place_of(document: GoMod, one: Required) -> tuple[str, str]:
    """The module that is really built; without a version it is a folder."""
    for key in ((one.name, one.version), (one.name, "")):
        if key in document.replaced:
            return document.replaced[key]
    return one.name, one.version


def _with_unlisted(
    required: dict[str, Required], fetched: list[tuple[int, str, str, str]]
) -> dict[str, Required]:
    """The modules of an old go.mod, and those that only its go.sum names, at their highest version."""
    merged = dict(required)
    for _, name, version, _ in fetched:
        known = merged.get(name)
        if name not in required and (known is None or version_order(version) > version_order(known.version)):
            merged[name] = Required(name, version, 0, is_direct=False)
    return merged


def _numbers(release: tuple[str, int] | None) -> tuple[int, ...]:
    found = _RELEASE.fullmatch(release[0][:60]) if release else None
    return tuple(int(number or 0) for number in found.group(1, 2, 3)) if found else ()


def _standard_library(manifest: Manifest, document: GoMod) -> Iterator[Dependency]:
    toolchain = document.toolchain if document.toolchain and document.toolchain[0] != "default" else None
    release = toolchain or document.language
    if release is None:
        return
    found = _RELEASE.fullmatch(release[0][:60])
    if not found:
        manifest.problem(f"line {release[1]}", "it names no release of Go")
        return
    version = ".".join(str(int(number or 0)) for number in found.group(1, 2, 3))
    if found[4]:
        version += f"-{found[4]}.{int(found[5])}"
    yield Dependency(
        name="stdlib",
        version=version,
        purl=package_url("go", "stdlib", version),
        line=release[1],
        is_direct=True,
    )
