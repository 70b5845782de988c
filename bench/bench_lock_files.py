"""Lock files of 4,900 entries (3,300 packages) read into dependencies: npm's, and the same as pnpm's.

Figures are CPU seconds of this process, best of three, after start-up; nothing is cached between two rounds.
The ratio is to decoding the same file alone. What must hold is the limit on npm's.
"""

import json
import time
from collections.abc import Callable

import msgspec

from holdfast.dependencies.node_projects import archive_hashes
from holdfast.dependencies.readers import package_lock as npm
from holdfast.dependencies.readers import pnpm_lock as pnpm
from holdfast.dependencies.readers import poetry_lock as poetry
from holdfast.dependencies.reading import toml_of
from holdfast.kit.packages import package_url
from holdfast.kit.plain_yaml import read_yaml
from synthetic_lock import package_lock

LIMITS = {"npm_cpu_seconds": 0.5}


def cpu_seconds(call: Callable[[], object]) -> float:
    """The shortest of three rounds with empty caches."""
    rounds = []
    for _ in range(3):
        package_url.cache_clear()
        archive_hashes.cache_clear()
        began = time.process_time()
        call()
        rounds.append(time.process_time() - began)
    return round(min(rounds), 4)


def as_pnpm(lock: bytes) -> bytes:
    """The same packages as a pnpm lock file of version 9."""
    found = npm.read.read("package-lock.json", lock).dependencies
    packages = {f"{one.name}@{one.version}" for one in found}
    lines = ["lockfileVersion: '9.0'", "packages:"]
    for key in sorted(packages):
        lines += [f"  '{key}':", "    resolution: {integrity: sha512-AAAA}", "    engines: {node: '>=18'}"]
    lines += ["snapshots:", *(f"  '{key}': {{}}" for key in sorted(packages))]
    return "\n".join(lines).encode()


def as_poetry(entries: int) -> bytes:
    """A poetry.lock of that many packages."""
    table = '[[package]]\nname = "part-{0}"\nversion = "1.{0}"\n\n[package.dependencies]\npart-{1} = "*"\n\n'
    return "".join(table.format(number, number + 1) for number in range(entries)).encode()


def main() -> None:
    lock = package_lock()
    other = as_pnpm(lock)
    third = as_poetry(1000)
    seconds = cpu_seconds(lambda: npm.read.read("package-lock.json", lock))
    result = {
        "entries": 4900,
        "bytes": len(lock),
        "npm_cpu_seconds": seconds,
        "npm_decode_cpu_seconds": cpu_seconds(lambda: msgspec.json.decode(lock)),
        "pnpm_cpu_seconds": cpu_seconds(lambda: pnpm.read.read("pnpm-lock.yaml", other)),
        "pnpm_decode_cpu_seconds": cpu_seconds(lambda: read_yaml(other)),
        "poetry_1000_cpu_seconds": cpu_seconds(lambda: poetry.read.read("poetry.lock", third)),
        "poetry_1000_decode_cpu_seconds": cpu_seconds(lambda: toml_of(third)),
        "limits": LIMITS,
    }
    print(json.dumps(result, indent=2))
    assert seconds < LIMITS["npm_cpu_seconds"], result


if __name__ == "__main__":
    main()
