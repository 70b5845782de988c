"""Where Holdfast keeps things on a machine: the XDG folders, or those the environment names."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Folders of one user; none of them needs to exist.

    Attributes:
        cache: What can be made again: tools, results, work folders.
        state: What cannot: runs, baselines.
        config: What the user wrote.
    """

    cache: Path
    state: Path
    config: Path

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Places":
        """The folders that an environment asks for.

        ``HOLDFAST_CACHE_DIR``, ``HOLDFAST_STATE_DIR`` and ``HOLDFAST_CONFIG_DIR`` win over the XDG variables.
        """
        return cls(
            cache=_folder(environment, "CACHE", ".cache"),
            state=_folder(environment, "STATE", ".local/state"),
            config=_folder(environment, "CONFIG", ".config"),
        )


def _folder(environment: Mapping[str, str], kind: str, below_home: str) -> Path:
    own = environment.get(f"HOLDFAST_{kind}_DIR", "")
    if own:
        return Path(own).absolute()
    # The XDG specification has relative paths ignored.
    shared = Path(environment.get(f"XDG_{kind}_HOME", ""))
    return (shared if shared.is_absolute() else _home(environment) / below_home) / "holdfast"


def _home(environment: Mapping[str, str]) -> Path:
    home = Path(environment.get("HOME", ""))
    if home.is_absolute():
        return home
    try:
        return Path.home()
    except RuntimeError:
        # A container may run under a user id that has no entry and no home.
        return Path(tempfile.gettempdir()) / f"holdfast-{os.getuid()}"
