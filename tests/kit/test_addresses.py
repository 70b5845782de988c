"""Facts about credentials in addresses."""

import time

import pytest

from holdfast.kit.addresses import without_credentials


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("cannot reach http://me:hunter2@proxy.example:3128", "cannot reach http://…@proxy.example:3128"),
        ("https://ghp_token@code.example/a.git", "https://…@code.example/a.git"),
        ("https://me:p@ss@host.example/?a=b", "https://…@host.example/?a=b"),
        ("a://b:c@d and e://f:g@h", "a://…@d and e://…@h"),
        ("'redis://:hunter2@cache:6379'", "'redis://…@cache:6379'"),
        ("https://blog.example/@me", "https://blog.example/@me"),
        ("https://host.example/?mail=a@b", "https://host.example/?mail=a@b"),
        ("mail me@host.example", "mail me@host.example"),
    ],
)
def test_credentials_leave_an_address_and_the_rest_stays(text: str, clean: str):
    assert without_credentials(text) == clean


@pytest.mark.parametrize("piece", ["://", "://a", "://@", "://a:"])
def test_a_text_made_to_be_slow_to_read_is_not(piece: str):
    before = time.process_time()
    without_credentials(piece * 200_000 + "@")
    assert time.process_time() - before < 2
