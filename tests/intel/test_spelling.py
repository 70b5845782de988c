"""Facts about the spelling of versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.utils import canonicalize_version

from holdfast.intel.spelling import spelled


@given(st.lists(st.integers(0, 99), min_size=1, max_size=5))
def test_plain_numbers_are_spelled_as_packaging_does(numbers):
    version = ".".join(map(str, numbers))
    assert spelled("PyPI", version) == canonicalize_version(version)


@given(st.text(max_size=30))
def test_any_text_has_a_spelling_in_one_line(version):
    assert "\n" not in spelled("npm", version)


@pytest.mark.parametrize(
    ("ecosystem", "version", "is_same"),
    [
        ("Go", "v1.0.0", "1.0.0"),
        ("PyPI", "1.0RC1", "1.0rc1"),
        ("PyPI", "2.0.1+cu117", "2.0.1"),
        ("Maven", "v1", "v1"),
    ],
)
def test_spellings_of_one_version_come_to_one(ecosystem, version, is_same):
    assert spelled(ecosystem, version) == spelled(ecosystem, is_same)
