"""Every kind of mistake has a file, with the message that people read beside it.

``python tests/config/test_cases.py`` writes the messages again: read the difference before you commit it.
"""

import sys
from pathlib import Path

import pytest

from holdfast.config.load import load
from holdfast.config.sources import Sources
from holdfast.errors import ConfigError

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.yaml"))


def message(name: str) -> str:
    """What is printed for a case, as the file beside it holds it."""
    with pytest.raises(ConfigError) as caught:
        load(Sources(folder=CASES, file=CASES / f"{name}.yaml", system=CASES / "none"))
    error = caught.value
    lines = f"{error.what}\nwhy: {error.why}\ndo: {error.todo}\n"
    return lines.replace(str(CASES / f"{name}.yaml"), "holdfast.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_explained_with_its_place(name):
    assert message(name) == (CASES / f"{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_line_of_a_message_says_what_is_wrong_and_the_end_says_what_to_do(name):
    *lines, _why, todo = message(name).splitlines()

    assert len(todo) > len("do: ")
    for line in lines:
        source, row, column, fact = line.split(":", 3)
        assert source == "holdfast.yaml"
        assert int(row) >= 1
        assert int(column) >= 1
        assert fact.strip()


if __name__ == "__main__":
    for case in sys.argv[1:] or NAMES:
        (CASES / f"{case}.txt").write_text(message(case), encoding="utf-8")
