"""Wapiti, the real one, against applications of ours on this machine."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from holdfast.model.scan import ScanStatus

pytestmark = pytest.mark.tools

INDEX = "<a href='/hello?name=you'>hello</a> <a href='/terms'>terms</a> <a href='/about'>about</a>"


class Shop(BaseHTTPRequestHandler):
    """Three pages, one of which repeats what it is told."""

    def do_GET(self):
        asked = urlsplit(self.path)
        name = parse_qs(asked.query).get("name", [""])[0]
        pages = {"/": INDEX, "/hello": f"Hello {name}", "/terms": "Terms", "/about": "About"}
        self.server.hosts.add(self.headers["Host"])
        self.send_response(200 if asked.path in pages else 404)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<html><body>{pages.get(asked.path, '')}</body></html>".encode())

    def log_message(self, *_):
        """Keep still."""


@pytest.fixture
def shop():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Shop)
    server.hosts = set()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_reflected_text_is_found_and_pages_are_counted(laboratory, shop):
    address = f"127.0.0.1:{shop.server_port}"
    answer = laboratory.scan("wapiti", min_inputs=3, url=f"http://{address}/").must_be(ScanStatus.FINDINGS)
    scripting = [one for one in answer.findings if "Cross Site Scripting" in one.rule]
    assert [one.location.parameter for one in scripting] == ["name"]
    assert answer.scan.coverage.unit == "url"
    assert answer.scan.coverage.examined >= 4
    assert shop.hosts == {address}


def test_an_application_that_does_not_answer_is_no_verdict(laboratory, shop):
    url = f"http://127.0.0.1:{shop.server_port}/"
    shop.shutdown()
    shop.server_close()
    answer = laboratory.scan("wapiti", min_inputs=3, url=url)
    answer.must_be(ScanStatus.FAILED, "examined 0 of 0 urls; at least 3 are needed")
    assert answer.raw.exit_codes == (0,)


def test_too_few_pages_are_no_verdict_whatever_was_found(laboratory, shop):
    url = f"http://127.0.0.1:{shop.server_port}/terms"
    laboratory.scan("wapiti", min_inputs=30, url=url).must_be(ScanStatus.FAILED, "at least 30 are needed")


def test_without_an_address_it_is_not_concerned(laboratory):
    laboratory.write("app.py", "x = 1\n")
    laboratory.scan("wapiti").must_be(ScanStatus.NOT_APPLICABLE)
