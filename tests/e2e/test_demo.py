"""``make demo``, as a newcomer runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.tools
def test_the_demo_shows_the_gate_fail_pass_and_decline():
    command = [sys.executable, str(ROOT / "examples" / "demo.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    summary = done.stdout.split("What you saw", 1)[1]
    assert summary.count("  ok ") == 5
    for verdict in ("✗ FAIL", "✓ PASS", "? NO VERDICT"):
        assert verdict in done.stdout
    assert (ROOT / ".holdfast" / "demo" / "planted.html").stat().st_size > 10_000
