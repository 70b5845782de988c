"""Makes and checks the pinned environments of managed scanners: one folder a tool, complete or absent.

::

    <cache>/tools/<name>/<version>-<hash of the lock>-py3.11/    bin/, lib/, holdfast.json
    <cache>/tools/<name>/.new-…                                  being made; worthless when its maker is gone
    <cache>/tools/<name>/.lock                                   held while one is being made

An environment is made beside its place from the hashed lock alone, gets its manifest, and is then renamed
into place in one step. At scan time nothing is resolved, downloaded or changed.
"""

import contextlib
import hashlib
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

import msgspec

from holdfast.errors import StorageError, ToolError, ToolInstallError
from holdfast.kit.addresses import without_credentials
from holdfast.kit.durations import format_duration
from holdfast.kit.files import locked, read_bounded, remove_folder, write_atomic
from holdfast.kit.process import Command, Stop, run
from holdfast.scan.environment import installer_environment
from holdfast.scan.executable import Executable
from holdfast.scan.pins import Pin

INSTALL_TIMEOUT = timedelta(minutes=15)
MANIFEST = "holdfast.json"
_MANIFEST_BYTES = 64 * 2**10
_LAST_LINES = 6

Progress = Callable[[str], None]
Build = Callable[[Path], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an environment is, written last: its presence says that the rest is complete.

    Attributes:
        version: Version of the tool.
        lock_sha256: Hash of the lock that it was made from.
        executable: The program, relative to the environment.
        executable_sha256: Hash of the program.
        executable_bytes: Size of the program.
        records_sha256: Hash over the lists of files of all distributions in it.
    """

    version: str
    lock_sha256: str
    executable: str
    executable_sha256: str
    executable_bytes: int
    records_sha256: str


class Shelf:
    """The managed environments of one user."""

    def __init__(self, folder: Path, environment: Mapping[str, str], stop: Stop | None = None) -> None:
        """Name the folder of all tools, and the user's environment; nothing is made yet."""
        self._folder = folder
        self._environment = environment
        self._stop = stop or Stop()

    def place(self, pin: Pin) -> Path:
        """Where the environment of a pin is, or would be."""
        python = f"py{sys.version_info.major}.{sys.version_info.minor}"
        return self._folder / pin.name / f"{pin.version}-{pin.sha256[:12]}-{python}"

    def find(self, pin: Pin, program: str) -> Executable | None:
        """The program of a pin, when its environment is complete."""
        place = self.place(pin)
        manifest = read_manifest(place)
        if manifest is None or manifest.lock_sha256 != pin.sha256:
            return None
        path = place / "bin" / program
        try:
            is_whole = path.stat().st_size == manifest.executable_bytes
        except OSError:
            return None
        if not is_whole:
            return None
        return Executable(path=str(path), version=pin.version, fingerprint=f"{pin.sha256}:{place.name}")

    def install(self, pin: Pin, program: str, build: Build, until: float = math.inf) -> Executable:
        """The program of a pin, its environment made by ``build`` when it is not there.

        Another process that makes the same one is waited for, until that time of the monotonic clock at most.

        Raises:
            ToolInstallError: It cannot be made.
        """
        home = self._folder / pin.name
        try:
            limit = _time_left(until)
            with locked(home / ".lock", limit) as is_ours:
                if not is_ours:
                    raise _failed(pin, f"another process has been at it for {format_duration(limit)}")
                found = self.find(pin, program)
                if found is None:
                    self._make(pin, program, build)
                    found = self.find(pin, program)
        except StorageError as error:
            raise _failed(pin, f"{error.what}: {error.why}") from error
        except OSError as error:
            raise _failed(pin, str(error)) from error
        if found is None:
            raise _failed(pin, f"its environment holds no program {program!r}")
        return found

    def _make(self, pin: Pin, program: str, build: Build) -> None:
        place = self.place(pin)
        # The lock is ours, so whatever looks unfinished here was left by a process that is gone.
        for left in (*place.parent.glob(".new-*"), place):
            remove_folder(left)
        fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=place.parent))
        try:
            build(fresh)
            write_atomic(fresh / MANIFEST, msgspec.json.encode(asdict(_describe(pin, program, fresh))))
            fresh.chmod(0o755)
            fresh.rename(place)
        except BaseException:
            remove_folder(fresh)
            raise

    def call(self, pin: Pin, arguments: Sequence[str], until: float = math.inf) -> None:
        """Run a step of an installation, until that time of the monotonic clock at most.

        Raises:
            ToolInstallError: It failed; the message carries the last lines that it printed.
        """
        environment = installer_environment(self._environment)
        limit = _time_left(until)
        with tempfile.TemporaryDirectory() as folder:
            command = Command(
                arguments=arguments, folder=Path(folder), environment=environment, timeout=limit
            )
            try:
                ended = run(command, self._stop)
            except ToolError as error:
                raise _failed(pin, f"{error.what}: {error.why}") from error
        if ended.exit_code != 0:
            why = f"it took longer than {format_duration(limit)}" if ended.is_timed_out else ""
            printed = (ended.errors or ended.output.decode("utf-8", "replace")).strip().splitlines()
            raise _failed(pin, "\n".join(filter(None, [why, *printed[-_LAST_LINES:]])))


