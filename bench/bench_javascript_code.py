"""Our reading of JavaScript and TypeScript: how many labelled snippets it tells apart, and what that costs.

The snippets are those of tests/labelled_javascript, without the categories that are patterns and no flows.
CPU is given as a ratio to the parsing of the same files too, so that it says the same on any machine.
"""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from holdfast.scan.javascript.syntax import parse
from labelled_javascript.snippets import (  # type: ignore[import-not-found]
    PARTS,
    PATTERNS,
    Snippet,
    found_by_engine,
    score,
    snippets,
)

LIMITS = {"true_positive_rate": 0.85, "false_positive_rate": 0.1}


def cpu_seconds(action: Callable[[], object]) -> float:
    started = time.process_time()
    action()
    return time.process_time() - started


def rates(cases: list[Snippet], found: dict[str, set[str]]) -> dict[str, float | int | None]:
    counted = score(cases, found)
    return {
        **asdict(counted),
        "true_positive_rate": counted.true_positive_rate,
        "false_positive_rate": counted.false_positive_rate,
    }


def by_part(cases: list[Snippet], found: dict[str, set[str]]) -> dict[str, dict[str, object]]:
    parts: dict[str, dict[str, object]] = {}
    for part in PARTS:
        own = [case for case in cases if case.part == part]
        names = sorted({case.category for case in own})
        categories = {name: rates([case for case in own if case.category == name], found) for name in names}
        parts[part] = {**rates(own, found), "categories": categories}
    return parts


def main() -> None:
    cases = [case for part in PARTS for case in snippets(part) if case.category not in PATTERNS]
    found: dict[str, set[str]] = {}
    parsing = cpu_seconds(lambda: [parse(case.code.encode(), case.name) for case in cases])
    reading = cpu_seconds(lambda: found.update(found_by_engine(cases)))
    parts = by_part(cases, found)
    is_met = all(
        float(str(part["true_positive_rate"])) >= LIMITS["true_positive_rate"]
        and float(str(part["false_positive_rate"])) <= LIMITS["false_positive_rate"]
        for part in parts.values()
    )
    answer = {
        "benchmark": "javascript-code",
        "files": len(cases),
        "lines": sum(case.code.count("\n") for case in cases),
        "parts": parts,
        "cpu_seconds": round(reading, 2),
        "times_parsing": round(reading / parsing, 1),
        "limits": LIMITS,
        "is_within_limits": is_met,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
