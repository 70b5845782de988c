"""Plays the REST API of a running Burp Suite on this machine, as its OpenAPI description has it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "made-up-key"
VERSION = "2026.9-12345"


def event(number: int, kind: str = "issue_found", **over: Any) -> dict[str, Any]:
    """An issue event, with the evidence that Burp adds to each."""
    issue = {
        "name": f"Made-up weakness {number}", "type_index": 100 + number, "serial_number": str(number),
        "origin": "http://127.0.0.1:4173", "path": f"/page/{number}", "severity": "high",
        "confidence": "certain", "caption": "/", "internal_data": "e30=",
        "evidence": [{"request_response": {"request": [{"data": "Q29va2llOiBzPTE="}]}}],
    }  # fmt: skip
    return {"id": str(number), "type": kind, "issue": issue | over}


def task(status: str, *events: dict[str, Any], visited: int = 31, **over: Any) -> dict[str, Any]:
    """A task of the API; the events are all that it has so far."""
    metrics = {"crawl_unique_locations_visited": visited, "issue_events": len(events)}
    return {
        "task_id": "7", "scan_status": status, "message": "", "scan_metrics": metrics,
        "issue_events": list(events),
    } | over  # fmt: skip


class PlayedBurp(ThreadingHTTPServer):
    """A Burp that answers each question for its task with the next of ``answers``, the last for ever.

    An answer is a task, or bytes to be sent as they are, or a number: the HTTP status of a refusal.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: list[dict[str, Any] | bytes | int] = []
        self.location: str | None = "7"
        self.root_status = 200
        self.start_status = 201
        self.page_size = 1000
        self.started: list[dict[str, Any]] = []
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def environment(self) -> dict[str, str]:
        return {"BURP_REST_API_URL": f"{self.url}/", "BURP_REST_API_KEY": KEY}

    def next_answer(self) -> dict[str, Any] | bytes | int:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


class _Handler(BaseHTTPRequestHandler):
    server: PlayedBurp

    def do_GET(self) -> None:
        asked = urlsplit(self.path)
        self.server.asked.append(self.path)
        if asked.path == f"/{KEY}/v0.1/":
            return self._answer(b"<html>", self.server.root_status)
        if asked.path != f"/{KEY}/v0.1/scan/7":
            return self._answer(b"{}", 401)
        answer = self.server.next_answer()
        if isinstance(answer, int):
            return self._answer(b"{}", answer)
        if isinstance(answer, bytes):
            return self._answer(answer)
        after = int(parse_qs(asked.query).get("after", ["-1"])[0])
        new = [one for one in answer["issue_events"] if int(one["id"]) > after][: self.server.page_size]
        return self._answer(json.dumps(answer | {"issue_events": new}).encode())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.path != f"/{KEY}/v0.1/scan":
            return self._answer(b"{}", 401)
        self.server.started.append(json.loads(body))
        return self._answer(b"", self.server.start_status, self.server.location)

    def _answer(self, body: bytes, status: int = 200, location: str | None = None) -> None:
        self.send_response(status)
        self.send_header("X-Burp-Version", VERSION)
        if location is not None:
            self.send_header("Location", location)
        elif status in (301, 302, 307):
            self.send_header("Location", f"{self.server.url}/stolen")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep still."""


@contextmanager
def playing() -> Iterator[PlayedBurp]:
    """A Burp that answers until the end of the block."""
    with PlayedBurp() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
