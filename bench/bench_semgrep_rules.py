"""Our Semgrep rules: what they cost beyond the start.

The files are the labelled snippets of JavaScript and TypeScript. Cost is CPU time of three runs: a rule that
finds nothing on an empty file (the start), the same rule on the files (parsing: it asks for no word, so that
no file is passed over), and all packs in one process.
"""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from holdfast.app import App
from holdfast.scan.scanning import Job
from holdfast.scan.semgrep_rules import compose
from labelled_javascript.snippets import PARTS, snippets, write  # type: ignore[import-not-found]

ROOT = Path(__file__).parents[1]
RULES = ROOT / "src/holdfast/scan/rules/semgrep"
NOTHING = """\
rules:
  - id: nothing
    languages: [javascript, typescript, python]
    severity: INFO
    message: Never found.
    pattern: $CALLED($A, $B, $C, $D, $E, $F, $G, $H, $I, $J, $K, $L)
"""


def scan(app: App, root: Path, files: list[str], rules: Path) -> tuple[float, int]:
    """CPU seconds of one Semgrep process with its children, and its errors."""
    scanner = app.scanners.get("semgrep")
    report = root.parent / "report.json"
    executable = app.toolbox.install(scanner).path
    job = Job(executable=executable, root=root, files=files, report=report, rules=rules)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(scanner.command(job), cwd=root, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, len(json.loads(report.read_bytes())["errors"])


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
        packs, errors = scan(app, root, files, rules)
    answer = {
        "benchmark": "semgrep-rules",
        "rules": len(json.loads(compose(RULES))["rules"]),
        "files": len(files),
        "errors": errors,
        "lines": sum(case.code.count("\n") for case in cases),
        "cpu_seconds": {
            "start": round(start, 2),
            "parsing_beyond_start": round(parsing - start, 2),
            "packs_beyond_start": round(packs - start, 2),
        },
        "packs_to_start": round((packs - start) / start, 2),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
