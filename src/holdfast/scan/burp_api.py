"""Has a running Burp Suite scan an application, by its REST API: a program for the runner, not for people.

::

    python -P -m holdfast.scan.burp_api check
    python -P -m holdfast.scan.burp_api scan REPORT URL [CONFIGURATION ...]

The address and the key come from BURP_REST_API_URL and BURP_REST_API_KEY. The report is the task as the API
gives it, with all issue events so far; it is written anew with each answer, so that a scan that is cut short
leaves what it found. The API cannot end a scan: what is cut short here goes on in Burp.

Exit codes: 0 done; 1 the scan failed or was paused; 2 Burp's answer is of no use; 78 not configured.
"""

import itertools
import os
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import msgspec

from holdfast.errors import HoldfastError, ReportError
from holdfast.kit.bounded import as_utf8, read_json
from holdfast.kit.files import write_atomic

DONE, SCAN_FAILED, SERVER_FAILED, NOT_CONFIGURED = 0, 1, 2, 78

RUNNING = frozenset({"initializing", "crawling", "auditing"})
"""States in which a scan goes on by itself; a paused one waits for a person at Burp."""

MOST_BYTES = 64 * 2**20
"""Largest answer that is read; each holds only the events since the one before."""

MOST_FAILURES = 5
"""Answers that may fail in a row before a scan that runs is given up."""

_TIMEOUT_SECONDS = 20.0
_LONGEST_WAIT_SECONDS = 15.0
_TASK = re.compile(r"[A-Za-z0-9_-]{1,64}")
_UNREADABLE = re.compile(r"[^ -~]+")

_FAULTS = (OSError, HTTPException, HoldfastError, ValueError)
"""All that an exchange with a server may end in."""


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the key is part of the address, and the scan is meant for this Burp."""

    def redirect_request(self, *_: Any) -> None:
        return None


class Event(msgspec.Struct):
    """Something that Burp found out about an issue: it is new, changed or gone."""

    id: str | int
    type: str = ""
    issue: dict[str, Any] | None = None


class Progress(msgspec.Struct):
    """How far a scan is, in the words of the API."""

    scan_status: str
    task_id: str | int = ""
    message: str = ""
    scan_metrics: dict[str, Any] = {}
    issue_events: list[Event] = []

    @property
    def line(self) -> str:
        """The state for people."""
        visited = self.scan_metrics.get("crawl_unique_locations_visited", 0)
        return f"{self.scan_status}: {visited} locations visited, {len(self.issue_events)} issue events"


@dataclass(frozen=True, slots=True)
class Burp:
    """The REST API of a running Burp.

    Attributes:
        address: Where the service is, with the key in its path, without a slash at the end.
    """

    address: str = field(repr=False)

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Burp | None":
        """The one that the user's variables name; ``None`` when they name none."""
        url = environment.get("BURP_REST_API_URL", "").rstrip("/")
        key = quote(environment.get("BURP_REST_API_KEY", ""), safe="")
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        return cls(f"{url}/{key}" if key else url)

    def version(self) -> str:
        """Burp's version; empty when it does not tell. The page asked for is the API's own description.

        Raises:
            OSError, HTTPException, HoldfastError: As ``ask`` does.
        """
        with self.ask("") as answer:
            return answer.headers.get("X-Burp-Version", "")

    def start(self, url: str, configurations: Iterable[str]) -> str:
        """Start a scan of what lies below an address; the number of its task.

        Raises:
            OSError, HTTPException, HoldfastError: As ``ask`` does, or no task is named.
        """
        wanted = {
            "urls": [url],
            "scope": {"type": "SimpleScope", "include": [{"rule": folder_of(url)}]},
            "protocol_option": "specified",
            "scan_configurations": [{"type": "NamedConfiguration", "name": name} for name in configurations],
        }
        with self.ask("scan", msgspec.json.encode(wanted)) as answer:
            task = answer.headers.get("Location", "").rstrip("/").rpartition("/")[2]
        if not _TASK.fullmatch(task):
            raise ReportError("The API has started no scan", "its answer names no task", "")
        return task

    def progress(self, task: str, after: str | int | None = None) -> Progress:
        """How far a scan is, with the events that followed the given one.

        Raises:
            OSError, HTTPException, HoldfastError: As ``ask`` does, or the answer is not what it should be.
        """
        query = "" if after is None else "?" + urlencode({"after": after})
        with self.ask(f"scan/{task}{query}") as answer:
            return read_progress(answer.read(MOST_BYTES + 1))

    def ask(self, path: str, body: bytes | None = None) -> HTTPResponse:
        """One exchange, not through a proxy: it would be told the key, and cannot reach a loopback address.

        Raises:
            OSError: The server does not answer, or refuses.
            HTTPException: What answers does not speak HTTP.
        """
        headers = {"Content-Type": "application/json"} if body else {}
        # The address is the user's own; of() lets http and https through only.
        request = urllib.request.Request(f"{self.address}/v0.1/{path}", body, headers)  # noqa: S310
        opener = urllib.request.build_opener(_StayHere, urllib.request.ProxyHandler({}))
        answer: HTTPResponse = opener.open(request, timeout=_TIMEOUT_SECONDS)
        return answer


