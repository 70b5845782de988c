import ssl

import requests

OPTIONS = (("verify", False), ("max_redirects", 2))
SOUND = (("trust_env", False), ("verify", "/etc/ssl/our-ca.pem"))


def session():
    client = requests.Session()
    for name, value in OPTIONS:
        # ruleid: weak-tls
        setattr(client, name, value)
    for name, value in SOUND:
        # ok: weak-tls
        setattr(client, name, value)
    # ruleid: weak-tls
    client.get("https://a.example/", **{"verify": False})
    # ok: weak-tls
    return client.get("https://a.example/", timeout=5)


def context():
    made = ssl.create_default_context()
    # ruleid: weak-tls
    made.check_hostname = False
    # ruleid: weak-tls
    made.verify_mode = ssl.CERT_NONE
    # ok: weak-tls
    made.verify_mode = ssl.CERT_REQUIRED
    return made
