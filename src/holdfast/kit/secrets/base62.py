"""The checksum that ends the tokens of GitHub and npm."""

import zlib

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_CHECKSUM_CHARACTERS = 6


def checksum(body: bytes) -> str:
    """The CRC-32 of a token's random part in base 62, six characters.

    https://github.blog/engineering/behind-githubs-new-authentication-token-formats/ says CRC-32 and base 62;
    the alphabet and what is summed were found by trying them on tokens that GitHub has revoked.
    """
    rest = zlib.crc32(body)
    text = ""
    for _ in range(_CHECKSUM_CHARACTERS):
        rest, digit = divmod(rest, len(_ALPHABET))
        text = _ALPHABET[digit] + text
    return text
