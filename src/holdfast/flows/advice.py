"""Tells scanners where the database of advisories lies, and when an answer from it may be quoted again."""

from datetime import datetime, timedelta
from pathlib import Path

from holdfast.errors import StorageError
from holdfast.intel.database import open_database
from holdfast.kit.digest import digest
from holdfast.scan.scanning import Advisories


def advisories_in(file: Path, now: datetime, max_age: timedelta) -> Advisories:
    """The database in a file, for scanners.

    Args:
        file: Where it lies, or would lie.
        now: The time that ages are counted to.
        max_age: An older feed decides nothing.
    """
    try:
        facts = file.stat()
        with open_database(file) as database:
            judged = database.state(now, max_age)
    except (OSError, StorageError):
        return Advisories(folder=file.parent, max_age=max_age, state="none")
    parts = [str(facts.st_mtime_ns), str(facts.st_size), str(facts.st_ino)]
    parts += [f"{one.name} {one.freshness}" for one in judged.feeds]
    return Advisories(folder=file.parent, max_age=max_age, state=digest(parts))
