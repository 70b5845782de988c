import hashlib


def keep(user, password, salt):
    # ruleid: fast-password-hash
    user.digest = hashlib.sha256(password.encode()).hexdigest()
    digest = hashlib.sha512()
    # ruleid: fast-password-hash
    digest.update(password.encode())
    # ok: fast-password-hash
    user.slow = hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=1)
    # ok: fast-password-hash
    user.checksum = hashlib.sha256(user.picture).hexdigest()
