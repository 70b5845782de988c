"""The only place where objects are made: registries, toolbox, runner and use cases, each when first asked."""

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.errors import ConfigError
from holdfast.findings import parsers
from holdfast.findings.parsing import PUBLIC_KEY, Parser
from holdfast.flows.read_report import ReadReport
from holdfast.kit.places import Places
from holdfast.kit.registry import Registry
from holdfast.render import formats
from holdfast.render.rendering import Format
from holdfast.scan import scanners
from holdfast.scan.scanning import Scanner
from holdfast.scan.toolbox import Toolbox

if TYPE_CHECKING:
    from holdfast.config.load import LoadedConfig

KEY_VARIABLE = "HOLDFAST_SECRET_KEY"


class App:
    """Everything that a command needs, for one folder."""

    def __init__(self, root: Path, config_file: Path | None = None) -> None:
        """Remember the folder, and the configuration file if one was named; nothing is made or read yet."""
        self.root = root
        self.config_file = config_file

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

        loaded = load(Sources(folder=self.root, file=self.config_file, environ=os.environ))
        check_names(loaded, self.scanners.names)
        return loaded

    @cached_property
    def toolbox(self) -> Toolbox:
        """Finds and installs scanners' programs."""
        settings = self.config.config.scan.scanners
        images = {name: own.image for name, own in settings.items() if own.image}
        return Toolbox(self.places, os.environ, images)

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
