"""The small database of advisories that belongs to the examples."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

FOLDER_VARIABLE = "HOLDFAST_SCAN__ADVISORIES__FOLDER"
EXAMPLE_ADVISORIES = Path(__file__).parents[1] / "examples" / "advisories"


def build_example_database(folder: Path) -> None:
    """Make the database as a user would; its advisories count as those of today."""
    command = [sys.executable, "-m", "holdfast", "db", "update", "--from", str(EXAMPLE_ADVISORIES)]
    subprocess.run(
        [*command, "--as-of", f"{datetime.now(UTC):%Y-%m-%d}"],
        check=True,
        capture_output=True,
        env=os.environ | {FOLDER_VARIABLE: str(folder)},
    )
