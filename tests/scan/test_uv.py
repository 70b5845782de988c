import math
import os
import subprocess

import pytest

from holdfast.scan.installing import Shelf
from holdfast.scan.pins import pin_of
from holdfast.scan.uv import Uv
from scanners import program


def uv_on(tmp_path, *folders):
    environment = {"PATH": ":".join([*(str(folder) for folder in folders), "/usr/bin", "/bin"])}
    return Uv(Shelf(tmp_path / "tools", environment), environment)


def test_a_uv_on_the_path_is_taken(tmp_path):
    path = program(tmp_path / "bin", "uv", "exit 1", version="0.9.1")
    assert uv_on(tmp_path, tmp_path / "bin").program(print) == str(path)


@pytest.mark.parametrize("version", ["0.1.0", "0.4.99"])
def test_a_uv_that_is_too_old_is_passed_over(tmp_path, version):
    program(tmp_path / "old", "uv", "exit 1", version=version)
    new = program(tmp_path / "new", "uv", "exit 1", version="1.0.0")
    assert uv_on(tmp_path, tmp_path / "old", tmp_path / "new").program(print) == str(new)


def test_a_uv_that_does_not_run_is_passed_over(tmp_path):
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad/uv").write_bytes(b"\x7fELF nonsense")
    (tmp_path / "bad/uv").chmod(0o755)
    good = program(tmp_path / "good", "uv", "exit 1", version="0.9.1")
    assert uv_on(tmp_path, tmp_path / "bad", tmp_path / "good").program(print) == str(good)


@pytest.mark.tools
def test_a_pinned_uv_is_fetched_by_hash_where_there_is_none(tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("HOLDFAST")}
    shelf, pin = Shelf(tmp_path / "tools", environment), pin_of("uv", "uv")
    fetched = shelf.install(pin, "uv", lambda folder: Uv(shelf, environment)._fetch(pin, folder, math.inf))
    printed = subprocess.run([fetched.path, "--version"], capture_output=True, text=True, check=True).stdout
    assert pin.version in printed
