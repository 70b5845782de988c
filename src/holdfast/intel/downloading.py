"""Fetches one file over HTTP: resumed where it broke off, bounded in size and time, complete or not at all.

The part that has arrived lies beside the target until all of it is there; with it lies what it is a part of,
so that a later call goes on only with the same file (``If-Range``).
"""

import base64
import hashlib
import http.client
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

import msgspec

from holdfast.errors import DownloadError, StorageError
from holdfast.kit.durations import format_duration, format_size
from holdfast.kit.files import write_atomic

_CHUNK_BYTES = 256 * 1024
_UNREACHED_ATTEMPTS = 2
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)", re.ASCII)
_TEMPORARY = {408, 425, 429, 500, 502, 503, 504}
_NOT_MODIFIED, _PARTIAL, _NOT_SATISFIABLE = 304, 206, 416
_TODO = "check the address and the network, and try again"

Progress = Callable[[int, int], None]
"""Told of bytes that are there, and of all bytes; 0 when the server does not say how many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """Limits of one download.

    Attributes:
        size_bytes: Larger files are refused.
        total: Limit of time for all attempts.
        silence: Limit of time without a byte.
        attempts: How often it is tried; each goes on where the last one broke off.
        pause: Time before the second attempt; it doubles from there.
    """

    size_bytes: int = 4 * 2**30
    total: timedelta = timedelta(minutes=30)
    silence: timedelta = timedelta(seconds=30)
    attempts: int = 5
    pause: timedelta = timedelta(seconds=0.5)


PATIENT = Patience()
"""The limits that hold where none are named."""


class Download(msgspec.Struct, frozen=True, kw_only=True):
    """What came of it.

    Attributes:
        url: Address without credentials.
        etag: The server's name of this state of the file; empty when it gives none.
        sha256: Of the file, in hex.
        is_unchanged: Whether the server says that the known state is still the newest; nothing was written.
    """

    url: str
    etag: str = ""
    sha256: str = ""
    is_unchanged: bool = False


class _Part(msgspec.Struct):
    """What the part on the disk is a part of."""

    url: str
    etag: str


class _Broken(Exception):  # noqa: N818 - it never leaves this module.
    """An attempt ended early, and another may go on."""


class _Unreached(_Broken):
    """The server did not answer at all: waiting long for it helps nobody who is without network."""


class _Restart(_Broken):
    """The part is of no use: the next attempt begins at the first byte."""


class _SameScheme(urllib.request.HTTPRedirectHandler):
    """Follows redirects that stay with http or https, and never from https to http."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        old, new = urllib.parse.urlsplit(req.full_url).scheme, urllib.parse.urlsplit(newurl).scheme
        if new not in ("https", old):
            raise DownloadError(
                f"{told(req.full_url)} sends us on to {told(newurl)}",
                f"a redirect from {old} to {new} is not followed",
                "name the address of the file itself",
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def told(url: str) -> str:
    """The address as it may be shown: without user, password and query."""
    parts = urllib.parse.urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urllib.parse.urlunsplit((parts.scheme, host, parts.path, "", ""))


def fetch(
    url: str,
    target: Path,
    known_etag: str = "",
    patience: Patience = PATIENT,
    progress: Progress = lambda _done, _all: None,
) -> Download:
    """Fetch a file to the target path, all of it or nothing.

    Args:
        url: Address, http or https; user and password in it go to its own host only.
        target: File to write; beside it the part that has arrived.
        known_etag: State that is there already, to be told if it is still the newest.
        patience: Limits.
        progress: Told how far it is.

    Raises:
        DownloadError: It cannot be fetched within the limits; what has arrived stays for the next call.
        StorageError: It cannot be written.
    """
    if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
        raise DownloadError(f"{told(url)} is no web address", "only http and https are fetched", _TODO)
    work = _Fetching(url, target, patience, progress)
    pause = patience.pause.total_seconds()
    for attempt in range(1, patience.attempts + 1):
        try:
            return work.attempt(known_etag)
        except _Broken as broken:
            if isinstance(broken, _Restart):
                work.forget()
            tries = (
                min(patience.attempts, _UNREACHED_ATTEMPTS)
                if isinstance(broken, _Unreached)
                else patience.attempts
            )
            if attempt >= tries:
                raise DownloadError(f"{told(url)} cannot be fetched", str(broken), _TODO) from None
        work.wait(pause)
        pause *= 2
    raise AssertionError("an attempt is made at least once")  # pragma: no cover


class _Fetching:
    """One download over all its attempts."""

    def __init__(self, url: str, target: Path, patience: Patience, progress: Progress) -> None:
        self._url = url
        self._target = target
        self._patience = patience
        self._progress = progress
        self._part = target.with_name(f"{target.name}.part")
        self._facts = target.with_name(f"{target.name}.part.json")
        self._until = time.monotonic() + patience.total.total_seconds()
        self._opener = urllib.request.build_opener(_SameScheme)

    def attempt(self, known_etag: str) -> Download:
        """One request, and all its bytes.

        Raises:
            _Broken: It ended early.
            DownloadError: Another attempt would not help.
        """
        start, etag = self._resumable()
        try:
            answer = self._opener.open(
                self._request(start, etag, known_etag), timeout=self._patience.silence.total_seconds()
            )
        except urllib.error.HTTPError as error:
            return self._refused(error, known_etag)
        except (OSError, http.client.HTTPException, ValueError) as error:
            reason = getattr(error, "reason", None) or error
            raise _Unreached(str(reason) or type(error).__name__) from None
        with closing(answer):
            return self._receive(answer, start)

    def forget(self) -> None:
        """Drop what has arrived."""
        self._part.unlink(missing_ok=True)
        self._facts.unlink(missing_ok=True)

    def wait(self, seconds: float) -> None:
        """Pause, but not beyond the limit of time.

        Raises:
            DownloadError: The limit is reached.
        """
        self._check_time()
        time.sleep(min(seconds, max(self._until - time.monotonic(), 0)))

    def _resumable(self) -> tuple[int, str]:
        """How many bytes are there of which state of the file; none without a name for the state."""
        try:
            facts = msgspec.json.decode(self._facts.read_bytes(), type=_Part)
            size = self._part.stat().st_size
        except (OSError, msgspec.DecodeError):
            return 0, ""
        is_strong = bool(facts.etag) and not facts.etag.startswith("W/")
        return (size, facts.etag) if facts.url == told(self._url) and is_strong else (0, "")

    def _request(self, start: int, etag: str, known_etag: str) -> urllib.request.Request:
        parts = urllib.parse.urlsplit(self._url)
        user, _, host = parts.netloc.rpartition("@")
        # The scheme was checked, and the address is the user's own or the published one of a feed.
        request = urllib.request.Request(urllib.parse.urlunsplit(parts._replace(netloc=host)))  # noqa: S310
        request.add_header("Accept-Encoding", "identity")
        request.add_header("User-Agent", "holdfast")
        if user:
            # Unredirected: credentials are for this host alone.
            token = base64.b64encode(urllib.parse.unquote(user).encode()).decode()
            request.add_unredirected_header("Authorization", f"Basic {token}")
        if start:
            request.add_header("Range", f"bytes={start}-")
            request.add_header("If-Range", etag)
        elif known_etag:
            request.add_header("If-None-Match", known_etag)
        return request

    def _refused(self, error: urllib.error.HTTPError, known_etag: str) -> Download:
        with closing(error):
            if error.code == _NOT_MODIFIED and known_etag:
                return Download(url=told(self._url), etag=known_etag, is_unchanged=True)
            if error.code == _NOT_SATISFIABLE:
                raise _Restart("the server does not go on where it broke off")
            why = f"the server answers {error.code} {error.reason}"
            if error.code in _TEMPORARY:
                raise _Broken(why)
            raise DownloadError(f"{told(self._url)} cannot be fetched", why, _TODO)

    def _receive(self, answer: Any, start: int) -> Download:
        total, start = self._total(answer, start)
        etag = answer.headers.get("ETag", "")
        if total > self._patience.size_bytes:
            raise self._too_large(format_size(total))
        write_atomic(self._facts, msgspec.json.encode(_Part(url=told(self._url), etag=etag)))
        try:
            with self._part.open("ab" if start else "wb") as file:
                done = self._copy(answer, file, start, total)
        except OSError as error:
            why = error.strerror or str(error)
            raise StorageError(
                f"{self._part} cannot be written", why, "check the space left on the disk"
            ) from error
        if total and done != total:
            raise _Broken(f"the connection ended after {done:,} of {total:,} bytes")
        return self._finish(etag)

    def _total(self, answer: Any, start: int) -> tuple[int, int]:
        """Bytes of the whole file (0: not known), and the byte at which this answer begins."""
        length = answer.headers.get("Content-Length", "")
        length_bytes = int(length) if length.isascii() and length.isdigit() else 0
        if answer.status != _PARTIAL:
            return length_bytes, 0
        found = _RANGE.fullmatch(answer.headers.get("Content-Range", "").strip())
        if not start or not found or int(found[1]) != start:
            raise _Restart("the server sends another part than was asked for")
        return (int(found[3]) if found[3] != "*" else start + length_bytes), start

    def _copy(self, answer: Any, file: IO[bytes], done: int, total: int) -> int:
        while chunk := self._read(answer):
            self._check_time()
            done += len(chunk)
            if done > self._patience.size_bytes:
                raise self._too_large("more")
            file.write(chunk)
            self._progress(done, total)
        return done

    def _read(self, answer: Any) -> bytes:
        try:
            chunk: bytes = answer.read1(_CHUNK_BYTES)
        except (OSError, http.client.HTTPException) as error:
            raise _Broken(f"the connection broke: {error!r}"[:200]) from None
        return chunk

    def _finish(self, etag: str) -> Download:
        with self._part.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        self._part.replace(self._target)
        self._facts.unlink(missing_ok=True)
        return Download(url=told(self._url), etag=etag, sha256=digest)

    def _check_time(self) -> None:
        if time.monotonic() >= self._until:
            raise DownloadError(
                f"{told(self._url)} cannot be fetched",
                f"it took longer than {format_duration(self._patience.total)}",
                "try again: what has arrived is kept",
            )

    def _too_large(self, size: str) -> DownloadError:
        self.forget()
        return DownloadError(
            f"{told(self._url)} is too large",
            f"it has {size}; the limit is {format_size(self._patience.size_bytes)}",
            "check the address",
        )
