"""The locks of managed tools, shipped with Holdfast: exact versions with hashes."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from holdfast.errors import ToolError

LOCKS = Path(__file__).parent / "locks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """What one lock fixes.

    Attributes:
        name: Name of the tool; its lock is ``locks/<name>.txt``.
        package: Distribution that the version is of.
        version: Its version.
        lock: The lock file.
        sha256: Hash of the lock file.
    """

    name: str
    package: str
    version: str
    lock: Path
    sha256: str


def pin_of(name: str, package: str, locks: Path = LOCKS) -> Pin:
    """The pin of a tool.

    Raises:
        ToolError: There is no lock, or it does not name the package.
    """
    lock = locks / f"{name}.txt"
    try:
        data = lock.read_bytes()
    except OSError as error:
        raise ToolError(f"{name} has no lock", f"{lock} cannot be read", "install Holdfast again") from error
    found = re.search(rf"^{re.escape(package)}(?:\[[^\]]*\])?==([^\s;\\]+)", data.decode(), re.MULTILINE)
    if not found:
        raise ToolError(f"{name} has no version", f"{lock} does not name {package}", "install Holdfast again")
    return Pin(
        name=name, package=package, version=found[1], lock=lock, sha256=hashlib.sha256(data).hexdigest()
    )
