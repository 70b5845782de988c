import socket
import threading
import time
from contextlib import contextmanager, suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from holdfast.config.scan import DastSettings
from holdfast.errors import TargetRefused
from holdfast.scan.targets import check_identity, guard

LOOPBACK = ("127.0.0.1", "::1", "localhost")
NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "innocent.example": ["127.0.0.1"],
    "rebound.example": ["127.0.0.1", "203.0.113.9"],
    "staging.example": ["203.0.113.9"],
    "a.preview.example": ["203.0.113.10"],
}


def resolver(host, port):
    if host in NAMES:
        return NAMES[host]
    if host.replace(".", "").isdigit() or ":" in host:
        return [host]
    raise OSError("Name or service not known")


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/a?b=c",
        "https://localhost",
        "http://LOCALHOST./",
        "http://[::1]:80/",
        "http://[::ffff:127.0.0.1]/",
        "http://innocent.example/",
    ],
)
def test_loopback_may_be_tested_by_default(url):
    assert guard(url, LOOPBACK, resolver).url == url


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://203.0.113.9/", "203.0.113.9 is not on the allow-list"),
        ("http://staging.example/", "staging.example (it resolves to 203.0.113.9) is not on the allow-list"),
        ("http://rebound.example/", "rebound.example (it resolves to 203.0.113.9) is not on the allow-list"),
        ("http://127.0.0.1.evil.example/", "127.0.0.1.evil.example is not on the allow-list"),
        ("http://localhost@203.0.113.9/", "an address must not carry credentials"),
        ("http://user:pass@localhost/", "an address must not carry credentials"),
        ("file:///etc/passwd", "scheme 'file' is not one of http, https"),
        ("gopher://localhost/", "scheme 'gopher' is not one of http, https"),
        ("localhost:8000", "scheme 'localhost' is not one of http, https"),
        ("http://", "it names no host that could be asked"),
        ("http://localhost:99999/", "Port out of range 0-65535"),
        ("http://localhost\\@203.0.113.9/", "an address must not carry credentials"),
        ("http://[::1", "Invalid IPv6 URL"),
        ("http://169.254.169.254/latest/meta-data", "169.254.169.254 is not on the allow-list"),
    ],
)
def test_everything_else_is_refused_with_the_reason(url, why):
    with pytest.raises(TargetRefused) as caught:
        guard(url, LOOPBACK, resolver)
    assert caught.value.why == why
    assert "user:pass" not in caught.value.what


def test_an_allowed_name_may_resolve_to_anywhere():
    assert guard("https://staging.example/x", ("staging.example",), resolver).addresses == ("203.0.113.9",)


def test_networks_and_wildcards_may_be_allowed():
    assert guard("http://203.0.113.77/", ("203.0.113.0/24",), resolver)
    assert guard("http://a.preview.example/", ("*.preview.example",), resolver)
    with pytest.raises(TargetRefused):
        guard("http://preview.example.evil.example/", ("*.preview.example",), resolver)


def test_an_allowed_name_that_does_not_exist_is_an_error():
    with pytest.raises(TargetRefused, match="cannot be tested") as caught:
        guard("http://gone.example/", ("gone.example",), resolver)
    assert "cannot be found" in caught.value.why


@contextmanager
def serving(pages):
    """An application on loopback: path to (status, headers, body)."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            status, headers, body = pages[self.path]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


PAGE = (200, {"X-App": "chatbot 1.2"}, b"<html><TITLE>\n Chat &amp; bot </TITLE><body>build 42</body></html>")


def identity(pages, path="/", timeout=timedelta(seconds=5), **expected):
    with serving(pages) as base:
        return check_identity(
            guard(base + path, LOOPBACK, resolver), DastSettings(**expected), timeout, resolver
        )


def test_the_right_application_is_recognised():
    found = identity(
        {"/": PAGE}, expect_title="Chat & bot", expect_header={"x-app": "chatbot"}, expect_text="build 42"
    )
    assert found.is_right
    assert (found.status, found.title, found.reason) == (200, "Chat & bot", "")


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ({"expect_title": "Shop"}, "has the title 'Chat & bot', which does not hold 'Shop'"),
        ({"expect_header": {"X-App": "shop"}}, "sends the header X-App as 'chatbot 1.2'"),
        ({"expect_header": {"X-Other": "a"}}, "sends the header X-Other as None"),
        ({"expect_text": "build 43"}, "does not show the text 'build 43'"),
    ],
)
def test_the_wrong_application_is_named_as_such(expected, words):
    found = identity({"/": PAGE}, **expected)
    assert not found.is_right
    assert words in found.reason


def test_an_error_page_is_not_the_application():
    found = identity({"/": (502, {}, b"bad gateway")})
    assert not found.is_right
    assert "answers 502" in found.reason


def test_redirects_within_the_list_are_followed():
    found = identity({"/": (302, {"Location": "/login?x=1"}, b""), "/login?x=1": PAGE}, expect_text="build")
    assert found.is_right
    assert found.url.endswith("/login?x=1")


@pytest.mark.parametrize(
    "location",
    ["http://staging.example/", "//staging.example/", "file:///etc/passwd", "http://a:b@localhost/"],
)
def test_redirects_out_of_the_list_are_not(location):
    found = identity({"/": (301, {"Location": location}, b"")})
    assert not found.is_right
    assert "redirects to where no scan may go" in found.reason


def test_redirects_in_a_circle_end():
    found = identity({"/": (302, {"Location": "/"}, b"")})
    assert "redirects without end" in found.reason


def test_nobody_there_is_not_the_application():
    with serving({}) as base:
        pass
    found = check_identity(guard(base, LOOPBACK, resolver), DastSettings())
    assert not found.is_right
    assert "does not answer" in found.reason


def test_a_huge_page_is_read_in_part():
    found = identity({"/": (200, {}, b"<title>Big</title>" + b"x" * 3_000_000 + b"end")}, expect_text="end")
    assert found.title == "Big"
    assert not found.is_right


@pytest.mark.parametrize("piece", [b"<title>", b"<title ", b"<title"])
def test_a_page_made_to_be_slow_to_read_is_not(piece):
    before = time.process_time()
    identity({"/": (200, {}, piece * 30_000)})
    assert time.process_time() - before < 2


def test_an_unknown_charset_is_not_an_accident():
    assert not identity({"/": (200, {"Content-Type": "text/html; charset=nonsense"}, b"x")}).is_right


def test_a_slow_application_is_given_up_on():
    release = threading.Event()

    class Slow(dict):
        def __getitem__(self, path):
            release.wait(5)
            return PAGE

    with serving(Slow()) as base:
        found = check_identity(guard(base, LOOPBACK, resolver), DastSettings(), timedelta(milliseconds=200))
        release.set()
    assert not found.is_right
    assert "does not answer" in found.reason


@pytest.mark.parametrize("beginning", [b"", b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_byte_now_and_then_does_not_hold_a_scan_up(beginning):
    ended = threading.Event()

    def drip(listener):
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            connection.sendall(beginning)
            while not ended.wait(0.05):
                connection.sendall(b"a")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = threading.Thread(target=drip, args=(listener,))
        server.start()
        target = guard(f"http://127.0.0.1:{listener.getsockname()[1]}/", LOOPBACK)
        begin = time.monotonic()
        answer = check_identity(target, DastSettings(), timedelta(seconds=0.5))
        ended.set()
        server.join()
    assert not answer.is_right
    assert "time was up" in answer.reason
    assert time.monotonic() - begin < 5
