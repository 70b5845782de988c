"""A small web server on this machine that behaves as badly as a test wants."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["Request"], None]


class Request(BaseHTTPRequestHandler):
    """One request: what was asked, and ways to answer."""

    server: "_Server"

    def do_GET(self) -> None:
        """Give the request to the site."""
        site = self.server.site
        site.requests.append((self.path, dict(self.headers)))
        answers = site.answers.get(self.path)
        if not answers:
            self.send_error(404)
            return
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        answer(self)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    site: "Site"

    def handle_error(self, *_: object) -> None:
        """Clients that hang up are a part of the tests."""


@dataclass
class Site:
    """What the server answers, and what it was asked.

    Attributes:
        url: Its address.
        answers: By path; each is used once, the last one for good.
        requests: Path and headers of each request.
    """

    url: str = ""
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def on(self, path: str, *answers: Answer) -> str:
        """Answer a path so; its address."""
        self.answers[path] = list(answers)
        return self.url + path


@contextmanager
def site() -> Iterator[Site]:
    """A site on a free port of the loopback."""
    server = _Server(("127.0.0.1", 0), Request)
    server.site = Site(url=f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def file(
    data: bytes, etag: str = '"one"', *, cut_after: int | None = None, claims: int | None = None
) -> Answer:
    """A file that supports ranges.

    Args:
        data: Its content.
        etag: Name of its state.
        cut_after: Hang up after so many bytes of an answer.
        claims: What to state as length of an answer instead of the truth.
    """

    def answer(request: Request) -> None:
        wanted, condition = request.headers.get("Range", ""), request.headers.get("If-Range")
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted and condition == etag else 0
        if start >= len(data) > 0:
            request.send_error(416)
            return
        if etag and request.headers.get("If-None-Match") == etag:
            request.send_response(304)
            request.end_headers()
            return
        body = data[start:]
        request.send_response(206 if start else 200)
        if start:
            request.send_header("Content-Range", f"bytes {start}-{len(data) - 1}/{len(data)}")
        if etag:
            request.send_header("ETag", etag)
        request.send_header("Content-Length", str(len(body) if claims is None else claims))
        request.end_headers()
        request.wfile.write(body[:cut_after])
        request.close_connection = True

    return answer


def error(code: int) -> Answer:
    """An error."""
    return lambda request: request.send_error(code)


def redirect(url: str) -> Answer:
    """A redirect."""

    def answer(request: Request) -> None:
        request.send_response(302)
        request.send_header("Location", url)
        request.send_header("Content-Length", "0")
        request.end_headers()

    return answer
