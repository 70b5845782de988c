import re

import pytest

from holdfast.kit.secrets import checks
from holdfast.kit.secrets.examples import expand


def test_the_same_template_and_seed_give_the_same_text():
    assert expand("x_<w20>", 3) == expand("x_<w20>", 3)


def test_another_seed_gives_another_text():
    assert len({expand("x_<w20>", seed) for seed in range(20)}) == 20


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        ("<a9>", "[0-9a-z]{9}"),
        ("<H9>", "[0-9A-F]{9}"),
        ("<t9>", "[2-7A-Z]{9}"),
        ("<d9>", "[1-9][0-9]{8}"),
        ("<uuid>", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
        ("a<->b", "ab"),
        ("<unknown> <b>", "<unknown> <b>"),
    ],
)
def test_a_mark_is_filled_by_its_alphabet(template, pattern):
    assert re.fullmatch(pattern, expand(template))


def test_structures_pass_their_checks_for_every_seed():
    for seed in range(20):
        assert checks.has_checksum(expand("npm_<w30><crc>", seed).encode())
        assert checks.is_json_web_token(expand("<jwt>", seed).encode())
        assert checks.is_pypi_macaroon(expand("pypi-<pypi96>", seed).encode())
