"""The advisory database: built of 10,000 advisories, opened, and asked about 4,900 dependencies.

Figures are CPU seconds of this process (best of three, the build once). The advisories are made here, in the
proportions of real ones: four of five have a range with a fix, some list their versions, one of six has an
alias in another record. The ratio of the build is to decoding the same records with the standard library;
that of the match is to reading one row of each package.
"""

import io
import json
import random
import tempfile
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from holdfast.intel.advisories import Package
from holdfast.intel.database import open_database
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import FeedFile, build

ADVISORIES = 10_000
DEPENDENCIES, UNIQUE = 4_900, 3_300
LIMITS = {"build_cpu_seconds": 60.0, "open_cpu_seconds": 0.05, "match_cpu_seconds": 1.0}
ECOSYSTEMS = ("npm", "PyPI")
NOW = datetime(2026, 11, 21, tzinfo=UTC)


def advisory(number: int, chance: random.Random) -> dict[str, Any]:
    ecosystem = ECOSYSTEMS[number % 2]
    first, fixed = chance.randrange(3), chance.randrange(4, 9)
    events = [
        {"introduced": f"{first}.0.0" if first else "0"},
        {"fixed": f"{fixed}.{chance.randrange(20)}.1"},
    ]
    versions = (
        [f"{major}.{minor}.0" for major in range(first, 4) for minor in range(9)] if number % 3 == 0 else []
    )
    name = f"GHSA-{number:04d}" if number % 2 else f"PYSEC-2026-{number}"
    return {
        "id": name,
        "modified": "2026-11-20T00:00:00Z",
        "published": "2026-01-01T00:00:00Z",
        "aliases": [f"CVE-2026-{10_000 + number - number % 6 // 5}"],
        "summary": f"A crafted request exhausts the memory of package-{number}",
        "details": "The parser takes the length of its input from the input. " * 20,
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}],
        "affected": [
            {
                "package": {"ecosystem": ecosystem, "name": f"package-{chance.randrange(2_500)}"},
                "ranges": [{"type": "ECOSYSTEM", "events": events if number % 5 else events[:1]}],
                "versions": versions,
            }
        ],
        "references": [
            {"type": "WEB", "url": f"https://advisories.example/{number}/{part}"} for part in range(5)
        ],
        "database_specific": {"severity": "HIGH", "cwe_ids": ["CWE-400"]},
    }


def feeds(folder: Path) -> list[FeedFile]:
    chance = random.Random(3)  # noqa: S311 - the same data each time.
    files = []
    records = [advisory(number, chance) for number in range(ADVISORIES)]
    for parity, name in enumerate(ECOSYSTEMS):
        path = folder / f"{name}.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for record in records[parity::2]:
                archive.writestr(f"{record['id']}.json", json.dumps(record))
        files.append(FeedFile(name=name, kind=FeedKind.OSV, path=path, source="bench", fetched=NOW))
    return files


def lock_file() -> list[Package]:
    """4,900 dependencies, 3,300 different ones: two of five packages have advisories."""
    chance = random.Random(4)  # noqa: S311
    unique = [
        Package("npm", f"package-{number}", f"{chance.randrange(9)}.{chance.randrange(20)}.{number % 9}")
        for number in range(UNIQUE)
    ]
    return unique + chance.choices(unique, k=DEPENDENCIES - UNIQUE)


def cpu_seconds(action: Callable[[], object], times: int = 3) -> float:
    def once() -> float:
        started = time.process_time()
        action()
        return time.process_time() - started

    return round(min(once() for _ in range(times)), 4)


def decode(files: list[FeedFile]) -> None:
    for file in files:
        with zipfile.ZipFile(io.BytesIO(file.path.read_bytes())) as archive:
            for name in archive.namelist():
                json.loads(archive.read(name))


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files, target, packages = feeds(folder), folder / "advisories.sqlite", lock_file()
        built = cpu_seconds(lambda: build(target, files, NOW), times=1)
        decoded = cpu_seconds(lambda: decode(files), times=1)

        def ask() -> None:
            with open_database(target) as database:
                database.match(packages)

        opened = cpu_seconds(lambda: open_database(target).feeds)
        with open_database(target) as database:
            started = time.process_time()
            matches = database.match(packages)
            first = round(time.process_time() - started, 4)
            read = cpu_seconds(lambda: [list(database._entries(package)) for package in set(packages)])  # noqa: SLF001
        figures = {
            "build_cpu_seconds": built,
            "open_cpu_seconds": opened,
            "match_cpu_seconds": first,
        }
        answer = {
            "benchmark": "advisories",
            "advisories": ADVISORIES,
            "dependencies": len(packages),
            "unique": len(set(packages)),
            "vulnerable": sum(bool(match.vulnerabilities) for match in matches.packages),
            "vulnerabilities": sum(len(match.vulnerabilities) for match in matches.packages),
            "index_mib": round(target.stat().st_size / 2**20, 1),
            **figures,
            "match_again_cpu_seconds": cpu_seconds(ask),
            "ratio_of_build_to_decoding": round(built / decoded, 1),
            "ratio_of_match_to_reading": round(first / read, 1),
            "limits": LIMITS,
            "is_within_limits": all(figures[name] <= limit for name, limit in LIMITS.items()),
        }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
