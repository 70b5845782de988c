"""Runs an installed ZAP by a plan of its automation framework: a program for the runner, not for people.

::

    python -m holdfast.scan.zap_automation ZAP_SH WORKDIR REPORT URL MINUTES [attack]

``zap.sh`` takes its address and its report from a plan, which is written here; then this program becomes ZAP.
The report is left in the folder REPORT, which is made for it.
"""

import json
import os
import re
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit


def plan(url: str, report: Path, minutes: int, *, is_attacking: bool) -> dict[str, Any]:
    """What ZAP is to do: crawl, wait for its passive rules, attack if wanted, write the report.

    Nothing outside of the address's own host and port is touched.

    Args:
        url: Address of the application.
        report: Folder for the report.
        minutes: Time for the whole; each part gets a share.
        is_attacking: Whether forms and parameters are attacked.
    """
    parts = urlsplit(url)
    context = {
        "name": "target",
        "urls": [url],
        "includePaths": [f"{re.escape(f'{parts.scheme}://{parts.netloc}')}(/.*)?"],
    }
    share = max(1, minutes // 3)
    attack = {"type": "activeScan", "parameters": {"context": "target", "maxScanDurationInMins": share}}
    return {
        "env": {
            "contexts": [context],
            "parameters": {"failOnError": True, "failOnWarning": False, "progressToStdout": True},
        },
        "jobs": [
            {"type": "spider", "parameters": {"context": "target", "url": url, "maxDuration": share}},
            {"type": "passiveScan-wait", "parameters": {"maxDuration": share}},
            *([attack] if is_attacking else []),
            {
                "type": "report",
                "parameters": {
                    "template": "traditional-json",
                    "reportDir": str(report),
                    "reportFile": "report",
                },
            },
        ],
    }


def main(arguments: list[str]) -> None:
    """Write the plan and become ZAP."""
    program, workdir, report, url, minutes, *rest = arguments
    folder = Path(workdir)
    Path(report).mkdir()
    # JSON is YAML too, and an address cannot break out of its quotes.
    wanted = plan(url, Path(report), int(minutes), is_attacking="attack" in rest)
    (folder / "plan.yaml").write_text(json.dumps(wanted), encoding="utf-8")
    command = [program, "-cmd", "-dir", str(folder / "zap"), "-autorun", str(folder / "plan.yaml")]
    os.execv(program, command)  # noqa: S606 - the program is the one that the toolbox found.


if __name__ == "__main__":
    main(sys.argv[1:])
