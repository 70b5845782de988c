"""sonar-scanner and the server's API, played on this machine."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from holdfast.findings.parsers import sonarqube
from holdfast.scan.sonar_analysis import (
    DONE,
    MOST_SHOWN,
    NOT_CONFIGURED,
    PAGE_SIZE,
    SCANNER_FAILED,
    SERVER_FAILED,
    main,
)

TOKEN = "made-up"

ISSUE = {
    "rule": "javascript:S2077", "severity": "MAJOR", "component": "shop:src/db.js", "project": "shop",
    "status": "OPEN", "message": "A query is built from text.", "type": "VULNERABILITY", "line": 14,
}  # fmt: skip
HOTSPOT = {
    "ruleKey": "javascript:S4790", "component": "shop:src/db.js", "project": "shop", "status": "TO_REVIEW",
    "vulnerabilityProbability": "LOW", "message": "A weak hash.", "line": 2,
}  # fmt: skip

SCANNER = """\
#!{python} -IS
import sys
options = dict(word[2:].split("=", 1) for word in sys.argv[1:])
open(options["sonar.scanner.metadataFilePath"], "w").write("projectKey=shop\\nserverUrl=http://elsewhere.example\\n")
print("host", options["sonar.host.url"])
print({output!r})
sys.exit({code})
"""


class Api(BaseHTTPRequestHandler):
    """Lists of a server's own making, page by page."""

    def do_GET(self):
        asked = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(asked.query).items()}
        self.server.asked.append((asked.path, query))
        if self.headers["Authorization"] != f"Bearer {TOKEN}":
            return self.answer({}, 401)
        if asked.path == "/api/measures/component":
            return self.answer({"component": {"measures": [{"metric": "files", "value": "7"}]}})
        name = asked.path.split("/")[2]
        rows = self.server.lists.get(name)
        if rows is None:
            return self.answer({}, 302)
        start = (int(query["p"]) - 1) * int(query["ps"])
        shown = rows[start : start + int(query["ps"])]
        return self.answer({"paging": {"pageIndex": 1, "total": len(rows)}, name: shown, "components": []})

    def answer(self, document, status=200):
        self.send_response(status)
        self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/stolen")
        self.end_headers()
        self.wfile.write(json.dumps(document).encode())

    def log_message(self, *_):
        """Keep still."""


@pytest.fixture
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    server.asked, server.lists = [], {"issues": [ISSUE], "hotspots": [HOTSPOT]}
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def analyse(tmp_path, server):
    def run(code=0, output="EXECUTION SUCCESS", token=TOKEN):
        scanner = tmp_path / "sonar-scanner"
        scanner.write_text(SCANNER.format(python=sys.executable, output=output, code=code), encoding="utf-8")
        scanner.chmod(0o755)
        report = tmp_path / "report-0"
        environment = {"SONAR_HOST_URL": f"http://127.0.0.1:{server.server_port}/", "SONAR_TOKEN": token}
        ended = main([str(scanner), str(tmp_path), str(report)], environment)
        return ended, sonarqube.parse.read(report.read_bytes()) if report.exists() else None

    return run


def test_issues_and_hotspots_become_one_report(analyse, capsys):
    code, report = analyse()
    assert code == DONE
    assert [finding.rule for finding in report.findings] == ["javascript:S2077", "javascript:S4790"]
    assert not report.problems
    assert capsys.readouterr().out == "analysed 7 files\n"


def test_all_pages_are_fetched(analyse, server):
    server.lists["issues"] = [ISSUE | {"line": number} for number in range(1, PAGE_SIZE + 11)]
    _, report = analyse()
    assert len(report.findings) == PAGE_SIZE + 11


def test_what_the_api_does_not_show_is_stated(analyse, server):
    server.lists["hotspots"] = [HOTSPOT] * (MOST_SHOWN + 1)
    _, report = analyse()
    assert [problem.place for problem in report.problems] == ["paging"]


def test_a_failed_gate_of_the_server_is_an_answer(analyse):
    code, report = analyse(code=3, output="QUALITY GATE STATUS: FAILED - View details on ...")
    assert code == DONE
    assert len(report.findings) == 2


def test_a_failed_analysis_leaves_no_report(analyse):
    assert analyse(code=2, output="EXECUTION FAILURE") == (SCANNER_FAILED, None)


def test_a_refused_token_leaves_no_report(analyse, capsys):
    assert analyse(token="wrong") == (SERVER_FAILED, None)
    assert "401 Unauthorized" in capsys.readouterr().err


def test_no_redirect_is_followed_with_the_token(analyse, server):
    del server.lists["issues"]
    assert analyse() == (SERVER_FAILED, None)
    assert [path for path, _ in server.asked] == ["/api/issues/search"]


def test_the_server_is_the_one_that_the_user_names(analyse, server, capsys):
    analyse()
    assert f"host http://127.0.0.1:{server.server_port}\n" in capsys.readouterr().err


@pytest.mark.parametrize(
    "environment",
    [{}, {"SONAR_TOKEN": "made-up"}, {"SONAR_TOKEN": "made-up", "SONAR_HOST_URL": "file:///etc/"}],
)
def test_without_address_and_token_nothing_is_sent(environment, tmp_path):
    assert main(["sonar-scanner", str(tmp_path), str(tmp_path / "report")], environment) == NOT_CONFIGURED
