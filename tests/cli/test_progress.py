"""Facts about what is told while a scan goes on."""

import pytest

from holdfast.app import App
from holdfast.cli.console import Colour, Console
from holdfast.cli.progress import LiveProgress, PlainProgress, ending, progress
from holdfast.model.scan import ScanStatus
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.request import Heartbeat, Running, ScanEnded, ScanNote, ScanStarted

RUFF = App.here().scanners.get("ruff")


def ended(**over):
    fields = {"exit_codes": (0,), "reports": (b"",), "duration_seconds": 1.23}
    return ScanEnded(scanner=RUFF, raw=RawScan(**fields | over))


def not_run(status):
    return ScanEnded(scanner=RUFF, raw=NotRun(status=status, reason="because"))


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (ended(), "done in 1.2 s"),
        (ended(is_cached=True), "unchanged since its last run"),
        (ended(is_timed_out=True), "timed out after 1 s"),
        (not_run(ScanStatus.FAILED), "failed: because"),
        (not_run(ScanStatus.MISSING), "not installed: because"),
    ],
)
def test_an_ending_is_one_line(event, text):
    assert ending(event) == text


def told(capsys, *events, verbosity=0):
    with PlainProgress(Console(verbosity=verbosity)) as tell:
        for event in events:
            tell(event)
    return capsys.readouterr().err.splitlines()


def test_plain_lines_tell_of_endings_and_installations(capsys):
    events = (ScanStarted(scanner=RUFF), ScanNote(scanner=RUFF, text="installing"), ended())
    assert told(capsys, *events) == ["ruff: installing", "ruff: done in 1.2 s"]
    assert told(capsys, *events, verbosity=1)[0] == "ruff: started"


def test_what_is_not_there_is_told_only_when_asked(capsys):
    assert told(capsys, not_run(ScanStatus.MISSING)) == []
    assert told(capsys, not_run(ScanStatus.MISSING), verbosity=1) == ["ruff: not installed: because"]
    assert told(capsys, not_run(ScanStatus.FAILED)) == ["ruff: failed: because"]


def test_a_long_scan_is_recalled_every_half_minute(capsys):
    def beat(seconds):
        return Heartbeat(running=(Running(scanner="ruff", seconds=seconds),), waiting=0, done=0)

    lines = told(capsys, *(beat(seconds) for seconds in (5.0, 31.0, 45.0, 62.0)))
    assert lines == ["ruff: still at work after 31 s", "ruff: still at work after 62 s"]


def test_live_lines_are_drawn_on_a_terminal(capsys):
    console = Console(Colour.ALWAYS)
    with LiveProgress(console) as tell:
        for event in (
            ScanStarted(scanner=RUFF),
            ScanNote(scanner=RUFF, text="installing"),
            Heartbeat(running=(), waiting=0, done=0),
            ended(),
            not_run(ScanStatus.MISSING),
        ):
            tell(event)
    assert "ruff" in capsys.readouterr().err


def test_without_a_terminal_progress_is_plain():
    assert isinstance(progress(Console()), PlainProgress)
