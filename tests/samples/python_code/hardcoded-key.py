import os

import jwt
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

PIECES = ("00112233445566778899aabb", "ccddeeff")


class Tokens:
    signing = "not-a-real-key-0000"

    def issue(self, name):
        # ruleid: hardcoded-key
        return jwt.encode({"sub": name}, self.signing, algorithm="HS256")


def box():
    # ruleid: hardcoded-key
    return AESGCM(bytes.fromhex("".join(PIECES)))


def token(name):
    # ok: hardcoded-key
    return jwt.encode({"sub": name}, os.environ["JWT_KEY"], algorithm="HS256")
