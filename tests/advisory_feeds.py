"""Feeds of advisories, made by us for a test: records, archives and databases of them."""

import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from holdfast.intel.database import Database, open_database
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import FeedFile, build

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
Osv = dict[str, Any]


def events(*pairs: str) -> list[dict[str, str]]:
    """Events from words such as ``introduced:0`` and ``fixed:1.2``."""
    return [dict([pair.split(":", 1)]) for pair in pairs]


def affected(ecosystem: str, name: str, *spans: Iterable[str], versions: Iterable[str] = ()) -> Osv:
    """One item of ``affected``."""
    ranges = [{"type": "ECOSYSTEM", "events": events(*span)} for span in spans]
    return {
        "package": {"ecosystem": ecosystem, "name": name},
        "ranges": ranges,
        "versions": list(versions),
    }


def osv(name: str, *items: Osv, **more: Any) -> Osv:
    """An OSV record."""
    return {
        "id": name,
        "modified": "2026-11-20T00:00:00Z",
        "published": "2026-11-01T00:00:00Z",
        "summary": f"About {name}",
        "affected": list(items),
        **more,
    }


def archive(path: Path, records: Iterable[Osv], extra: Mapping[str, bytes] | None = None) -> Path:
    """An ``all.zip`` of these records, and of further files as they are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for record in records:
            file.writestr(f"{record['id']}.json", json.dumps(record))
        for name, content in (extra or {}).items():
            file.writestr(name, content)
    return path


def feed(path: Path, name: str, kind: FeedKind = FeedKind.OSV) -> FeedFile:
    """A file as a feed of that name, fetched now."""
    return FeedFile(name=name, kind=kind, path=path, source=f"test/{path.name}", fetched=NOW, as_of=NOW)


def database(folder: Path, *files: FeedFile, **ecosystems: Iterable[Osv]) -> Database:
    """A database of records by ecosystem (``crates_io`` for ``crates.io``), and of further feeds."""
    feeds = list(files)
    for word, records in ecosystems.items():
        name = word.replace("_", ".")
        feeds.append(feed(archive(folder / name / "all.zip", records), name))
    target = folder / "built.sqlite"
    target.unlink(missing_ok=True)
    build(target, feeds, NOW)
    return open_database(target)
