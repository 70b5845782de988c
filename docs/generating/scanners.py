"""``scanners.md``: every scanner adapter."""

from generating.markdown import code, codes, facts, page, section, table, text
from holdfast.app import App
from holdfast.kit.durations import format_duration, format_size
from holdfast.model.category import Category
from holdfast.scan.pins import pin_of
from holdfast.scan.scanning import (
    BuiltIn,
    Exit,
    External,
    Files,
    Folder,
    Image,
    Managed,
    Proof,
    Scanner,
    Service,
    Tier,
    Url,
)

INTRODUCTION = """Some are parts of Holdfast: [scanners of our own](../explanation/our-scanners.md).
Holdfast installs the scanners of the small tier on first use and those of the full
tier when asked: `holdfast tools install NAME`. The others run when they are found on `PATH`, or from an
image that [the configuration](settings.md) pins by digest, or as a service that a variable names; else
the scan says *not installed*."""

_PROOFS = {
    Proof.FILES_GIVEN: "each file handed over counts as read, unless the report or a message says otherwise",
    Proof.REPORT: "only what the report itself counts as examined",
    Proof.OUTPUT: "a number in what the scanner prints",
}

_EXITS = {
    Exit.CLEAN: "clean",
    Exit.FINDINGS: "findings",
    Exit.NOTHING_TO_SCAN: "nothing to scan",
    Exit.NOT_CONFIGURED: "not configured",
    Exit.FAILED: "failed",
}


def render() -> str:
    """The page."""
    scanners = list(App.here().scanners)
    by_category = [(category, [s for s in scanners if s.category is category]) for category in Category]
    rows = [_row(scanner) for _, found in by_category for scanner in found]
    return page(
        "Scanners",
        INTRODUCTION,
        table(("name", "category", "comes by", "runs offline", "runs by default", "counts"), rows),
        *(_section(scanner) for _, found in by_category for scanner in found),
    )


def _row(scanner: Scanner) -> tuple[str, ...]:
    return (
        f"[{code(scanner.name)}](#{scanner.name})",
        scanner.category.label,
        _comes_by(scanner),
        _yes(is_so=scanner.is_offline),
        _yes(is_so=scanner.is_default),
        f"{scanner.unit}s",
    )


def _section(scanner: Scanner) -> str:
    return section(
        scanner.name,
        f"[{scanner.title}]({scanner.homepage}), {scanner.category.label}.",
        facts(
            (
                ("How to get it", _source(scanner)),
                ("Reads", _reads(scanner)),
                ("Proof that it looked", _PROOFS[scanner.proof]),
                ("Exit codes", _exit_codes(scanner)),
                ("Also watched for", "; ".join(dict.fromkeys(text(sign.why) for sign in scanner.signs))),
                ("Limits of time and memory", _bounds(scanner)),
                ("Network", "not needed" if scanner.is_offline else "needed"),
                ("Variables passed to it", codes(scanner.credentials)),
                ("Report read by", f"[{code(scanner.report)}](parsers.md)"),
                ("What it does not see", text(scanner.limits)),
            )
        ),
    )


def _comes_by(scanner: Scanner) -> str:
    match scanner.install:
        case Managed(tier=tier):
            return f"{tier.value} tier"
        case BuiltIn():
            return "Holdfast"
        case External() | Service():
            return "you"


def _source(scanner: Scanner) -> str:
    match scanner.install:
        case BuiltIn():
            return "part of Holdfast"
        case Service() as service:
            return f"{text(service.how_to_get)}; there when what {code(service.variable)} names answers"
        case External() as external:
            programs = codes(external.executables, " or ")
            image = f"; image {code(external.image)}, to be pinned by digest" if external.image else ""
            return f"{text(external.how_to_get)}; looked for on `PATH` as {programs}{image}"
        case Managed() as managed:
            version = pin_of(scanner.name, managed.package).version
            by_hand = f"with `holdfast tools install {scanner.name}`"
            when = "on first use" if managed.tier is Tier.SMALL else by_hand
            return f"version {version}, pinned with hashes, installed {when}"


def _reads(scanner: Scanner) -> str:
    reads = scanner.reads
    if isinstance(reads, Url):
        return "a running application, given by `--url`"
    if isinstance(reads, Image):
        return "a container image, given by `--image`"
    if isinstance(reads, Folder):
        return f"the whole folder, when it holds {_names(reads.markers)}"
    return _names(reads)


def _names(files: Files) -> str:
    if files.is_any:
        return "any file"
    patterns = codes([*sorted(f"*{suffix}" for suffix in files.suffixes), *files.names, *files.paths])
    scripts = f"scripts for {codes(files.shebangs)}" if files.shebangs else ""
    avoided = f"; not {codes(files.avoid)}" if files.avoid else ""
    return " and ".join(filter(None, (patterns, scripts))) + avoided


def _exit_codes(scanner: Scanner) -> str:
    known = ", ".join(f"{number} {_EXITS[end]}" for number, end in sorted(scanner.exit_codes.items()))
    return f"{known}; any other is a failure"


def _bounds(scanner: Scanner) -> str:
    memory = format_size(scanner.memory_bytes) if scanner.memory_bytes else "none of memory"
    return f"{format_duration(scanner.timeout)}, {memory}"


def _yes(*, is_so: bool) -> str:
    return "yes" if is_so else "no"
