from holdfast.kit.secrets.base62 import checksum


def test_it_is_what_github_wrote_on_a_token_that_it_has_revoked():
    # The token is quoted in public write-ups of the format; it stands here in two parts.
    assert checksum(b"zQWBuTSOoRi4A9sp" + b"HcVY5ncnsDkxkJ") == "0mLq17"


def test_it_always_has_six_characters():
    assert {len(checksum(bytes([byte]))) for byte in range(256)} == {6}
