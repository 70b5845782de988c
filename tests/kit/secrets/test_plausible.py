import pytest

from holdfast.kit.secrets.plausible import is_random


@pytest.mark.parametrize(
    "value",
    [
        b"9f86d081884c7d659a2feaa0c55ad015",
        b"qW8zK2pLr5TnX0vB",
        b"k3JhX-9sPq_2LmZw7",
        b"qwrJxQYHnDmQJIBwhyIe",
        b"0123-4567-89ab-cdef",
    ],
)
def test_what_a_machine_has_drawn_is_random(value):
    assert is_random(value)


@pytest.mark.parametrize(
    "value",
    [
        b"getAccessTokenSilently",
        b"access_token_response",
        b"gpl-2.0-no-invariants-or-later",
        b"LicenseRef-scancode-google-2019",
        b"/run/secrets/a1b2c3d4",
        b"https://a1b2c3.example/d4e5",
        b"short1A",
        b"aaaaaaaaaaaaaaaaaaaaaaaaaaaa1",
    ],
)
def test_words_paths_and_fillers_are_not(value):
    assert not is_random(value)
