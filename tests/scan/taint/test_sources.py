"""Names tell secrets, and imports tell web applications."""

import pytest

from holdfast.scan.taint.sources import is_secret, is_web


@pytest.mark.parametrize("name", ["api_key", "DB_PASSWORD", "auth_token", "client_secret", "token"])
def test_names_of_secrets(name):
    assert is_secret(name)


@pytest.mark.parametrize("name", ["csrf_token", "tokens", "key", "passwords_file", "secretary"])
def test_names_of_other_things(name):
    assert not is_secret(name)


def test_a_file_is_part_of_a_web_application_by_what_it_imports():
    assert is_web(frozenset({"flask", "os"}))
    assert not is_web(frozenset({"os"}))
