"""Section ``scan``: what is scanned, by which scanners, within which limits."""

from datetime import timedelta

from pydantic import Field

from holdfast.config.values import Duration, Section, SizeBytes


class ScannerSettings(Section):
    """Settings of one scanner."""

    enabled: bool | None = None
    """true: it must answer. false: it does not run. Left out: a default one runs when it is there."""
    timeout: Duration | None = None
    """Its own limit of time."""
    image: str = Field(
        default="",
        pattern=r"^$|.+@sha256:[0-9a-f]{64}$",
        examples=["registry.example/scanner@sha256:<64 hex digits>"],
    )
    """Image to run it from when it is not on PATH, pinned by digest: ``name@sha256:…``."""
    options: dict[str, str] = Field(default_factory=dict)
    """Further settings that the scanner's page names."""


class DastSettings(Section):
    """Scans of a running application."""

    allow: tuple[str, ...] = ("127.0.0.1", "::1", "localhost")
    """Hosts that may be tested; nothing else is ever sent a request."""
    min_urls: int = Field(default=3, ge=1, le=1_000_000)
    """Fewer addresses reached than this give no verdict."""
    expect_title: str = ""
    """Text that the page's title must hold: proves that the target is the application."""
    expect_header: dict[str, str] = Field(default_factory=dict)
    """Response headers that the target must send, by name and text."""
    expect_text: str = ""
    """Text that the first response must hold, a build id for example."""


class AdvisorySettings(Section):
    """The database of advisories that dependencies are matched with."""

    max_age: Duration = timedelta(days=7)
    """Older advisories give no verdict."""
    folder: str = ""
    """Folder of the database, for one that is shared or carried along; else that of the cache is used."""


class ScanSettings(Section):
    """What is scanned, by which scanners, within which limits."""

    exclude: tuple[str, ...] = ()
    """Patterns of paths that are not scanned, as in .gitignore."""
    max_file_size: SizeBytes = 5 * 2**20
    """Larger files are not scanned; they are counted as skipped."""
    timeout: Duration = timedelta(minutes=30)
    """Limit of time for the whole scan."""
    jobs: int = Field(default=0, ge=0, le=256)
    """Scanners that run at a time; 0 for one more than processors: short ones run beside long ones."""
    scanners: dict[str, ScannerSettings] = Field(default_factory=dict)
    """Settings by scanner."""
    dast: DastSettings = DastSettings()
    """Scans of a running application."""
    advisories: AdvisorySettings = AdvisorySettings()
    """The database of advisories that dependencies are matched with."""
