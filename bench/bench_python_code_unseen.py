"""Our reading of Python code on the examiner's corpus (see tests/labelled_unseen/cases.py).

Give the path of a semgrep to measure our rules with it too, and both together:

    .venv/bin/python bench/bench_python_code_unseen.py [SEMGREP]

A case counts as reported if one of its category's CWE classes is reported in its file.
"""

import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from holdfast.scan.semgrep_rules import compose
from holdfast.scan.taint.analysis import analyse
from holdfast.scan.taint.rules import RULES
from labelled_unseen.cases import CWES, Case, corpus  # type: ignore[import-not-found]

ROOT = Path(__file__).parents[1]

RULES_OF_SEMGREP = ROOT / "src" / "holdfast" / "scan" / "rules" / "semgrep"

Reported = Mapping[str, frozenset[int]]
"""The CWE classes that were reported, by name of the case."""


def reported_by_engine(cases: Iterable[Case]) -> Reported:
    return {
        case.name: frozenset(
            cwe for weakness in analyse(case.text).weaknesses for cwe in RULES[weakness.rule].cwes
        )
        for case in cases
    }


def reported_by_semgrep(cases: Iterable[Case], semgrep: str) -> Reported:
    """One run over all cases with the rules that Holdfast ships."""
    with tempfile.TemporaryDirectory() as folder:
        rules = Path(folder, "rules.json")
        rules.write_bytes(compose(RULES_OF_SEMGREP))
        for case in cases:
            Path(folder, f"{case.name}.py").write_text(case.text, encoding="utf-8")
        command = [semgrep, "scan", "--quiet", "--metrics=off", "--disable-version-check", "--oss-only",
                   "--config", str(rules), "--json", folder]  # fmt: skip
        done = subprocess.run(command, capture_output=True, check=True, text=True)
    found: dict[str, set[int]] = {}
    for result in json.loads(done.stdout)["results"]:
        said = result["extra"]["metadata"].get("cwe", [])
        numbers = re.findall(r"CWE-(\d+)", " ".join(said) if isinstance(said, list) else said)
        found.setdefault(Path(result["path"]).stem, set()).update(map(int, numbers))
    return {name: frozenset(numbers) for name, numbers in found.items()}


def rates(cases: Iterable[Case], reported: Reported) -> dict[str, float]:
    """TP, FN, FP, TN, the two rates, and their difference (Youden's index)."""
    counts: Counter[tuple[bool, bool]] = Counter(
        (case.is_vulnerable, bool(reported.get(case.name, frozenset()) & CWES[case.category]))
        for case in cases
    )
    tp, fn, fp, tn = (counts[key] for key in ((True, True), (True, False), (False, True), (False, False)))
    tpr, fpr = tp / max(tp + fn, 1), fp / max(fp + tn, 1)
    return {
        "tp": tp, "fn": fn, "fp": fp, "tn": tn,
        "tpr": round(tpr, 3), "fpr": round(fpr, 3), "youden": round(tpr - fpr, 3),
    }  # fmt: skip


def table(cases: list[Case], reported: Reported) -> dict[str, object]:
    parts = {
        f"{sitting} {part}": rates(
            [case for case in cases if (case.sitting, case.part) == (sitting, part)], reported
        )
        for sitting, part in dict.fromkeys((case.sitting, case.part) for case in cases)
    }
    categories = {name: rates([case for case in cases if case.category == name], reported) for name in CWES}
    return {"all": rates(cases, reported), **parts, "categories": categories}


def cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    cases = list(corpus())
    started = time.process_time()
    engine = reported_by_engine(cases)
    report = {"engine": {"cpu_seconds": round(time.process_time() - started, 2), **table(cases, engine)}}
    for semgrep in sys.argv[1:2]:
        before = cpu_of_children()
        rules = reported_by_semgrep(cases, semgrep)
        seconds = round(cpu_of_children() - before, 2)
        both = {case.name: engine[case.name] | rules.get(case.name, frozenset()) for case in cases}
        report["semgrep"] = {"cpu_seconds": seconds, **table(cases, rules)}
        report["both"] = table(cases, both)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
