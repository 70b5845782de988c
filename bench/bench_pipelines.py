"""Linting the pipelines of the example service: the program as it runs, and the lint alone.

Figures are CPU seconds, the least of several runs: noise only adds. The ratio is to starting Python with the
same imports, in the same run.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from holdfast.scan.engine import write_file_list
from holdfast.scan.pipelines.catalogue import RULES, lint

EXAMPLE = Path(__file__).parents[1] / "examples" / "chatbot"
ENGINE = "holdfast.scan.engines.pipelines"
COPIES = 20
RUNS = 5
TODAY = date(2026, 11, 21)
LIMITS = {"lint_cpu_seconds": 0.2, "lint_of_copies_cpu_seconds": 1.5}


def least(seconds: Callable[[], float]) -> float:
    return min(seconds() for _ in range(RUNS))


def child_seconds(command: list[str], folder: Path) -> float:
    """CPU time of one process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, cwd=folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def lint_seconds(files: list[tuple[str, bytes]]) -> float:
    begin = time.process_time()
    lint(files, TODAY)
    return time.process_time() - begin


def main() -> None:
    paths = sorted(path for path in EXAMPLE.rglob("*") if path.is_file() and "node_modules" not in path.parts)
    files = [(path.relative_to(EXAMPLE).as_posix(), path.read_bytes()) for path in paths]
    copies = [(f"service-{number}/{path}", data) for number in range(COPIES) for path, data in files]
    with tempfile.TemporaryDirectory() as folder:
        listed, report = Path(folder) / "files", Path(folder) / "report.json"
        write_file_list(listed, [path for path, _ in files])
        engine = [sys.executable, "-m", ENGINE, "--files", str(listed), "--report", str(report)]
        start = [sys.executable, "-c", f"import {ENGINE}"]
        process = least(lambda: child_seconds(engine, EXAMPLE))
        starting = least(lambda: child_seconds(start, EXAMPLE))
    figures = {
        "lint_cpu_seconds": round(least(lambda: lint_seconds(files)), 4),
        "lint_of_copies_cpu_seconds": round(least(lambda: lint_seconds(copies)), 4),
    }
    answer = {
        "benchmark": "pipelines",
        "rules": len(RULES),
        "files": len(files),
        "findings": len(lint(files, TODAY).findings),
        "process_cpu_seconds": round(process, 3),
        "start_cpu_seconds": round(starting, 3),
        "process_to_start": round(process / starting, 2),
        **figures,
        "limits": LIMITS,
        "is_within_limits": all(figures[name] <= limit for name, limit in LIMITS.items()),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
