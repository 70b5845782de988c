"""Options that several commands share, and what they come to."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from holdfast.app import App
from holdfast.cli.errors import ExitCode, verdict_code
from holdfast.config.load import Flag
from holdfast.errors import UsageError
from holdfast.gate.baseline import parse_baseline
from holdfast.kit.files import read_bounded
from holdfast.model.category import Category
from holdfast.model.verdict import Verdict

MAX_BASELINE_BYTES = 64 * 2**20


class NoVerdict(StrEnum):
    """What no verdict does to the exit code."""

    FAIL = "fail"
    WARN = "warn"


def scanner_names(incomplete: str) -> list[str]:
    """Scanners that begin so, for a shell."""
    return [name for name in App.here().scanners.names if name.startswith(incomplete)]


def parser_names(incomplete: str) -> list[str]:
    """Parsers that begin so, for a shell."""
    return [name for name in App.here().parsers.names if name.startswith(incomplete)]


def format_names(incomplete: str) -> list[str]:
    """Output formats that begin so, for a shell."""
    return [name for name in App.here().formats.names if name.startswith(incomplete)]


PathArgument = Annotated[
    Path | None,
    # Typer's own answer to a folder that may not be read would be "wrong usage".
    typer.Argument(help="Folder or file.", show_default=". unless --url or --image", readable=False),
]
UrlOption = Annotated[str, typer.Option(help="Test a running application; its host must be allowed.")]
ImageOption = Annotated[str, typer.Option(help="Scan a container image, by reference or saved as a file.")]
OnlyOption = Annotated[list[Category] | None, typer.Option(help="Only this category; repeatable.")]
ScannerOption = Annotated[
    list[str] | None, typer.Option(help="Only this scanner; repeatable.", autocompletion=scanner_names)
]
SinceOption = Annotated[str, typer.Option(help="Only what changed since the merge base with this revision.")]
BaselineOption = Annotated[Path | None, typer.Option(help="File of known fingerprints.")]
FormatOption = Annotated[
    list[str] | None,
    typer.Option(
        "--format",
        "-f",
        help="Output format; NAME=FILE for a file; repeatable.",
        show_default="table",
        autocompletion=format_names,
    ),
]
OutputOption = Annotated[Path | None, typer.Option("--output", "-o", help="Write the result to this file.")]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="Configuration file.", show_default="found going upward")
]
ExcludeOption = Annotated[list[str] | None, typer.Option(help="Pattern of paths to leave out; repeatable.")]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", "-j", help="Scanners at a time; 0: one more than processors.")
]
TimeoutOption = Annotated[str, typer.Option(help="Limit of time for the whole scan: 90s, 10m.")]
OfflineOption = Annotated[bool, typer.Option("--offline", help="Do not use the network.")]
NoCacheOption = Annotated[bool, typer.Option("--no-cache", help="Do not quote earlier results.")]
NoVerdictOption = Annotated[NoVerdict, typer.Option(help="What no verdict does to the exit code.")]
ExitZeroOption = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever the answer is.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Options that outweigh the configuration."""

    jobs: int | None = None
    timeout: str = ""

    @property
    def flags(self) -> tuple[Flag, ...]:
        """As the configuration takes them."""
        flags = []
        if self.jobs is not None:
            flags.append(Flag(("scan", "jobs"), self.jobs, "--jobs"))
        if self.timeout:
            flags.append(Flag(("scan", "timeout"), self.timeout, "--timeout"))
        return tuple(flags)


def app_for(path: Path | None, config: Path | None, limits: Limits) -> App:
    """The app for the folder that a path names, else for the working directory.

    Raises:
        UsageError: The path does not exist.
    """
    place = path or Path()
    if not place.exists() and not place.is_symlink():
        raise UsageError(f"{place} does not exist", "there is nothing to scan", "check the path")
    return App(place if place.is_dir() else place.parent, config, limits.flags)


def path_for(path: Path | None, url: str, image: str) -> Path | None:
    """The folder to scan: the working directory when nothing at all was named."""
    return Path() if path is None and not url and not image else path


def known_in(baseline: Path | None) -> frozenset[str] | None:
    """The fingerprints of a baseline file; ``None`` when none was named.

    Raises:
        UsageError: There is no such file.
        ConfigError: It is not a baseline.
    """
    if baseline is None:
        return None
    if not baseline.is_file():
        raise UsageError(
            f"{baseline} does not exist",
            "--baseline names a file of known fingerprints",
            f"make it once: holdfast gate --write-baseline {baseline}",
        )
    text = read_bounded(baseline, MAX_BASELINE_BYTES).decode("utf-8", "replace")
    return parse_baseline(text, str(baseline))


def code_for(verdict: Verdict, no_verdict: NoVerdict, *, is_exit_zero: bool) -> ExitCode:
    """The exit code for a verdict, as the user wants it."""
    if is_exit_zero or (verdict is Verdict.NO_VERDICT and no_verdict is NoVerdict.WARN):
        return ExitCode.PASS
    return verdict_code(verdict)
