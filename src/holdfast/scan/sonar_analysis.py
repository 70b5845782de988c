"""Runs sonar-scanner and fetches from the server what it found: a program for the runner, not for people.

::

    python -m holdfast.scan.sonar_analysis SONAR_SCANNER WORKDIR REPORT [ARGUMENT ...]

SonarQube's scanner leaves no report: the server has it, behind its API, once it has worked through the
analysis. The report written here is one page as the API would give it, with all issues and hotspots on it.
The address and the token come from SONAR_HOST_URL and SONAR_TOKEN; the scanned project's own
``sonar.host.url`` is overruled, since the token would go there.

Exit codes: 0 done; 1 sonar-scanner failed; 2 the server's answer is of no use; 78 not configured.
"""

import json
import os
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

from holdfast.kit.bounded import MAX_BYTES

DONE, SCANNER_FAILED, SERVER_FAILED, NOT_CONFIGURED = 0, 1, 2, 78

PAGE_SIZE = 500
MOST_SHOWN = 10_000
"""The API answers with an error beyond that; the parser states what is missing."""

_TIMEOUT_SECONDS = 60.0
_GATE_FAILED = "QUALITY GATE STATUS: FAILED"


class _StayHere(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the token would be sent along."""

    def redirect_request(self, *_: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Server:
    """A SonarQube server.

    Attributes:
        url: Its address, without a slash at the end.
        token: A user's or a project's token.
    """

    url: str
    token: str

    def get(self, path: str, **query: str | int) -> dict[str, Any]:
        """One answer of the API.

        Raises:
            OSError: The server does not answer, or refuses.
            ValueError: The answer is not a JSON object.
        """
        address = f"{self.url}/{path}?{urllib.parse.urlencode(query)}"
        # The address is the user's own, from SONAR_HOST_URL; main() lets http and https through only.
        request = urllib.request.Request(address, headers={"Authorization": f"Bearer {self.token}"})  # noqa: S310
        with urllib.request.build_opener(_StayHere).open(request, timeout=_TIMEOUT_SECONDS) as answer:
            document = json.loads(answer.read(MAX_BYTES))
        if not isinstance(document, dict):
            raise ValueError("the answer is not a JSON object")  # noqa: TRY004 - the answer's fault, not ours.
        return document

    def pages(self, path: str, **query: str | int) -> Iterator[dict[str, Any]]:
        """All pages of a list, up to what the API shows."""
        for number in range(1, MOST_SHOWN // PAGE_SIZE + 1):
            page = self.get(path, p=number, ps=PAGE_SIZE, **query)
            yield page
            if number * PAGE_SIZE >= _total(page):
                return


def fetch(server: Server, project: str) -> dict[str, Any]:
    """All live issues and hotspots of a project, as one page of the API."""
    # Version 10.2 has renamed both; a server passes over the name that it does not know.
    keys = {"components": project, "componentKeys": project}
    issues = list(server.pages("api/issues/search", resolved="false", **keys))
    keys = {"project": project, "projectKey": project}
    hotspots = list(server.pages("api/hotspots/search", status="TO_REVIEW", **keys))
    return {
        "paging": {"pageIndex": 1, "total": sum(_total(pages[0]) for pages in (issues, hotspots))},
        "issues": [row for page in issues for row in page.get("issues", ())],
        "hotspots": [row for page in hotspots for row in page.get("hotspots", ())],
        "components": [row for page in (*issues, *hotspots) for row in page.get("components", ())],
    }


def analysed_files(server: Server, project: str) -> int:
    """How many files the analysis covers; 0 when the server does not say."""
    measures = server.get("api/measures/component", component=project, metricKeys="files")
    values = [measure.get("value", "0") for measure in measures.get("component", {}).get("measures", ())]
    return int(values[0]) if values else 0


def analyse(scanner: str, workdir: Path, url: str, arguments: list[str]) -> Mapping[str, str] | None:
    """Have the project analysed, and wait until the server is done; what the scanner says of it.

    Returns:
        The facts of ``report-task.txt``; ``None`` when the analysis failed.
    """
    facts = workdir / "report-task.txt"
    options = [
        f"-Dsonar.host.url={url}", "-Dsonar.qualitygate.wait=true",
        f"-Dsonar.working.directory={workdir / 'scannerwork'}", f"-Dsonar.scanner.metadataFilePath={facts}",
    ]  # fmt: skip
    # Not by kit.process: it has to stay in the process group that the runner ends.
    ended = subprocess.run([scanner, *options, *arguments], capture_output=True, text=True, check=False)
    sys.stderr.write(ended.stdout + ended.stderr)
    # That the server's own gate has failed is an answer, and deciding is our gate's business.
    if (ended.returncode and _GATE_FAILED not in ended.stdout) or not facts.is_file():
        return None
    lines = facts.read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Analyse, fetch and write the report; the exit code."""
    scanner, workdir, report, *more = arguments
    url = environment.get("SONAR_HOST_URL", "").rstrip("/")
    token = environment.get("SONAR_TOKEN", "")
    if not token or urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        print("set SONAR_HOST_URL and SONAR_TOKEN", file=sys.stderr)  # noqa: T201 - this is a program.
        return NOT_CONFIGURED
    facts = analyse(scanner, Path(workdir), url, more)
    if facts is None or "projectKey" not in facts:
        return SCANNER_FAILED
    server = Server(url, token)
    try:
        found = fetch(server, facts["projectKey"])
        files = analysed_files(server, facts["projectKey"])
    except urllib.error.HTTPError as error:
        print(f"{url} answers {error.code} {HTTPStatus(error.code).phrase}", file=sys.stderr)  # noqa: T201
        return SERVER_FAILED
    except (OSError, ValueError) as error:
        print(f"{url} gives no usable answer: {error}", file=sys.stderr)  # noqa: T201
        return SERVER_FAILED
    Path(report).write_text(json.dumps(found), encoding="utf-8")
    # nosemgrep: holdfast.python.secret-to-log - what is printed is a number.
    print(f"analysed {files} files")  # noqa: T201
    return DONE


def _total(page: Mapping[str, Any]) -> int:
    return int(page.get("paging", {}).get("total", 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], os.environ))
