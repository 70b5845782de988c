import random
import secrets


def invite():
    # ruleid: weak-random
    token = "".join(random.choice("abcdef") for _ in range(20))
    # ok: weak-random
    password = "".join(secrets.choice("abcdef") for _ in range(20))
    # ok: weak-random
    delay = random.uniform(1, 2)
    return token, password, delay
