"""One error for all mistakes."""

import pytest

from holdfast.config.mistakes import MOST_SHOWN, Mistake, refuse
from holdfast.config.nodes import Origin
from holdfast.errors import ConfigError


def caught(*mistakes: Mistake) -> ConfigError:
    with pytest.raises(ConfigError) as error:
        refuse(mistakes)
    return error.value


def test_no_mistake_is_no_error():
    refuse([])


def test_one_mistake_has_the_three_parts_of_an_error():
    error = caught(Mistake(Origin("f", 12, 5), "scan.timout: unknown key", "why", "did you mean 'timeout'?"))

    assert (error.what, error.why, error.todo) == (
        "f:12:5: scan.timout: unknown key",
        "why",
        "did you mean 'timeout'?",
    )


def test_several_are_shown_in_the_order_of_the_file():
    error = caught(Mistake(Origin("f", 9, 1), "late"), Mistake(Origin("f", 2, 7), "early", todo="mend it"))

    assert error.what.splitlines() == ["f:2:7: early; mend it", "f:9:1: late"]
    assert error.why == "2 mistakes"


def test_no_more_are_shown_than_people_read():
    error = caught(*(Mistake(Origin("f", line, 1), "wrong") for line in range(1, 100)))

    assert len(error.what.splitlines()) == MOST_SHOWN
    assert error.why == f"99 mistakes, the first {MOST_SHOWN} are shown"
