"""Runs scanners side by side within one limit of time, and tells how it goes."""

import os
import queue
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field

from holdfast.kit.clock import Clock
from holdfast.kit.places import Places
from holdfast.kit.process import Stop
from holdfast.model.report import ParsedReport
from holdfast.scan.attempting import Bench
from holdfast.scan.cache import ResultCache
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.request import Event, Heartbeat, Request, Running, ScanEnded, ScanNote, ScanStarted
from holdfast.scan.scanning import Scanner
from holdfast.scan.toolbox import Toolbox
from holdfast.scan.workspace import workspace

HEARTBEAT_SECONDS = 1.0

Listen = Callable[[Event], None]


def _ignore(_event: Event) -> None:
    """Listen to nothing."""


class Runner:
    """Runs scanners for requests, one request at a time."""

    def __init__(
        self, toolbox: Toolbox, places: Places, environment: Mapping[str, str], clock: Clock, stop: Stop
    ) -> None:
        """Take what to work with; nothing is run yet.

        Args:
            toolbox: Finds the programs.
            places: Folders of Holdfast.
            environment: The user's environment.
            clock: Tells when a scan started.
            stop: Ends all that runs.
        """
        self._toolbox = toolbox
        self._places = places
        self._environment = environment
        self._clock = clock
        self._stop = stop
        self._cache = ResultCache(places.cache / "results")

    def run(self, scanner: Scanner, request: Request, on_event: Listen = _ignore) -> RawScan | NotRun:
        """The end of one scanner's run, or why it was not run.

        Raises:
            StorageError: There is no room for its private folder.
        """
        return self.run_all((scanner,), request, on_event)[scanner.name]

    def run_all(
        self, scanners: Sequence[Scanner], request: Request, on_event: Listen = _ignore
    ) -> dict[str, RawScan | NotRun]:
        """The ends of the runs of several scanners, by name, side by side within ``request.jobs``.

        Those that may take longest begin first, so that all is over soon after the slowest. ``on_event`` is
        called in the caller's thread only. Whatever exception leaves, a Ctrl-C for one, all programs are
        ended first.

        Raises:
            StorageError: There is no room for private folders.
        """
        ordered = sorted(scanners, key=lambda scanner: (-request.timeout_of(scanner), scanner.name))
        with ExitStack() as stack:
            bench = self._bench(request, stack)
            # One more than processors: short ones run beside the long ones, not after the first of them.
            workers = max(1, min(request.jobs or _processors() + 1, len(ordered)))
            pool = stack.enter_context(ThreadPoolExecutor(max_workers=workers))
            board = _Board()
            try:
                for scanner in ordered:
                    pool.submit(board.take, bench, scanner)
                results = board.watch(len(ordered), on_event)
            except BaseException:
                self._stop.pull()
                pool.shutdown(wait=True, cancel_futures=True)
                raise
        if bench.contents:
            bench.contents.save()
        return {scanner.name: results[scanner.name] for scanner in scanners}

    def remember(self, raw: RawScan | NotRun, reports: Sequence[ParsedReport]) -> None:
        """Keep a run that was judged healthy for the next one on the same inputs.

        One that must not be kept is passed over.
        """
        if isinstance(raw, RawScan):
            self._cache.put(raw, reports)

    def _bench(self, request: Request, stack: ExitStack) -> Bench:
        return Bench(
            request=request,
            toolbox=self._toolbox,
            cache=self._cache,
            contents=self._cache.contents(request.tree) if request.tree else None,
            folder=stack.enter_context(workspace(self._places.cache / "work")),
            data=self._places.cache / "data",
            environment=self._environment,
            clock=self._clock,
            stop=self._stop,
            until=time.monotonic() + request.timeout.total_seconds(),
        )


@dataclass(slots=True)
class _Board:
    """Where the threads that scan write down what happens, and the caller's thread reads it."""

    events: "queue.Queue[Event | BaseException]" = field(default_factory=queue.Queue)

    def take(self, bench: Bench, scanner: Scanner) -> None:
        """Work on one scanner, in a thread of the pool."""
        self.events.put(ScanStarted(scanner=scanner))
        try:
            raw = bench.attempt(scanner, lambda text: self.events.put(ScanNote(scanner=scanner, text=text)))
        except BaseException as error:
            # Raised again where the caller is: the thread of a pool would keep it to itself.
            self.events.put(error)
            raise
        self.events.put(ScanEnded(scanner=scanner, raw=raw))

    def watch(self, expected: int, on_event: Listen) -> dict[str, RawScan | NotRun]:
        """Pass events on, with a heartbeat in every pause, until all scanners have ended."""
        results: dict[str, RawScan | NotRun] = {}
        since: dict[str, float] = {}
        while len(results) < expected:
            try:
                event = self.events.get(timeout=HEARTBEAT_SECONDS)
            except queue.Empty:
                on_event(_heartbeat(since, expected, len(results)))
                continue
            if isinstance(event, BaseException):
                raise event
            if isinstance(event, ScanStarted):
                since[event.scanner.name] = time.monotonic()
            elif isinstance(event, ScanEnded):
                del since[event.scanner.name]
                results[event.scanner.name] = event.raw
            on_event(event)
        return results


def _processors() -> int:
    """Processors that this process may use: in a container fewer than the machine has."""
    affinity = getattr(os, "sched_getaffinity", None)
    return len(affinity(0)) if affinity else os.cpu_count() or 1


def _heartbeat(since: Mapping[str, float], expected: int, done: int) -> Heartbeat:
    now = time.monotonic()
    running = tuple(
        Running(scanner=name, seconds=now - start)
        for name, start in sorted(since.items(), key=lambda x: x[1])
    )
    return Heartbeat(running=running, waiting=expected - done - len(running), done=done)
