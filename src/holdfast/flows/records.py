"""What a project has been scanned and decided: the last runs and decisions, as files of one folder.

A run is named by the hash of its content, a decision by its id. File names start with the time, so that the
folder sorts itself; a decision's file also names the run, so that no run is dropped while a decision on it
is kept.
"""

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from holdfast.config.gate import Policy
from holdfast.errors import HoldfastError, ReportError, StorageError, UsageError
from holdfast.flows.run_files import format_run, parse_run
from holdfast.kit.bounded import MAX_BYTES
from holdfast.kit.digest import digest
from holdfast.kit.files import read_bounded, write_atomic
from holdfast.model.decision import Decision
from holdfast.model.scan import Run
from holdfast.model.waiver import Waiver

KEPT = 50
"""Runs and decisions that are kept of a project; older ones are removed."""

_TIME = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<time>\d{8}T\d{6}Z)-(?P<id>[0-9a-f]{32})(?:-(?P<run>[0-9a-f]{32}))?\.json")
_PREFIX = re.compile(r"[0-9a-f]{1,32}")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """A decision with everything that it was made of, so that it can be repeated.

    Attributes:
        decided: When, UTC.
        run_id: The run that it was made on.
        decision: What was decided.
        policy: The policy that decided.
        waivers: All waivers that there were.
    """

    decided: datetime
    run_id: str
    decision: Decision
    policy: Policy
    waivers: tuple[Waiver, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of the folder, known by its name alone.

    Attributes:
        id: Name of the run or decision.
        time: When the run started or the decision was made, UTC.
        path: The file.
        run_id: The run of a decision; empty for a run.
    """

    id: str
    time: datetime
    path: Path
    run_id: str = ""


class Records:
    """The runs and decisions of one project."""

    def __init__(self, folder: Path) -> None:
        """Remember the folder; it is made when the first file is written."""
        self._runs = folder / "runs"
        self._decisions = folder / "decisions"

    def save_run(self, run: Run) -> str:
        """Keep a run and return its id; a run that is kept already is not written again.

        Raises:
            StorageError: It cannot be written.
        """
        data = format_run(run)
        run_id = digest([data.decode()])
        path = self._runs / f"{_stamp(run.started)}-{run_id}.json"
        if not path.exists():
            write_atomic(path, data, mode=0o600)
            self._forget_old_runs(sparing=run_id)
        return run_id

    def load_run(self, run_id: str) -> Run:
        """A run by its id, or by as many of its first digits as make it unique.

        Raises:
            UsageError: No run has the id, or several do.
            StorageError: The file is damaged.
        """
        path = _one(self.list_runs(), run_id, "run").path
        try:
            return parse_run(read_bounded(path, MAX_BYTES), str(path))
        except ReportError as error:
            raise _damaged(path, error) from None

    def list_runs(self) -> tuple[Kept, ...]:
        """Every run that is kept, the newest first.

        Raises:
            StorageError: The folder cannot be read.
        """
        return _listed(self._runs)

    def save_decision(self, record: DecisionRecord) -> None:
        """Keep a decision; the same decision made again replaces the older file.

        Raises:
            StorageError: It cannot be written.
        """
        name = f"{_stamp(record.decided)}-{record.decision.id}-{record.run_id}.json"
        data = msgspec.json.encode(record, enc_hook=_encode)
        write_atomic(self._decisions / name, data, mode=0o600)
        kept = [one for one in self.list_decisions() if one.path.name != name]
        again = [one for one in kept if one.id == record.decision.id]
        old = [one for one in kept if one not in again][KEPT - 1 :]
        _remove(again + old)

    def load_decision(self, decision_id: str = "") -> DecisionRecord:
        """A decision by its id or the id's first digits; the last one when none is given.

        Raises:
            UsageError: No decision has the id, or several do.
            StorageError: The file is damaged.
        """
        kept = self.list_decisions()
        path = (_last(kept) if not decision_id else _one(kept, decision_id, "decision")).path
        try:
            return msgspec.json.decode(read_bounded(path, MAX_BYTES), type=DecisionRecord, dec_hook=_decode)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            raise _damaged(path, error) from None

    def list_decisions(self) -> tuple[Kept, ...]:
        """Every decision that is kept, the newest first.

        Raises:
            StorageError: The folder cannot be read.
        """
        return _listed(self._decisions)

    def _forget_old_runs(self, sparing: str) -> None:
        needed = {sparing, *(one.run_id for one in self.list_decisions())}
        _remove(one for one in self.list_runs()[KEPT:] if one.id not in needed)


def _listed(folder: Path) -> tuple[Kept, ...]:
    try:
        files = [(path, path.stat().st_mtime_ns) for path in folder.iterdir()] if folder.exists() else []
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be read", error.strerror or str(error), "check the folder's owner"
        ) from None
    kept = [
        (match["time"], changed, path, match)
        for path, changed in files
        if (match := _NAME.fullmatch(path.name))
    ]
    # Names carry whole seconds; within one, the file that was written last is the newest.
    return tuple(
        _kept(path, match) for _, _, path, match in sorted(kept, key=lambda one: one[:3], reverse=True)
    )


def _kept(path: Path, match: re.Match[str]) -> Kept:
    time = datetime.strptime(match["time"], _TIME).replace(tzinfo=UTC)
    return Kept(id=match["id"], time=time, path=path, run_id=match["run"] or "")


def _one(kept: Iterable[Kept], prefix: str, word: str) -> Kept:
    fits = [one for one in kept if _PREFIX.fullmatch(prefix) and one.id.startswith(prefix)]
    if len(fits) == 1:
        return fits[0]
    why = f"{len(fits)} of them start with it" if fits else f"the last {KEPT} of the project are kept"
    raise UsageError(f"There is no single {word} {prefix[:40]!r}", why, "give all 32 digits of its id")


def _last(kept: tuple[Kept, ...]) -> Kept:
    if kept:
        return kept[0]
    raise UsageError("No decision is kept of this project", "nothing was gated here yet", "holdfast gate")


def _remove(kept: Iterable[Kept]) -> None:
    for one in kept:
        # What the system refuses to remove stays, and the next time tries again.
        with contextlib.suppress(OSError):
            one.path.unlink(missing_ok=True)


def _damaged(path: Path, error: Exception) -> StorageError:
    why = error.why if isinstance(error, HoldfastError) and error.why else str(error)
    return StorageError(f"{path} is damaged", why, "remove the file and run the command again")


def _stamp(when: datetime) -> str:
    return when.astimezone(UTC).strftime(_TIME)


def _encode(value: Any) -> Any:
    if isinstance(value, Policy):
        return value.model_dump(mode="json", exclude_none=True)
    raise NotImplementedError(f"{type(value).__name__} is not part of a record")


def _decode(kind: type, value: Any) -> Any:
    if kind is Policy:
        return Policy.model_validate(value)
    raise NotImplementedError(f"{kind.__name__} is not part of a record")
