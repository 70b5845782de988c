from Crypto.Cipher import AES, DES


def boxes(key):
    # ruleid: weak-cipher
    one = AES.new(key, AES.MODE_ECB)
    # ruleid: weak-cipher
    two = DES.new(key, DES.MODE_CBC)
    # ok: weak-cipher
    return one, two, AES.new(key, AES.MODE_GCM)
