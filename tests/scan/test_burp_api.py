"""A running Burp's REST API, played on this machine: what is asked of it, and what its answers mean."""

import json
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.errors import ReportError
from holdfast.findings.parsers import burp as parser
from holdfast.scan import burp_api
from holdfast.scan.burp_api import (
    DONE,
    MOST_FAILURES,
    NOT_CONFIGURED,
    SCAN_FAILED,
    SERVER_FAILED,
    folder_of,
    main,
    read_progress,
)
from played_burp import KEY, VERSION, event, playing, task

URL = "http://127.0.0.1:4173/shop/login?next=/"


@pytest.fixture
def burp():
    with playing() as server:
        yield server


@pytest.fixture
def scan(burp, tmp_path):
    """Scans without waiting: the exit code, and the findings and problems of the report, if there is one."""

    def run(*answers, configurations=(), **variables):
        burp.answers = list(answers)
        report = tmp_path / "report-0"
        run.waits = []
        arguments = ["scan", str(report), URL, *configurations]
        code = main(arguments, burp.environment | variables, run.waits.append)
        return code, parser.parse.read(report.read_bytes()) if report.exists() else None

    return run


def titles(report):
    return [finding.title for finding in report.findings]


def test_a_scan_is_followed_to_its_end(scan, burp, capsys):
    code, report = scan(
        task("initializing", visited=0),
        task("crawling", visited=3),
        task("crawling", event(1), visited=9),
        task("auditing", event(1), event(2)),
        task("succeeded", event(1), event(2), event(3)),
    )
    assert code == DONE
    assert titles(report) == [f"Made-up weakness {number}" for number in (1, 2, 3)]
    assert (report.inputs.examined, report.inputs.unit) == (31, "url")
    assert not report.problems
    assert capsys.readouterr().err.splitlines() == [
        "initializing: 0 locations visited, 0 issue events",
        "crawling: 3 locations visited, 0 issue events",
        "auditing: 31 locations visited, 2 issue events",
        "succeeded: 31 locations visited, 3 issue events",
    ]


def test_only_the_folder_of_the_address_is_in_scope(scan, burp):
    scan(task("succeeded"), configurations=("Audit checks - light active",))
    assert burp.started == [
        {
            "urls": [URL],
            "scope": {"type": "SimpleScope", "include": [{"rule": "http://127.0.0.1:4173/shop/"}]},
            "protocol_option": "specified",
            "scan_configurations": [{"type": "NamedConfiguration", "name": "Audit checks - light active"}],
        }
    ]


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("http://127.0.0.1:8080/", "http://127.0.0.1:8080/"),
        ("https://qa.shop.example/a/b", "https://qa.shop.example/a/"),
        ("https://qa.shop.example/a/b/?c=/d/", "https://qa.shop.example/a/b/"),
        ("http://[::1]:80/x", "http://[::1]:80/"),
    ],
)
def test_a_prefix_cannot_go_on_into_another_host_or_folder(url, folder):
    assert folder_of(url) == folder


def test_each_question_is_for_what_came_since_and_the_pause_grows(scan, burp):
    scan(*[task("auditing", event(1), event(2))] * 8, task("succeeded", event(1), event(2)))
    first, *others = burp.asked
    assert first.endswith("/scan/7")
    assert {path.rpartition("/")[2] for path in others} == {"7?after=2"}
    assert scan.waits == [1.0, 2.0, 4.0, 8.0, 15.0, 15.0, 15.0, 15.0]


def test_events_that_come_in_pages_are_all_fetched(scan, burp):
    burp.page_size = 4
    code, report = scan(task("succeeded", *map(event, range(1, 11))))
    assert (code, len(report.findings)) == (DONE, 10)


def test_a_burp_that_gives_all_events_each_time_has_each_counted_once(scan):
    everything = json.dumps(task("succeeded", event(1), event(2))).encode()
    code, report = scan(everything)
    assert (code, len(report.findings)) == (DONE, 2)


def test_events_that_are_counted_but_not_handed_out_are_no_clean_scan(scan, capsys):
    metrics = {"crawl_unique_locations_visited": 31, "issue_events": 5}
    code, _ = scan(task("succeeded", event(1), scan_metrics=metrics))
    assert code == SERVER_FAILED
    assert "counts 5 issue events and has handed out 1" in capsys.readouterr().err


def test_requests_and_responses_do_not_reach_the_report(scan, tmp_path):
    scan(task("succeeded", event(1)))
    assert b"evidence" not in (tmp_path / "report-0").read_bytes()


@pytest.mark.parametrize(
    ("status", "message", "shown"),
    [
        ("failed", "Failed to connect", "the scan ended as failed: Failed to connect"),
        ("paused", "", "the scan ended as paused: Paused due to error"),
        ("cancelled", "By\x1b[31m a\nperson", "the scan ended as cancelled: By [31m a person"),
    ],
)
def test_a_scan_that_does_not_succeed_keeps_what_it_found(scan, capsys, status, message, shown):
    metrics = {"crawl_unique_locations_visited": 5, "crawl_and_audit_caption": "Paused due to error"}
    code, report = scan(
        task("auditing", event(1)), task(status, event(1), message=message, scan_metrics=metrics)
    )
    assert code == SCAN_FAILED
    assert titles(report) == ["Made-up weakness 1"]
    assert report.failures or report.problems
    assert capsys.readouterr().err.splitlines()[-1] == shown


