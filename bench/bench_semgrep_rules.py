"""Our Semgrep rules: how many labelled snippets they tell apart, and what they cost beyond the start.

The snippets are JavaScript and TypeScript; Python's flows have a benchmark of their own. Cost is CPU time of
three runs over the same files: a rule that finds nothing on an empty file (the start), the same rule on the
files (parsing: it asks for no word, so that no file is passed over), and all packs in one process.
"""

import json
import resource
import subprocess
import sys
import tempfile
from collections import defaultdict
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from holdfast.app import App
from holdfast.scan.scanning import Job
from holdfast.scan.semgrep_rules import compose
from labelled.snippets import PARTS, Snippet, score, snippets, write  # type: ignore[import-not-found]

ROOT = Path(__file__).parents[1]
RULES = ROOT / "src/holdfast/scan/rules/semgrep"
LIMITS = {"true_positive_rate": 0.85, "false_positive_rate": 0.1}
NOTHING = """\
rules:
  - id: nothing
    languages: [javascript, typescript, python]
    severity: INFO
    message: Never found.
    pattern: $CALLED($A, $B, $C, $D, $E, $F, $G, $H, $I, $J, $K, $L)
"""


def scan(app: App, root: Path, files: list[str], rules: Path) -> tuple[float, dict[str, Any]]:
    """CPU seconds of one Semgrep process with its children, and its report."""
    scanner = app.scanners.get("semgrep")
    report = root.parent / "report.json"
    executable = app.toolbox.install(scanner).path
    job = Job(executable=executable, root=root, files=files, report=report, rules=rules)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(scanner.command(job), cwd=root, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, json.loads(report.read_bytes())


def rates(cases: list[Snippet], found: dict[str, set[str]]) -> dict[str, float | int | None]:
    counted = score(cases, found)
    return {
        **asdict(counted),
        "true_positive_rate": counted.true_positive_rate,
        "false_positive_rate": counted.false_positive_rate,
    }


def by_part(cases: list[Snippet], found: dict[str, set[str]]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for part in PARTS:
        own = [case for case in cases if case.part == part]
        categories = {
            name: rates([case for case in own if case.category == name], found)
            for name in sorted({case.category for case in own})
        }
        parts[part] = {**rates(own, found), "categories": categories}
    return parts


def main() -> None:
    app = App(ROOT)
    cases = [case for part in PARTS for case in snippets(part)]
    with tempfile.TemporaryDirectory() as parent:
        root, nothing, rules = (Path(parent) / name for name in ("snippets", "nothing.yaml", "rules.json"))
        nothing.write_text(NOTHING, encoding="utf-8")
        rules.write_bytes(compose(RULES))
        files = write(root, cases)
        (root / "empty.js").write_text("", encoding="utf-8")
        start, _ = scan(app, root, ["empty.js"], nothing)
        parsing, _ = scan(app, root, files, nothing)
        packs, report = scan(app, root, files, rules)
    found: dict[str, set[str]] = defaultdict(set)
    for item in report["results"]:
        found[item["path"]].add(item["check_id"])
    parts = by_part(cases, found)
    is_met = not report["errors"] and all(
        part["true_positive_rate"] >= LIMITS["true_positive_rate"]
        and part["false_positive_rate"] <= LIMITS["false_positive_rate"]
        for part in parts.values()
    )
    answer = {
        "benchmark": "semgrep-rules",
        "rules": len(json.loads(compose(RULES))["rules"]),
        "files": len(files),
        "lines": sum(case.code.count("\n") for case in cases),
        "parts": parts,
        "cpu_seconds": {
            "start": round(start, 2),
            "parsing_beyond_start": round(parsing - start, 2),
            "packs_beyond_start": round(packs - start, 2),
        },
        "packs_to_start": round((packs - start) / start, 2),
        "limits": LIMITS,
        "is_within_limits": is_met,
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
