"""Calls one scanner: one call for each batch of its files, each within what is left of its time."""

import re
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from holdfast.errors import StorageError, ToolError
from holdfast.kit.addresses import without_credentials
from holdfast.kit.bounded import MAX_BYTES
from holdfast.kit.files import read_bounded
from holdfast.kit.process import Command, Ended, Stop, run
from holdfast.scan.batches import as_argument, batches
from holdfast.scan.containers import INSIDE, Container, Mounts
from holdfast.scan.engine import write_file_list
from holdfast.scan.environment import scanner_environment
from holdfast.scan.executable import Executable
from holdfast.scan.raw_scan import RawScan
from holdfast.scan.request import Request, saved_image
from holdfast.scan.scanning import BuiltIn, Files, Folder, Image, Job, Output, Scanner

FILE_BYTES = 4 * 2**30
"""Largest file that a scanner may write: a stopped disk stops everybody."""

_KILL_TIMEOUT = timedelta(seconds=20)
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f\x7f]")
_SHORTEST_CREDENTIAL = 4
_COMPOSED = "rules.json"


@dataclass(slots=True)
class Calls:
    """The calls of one scanner for one request.

    Attributes:
        scanner: The adapter.
        executable: Its program.
        request: What is asked for.
        selected: Files handed over, or files that made it applicable.
        folder: Its private folder, empty.
        data: Folder that outlives the run, for scanners that keep a database.
        environment: The user's environment.
        stop: Ends the call that is running.
    """

    scanner: Scanner
    executable: Executable
    request: Request
    selected: tuple[str, ...]
    folder: Path
    data: Path
    environment: Mapping[str, str]
    stop: Stop
    _exit_codes: list[int | None] = field(default_factory=list)
    _reports: list[bytes] = field(default_factory=list)
    _output: list[str] = field(default_factory=list)
    _failures: list[str] = field(default_factory=list)
    _is_timed_out: bool = False
    _is_cancelled: bool = False
    _root: Path = Path()

    def prepare(self) -> None:
        """Make the private folders.

        Raises:
            StorageError: The disk refuses.
        """
        try:
            for name in ("home/tmp", "work/home"):
                (self.folder / name).mkdir(parents=True)
            if not self.scanner.is_offline:
                self.data.mkdir(parents=True, exist_ok=True)
            self._root = self._find_root()
            if self.scanner.compose:
                (self.folder / "work" / _COMPOSED).write_bytes(
                    self.scanner.compose(rules_folder(self.scanner))
                )
        except OSError as error:
            raise StorageError(
                f"{self.scanner.title} has no folder to work in",
                error.strerror or type(error).__name__,
                "check the space left on the disk, or set HOLDFAST_CACHE_DIR to a folder of yours",
            ) from error

    def template(self) -> tuple[str, ...]:
        """The command without its files and private folders: equal for equal work."""
        job = self._job((), self.request.timeout_of(self.scanner), 0)
        return self._shortened(self.scanner.command(job), ())

    def run(self, until: float) -> RawScan:
        """Call the scanner, until it is done or the time (of the monotonic clock) is up."""
        started = time.monotonic()
        until = min(until, started + self.request.timeout_of(self.scanner).total_seconds())
        groups = self._groups()
        first: tuple[str, ...] = ()
        for number, group in enumerate(groups):
            left = until - time.monotonic()
            if left <= 0:
                self._is_timed_out = True
                break
            files = tuple(as_argument(path) for path in group)
            job = self._job(files, timedelta(seconds=left), number)
            arguments = list(self.scanner.command(job))
            # A program of ours takes them from a list, not as words.
            shown = () if isinstance(self.scanner.install, BuiltIn) else files
            first = first or self._shortened(arguments, shown)
            if not self._call(arguments, number, timedelta(seconds=left)):
                break
        return RawScan(
            exit_codes=tuple(self._exit_codes),
            reports=tuple(self._reports),
            output=self._scrubbed("\n".join(filter(None, self._output))),
            selected=self.selected,
            root=str(INSIDE.root if self.executable.image else self._root),
            command=first,
            duration_seconds=round(time.monotonic() - started, 3),
            is_timed_out=self._is_timed_out,
            is_cancelled=self._is_cancelled,
            failures=tuple(self._failures),
            tool_version=self.executable.version,
        )

    def _groups(self) -> list[Sequence[str]]:
        """What each call is handed: one of ours takes all at once, from a file."""
        reads = self.scanner.reads
        if isinstance(self.scanner.install, BuiltIn):
            write_file_list(self.folder / "work/files", self.selected)
            return [self.selected]
        return list(batches(self.selected, reads.batch)) if isinstance(reads, Files) else [()]

    def _find_root(self) -> Path:
        tree = self.request.tree
        if tree is None:
            return self.folder / "work"
        if tree.is_one_file and isinstance(self.scanner.reads, Folder):
            # It would walk everything beside the one file that is meant.
            alone = self.folder / "root"
            alone.mkdir()
            for entry in tree.entries:
                shutil.copyfile(tree.root / entry.path, alone / entry.path)
            return alone
        return tree.root

    def _mounts(self) -> Mounts:
        workdir = self.folder / "work"
        is_given_folder = self.scanner.rules and not self.scanner.compose
        rules = rules_folder(self.scanner) if is_given_folder else workdir
        image = saved_image(self.request.image) if isinstance(self.scanner.reads, Image) else None
        return Mounts(
            root=self._root,
            workdir=workdir,
            rules=rules,
            data=None if self.scanner.is_offline else self.data,
            image_file=str(image or ""),
        )

    def _job(self, files: Sequence[str], timeout: timedelta, number: int) -> Job:
        outside = self._mounts()
        seen = INSIDE if self.executable.image else outside
        return Job(
            executable=self.executable.path,
            root=seen.root,
            files=files,
            file_list=seen.workdir / "files",
            report=seen.workdir / f"report-{number}",
            workdir=seen.workdir,
            rules=self._rules(seen),
            url=self.request.url,
            image=seen.image_file if outside.image_file else self.request.image,
            is_offline=self.request.is_offline,
            timeout=timeout,
            options=self.request.settings_of(self.scanner).options,
            advisories=self.request.advisories,
        )

    def _rules(self, seen: Mounts) -> Path:
        if self.scanner.compose:
            return seen.workdir / _COMPOSED
        return seen.rules if self.scanner.rules else seen.workdir

    def _call(self, arguments: Sequence[str], number: int, timeout: timedelta) -> bool:
        """Make one call; whether the next may follow."""
        stdout = self.folder / f"stdout-{number}"
        try:
            ended = self._run(arguments, stdout, timeout)
        except ToolError as error:
            self._failures.append(self._renamed(f"{error.what}: {error.why}"))
            return False
        self._exit_codes.append(ended.exit_code)
        if self.scanner.output is Output.FILE:
            self._output.append(ended.output.decode("utf-8", "replace"))
        self._output.append(ended.errors)
        self._read_report(stdout, number)
        stdout.unlink(missing_ok=True)
        self._is_timed_out |= ended.is_timed_out
        self._is_cancelled |= ended.is_cancelled
        return ended.exit_code is not None

    def _run(self, arguments: Sequence[str], stdout: Path, timeout: timedelta) -> Ended:
        environment = scanner_environment(
            self.scanner, self.executable, self.folder / "home", self.environment
        )
        if not self.scanner.is_offline:
            environment["XDG_CACHE_HOME"] = str(self.data)
        container = None
        if self.executable.image:
            container = Container.new(
                self.scanner, self.executable, self._mounts(), is_offline=self.request.is_offline
            )
            arguments = container.run_arguments(arguments, environment)
        command = Command(
            arguments=arguments,
            folder=self.folder / "work" if self.scanner.is_run_outside else self._root,
            environment=environment,
            timeout=timeout,
            # A limit on the client would only break the client; the container has its own.
            memory_bytes=None if container else self.scanner.memory_bytes,
            file_bytes=FILE_BYTES,
            stdout=stdout,
        )
        ended = run(command, self.stop)
        if container and ended.exit_code is None:
            kill = container.kill_arguments()
            run(Command(arguments=kill, folder=self._root, environment=environment, timeout=_KILL_TIMEOUT))
        return ended

    def _read_report(self, stdout: Path, number: int) -> None:
        report = stdout if self.scanner.output is Output.STDOUT else self.folder / f"work/report-{number}"
        if report.is_dir() and not report.is_symlink():
            # Some scanners take a folder, and name the file in it themselves.
            inside = sorted(path for path in report.iterdir() if path.is_file())
            report = inside[0] if len(inside) == 1 else report / "report"
        # A link could make us read, and quote, what is not the scanner's.
        if report.is_symlink() or not report.is_file():
            return
        try:
            self._reports.append(read_bounded(report, MAX_BYTES))
        except StorageError as error:
            self._failures.append(f"{error.what.replace(str(self.folder), '<private>')}: {error.why}")
        report.unlink(missing_ok=True)

    def _shortened(self, arguments: Sequence[str], files: Sequence[str]) -> tuple[str, ...]:
        """A command for people: without private folders, and with its first files only."""
        given = frozenset(files[3:])
        words = [self._renamed(word) for word in arguments if word not in given]
        words[0] = Path(words[0]).name
        return (*words, f"… {len(given)} more files") if given else tuple(words)

    def _renamed(self, text: str) -> str:
        """Without credentials in addresses (a proxy's, for one) and with private folders by what they are."""
        text = without_credentials(text)
        text = text.replace(str(self.folder / "work"), "<work>").replace(str(self.folder), "<private>")
        if self.scanner.rules:
            text = text.replace(str(rules_folder(self.scanner)), "<rules>")
        root = str(self._root)
        return text if root == "/" else re.sub(re.escape(root) + r"(?![\w.-])/?", "", text) or "."

    def _scrubbed(self, text: str) -> str:
        """Output without credentials, private folders and control characters; names relative to the root."""
        for name in self.scanner.credentials:
            value = self.environment.get(name, "")
            if len(value) >= _SHORTEST_CREDENTIAL:
                text = text.replace(value, "***")
        return self._renamed(_CONTROL.sub("", text.replace("\r\n", "\n"))) if text else ""


def rules_folder(scanner: Scanner) -> Path:
    """The folder of rules that Holdfast ships for a scanner."""
    return Path(__file__).parent / "rules" / scanner.rules
