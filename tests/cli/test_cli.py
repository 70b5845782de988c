"""Facts about the entry point."""

import subprocess
import sys

import pytest

from holdfast import __version__


@pytest.mark.parametrize("flag", ["--version", "-V"])
def test_the_version_is_one_line(flag):
    done = subprocess.run(
        [sys.executable, "-m", "holdfast", flag], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == (f"holdfast {__version__}\n", "")


def test_the_exit_code_is_that_of_the_command():
    done = subprocess.run([sys.executable, "-m", "holdfast", "no-such"], capture_output=True, check=False)
    assert done.returncode == 2
