"""The scanners' programs: managed ones are installed, external ones are found, in a container if need be."""

import math
import os
import shutil
import sys
import tempfile
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path

from holdfast import __version__
from holdfast.errors import ToolError, ToolMissing
from holdfast.kit.digest import digest, sha256
from holdfast.kit.places import Places
from holdfast.kit.process import Command, Stop, run
from holdfast.scan.containers import Engine, containerised, find_engine
from holdfast.scan.environment import bare_environment
from holdfast.scan.executable import Executable, Missing, is_same_version, version_in
from holdfast.scan.installing import Progress, Shelf, damage
from holdfast.scan.pins import Pin, pin_of
from holdfast.scan.scanning import BuiltIn, External, Install, Managed, Scanner, Service, Tier
from holdfast.scan.services import find_service, origin
from holdfast.scan.uv import Uv

VERSION_TIMEOUT = timedelta(seconds=30)
_SLOW_VERSION_TIMEOUT = timedelta(minutes=2)


class ToolState(StrEnum):
    """Where a scanner's program is."""

    BUILT_IN = "built in"
    INSTALLED = "installed"
    ON_PATH = "on PATH"
    IN_IMAGE = "in an image"
    AS_SERVICE = "as a service"
    NOT_INSTALLED = "not installed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolStatus:
    """One line of ``holdfast tools list``.

    Attributes:
        scanner: Name of the adapter.
        state: Where its program is.
        version: Its version, or the one that would be installed; empty when unknown.
        place: Path, image or address; empty when it is not there.
        reason: Why it is not there, and what to do; empty when it is.
    """

    scanner: str
    state: ToolState
    version: str = ""
    place: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """Whether a program is what was installed.

    Attributes:
        scanner: Name of the adapter.
        version: The pinned version.
        problems: What is wrong, a sentence each; none, when it is good.
    """

    scanner: str
    version: str
    problems: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


