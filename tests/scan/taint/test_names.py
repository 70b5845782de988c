"""One thing has one name, however it is imported."""

import pytest

from holdfast.scan.taint.names import REQUEST, canonical


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("flask.request", REQUEST),
        ("bottle.request", REQUEST),
        ("Cryptodome.Cipher.DES.new", "Crypto.Cipher.DES.new"),
        ("lxml.etree.fromstring", "lxml.fromstring"),
        ("builtins.eval", "eval"),
        ("os.system", "os.system"),
    ],
)
def test_a_name_has_one_spelling(name, short):
    assert canonical(name) == short
