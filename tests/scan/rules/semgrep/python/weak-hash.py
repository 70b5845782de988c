import hashlib
from hashlib import sha1

# ruleid: holdfast.python.weak-hash
hashlib.md5(b"page").hexdigest()
# ruleid: holdfast.python.weak-hash
sha1(b"page")
# ruleid: holdfast.python.weak-hash
hashlib.new("MD5", b"page")

# ok: holdfast.python.weak-hash
hashlib.sha256(b"page")
# ok: holdfast.python.weak-hash
hashlib.md5(b"page", usedforsecurity=False)
# ok: holdfast.python.weak-hash
hashlib.new("sha512", b"page")
