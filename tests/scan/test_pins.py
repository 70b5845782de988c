import hashlib
import re

import pytest

from holdfast.errors import ToolError
from holdfast.scan.pins import LOCKS, pin_of


def test_the_version_is_that_of_the_package_and_the_hash_that_of_the_lock(tmp_path):
    lock = "other==1.0 \\\n    --hash=sha256:aa\nmy-tool[extra]==2.3.4 ; python_version > '3' \\\n"
    (tmp_path / "tool.txt").write_text(lock)
    pin = pin_of("tool", "my-tool", tmp_path)
    assert pin.version == "2.3.4"
    assert pin.sha256 == hashlib.sha256(lock.encode()).hexdigest()


def test_a_missing_lock_or_package_is_an_error(tmp_path):
    (tmp_path / "tool.txt").write_text("other==1.0\n")
    with pytest.raises(ToolError, match="no version"):
        pin_of("tool", "my-tool", tmp_path)
    with pytest.raises(ToolError, match="no lock"):
        pin_of("none", "my-tool", tmp_path)


@pytest.mark.parametrize("lock", sorted(LOCKS.glob("*.txt")), ids=lambda path: path.stem)
def test_every_requirement_of_a_shipped_lock_is_exact_and_hashed(lock):
    text = lock.read_text()
    requirements = re.split(r"\n(?=\S)", text.strip())
    assert requirements
    for requirement in requirements:
        assert re.match(r"[A-Za-z0-9._-]+(\[[a-z, ]+\])?==[^\s;]+", requirement)
        assert "--hash=sha256:" in requirement
    assert "://" not in text
    assert "--index" not in text
