"""Our reading of Python code: how many labelled snippets it tells apart, and what that costs.

Every third of the snippets is measured by itself; only ``dev`` was open while the rules were written. CPU is
given as a ratio to ``ast.parse`` of the same files, so that it says the same on any machine.
"""

import ast
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from holdfast.scan.taint.analysis import analyse
from holdfast.scan.taint.rules import RULES
from labelled.generate import HALVES, Case, cases  # type: ignore[import-not-found]

LIMITS = {"true_positive_rate": 0.8, "false_positive_rate": 0.1, "times_parsing": 15}


def cpu_seconds(action: Callable[[], object]) -> float:
    started = time.process_time()
    action()
    return time.process_time() - started


def found_in(case: Case) -> set[int]:
    return {cwe for weakness in analyse(case.code).weaknesses for cwe in RULES[weakness.rule].cwes}


def rates(part: list[Case]) -> dict[str, float | str]:
    hits: Counter[bool] = Counter(case.is_real for case in part if case.is_found_by(found_in(case)))
    totals: Counter[bool] = Counter(case.is_real for case in part)
    return {
        "cases": len(part),
        "true_positive_rate": round(hits[True] / totals[True], 3) if totals[True] else 1.0,
        "false_positive_rate": round(hits[False] / totals[False], 3) if totals[False] else 0.0,
    }


def main() -> None:
    corpus = cases()
    parsing = cpu_seconds(lambda: [ast.parse(case.code) for case in corpus])
    reading = cpu_seconds(lambda: [analyse(case.code) for case in corpus])
    thirds = {}
    for half in HALVES:
        part = [case for case in corpus if case.half == half]
        categories = sorted({case.category for case in part})
        by_category = {name: rates([case for case in part if case.category == name]) for name in categories}
        thirds[half] = {**rates(part), "categories": by_category}
    ratio = round(reading / parsing, 1)
    is_met = ratio <= LIMITS["times_parsing"] and all(
        float(str(third["true_positive_rate"])) >= LIMITS["true_positive_rate"]
        and float(str(third["false_positive_rate"])) <= LIMITS["false_positive_rate"]
        for third in thirds.values()
    )
    print(
        json.dumps({"thirds": thirds, "times_parsing": ratio, "limits": LIMITS, "is_met": is_met}, indent=2)
    )
    assert is_met


if __name__ == "__main__":
    main()
