"""A made-up package-lock.json of any size: the folders of a large front end, nested as npm nests them."""

import base64
import hashlib
import json
import random


def package_lock(entries: int = 4900, unique: int = 3300, *, seed: int = 7) -> bytes:
    """A lock file of version 3.

    Args:
        entries: Folders of ``node_modules``.
        unique: Packages at one version among them; the others are further copies, nested in another package.
        seed: Of the names and of who needs whom.
    """
    chance = random.Random(seed)  # noqa: S311 - made-up names need no secrecy.
    names = [
        f"@scope{number % 40}/part-{number}" if number % 3 == 0 else f"part-{number}"
        for number in range(unique)
    ]
    versions = [f"{number % 9}.{number % 31}.{number % 7}" for number in range(unique)]
    packages: dict[str, dict[str, object]] = {
        "": {"name": "large", "version": "1.0.0", "dependencies": dict.fromkeys(names[:60], "^1.0.0")}
    }
    for number in range(unique):
        packages[f"node_modules/{names[number]}"] = _entry(chance, names, versions, number)
    while len(packages) <= entries:
        parent, number = chance.randrange(unique), chance.randrange(unique)
        packages[f"node_modules/{names[parent]}/node_modules/{names[number]}"] = _entry(
            chance, names, versions, number
        )
    document = {"name": "large", "version": "1.0.0", "lockfileVersion": 3, "packages": packages}
    return json.dumps(document, indent=2).encode()


def _entry(chance: random.Random, names: list[str], versions: list[str], number: int) -> dict[str, object]:
    digest = hashlib.sha512(f"{names[number]} {versions[number]}".encode()).digest()
    later = range(number + 1, min(number + 400, len(names)))
    return {
        "version": versions[number],
        "resolved": f"https://registry.example/{names[number]}/-/part-{versions[number]}.tgz",
        "integrity": f"sha512-{base64.b64encode(digest).decode()}",
        "license": "MIT",
        "dev": number % 5 == 0,
        "dependencies": {names[needed]: "^1.0.0" for needed in chance.sample(later, min(3, len(later)))},
        "engines": {"node": ">=18"},
    }
