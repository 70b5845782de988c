"""What Holdfast says of applications that are not there, never answer, never end or lead elsewhere."""

import socket
import threading
import time
from contextlib import suppress

import pytest

from commandline import only

CONFIG = "service: {name: shop}\nscan: {dast: {expect_title: Shop}}\n"
REDIRECT = b"HTTP/1.1 302 Found\r\nLocation: http://198.51.100.9/\r\nContent-Length: 0\r\n\r\n"
OTHER = b"HTTP/1.1 200 OK\r\nContent-Length: 23\r\nConnection: close\r\n\r\n<title>Elsewhere</title>"
BROKEN = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@pytest.fixture
def served():
    """Starts a server that sends some bytes, and then the others, one now and then, without end."""
    done = threading.Event()

    def serve(beginning, drops=b""):
        listener = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=accept, args=(listener, beginning, drops), daemon=True).start()
        return f"http://127.0.0.1:{listener.getsockname()[1]}/"

    def accept(listener, beginning, drops):
        with listener, suppress(OSError):
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=answer, args=(connection, beginning, drops), daemon=True).start()

    def answer(connection, beginning, drops):
        with connection, suppress(OSError):
            connection.recv(4096)
            connection.sendall(beginning)
            while drops and not done.wait(0.1):
                connection.sendall(drops)
            if not beginning:
                done.wait(60)

    yield serve
    done.set()


def test_a_target_that_is_not_the_application_is_no_verdict_in_time(holdfast, tmp_path, served):
    (tmp_path / "holdfast.yaml").write_text(CONFIG)
    with socket.create_server(("127.0.0.1", 0)) as closed:
        dead = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    expected = {
        dead: "does not answer",
        served(b""): "time was up",
        served(b"HTTP/1.1 200 OK\r\n\r\n", b"a" * 1000): "time was up",
        served(b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a"): "time was up",
        served(b"\x00\xff" * 50_000): "does not answer",
        served(REDIRECT): "redirects to where no scan may go",
        served(OTHER): "has the title 'Elsewhere'",
        served(BROKEN): "answers 503",
    }
    begin = time.monotonic()
    config = ("--config", tmp_path / "holdfast.yaml")
    started = {url: holdfast.start("gate", "--url", url, *config, *only("wapiti")) for url in expected}
    answers = {url: process.communicate(timeout=60) for url, process in started.items()}
    assert time.monotonic() - begin < 40
    for url, words in expected.items():
        out, err = (text.decode() for text in answers[url])
        assert started[url].returncode == 3, err
        assert "Traceback" not in err
        assert words in " ".join(out.split())


def test_a_target_outside_the_allow_list_is_wrong_usage(holdfast, tmp_path):
    ended = holdfast("gate", "--url", "http://198.51.100.9/", folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
