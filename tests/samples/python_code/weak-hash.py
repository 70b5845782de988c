import hashlib

OLD = "md5"


def digest(data):
    # ruleid: weak-hash
    first = hashlib.new(OLD, data)
    # ruleid: weak-hash
    second = hashlib.sha1(data)
    # ok: weak-hash
    third = hashlib.md5(data, usedforsecurity=False)
    # ok: weak-hash
    return first, second, third, hashlib.new("sha256", data)
