"""How a scan goes, on stderr: a live line for each scanner on a terminal, plain lines elsewhere."""

from types import TracebackType
from typing import TYPE_CHECKING, Self

from holdfast.cli.console import Console
from holdfast.model.scan import ScanStatus
from holdfast.scan.raw_scan import NotRun
from holdfast.scan.request import Event, Heartbeat, ScanEnded, ScanNote, ScanStarted

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

REMINDER_SECONDS = 30.0
"""How often a plain log says that a scanner is still at work."""


class PlainProgress:
    """One line when a scanner ends, and one every half minute while it is at work."""

    def __init__(self, console: Console) -> None:
        """Write to the console."""
        self._console = console
        self._reminded: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Nothing is held."""

    def __call__(self, event: Event) -> None:
        """Tell of one event."""
        match event:
            case ScanStarted():
                if self._console.verbosity:
                    self._console.say(f"{event.scanner.name}: started")
            case ScanNote():
                self._console.say(f"{event.scanner.name}: {event.text}")
            case ScanEnded():
                if is_news(event) or self._console.verbosity:
                    self._console.say(f"{event.scanner.name}: {ending(event)}")
            case Heartbeat():
                self._remind(event)

    def _remind(self, event: Heartbeat) -> None:
        for running in event.running:
            name = running.scanner
            if running.seconds - self._reminded.get(name, 0.0) >= REMINDER_SECONDS:
                self._reminded[name] = running.seconds
                self._console.say(f"{name}: still at work after {running.seconds:.0f} s")


class LiveProgress:
    """A line for each scanner with a spinner and its time."""

    def __init__(self, console: Console) -> None:
        """Draw on the console's stderr."""
        self._console = console
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415 - 0.1 s.

        columns = (
            SpinnerColumn(finished_text="·"),
            TextColumn("{task.description:<16}"),
            TimeElapsedColumn(),
        )
        self._progress = Progress(
            *columns, TextColumn("{task.fields[note]}"), console=self._console.stderr, transient=True
        )
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._progress:
            self._progress.stop()

    def __call__(self, event: Event) -> None:
        """Tell of one event."""
        match event:
            case ScanStarted():
                self._line(event.scanner.name, "at work")
            case ScanNote():
                self._line(event.scanner.name, event.text)
            case ScanEnded() if is_news(event):
                self._line(event.scanner.name, ending(event), is_done=True)
            case ScanEnded():
                self._drop(event.scanner.name)
            case Heartbeat():
                pass

    def _line(self, name: str, note: str, *, is_done: bool = False) -> None:
        if self._progress is None:
            return
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=1, note=note)
        self._progress.update(self._tasks[name], note=note, completed=int(is_done))

    def _drop(self, name: str) -> None:
        if self._progress is not None and name in self._tasks:
            self._progress.remove_task(self._tasks.pop(name))


def is_news(event: ScanEnded) -> bool:
    """Whether it is worth a line while the scan goes on: what was not run stands in the result."""
    return not isinstance(event.raw, NotRun) or event.raw.status is ScanStatus.FAILED


def ending(event: ScanEnded) -> str:
    """How a scanner ended, before its report is judged."""
    raw = event.raw
    if isinstance(raw, NotRun):
        return f"{raw.status.label}: {raw.reason}"
    if raw.is_timed_out:
        return f"timed out after {raw.duration_seconds:.0f} s"
    if raw.is_cached:
        return "unchanged since its last run"
    return f"done in {raw.duration_seconds:.1f} s"


def progress(console: Console) -> PlainProgress | LiveProgress:
    """The progress that fits the console."""
    return LiveProgress(console) if console.is_live and not console.is_quiet else PlainProgress(console)
