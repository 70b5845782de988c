"""The only place where objects are made: registries, toolbox, runner and use cases, each when first asked."""

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.errors import ConfigError
from holdfast.findings import parsers
from holdfast.findings.parsing import PUBLIC_KEY, Parser
from holdfast.flows.read_report import ReadReport
from holdfast.kit.clock import Clock, SystemClock
from holdfast.kit.digest import digest
from holdfast.kit.places import Places
from holdfast.kit.process import Stop
from holdfast.kit.registry import Registry
from holdfast.render import formats
from holdfast.render.rendering import Format
from holdfast.scan import scanners
from holdfast.scan.scanning import Scanner

if TYPE_CHECKING:
    from holdfast.config.load import Flag, LoadedConfig
    from holdfast.flows.find_secrets import FindSecrets
    from holdfast.flows.gate_project import GateProject
    from holdfast.flows.records import Records
    from holdfast.flows.scan_project import ScanProject
    from holdfast.intel.database import Database
    from holdfast.intel.updating import Updater
    from holdfast.scan.toolbox import Toolbox

KEY_VARIABLE = "HOLDFAST_SECRET_KEY"


class App:
    """Everything that a command needs, for one folder."""

    def __init__(self, root: Path, config_file: Path | None = None, flags: Sequence["Flag"] = ()) -> None:
        """Remember what the command line says; nothing is made or read yet.

        Args:
            root: The folder that the command is about.
            config_file: Configuration that was named; else it is looked for, going upward from the folder.
            flags: Settings that outweigh the configuration.
        """
        self.root = root
        self.config_file = config_file
        self.flags = flags
        self.clock: Clock = SystemClock()
        self.stop = Stop()

    @classmethod
    def here(cls) -> "App":
        """The app for the working directory."""
        return cls(Path.cwd())

    @cached_property
    def parsers(self) -> Registry[Parser]:
        """Every report parser."""
        return Registry(parsers, Parser, "holdfast.parsers", "parser")

    @cached_property
    def scanners(self) -> Registry[Scanner]:
        """Every scanner adapter."""
        return Registry(scanners, Scanner, "holdfast.scanners", "scanner")

    @cached_property
    def formats(self) -> Registry[Format]:
        """Every output format."""
        return Registry(formats, Format, "holdfast.formats", "format")

    @cached_property
    def places(self) -> Places:
        """The user's folders of Holdfast."""
        return Places.of(os.environ)

    @cached_property
    def config(self) -> "LoadedConfig":
        """The configuration that counts in the folder.

        Raises:
            ConfigError: It is wrong, or names a scanner that does not exist.
        """
        from holdfast.config.load import check_names, load  # noqa: PLC0415 - pydantic takes 0.1 s.
        from holdfast.config.sources import Sources  # noqa: PLC0415

        loaded = load(Sources(folder=self.root, file=self.config_file, environ=os.environ), self.flags)
        check_names(loaded, self.scanners.names)
        return loaded

    @cached_property
    def toolbox(self) -> "Toolbox":
        """Finds and installs scanners' programs."""
        from holdfast.scan.toolbox import Toolbox  # noqa: PLC0415 - pydantic, as above.

        settings = self.config.config.scan.scanners
        images = {name: own.image for name, own in settings.items() if own.image}
        return Toolbox(self.places, os.environ, images, self.stop)

    @cached_property
    def advisories(self) -> "Database":
        """The advisory database, opened for reading.

        Raises:
            StorageError: There is none, or it is damaged.
        """
        from holdfast.intel.database import open_database  # noqa: PLC0415 - as below.

        return open_database(self.advisories_file)

    @cached_property
    def advisories_file(self) -> Path:
        """Where the advisory database lies, or would lie."""
        from holdfast.intel.database import FILE, database_file  # noqa: PLC0415 - as below.

        named = self.config.config.scan.advisories.folder
        return self.root / Path(named).expanduser() / FILE if named else database_file(self.places.cache)

    @cached_property
    def updater(self) -> "Updater":
        """Updates the advisory database."""
        from holdfast.intel.updating import Updater  # noqa: PLC0415 - packaging and urllib, 0.1 s.

        return Updater(folder=self.advisories_file.parent, clock=self.clock)

    @cached_property
    def scan_project(self) -> "ScanProject":
        """Scans the folder."""
        from holdfast.flows.advice import advisories_in  # noqa: PLC0415 - pydantic, as above.
        from holdfast.flows.scan_order import Equipment  # noqa: PLC0415
        from holdfast.flows.scan_project import ScanProject  # noqa: PLC0415
        from holdfast.scan.runner import Runner  # noqa: PLC0415

        max_age = self.config.config.scan.advisories.max_age
        return ScanProject(
            Equipment(
                config=self.config.config,
                scanners=self.scanners,
                parsers=self.parsers,
                runner=Runner(self.toolbox, self.places, os.environ, self.clock, self.stop),
                clock=self.clock,
                secret_key=self.secret_key,
                advisories=advisories_in(self.advisories_file, self.clock.now(), max_age),
            )
        )

    @cached_property
    def find_secrets(self) -> "FindSecrets":
        """Finds secrets without the other scanners."""
        from holdfast.flows.find_secrets import FindSecrets  # noqa: PLC0415 - RE2, and pydantic, as above.

        parser = self.parsers.get("holdfast")
        return FindSecrets(self.config.config, parser, self.clock, self.secret_key)

    @cached_property
    def records(self) -> "Records":
        """The runs and decisions that are kept of the folder."""
        from holdfast.flows.records import Records  # noqa: PLC0415 - pydantic, as above.

        return Records(self.places.state / "projects" / digest([str(self.root.resolve())]))

    @cached_property
    def gate_project(self) -> "GateProject":
        """Decides on runs of the folder, and explains what was decided."""
        from holdfast.flows.gate_project import GateProject  # noqa: PLC0415 - pydantic, as above.

        return GateProject(self.records, self.clock)

    @cached_property
    def secret_key(self) -> bytes:
        """The key of secret hashes: from the environment or the file it names, else the public one."""
        value, file = os.environ.get(KEY_VARIABLE), os.environ.get(f"{KEY_VARIABLE}_FILE")
        if file:
            try:
                value = Path(file).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(
                    f"{KEY_VARIABLE}_FILE cannot be read", str(error), "check the path"
                ) from None
        return value.encode() if value else PUBLIC_KEY

    @cached_property
    def read_report(self) -> ReadReport:
        """Reads reports of other people's runs."""
        return ReadReport(self.parsers, self.secret_key)

    @cached_property
    def read_evidence(self) -> ReadReport:
        """Reads reports that are to be gated: a dynamic scan must have reached enough addresses."""
        return ReadReport(self.parsers, self.secret_key, self.config.config.scan.dast.min_urls)