def test_a_short_failure_of_burp_does_not_end_the_scan(scan, burp):
    bad = [500, b"<html>", 503, b""]
    assert len(bad) == MOST_FAILURES - 1
    code, report = scan(*bad, task("auditing", event(1)), *bad, task("succeeded", event(1)))
    assert (code, len(report.findings)) == (DONE, 1)


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        (500, "500 Internal Server Error"),
        (b"<html>", "The file is not JSON"),
        (b'{"scan_metrics": {}}', "does not have the expected shape"),
        (b'{"scan_status": 7}', "does not have the expected shape"),
        (b'{"scan_status": "auditing", "issue_events": [{}]}', "does not have the expected shape"),
        (b'{"scan_status": "auditing", "scan_metrics": {"x": ' + b"[" * 100_000, "nested too deeply"),
    ],
)
def test_answers_of_no_use_end_it_after_some(scan, burp, capsys, answer, shown):
    code, report = scan(task("auditing", event(1)), answer)
    assert code == SERVER_FAILED
    assert len(burp.asked) == 1 + MOST_FAILURES
    assert titles(report) == ["Made-up weakness 1"]
    assert shown in capsys.readouterr().err


def test_a_task_that_is_gone_is_not_asked_for_again(scan, burp):
    code, _ = scan(task("auditing"), 404)
    assert (code, len(burp.asked)) == (SERVER_FAILED, 2)


@pytest.mark.parametrize("location", [None, "", "/", "../../x?y", "7 8", "x" * 65])
def test_without_a_task_there_is_no_scan(scan, burp, location):
    burp.location = location
    assert scan(task("succeeded")) == (SERVER_FAILED, None)
    assert not burp.asked


@pytest.mark.parametrize("location", ["7", "scan/7", "/v0.1/scan/7/"])
def test_a_task_is_named_by_a_relative_place(scan, burp, location):
    burp.location = location
    assert scan(task("succeeded"))[0] == DONE


@pytest.mark.parametrize("status", [301, 302, 307])
def test_no_redirect_is_followed_with_the_key(scan, burp, status):
    burp.start_status, burp.location = status, None
    assert scan(task("succeeded")) == (SERVER_FAILED, None)
    assert not burp.asked


def test_a_refused_key_is_named_and_no_key_is_printed(scan, capsys):
    assert scan(task("succeeded"), BURP_REST_API_KEY="wrong key/") == (SERVER_FAILED, None)
    shown = capsys.readouterr().err
    assert "401 Unauthorized; check BURP_REST_API_KEY" in shown
    assert "wrong" not in shown


def test_no_proxy_is_told_the_key(scan, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    monkeypatch.delenv("no_proxy", raising=False)
    assert scan(task("succeeded"))[0] == DONE


@pytest.mark.parametrize(
    "reply", [b"SSH-2.0-OpenSSH_9.9\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n", b""]
)
def test_what_does_not_speak_http_is_no_burp(reply, tmp_path, capsys):
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer():
            client, _ = listener.accept()
            with client:
                client.recv(4096)
                client.sendall(reply)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}"
        environment = {"BURP_REST_API_URL": url, "BURP_REST_API_KEY": KEY}
        assert main(["scan", str(tmp_path / "report"), URL], environment) == SERVER_FAILED
        thread.join()
    shown = capsys.readouterr().err
    assert "gives no usable answer" in shown
    assert KEY not in shown


def test_a_check_prints_the_version(burp, capsys):
    assert main(["check"], burp.environment) == DONE
    assert capsys.readouterr().out == f"{VERSION}\n"
    assert not burp.started


@pytest.mark.parametrize(
    "url",
    ["", "file:///etc/passwd", "127.0.0.1:1337", "ftp://127.0.0.1/", "http://", "http://[", "http:///x"],
)
def test_without_an_http_address_nothing_is_sent(url, tmp_path, capsys):
    assert main(["scan", str(tmp_path / "report"), URL], {"BURP_REST_API_URL": url}) == NOT_CONFIGURED
    assert "set BURP_REST_API_URL" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["http://127.0.0.1:port", f"http://{'a' * 70}.example"])
def test_an_address_that_cannot_be_asked_is_no_crash(url):
    assert main(["check"], {"BURP_REST_API_URL": url}) == SERVER_FAILED


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
TASKS = st.fixed_dictionaries(
    {"scan_status": st.sampled_from(["auditing", "succeeded", "paused"]) | st.text()},
    optional={
        "message": st.text() | ANYTHING,
        "scan_metrics": st.dictionaries(st.sampled_from(["issue_events", "x"]), ANYTHING) | ANYTHING,
        "issue_events": st.lists(
            st.fixed_dictionaries({"id": st.text() | st.integers()}, optional={"issue": ANYTHING})
        ),
    },
)


class Babbler:
    """A Burp whose answers are anything; at last it says that it is done."""

    def __init__(self, answers):
        self.answers = [*answers, b'{"scan_status": "succeeded"}']

    def start(self, url, configurations):
        return "7"

    def progress(self, task, after=None):
        return read_progress(self.answers.pop(0) if len(self.answers) > 1 else self.answers[0])


@given(st.lists(st.binary() | TASKS.map(lambda one: json.dumps(one).encode()), max_size=4))
def test_any_answer_gives_a_report_or_a_clear_error(tmp_path_factory, answers):
    report = tmp_path_factory.getbasetemp() / "report-of-anything"
    try:
        code = burp_api.scan(Babbler(answers), report, URL, (), lambda _: None)
    except ReportError:
        return
    assert code in (DONE, SCAN_FAILED, SERVER_FAILED)
    json.loads(report.read_bytes())