class Toolbox:
    """Finds, installs and checks the programs of scanners. Safe to use from several threads."""

    def __init__(
        self,
        places: Places,
        environment: Mapping[str, str],
        images: Mapping[str, str] | None = None,
        stop: Stop | None = None,
    ) -> None:
        """Take what to work with; nothing is looked for yet.

        Args:
            places: Folders of Holdfast.
            environment: The user's environment.
            images: Image ``name@sha256:…`` of external scanners, by scanner.
            stop: Ends what runs, installations and questions for versions, when it is pulled.
        """
        self._environment = environment
        self._images = images or {}
        self._stop = stop or Stop()
        self._shelf = Shelf(places.cache / "tools", environment, self._stop)
        self._uv = Uv(self._shelf, environment)
        self._lock = threading.Lock()
        self._found: dict[str, Executable] = {}
        self._engine: Engine | Missing | None = None

    def find(self, scanner: Scanner) -> Executable | Missing:
        """The program of a scanner, or why it cannot be run. Nothing is installed or downloaded.

        The answer for an external program is remembered, since asking for its version may take seconds.
        """
        install = scanner.install
        if isinstance(install, BuiltIn):
            return Executable(path=sys.executable, version=__version__, fingerprint=our_code())
        if isinstance(install, Managed):
            return self._find_managed(scanner, install)
        with self._lock:
            if scanner.name not in self._found:
                found = self._find_users_own(scanner, install)
                if isinstance(found, Missing):
                    return found
                self._found[scanner.name] = found
            return self._found[scanner.name]

    def install(
        self, scanner: Scanner, on_progress: Progress = lambda _: None, until: float = math.inf
    ) -> Executable:
        """The program of a scanner, installed if it is a managed one.

        Args:
            scanner: The adapter.
            on_progress: Told what is being done, a line each.
            until: When it must be done, by the monotonic clock.

        Raises:
            ToolInstallError: It cannot be installed.
            ToolMissing: It is an external one, and not there.
        """
        found = self.find(scanner)
        if isinstance(found, Executable):
            return found
        install = scanner.install
        if not isinstance(install, Managed):
            raise ToolMissing(f"{scanner.title} is not installed", found.reason, found.todo)
        pin = self.pin(scanner)
        program = self._uv.program(on_progress, until)
        on_progress(f"installing {pin.package} {pin.version}")
        executable = self._shelf.install(
            pin, install.executable, lambda folder: self._uv.make(pin, folder, program, until), until
        )
        on_progress(f"installed {pin.package} {pin.version}")
        return executable

    def verify(self, scanner: Scanner) -> Verification:
        """Whether a managed program, and all that was installed with it, is unchanged, and runs.

        Raises:
            ToolMissing: It is not installed, or not managed.
        """
        found = self.find(scanner)
        if isinstance(found, Missing):
            raise ToolMissing(f"{scanner.title} is not installed", found.reason, found.todo)
        if not isinstance(scanner.install, Managed):
            raise ToolMissing(
                f"{scanner.title} is not managed by Holdfast", "nothing is known to compare it with", ""
            )
        pin = self.pin(scanner)
        problems = list(damage(self._shelf.place(pin)))
        # A changed program is not run to ask for its version.
        if not problems:
            printed, _ = self._ask_version(scanner, found.path, ("--version",), _SLOW_VERSION_TIMEOUT)
            if not is_same_version(pin.version, printed):
                problems.append(f"it says that it is version {printed or 'unknown'}, not {pin.version}")
        return Verification(scanner=scanner.name, version=pin.version, problems=tuple(problems))

    def status(self, scanner: Scanner) -> ToolStatus:
        """Where the program of a scanner is."""
        found = self.find(scanner)
        if isinstance(found, Missing):
            version = self.pin(scanner).version if isinstance(scanner.install, Managed) else ""
            return ToolStatus(
                scanner=scanner.name,
                state=ToolState.NOT_INSTALLED,
                version=version,
                reason=f"{found.reason}; {found.todo}" if found.todo else found.reason,
            )
        return ToolStatus(
            scanner=scanner.name,
            state=_state(scanner.install, found),
            version=found.version,
            place=self._place(scanner.install, found),
        )

    def pin(self, scanner: Scanner) -> Pin:
        """The pinned version of a managed scanner.

        Raises:
            ToolError: It is not managed, or has no lock.
        """
        if not isinstance(scanner.install, Managed):
            raise ToolError(f"{scanner.title} is not managed by Holdfast", "it has no lock", "")
        return pin_of(scanner.name, scanner.install.package)

    def _find_managed(self, scanner: Scanner, install: Managed) -> Executable | Missing:
        pin = self.pin(scanner)
        found = self._shelf.find(pin, install.executable)
        full = " (or all of them: holdfast tools install --full)" if install.tier is Tier.FULL else ""
        return found or Missing(
            reason=f"{pin.package} {pin.version} is not installed",
            todo=f"run: holdfast tools install {scanner.name}{full}",
            is_installable=True,
        )

    def _place(self, install: Install, found: Executable) -> str:
        match install:
            case BuiltIn():
                return "part of Holdfast"
            case Service():
                return origin(self._environment[install.variable])
            case Managed() | External():
                return found.image or found.path

    def _find_users_own(self, scanner: Scanner, install: External | Service) -> Executable | Missing:
        if isinstance(install, Service):
            return find_service(scanner, install, self._environment, self._stop)
        return self._find_external(scanner, install)

    def _find_external(self, scanner: Scanner, install: External) -> Executable | Missing:
        path = self._on_path(install)
        broken = ""
        if path:
            version, is_running = self._ask_version(scanner, path, install.version_arguments, VERSION_TIMEOUT)
            if is_running:
                return Executable(path=path, version=version, fingerprint=_fingerprint(path, version))
            broken = f"{path} is there but does not run"
        image = self._images.get(scanner.name, "")
        names = " or ".join(install.executables)
        if not image:
            return Missing(
                reason=broken or f"{names} is not on PATH, and no image is configured",
                todo=install.how_to_get,
            )
        engine = self._find_engine()
        if isinstance(engine, Missing):
            return Missing(reason=f"{broken or f'{names} is not on PATH'}; {engine.reason}", todo=engine.todo)
        return containerised(install, image, engine)

    def _on_path(self, install: External) -> str:
        # A relative folder of PATH could be the scanned one, and the program in it anybody's.
        folders = [f for f in self._environment.get("PATH", "").split(os.pathsep) if f.startswith("/")]
        found = (shutil.which(name, path=os.pathsep.join(folders)) for name in install.executables)
        return next((path for path in found if path), "")

    def _find_engine(self) -> Engine | Missing:
        if self._engine is None:
            self._engine = find_engine(self._environment, Path("/"), self._stop)
        return self._engine

    def _ask_version(
        self, scanner: Scanner, path: str, arguments: tuple[str, ...], timeout: timedelta
    ) -> tuple[str, bool]:
        """The version that a program prints, and whether it runs at all.

        The adapter's variables keep it from asking the network for a newer one.
        """
        with tempfile.TemporaryDirectory(prefix="holdfast-") as name:
            home = Path(name)
            (home / "tmp").mkdir()
            environment = bare_environment(home, Path(path)) | dict(scanner.environment)
            try:
                ended = run(
                    Command(
                        arguments=(path, *arguments), folder=home, environment=environment, timeout=timeout
                    ),
                    self._stop,
                )
            except ToolError:
                return "", False
        version = version_in(ended.output.decode("utf-8", "replace")) or version_in(ended.errors)
        return version, ended.exit_code == 0 or (ended.exit_code is not None and bool(version))


@cache
def our_code() -> str:
    """Changes whenever a scanner of ours may answer differently: with the code of Holdfast."""
    folder = Path(__file__).parents[1]
    return sha256(b"\0".join(path.read_bytes() for path in sorted(folder.rglob("*.py"))))


def _state(install: Install, found: Executable) -> ToolState:
    if found.image:
        return ToolState.IN_IMAGE
    match install:
        case BuiltIn():
            return ToolState.BUILT_IN
        case Managed():
            return ToolState.INSTALLED
        case External():
            return ToolState.ON_PATH
        case Service():
            return ToolState.AS_SERVICE


def _fingerprint(path: str, version: str) -> str:
    facts = Path(path).resolve().stat()
    return digest((path, version, str(facts.st_size), str(facts.st_mtime_ns)))
