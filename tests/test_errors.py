"""Facts about the tree of errors."""

import inspect
import re

import pytest

from holdfast import errors
from holdfast.errors import HoldfastError

KINDS = [kind for kind in vars(errors).values() if inspect.isclass(kind) and issubclass(kind, HoldfastError)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_stands_in_the_tree_with_its_code(kind):
    assert re.search(rf"{kind.__name__}\s+{kind.code}", errors.__doc__ or "") or kind is HoldfastError


def test_an_error_says_what_why_and_what_to_do():
    error = errors.ToolError("what", "why", "todo")
    assert (str(error), error.what, error.why, error.todo) == ("what", "what", "why", "todo")
