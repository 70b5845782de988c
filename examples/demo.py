"""``make demo``: the main job on the example service, planted and repaired, as a newcomer would run it.

Every step is a real command line. The demo ends with 0 only if each step answered as it should: it is a
test too.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLES = Path("examples")
REPORTS = Path(".holdfast") / "demo"
DATABASE = Path(".holdfast") / "advisories"
DATABASE_VARIABLE = "HOLDFAST_SCAN__ADVISORIES__FOLDER"
"""The demo has a database of its own: the user's is not touched."""

HOLDFAST = [sys.executable, "-m", "holdfast"]
SMALL = ("ruff", "zizmor", "detect-secrets", "hadolint", "shellcheck")
FULL = ("semgrep", "checkov")


@dataclass(frozen=True)
class Step:
    """One command of the demo.

    Attributes:
        title: What it shows.
        arguments: The command line after ``holdfast``.
        expected: The exit code that it must have.
        meaning: What that exit code says.
    """

    title: str
    arguments: tuple[str, ...]
    expected: int
    meaning: str


def steps(scanners: tuple[str, ...]) -> tuple[Step, ...]:
    """The demo, in order."""
    planted, repaired = EXAMPLES / "chatbot", EXAMPLES / "chatbot-repaired"
    return (
        Step(
            "Install the scanners, each pinned in its own environment",
            ("tools", "install", *scanners),
            0,
            "installed",
        ),
        Step(
            "Make a small database of advisories (yours comes from `holdfast db update`)",
            (
                "db",
                "update",
                "--from",
                str(EXAMPLES / "advisories"),
                "--as-of",
                f"{datetime.now(UTC):%Y-%m-%d}",
            ),
            0,
            "made: dependencies are compared with it, offline",
        ),
        Step(
            "Gate the service with its planted defects",
            ("gate", str(planted), "-f", "table", "-f", f"html={REPORTS / 'planted.html'}"),
            1,
            "fail: the policy names what blocks",
        ),
        Step(
            "Gate the same service, repaired",
            ("gate", str(repaired), "-f", "table", "-f", f"html={REPORTS / 'repaired.html'}"),
            0,
            "pass: every scanner shows what it read",
        ),
        Step(
            "Gate a DAST report without a single alert, from a scanner that reached nothing",
            ("gate", "--report", str(planted / "reports" / "zap-empty.json")),
            3,
            "no verdict: silence without proof is not green",
        ),
    )


def run(step: Step, number: int, total: int) -> bool:
    """Run one step; the answer is whether it ended as it should."""
    columns = min(shutil.get_terminal_size((100, 24)).columns, 120)
    print(f"\n{'─' * columns}\n{number}/{total}  {step.title}")
    print(f"$ holdfast {' '.join(step.arguments)}\n", flush=True)
    environment = os.environ | {"COLUMNS": str(columns), DATABASE_VARIABLE: str(ROOT / DATABASE)}
    code = subprocess.run([*HOLDFAST, *step.arguments], check=False, env=environment, cwd=ROOT).returncode
    if code == step.expected:
        print(f"\n→ exit code {code}, as it should be: {step.meaning}", flush=True)
        return True
    print(f"\n→ exit code {code}; expected was {step.expected} ({step.meaning})", flush=True)
    return False


def main() -> int:
    """Run all steps and sum up; 0 when each ended as it should."""
    (ROOT / REPORTS).mkdir(parents=True, exist_ok=True)
    plan = steps(SMALL + FULL if "--full" in sys.argv[1:] else SMALL)
    good = [run(step, number, len(plan)) for number, step in enumerate(plan, 1)]
    print("\nWhat you saw")
    for step, is_good in zip(plan, good, strict=True):
        print(f"  {'ok ' if is_good else 'BAD'}  {step.title}: {step.meaning}")
    print(f"\nReports to open in a browser:\n  {REPORTS / 'planted.html'}\n  {REPORTS / 'repaired.html'}")
    if all(good):
        print("\nNext: cd into a repository of yours and run `holdfast init`, then `holdfast gate`.")
        return 0
    print("\nSomething is not as it should be; the lines marked BAD say where.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
