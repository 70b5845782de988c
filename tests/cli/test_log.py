"""Facts about messages for people."""

import os

from holdfast.cli.log import Log


def test_messages_that_nobody_reads_do_not_end_the_program(monkeypatch):
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as stream:
        monkeypatch.setattr("sys.stderr", stream)
        log = Log(file=stream)
        log.print("a")
        log.print("b")
        assert log.quiet
