"""The three standard streams, when the caller closed them or stops to read."""

import os
import sys


def open_missing() -> None:
    """Give a process that was started without one of the streams the null device in its place.

    Else the next file that is opened would get the stream's number, and be written to by whoever prints.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            # The system gives out the lowest number that is free: this one.
            os.open(os.devnull, os.O_RDWR)
    for name, number in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))


def silence(number: int) -> None:
    """Let what is written to a stream from now on vanish: its buffer would fail once more at exit."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, number)
    os.close(null)
