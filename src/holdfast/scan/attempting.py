"""One scanner's turn: its files, its program, the cache, its calls."""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from holdfast.errors import HoldfastError, ToolError, ToolInstallError
from holdfast.kit.clock import Clock
from holdfast.kit.files import remove_folder
from holdfast.kit.git import place_in_repository
from holdfast.kit.history import History
from holdfast.kit.process import Stop
from holdfast.kit.tree import Entry
from holdfast.model.scan import ScanStatus
from holdfast.scan.cache import ResultCache
from holdfast.scan.calling import Calls, rules_folder
from holdfast.scan.content import ContentIndex
from holdfast.scan.executable import Executable
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.request import Request
from holdfast.scan.scanning import BuiltIn, Exit, Folder, Image, Scanner, Service, Url
from holdfast.scan.selecting import left_out, passed_over, select
from holdfast.scan.toolbox import Toolbox

Note = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What all turns of one request share. Safe to use from several threads.

    Attributes:
        request: What is asked for.
        toolbox: Finds the programs.
        cache: Remembered runs.
        contents: Hashes of the tree's files; ``None`` without a tree.
        folder: Private folder of this run of Holdfast.
        data: Folder for what scanners keep from run to run.
        environment: The user's environment.
        clock: Tells when a scan started.
        stop: Ends what runs.
        until: When all must be over, by the monotonic clock.
    """

    request: Request
    toolbox: Toolbox
    cache: ResultCache
    contents: ContentIndex | None
    folder: Path
    data: Path
    environment: Mapping[str, str]
    clock: Clock
    stop: Stop
    until: float
    _hashing: threading.Lock = field(default_factory=threading.Lock)

    def attempt(self, scanner: Scanner, note: Note) -> RawScan | NotRun:
        """Run one scanner, or say why not.

        Args:
            scanner: The adapter.
            note: Told what is done before the scanner can run.
        """
        try:
            selected = select(scanner, self.request)
            if isinstance(selected, NotRun):
                return selected
            executable = self._executable(scanner, note)
            if isinstance(executable, NotRun):
                return executable
            return self._run(scanner, executable, selected)
        except HoldfastError as error:
            return NotRun(status=ScanStatus.FAILED, reason=f"{error.what}: {error.why}")

    def _executable(self, scanner: Scanner, note: Note) -> Executable | NotRun:
        is_barred = self.request.is_offline and not scanner.is_offline
        barred = NotRun(status=ScanStatus.FAILED, reason="it needs the network, which must not be used")
        # To find a service is to ask it.
        if is_barred and isinstance(scanner.install, Service):
            return barred
        found = self.toolbox.find(scanner)
        if isinstance(found, Executable):
            return barred if is_barred else found
        if not self.request.is_installed_on_use(scanner):
            reason = f"{found.reason}; {found.todo}" if found.todo else found.reason
            return NotRun(status=ScanStatus.MISSING, reason=reason)
        if self.request.is_offline:
            reason = f"{found.reason}, and the network must not be used; with network, {found.todo}"
            return NotRun(status=ScanStatus.MISSING, reason=reason)
        try:
            return self.toolbox.install(scanner, note, self.until)
        except ToolInstallError as error:
            reason = f"{error.what}: {' '.join(error.why.split())[-300:]}; {error.todo}"
            return NotRun(status=ScanStatus.MISSING, reason=reason)

    def _run(self, scanner: Scanner, executable: Executable, selected: tuple[Entry, ...]) -> RawScan:
        calls = Calls(
            scanner=scanner,
            executable=executable,
            request=self.request,
            selected=tuple(entry.path for entry in selected),
            folder=self.folder / scanner.name,
            data=self.data / scanner.name,
            environment=self.environment,
            stop=self.stop,
        )
        try:
            calls.prepare()
            raw = self._quoted_or_called(calls, self._inputs(scanner, selected))
            return replace(
                raw,
                left_out=left_out(scanner, self.request),
                passed_over=passed_over(scanner, self.request, selected),
            )
        finally:
            remove_folder(calls.folder)

    def _inputs(self, scanner: Scanner, selected: tuple[Entry, ...]) -> tuple[Entry, ...]:
        """All files that what the scanner finds may depend on."""
        tree = self.request.tree
        return tree.entries if tree and isinstance(scanner.reads, Folder) else selected

    def _quoted_or_called(self, calls: Calls, inputs: tuple[Entry, ...]) -> RawScan:
        rules = rules_version(calls.scanner)
        key = self._key(calls, inputs, rules)
        remembered = self.cache.get(key) if key else None
        if remembered:
            return remembered
        started = self.clock.now()
        raw = replace(calls.run(self.until), started=started, rules_version=rules)
        # A file that was changed meanwhile may have been read before or after.
        is_sure = self.contents is not None and self.contents.is_unchanged(inputs)
        return replace(raw, cache_key=key) if is_sure and _is_healthy(calls.scanner, raw) else raw

    def _key(self, calls: Calls, inputs: tuple[Entry, ...], rules: str) -> str:
        """What the run is remembered by; empty when it must not be."""
        scanner = calls.scanner
        if self.contents is None or not self.request.is_cache_used:
            return ""
        # What is found over the network, or in a database of today, changes while the inputs do not.
        if not scanner.is_offline or isinstance(scanner.reads, (Url, Image)):
            return ""
        if isinstance(scanner.reads, Folder) and scanner.reads.is_beyond_tree:
            return ""
        history = self._history(scanner)
        if history is None:
            return ""
        with self._hashing:
            hashed = self.contents.fingerprint(inputs)
        options = sorted(self.request.settings_of(scanner).options.items())
        parts = (
            scanner.name,
            *calls.template(),
            calls.executable.fingerprint,
            rules,
            hashed,
            repr(options),
            self.request.reading,
            self._advice(scanner),
            history,
            # Some scanners write paths from the top of the repository.
            place_in_repository(self.request.tree.root) if self.request.tree else "",
        )
        return self.cache.key((scanner.name, *parts)) if hashed else ""

    def _history(self, scanner: Scanner) -> str | None:
        """Changes with the history, for a scanner that reads it; ``None`` when that cannot be told."""
        tree = self.request.tree
        if tree is None or not (isinstance(scanner.reads, Folder) and scanner.reads.is_history):
            return ""
        try:
            return History(tree.root).state() or None
        except ToolError:
            return None

    def _advice(self, scanner: Scanner) -> str:
        is_advised = isinstance(scanner.install, BuiltIn) and scanner.install.is_advised
        return self.request.advisories.state if is_advised and self.request.advisories else ""


def rules_version(scanner: Scanner) -> str:
    """A hash over the rules that Holdfast ships for a scanner; empty when it brings its own."""
    if not scanner.rules:
        return ""
    folder = rules_folder(scanner)
    joined = hashlib.blake2b(digest_size=8)
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        name, data = path.relative_to(folder).as_posix().encode(), path.read_bytes()
        joined.update(len(name).to_bytes(4, "big") + name + len(data).to_bytes(8, "big") + data)
    return joined.hexdigest()


def _is_healthy(scanner: Scanner, raw: RawScan) -> bool:
    meanings = {None if code is None else scanner.exit_codes.get(code) for code in raw.exit_codes}
    return len(raw.reports) == len(raw.exit_codes) > 0 and meanings <= {Exit.CLEAN, Exit.FINDINGS}
