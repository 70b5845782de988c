import pytest

from holdfast.kit.secrets.entropy import entropy


@pytest.mark.parametrize(
    ("value", "bits"), [(b"", 0.0), (b"aaaa", 0.0), (b"abab", 1.0), (bytes(range(256)), 8.0)]
)
def test_entropy_is_in_bits_per_byte(value, bits):
    assert entropy(value) == pytest.approx(bits)