def read_progress(data: bytes) -> Progress:
    """What an answer says about a scan.

    Raises:
        ReportError: It is not JSON, not of that shape, too large or too deep.
    """
    return read_json(as_utf8(data, MOST_BYTES), Progress)


def folder_of(url: str) -> str:
    """The folder of an address with its slash: as a prefix, it ends with host and port, not within them."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rpartition('/')[0]}/"


def follow(burp: Burp, task: str, wait: Callable[[float], None]) -> Iterator[Progress]:
    """The states of a scan until it runs no more, each with all events so far, the last complete.

    Args:
        burp: The API.
        task: Number of the task.
        wait: Lets that many seconds pass.

    Raises:
        OSError, HTTPException, HoldfastError: No usable answer came, several times in a row.
    """
    events: dict[str | int, Event] = {}
    failures = 0
    for pause in itertools.chain((1.0, 2.0, 4.0, 8.0), itertools.repeat(_LONGEST_WAIT_SECONDS)):
        try:
            now = burp.progress(task, after=next(reversed(events), None))
        except _FAULTS as error:
            failures += 1
            if failures == MOST_FAILURES or _is_refusal(error):
                raise
            wait(pause)
            continue
        failures = 0
        fresh = {event.id: event for event in now.issue_events if event.id not in events}
        events |= {number: _without_evidence(event) for number, event in fresh.items()}
        now.issue_events = list(events.values())
        yield now
        if now.scan_status not in RUNNING and not fresh:
            return
        wait(0.0 if fresh and now.scan_status not in RUNNING else pause)


def scan(
    burp: Burp, report: Path, url: str, configurations: Iterable[str], wait: Callable[[float], None]
) -> int:
    """Have an address scanned and write the report; the exit code.

    Raises:
        OSError, HTTPException, HoldfastError: Burp's answer is of no use.
    """
    task = burp.start(url, configurations)
    last = Progress("")
    for now in follow(burp, task, wait):
        if now.scan_status != last.scan_status:
            _say(now.line)
        write_atomic(report, msgspec.json.encode(now))
        last = now
    counted = last.scan_metrics.get("issue_events", 0)
    if isinstance(counted, int) and counted > len(last.issue_events):
        _say(f"Burp counts {counted} issue events and has handed out {len(last.issue_events)}")
        return SERVER_FAILED
    if last.scan_status != "succeeded":
        caption = last.message or last.scan_metrics.get("crawl_and_audit_caption") or "it does not say why"
        _say(f"the scan ended as {last.scan_status}: {caption}")
        return SCAN_FAILED
    return DONE


def main(
    arguments: list[str], environment: Mapping[str, str], wait: Callable[[float], None] = time.sleep
) -> int:
    """Check or scan; the exit code."""
    burp = Burp.of(environment)
    if burp is None:
        _say("set BURP_REST_API_URL to the http or https address of Burp's REST API")
        return NOT_CONFIGURED
    try:
        if arguments[0] == "check":
            print(burp.version())  # noqa: T201 - this is a program.
            return DONE
        _, report, url, *configurations = arguments
        return scan(burp, Path(report), url, configurations, wait)
    except _FAULTS as error:
        _say(f"the Burp at BURP_REST_API_URL gives no usable answer: {why(error)}")
        return SERVER_FAILED


def why(error: Exception) -> str:
    """What went wrong, without the address: the key is in it."""
    if isinstance(error, urllib.error.HTTPError):
        hint = "; check BURP_REST_API_KEY" if error.code in (401, 403) else ""
        return f"{error.code} {error.reason}{hint}"
    if isinstance(error, HoldfastError):
        return f"{error.what}: {error.why}"
    cause = error.reason if isinstance(error, urllib.error.URLError) else error
    return getattr(cause, "strerror", None) or type(cause).__name__


def _is_refusal(error: Exception) -> bool:
    """Whether asking again cannot help."""
    return isinstance(error, urllib.error.HTTPError) and error.code < HTTPStatus.INTERNAL_SERVER_ERROR


def _without_evidence(event: Event) -> Event:
    """Requests and responses are most of an event, may hold credentials, and nobody reads them."""
    if event.issue:
        event.issue = {
            name: value for name, value in event.issue.items() if name not in {"evidence", "internal_data"}
        }
    return event


def _say(line: str) -> None:
    print(_UNREADABLE.sub(" ", line)[:500], file=sys.stderr, flush=True)  # noqa: T201 - this is a program.


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
