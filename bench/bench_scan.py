"""A whole scan of the example service: against its slowest scanner, unchanged, and the start-up alone.

Every figure is of a whole ``holdfast`` process. Only scanners that are installed take part; the small tier is
installed first. The ratio compares two figures of the same run.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

EXAMPLE = Path(__file__).parents[1] / "examples" / "chatbot"
ADVISORIES = EXAMPLE.parent / "advisories"
LIMITS = {"ratio_to_slowest": 1.15, "rescan_seconds": 2.0, "version_cpu_seconds": 0.3}
RUNS = 5


def holdfast(*arguments: str) -> tuple[float, bytes]:
    """Wall time of one call, and its output."""
    begin = time.monotonic()
    command = [sys.executable, "-m", "holdfast", "--quiet", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    return time.monotonic() - begin, done.stdout


def scan(folder: Path, *arguments: str) -> tuple[float, dict[str, Any]]:
    seconds, output = holdfast("scan", str(folder), "--format", "json", *arguments)
    return seconds, json.loads(output)


def version_cpu_seconds() -> float:
    """The least CPU time of several starts: noise only adds."""
    least = float("inf")
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        holdfast_version = [sys.executable, "-m", "holdfast", "--version"]
        subprocess.run(holdfast_version, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def main() -> None:
    holdfast("tools", "install")
    with tempfile.TemporaryDirectory() as parent:
        os.environ["HOLDFAST_SCAN__ADVISORIES__FOLDER"] = str(Path(parent) / "advisories")
        today = f"{datetime.now(UTC):%Y-%m-%d}"
        holdfast("db", "update", "--from", str(ADVISORIES), "--as-of", today)
        folder = Path(parent) / "chatbot"
        shutil.copytree(EXAMPLE, folder)
        full_seconds, full = scan(folder, "--no-cache")
        scan(folder)
        rescan_seconds, again = scan(folder)
    times = {one["scanner"]: one["evidence"]["duration_seconds"] for one in full["scans"]}
    slowest = max(times, key=lambda name: times[name])
    ran = [one for one in again["scans"] if one["status"] in {"clean", "findings"}]
    figures = {
        "ratio_to_slowest": round(full_seconds / times[slowest], 3),
        "rescan_seconds": round(rescan_seconds, 3),
        "version_cpu_seconds": round(version_cpu_seconds(), 3),
    }
    answer = {
        "benchmark": "scan",
        "files": full["target"]["files"],
        "findings": len(full["findings"]),
        "scanner_seconds": {name: seconds for name, seconds in sorted(times.items()) if seconds},
        "slowest": slowest,
        "scan_seconds": round(full_seconds, 3),
        "quoted_on_rescan": sum(one["evidence"]["is_cached"] for one in ran) / len(ran),
        **figures,
        "limits": LIMITS,
        "is_within_limits": all(figures[name] <= limit for name, limit in LIMITS.items()),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
