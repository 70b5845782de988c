"""What a run of scanners is asked for, and what it tells while it lasts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from holdfast.config.scan import ScannerSettings
from holdfast.kit.tree import Tree
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.scanning import Advisories, Managed, Scanner, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is to be scanned, and how.

    Attributes:
        tree: The files; ``None`` when only an address or an image is scanned.
        url: Address of a running application, already let through by the allow-list.
        image: Image reference, or the path of an image saved as a file.
        settings: Settings by scanner.
        timeout: Limit of time for all scanners together.
        jobs: Scanners that run at a time; 0 for one more than processors.
        is_offline: Whether the network must not be used.
        is_cache_used: Whether an earlier run on the same inputs may be quoted, and this one be remembered.
        reading: Changes whenever reports may be read differently: a remembered run is what was read of it.
        installs: Tiers that are installed on first use.
        installs_named: Further scanners that are.
        advisories: The database of advisories.
    """

    tree: Tree | None = None
    url: str = ""
    image: str = ""
    settings: Mapping[str, ScannerSettings] = field(default_factory=dict)
    timeout: timedelta = timedelta(minutes=30)
    jobs: int = 0
    is_offline: bool = False
    is_cache_used: bool = True
    reading: str = ""
    installs: frozenset[Tier] = frozenset({Tier.SMALL})
    installs_named: frozenset[str] = frozenset()
    advisories: Advisories | None = None

    def settings_of(self, scanner: Scanner) -> ScannerSettings:
        """The settings of a scanner."""
        return self.settings.get(scanner.name) or ScannerSettings()

    def is_installed_on_use(self, scanner: Scanner) -> bool:
        """Whether Holdfast installs the scanner when it is missing."""
        if not isinstance(scanner.install, Managed):
            return False
        return scanner.install.tier in self.installs or scanner.name in self.installs_named

    def timeout_of(self, scanner: Scanner) -> timedelta:
        """A scanner's own limit of time."""
        return self.settings_of(scanner).timeout or scanner.timeout


def saved_image(image: str) -> Path | None:
    """The absolute path of an image that is saved as an archive, or as a folder in OCI's layout.

    ``None`` for a reference: a folder that only happens to have its name is no image.
    """
    path = Path(image)
    return path.resolve() if path.is_file() or (path / "index.json").is_file() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanStarted:
    """A scanner's turn has come."""

    scanner: Scanner


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanNote:
    """Something is done for a scanner before it can run: its program is being installed."""

    scanner: Scanner
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanEnded:
    """A scanner is done, for good or ill."""

    scanner: Scanner
    raw: RawScan | NotRun


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A scanner at work.

    Attributes:
        scanner: Its name.
        seconds: Since its turn came.
    """

    scanner: str
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """Time has passed.

    Attributes:
        running: Scanners at work, the longest first.
        waiting: Scanners whose turn has not come.
        done: Scanners that have ended.
    """

    running: tuple[Running, ...]
    waiting: int
    done: int


Event = ScanStarted | ScanNote | ScanEnded | Heartbeat
