"""Where feeds come from: OSV's bucket, CISA and FIRST; a mirror of them; or files on this machine."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from holdfast.errors import UsageError
from holdfast.intel.ecosystems import ECOSYSTEMS, feed_of
from holdfast.intel.exploitation import is_catalogue
from holdfast.intel.feeds import FeedKind
from holdfast.kit.suggest import did_you_mean

OSV_URL = "https://osv-vulnerabilities.storage.googleapis.com"
KEV_URL = "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json"
EPSS_URL = "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz"

DEFAULT_ECOSYSTEMS = ("npm", "PyPI", "Go", "Maven", "crates.io", "NuGet", "RubyGems", "Packagist")
"""The languages of lock files; distributions' advisories are large, and only images need them."""

KEV, EPSS = "kev", "epss"
_KEV_FILES = ("kev.json", "known_exploited_vulnerabilities.json")
_EPSS_FILE = re.compile(r"epss[\w.-]*\.csv(\.gz)?", re.ASCII | re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 ._-]{0,60}", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A feed to get.

    Attributes:
        name: OSV's ecosystem, ``kev`` or ``epss``.
        kind: What it holds.
        url: Its address; empty for one on this machine.
        path: Its file, or a folder of OSV records; ``None`` for one that is fetched.
        is_optional: Whether its absence is no error: a mirror need not have KEV and EPSS.
    """

    name: str
    kind: FeedKind
    url: str = ""
    path: Path | None = None
    is_optional: bool = False


def wanted_feeds(places: Sequence[str], ecosystems: Sequence[str], present: Sequence[str]) -> list[Wanted]:
    """What an update is to get.

    Args:
        places: What the user named: addresses, folders and files; empty for the public sources.
        ecosystems: Ecosystems that the user named; empty for all that the places have.
        present: Feeds that are there already; they are kept up to date.

    Raises:
        UsageError: A place does not exist or holds no feed, or an ecosystem has an unknown name.
    """
    names = tuple(dict.fromkeys(_checked(name) for name in ecosystems))
    if not places:
        known = [name for name in present if name not in (KEV, EPSS)]
        return list(_public(names or tuple(dict.fromkeys((*DEFAULT_ECOSYSTEMS, *known)))))
    found: dict[str, Wanted] = {}
    for place in places:
        is_address = urlsplit(place).scheme in ("http", "https")
        for feed in _of_url(place, names) if is_address else _of_path(Path(place), names):
            found[feed.name] = feed
    return list(found.values())


def _public(names: Sequence[str]) -> Iterator[Wanted]:
    for name in names:
        yield Wanted(name=name, kind=FeedKind.OSV, url=f"{OSV_URL}/{quote(name)}/all.zip")
    yield Wanted(name=KEV, kind=FeedKind.KEV, url=KEV_URL)
    yield Wanted(name=EPSS, kind=FeedKind.EPSS, url=EPSS_URL)


def _of_url(url: str, names: Sequence[str]) -> Iterator[Wanted]:
    """A mirror with the layout of OSV's bucket, or the address of one file."""
    path = unquote(urlsplit(url).path)
    file, folder = path.rpartition("/")[2], path.rpartition("/")[0].rpartition("/")[2]
    if file.endswith(".zip"):
        yield Wanted(name=_only(names, folder, url), kind=FeedKind.OSV, url=url)
    elif file in _KEV_FILES:
        yield Wanted(name=KEV, kind=FeedKind.KEV, url=url)
    elif _EPSS_FILE.fullmatch(file):
        yield Wanted(name=EPSS, kind=FeedKind.EPSS, url=url)
    else:
        root = url.rstrip("/")
        for name in names or DEFAULT_ECOSYSTEMS:
            is_optional = not names
            address = f"{root}/{quote(name)}/all.zip"
            yield Wanted(name=name, kind=FeedKind.OSV, url=address, is_optional=is_optional)
        yield Wanted(name=KEV, kind=FeedKind.KEV, url=f"{root}/kev.json", is_optional=True)
        address = f"{root}/epss_scores-current.csv.gz"
        yield Wanted(name=EPSS, kind=FeedKind.EPSS, url=address, is_optional=True)


def _of_path(path: Path, names: Sequence[str]) -> list[Wanted]:
    if path.is_dir():
        found = [feed for feed in _in_folder(path) if not names or feed.name in (*names, KEV, EPSS)]
        missing = [name for name in names if name not in {feed.name for feed in found}]
    elif path.is_file():
        found, missing = [_of_file(path, names)], []
    else:
        raise UsageError(
            f"{path} does not exist", "--from names a folder, a file or an address", "check the path"
        )
    if not found or missing:
        what = f"advisories of {', '.join(missing)}" if missing else "advisories"
        raise UsageError(
            f"{path} holds no {what}",
            "a folder has one folder for each ecosystem, with all.zip or OSV records in it",
            "name the folder above, or the file itself",
        )
    return found


def _in_folder(path: Path) -> Iterator[Wanted]:
    """The feeds of a folder: of an ecosystem itself, or of one with ecosystems in it."""
    if (path / "all.zip").is_file() or path.name in ECOSYSTEMS:
        archive = path / "all.zip"
        yield Wanted(name=_checked(path.name), kind=FeedKind.OSV, path=archive if archive.is_file() else path)
        return
    for child in sorted(path.iterdir()):
        if child.is_dir() and ((child / "all.zip").is_file() or child.name in ECOSYSTEMS):
            yield from _in_folder(child)
        elif child.is_file() and child.name in _KEV_FILES:
            yield Wanted(name=KEV, kind=FeedKind.KEV, path=child)
        elif child.is_file() and _EPSS_FILE.fullmatch(child.name):
            yield Wanted(name=EPSS, kind=FeedKind.EPSS, path=child)


def _of_file(path: Path, names: Sequence[str]) -> Wanted:
    if path.suffix.lower() == ".zip":
        guess = path.stem if path.stem in ECOSYSTEMS else path.absolute().parent.name
        return Wanted(name=_only(names, guess, str(path)), kind=FeedKind.OSV, path=path)
    with path.open("rb") as file:
        head = file.read(65_536)
    if is_catalogue(head):
        return Wanted(name=KEV, kind=FeedKind.KEV, path=path)
    if head.startswith((b"#model_version", b"cve,epss", b"\x1f\x8b")):
        return Wanted(name=EPSS, kind=FeedKind.EPSS, path=path)
    raise UsageError(
        f"{path} is no feed", "an OSV all.zip, kev.json or EPSS scores are", "name one of these, or a folder"
    )


def _only(names: Sequence[str], guess: str, place: str) -> str:
    """The one ecosystem of a single archive."""
    if len(names) == 1:
        return names[0]
    if not names and guess in ECOSYSTEMS:
        return guess
    raise UsageError(
        f"{place} does not say which ecosystem it is of",
        "its folder is not named after one",
        "add --ecosystem",
    )


def _checked(name: str) -> str:
    """A feed's name; a distribution's release is a part of its feed.

    Raises:
        UsageError: OSV has no such ecosystem.
    """
    feed = feed_of(name)
    by_case = {known.lower(): known for known in ECOSYSTEMS}
    if feed.lower() in by_case:
        return by_case[feed.lower()]
    near = did_you_mean(feed.lower(), by_case)
    if _NAME.fullmatch(feed) and feed not in (KEV, EPSS) and not near:
        return feed  # OSV takes in new ones.
    raise UsageError(
        f"{name!r} is no ecosystem of OSV",
        "names are those of OSV's schema",
        near or f"known names: {', '.join(sorted(ECOSYSTEMS))}",
    )
