"""What a user asks a scan for, and what the scan works with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from holdfast.config.document import Config
from holdfast.findings.parsing import PUBLIC_KEY, Parser
from holdfast.kit.clock import Clock
from holdfast.kit.registry import Registry
from holdfast.model.category import Category
from holdfast.model.report import ParsedReport
from holdfast.scan.choosing import Wish
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.request import Event, Request
from holdfast.scan.scanning import Advisories, Scanner

Listen = Callable[[Event], None]


class Runner(Protocol):
    """Runs scanners side by side, and tells how it goes."""

    def run_all(
        self, scanners: Sequence[Scanner], request: Request, on_event: Listen
    ) -> dict[str, RawScan | NotRun]:
        """The end of each scanner's run, by name."""
        ...

    def remember(self, raw: RawScan | NotRun, reports: Sequence[ParsedReport]) -> None:
        """Keep what was read of a healthy run for the next one on the same inputs."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanOrder:
    """What the user asked for.

    Attributes:
        path: Folder or file to scan; ``None`` when only a URL or an image is.
        url: Address of a running application, or empty.
        image: Image reference or tar, or empty.
        categories: Only scanners of these; all, when empty.
        scanners: Only these, by name; the default ones, when empty.
        excludes: Patterns of paths to leave out, besides those of the configuration.
        since: Revision that changes are counted from, or empty.
        baseline: Fingerprints that are known; ``None`` without a baseline.
        is_offline: Whether the network must not be used.
        is_cache_used: Whether earlier results on the same inputs may be quoted.
    """

    path: Path | None = None
    url: str = ""
    image: str = ""
    categories: frozenset[Category] = frozenset()
    scanners: frozenset[str] = frozenset()
    excludes: tuple[str, ...] = ()
    since: str = ""
    baseline: frozenset[str] | None = None
    is_offline: bool = False
    is_cache_used: bool = True

    @property
    def wish(self) -> Wish:
        """What of it decides on the choice of scanners."""
        return Wish(
            categories=self.categories,
            names=self.scanners,
            has_path=self.path is not None,
            has_url=bool(self.url),
            has_image=bool(self.image),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """What a scan works with.

    Attributes:
        config: The configuration of the service.
        scanners: All adapters.
        parsers: All parsers.
        runner: Runs scanners.
        clock: Tells the time.
        secret_key: Key of secret hashes.
        advisories: The database of advisories; ``None`` when there is none.
    """

    config: Config
    scanners: Registry[Scanner]
    parsers: Registry[Parser]
    runner: Runner
    clock: Clock
    secret_key: bytes = PUBLIC_KEY
    advisories: Advisories | None = None