def read_manifest(place: Path) -> Manifest | None:
    """The manifest of an environment; ``None`` when there is none that can be read."""
    with contextlib.suppress(StorageError, msgspec.MsgspecError):
        return msgspec.json.decode(read_bounded(place / MANIFEST, _MANIFEST_BYTES), type=Manifest)
    return None


def damage(place: Path) -> Iterator[str]:
    """What in an environment is not as it was installed, a sentence each."""
    manifest = read_manifest(place)
    if manifest is None:
        yield "its manifest is missing or cannot be read"
        return
    if _sha256(place / manifest.executable) != manifest.executable_sha256:
        yield f"{manifest.executable} is not the program that was installed"
    if _records_sha256(place) != manifest.records_sha256:
        yield "the lists of its files were changed"
    changed = [path for path, expected in _recorded(place) if _sha256(path) != expected]
    if changed:
        yield f"{len(changed)} of its files were changed, the first is {changed[0].relative_to(place)}"


def _describe(pin: Pin, program: str, folder: Path) -> Manifest:
    path = folder / "bin" / program
    if not path.is_file():
        raise _failed(pin, f"{pin.package} {pin.version} brings no program {program!r}")
    return Manifest(
        version=pin.version,
        lock_sha256=pin.sha256,
        executable=f"bin/{program}",
        executable_sha256=_sha256(path),
        executable_bytes=path.stat().st_size,
        records_sha256=_records_sha256(folder),
    )


def _records(folder: Path) -> list[Path]:
    return sorted(folder.glob("lib/python*/site-packages/*.dist-info/RECORD"))


def _records_sha256(folder: Path) -> str:
    joined = hashlib.sha256()
    for record in _records(folder):
        joined.update(f"{record.relative_to(folder)}:{_sha256(record)}\n".encode())
    return joined.hexdigest()


def _recorded(folder: Path) -> Iterator[tuple[Path, str]]:
    """Each installed file that the distributions list with a hash, and that hash."""
    for record in _records(folder):
        for line in record.read_text("utf-8").splitlines():
            name, _, rest = line.strip().rpartition(",")[0].rpartition(",")
            method, _, value = rest.partition("=")
            if method == "sha256":
                # The format writes hashes in base64 without padding.
                yield (
                    record.parents[1] / name.strip('"').replace('""', '"'),
                    msgspec.json.decode(f'"{value.replace("-", "+").replace("_", "/")}="', type=bytes).hex(),
                )


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _time_left(until: float) -> timedelta:
    """What is left for an installation, in whole seconds: people read it."""
    left = min(INSTALL_TIMEOUT.total_seconds(), until - time.monotonic())
    return timedelta(seconds=math.ceil(max(0.0, left)))


def _failed(pin: Pin, why: str) -> ToolInstallError:
    return ToolInstallError(
        f"{pin.name} {pin.version} cannot be installed",
        without_credentials(why) or "the installer said nothing",
        f"check network, proxy and mirror (PIP_INDEX_URL), then run: holdfast tools install {pin.name}",
    )
