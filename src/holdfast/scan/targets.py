"""Lets dynamic scans reach only hosts on the allow-list, and only the application that is meant."""

import contextlib
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from fnmatch import fnmatchcase
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import SplitResult, urljoin, urlsplit

from holdfast.config.scan import DastSettings
from holdfast.errors import TargetRefused

TIMEOUT = timedelta(seconds=10)
_MOST_BYTES = 2**20
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_TITLE = re.compile(r"<title(?:\s[^<>]{0,500})?>([^<]{0,2000})", re.IGNORECASE)
"""Bounded: the page is written by the application under test, or by whoever attacks it."""

Resolve = Callable[[str, int], Sequence[str]]
"""All addresses of a host name; raises ``OSError`` when it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address that may be tested.

    Attributes:
        url: As the user gave it.
        host: Its host, in lower case.
        port: Its port.
        addresses: What the host resolved to when it was let through.
    """

    url: str
    host: str
    port: int
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Whether a target is the application that is meant.

    Attributes:
        is_right: Whether it answered, and as expected.
        reason: Why not, in a sentence; empty when it is.
        url: The address that answered, after redirects.
        status: HTTP status; 0 when nothing answered.
        title: Title of the page.
    """

    is_right: bool
    reason: str = ""
    url: str = ""
    status: int = 0
    title: str = ""


def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a host, by the system's resolver.

    Raises:
        OSError: It has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


def guard(url: str, allow: Sequence[str], resolver: Resolve = resolve) -> Target:
    """The target behind an address, if it may be tested.

    A host on the list may. Any other may only if each address that it resolves to is on the list: a name is
    not trusted for what it looks like.

    Args:
        url: Address of the application.
        allow: Host names (``*`` as wildcard), addresses, and networks (``10.1.0.0/16``).
        resolver: Finds the addresses of a name.

    Raises:
        TargetRefused: It may not be tested, or cannot be found.
    """
    parts = _split(url)
    host = (parts.hostname or "").rstrip(".")
    port = parts.port or _PORTS[parts.scheme]
    try:
        addresses = tuple(resolver(host, port))
    except (OSError, UnicodeError) as error:
        if not _is_allowed(host, allow):
            raise _refused(url, f"{host} is not on the allow-list") from None
        raise TargetRefused(
            f"{url} cannot be tested", f"{host} cannot be found: {error}", "check the name"
        ) from None
    if _is_allowed(host, allow):
        return Target(url=url, host=host, port=port, addresses=addresses)
    outside = [address for address in addresses if not _is_allowed(address, allow)]
    if outside or not addresses:
        more = "" if outside[:1] in ([], [host]) else f" (it resolves to {outside[0]})"
        raise _refused(url, f"{host}{more} is not on the allow-list")
    return Target(url=url, host=host, port=port, addresses=addresses)


def check_identity(
    target: Target,
    settings: DastSettings,
    timeout: timedelta = TIMEOUT,
    resolver: Resolve = resolve,
) -> Identity:
    """Whether the application behind a target is the one that is meant, by one request.

    Redirects are followed as long as they stay on the allow-list. A scan of the wrong application, or of an
    error page, would find nothing and prove nothing.
    """
    until = time.monotonic() + timeout.total_seconds()
    current = target
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            answer = _get(current, until)
        except (OSError, HTTPException, ValueError, LookupError) as error:
            reason = f"{current.url} does not answer: {str(error) or type(error).__name__}"
            return Identity(is_right=False, reason=reason, url=current.url)
        if not answer.location:
            return _compare(current.url, answer, settings)
        try:
            current = guard(urljoin(current.url, answer.location), settings.allow, resolver)
        except TargetRefused as error:
            reason = f"{current.url} redirects to where no scan may go: {error.why}"
            return Identity(is_right=False, reason=reason, url=current.url, status=answer.status)
    return Identity(is_right=False, reason=f"{target.url} redirects without end", url=current.url)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answer:
    status: int
    headers: dict[str, str]
    text: str
    location: str


def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused(url, str(error)) from None
    if parts.scheme not in _PORTS:
        raise _refused(url, f"scheme {parts.scheme!r} is not one of http, https")
    if parts.username is not None or parts.password is not None:
        raise _refused(f"{parts.scheme}://…@{parts.hostname}", "an address must not carry credentials")
    if not parts.hostname or port == 0 or re.search(r"[\x00-\x20\\]", url):
        raise _refused(url, "it names no host that could be asked")
    return parts


def _is_allowed(host: str, allow: Sequence[str]) -> bool:
    """Whether a name or an address is on the list."""
    address = _address(host)
    for entry in allow:
        if address is None:
            if fnmatchcase(host, entry.lower().rstrip(".")):
                return True
        else:
            with contextlib.suppress(ValueError):
                if address in ipaddress.ip_network(entry, strict=False):
                    return True
    return False


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    return mapped or address


def _get(target: Target, until: float) -> _Answer:
    """One bounded request, sent to an address that was checked and not to one that the name has since got."""
    parts = urlsplit(target.url)
    connection = HTTPConnection(target.host, target.port)
    sock = connection.sock = _connect(target, parts.scheme, until)
    with contextlib.closing(connection), _hung_up(sock, until):
        if isinstance(sock, ssl.SSLSocket):
            sock.do_handshake()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request(
            "GET", path, headers={"User-Agent": "holdfast", "Accept": "*/*", "Host": parts.netloc}
        )
        response = connection.getresponse()
        body = _read(response)
        return _Answer(
            status=response.status,
            headers={name.lower(): value for name, value in response.getheaders()},
            text=body.decode(response.headers.get_content_charset() or "utf-8", "replace"),
            location=(response.getheader("Location") or "") if response.status in _REDIRECTS else "",
        )


def _connect(target: Target, scheme: str, until: float) -> socket.socket:
    failure: OSError = OSError("it has no address")
    for address in target.addresses:
        try:
            raw = socket.create_connection((address, target.port), timeout=_left(until))
        except OSError as error:
            failure = error
            continue
        if scheme == "http":
            return raw
        return ssl.create_default_context().wrap_socket(
            raw, server_hostname=target.host, do_handshake_on_connect=False
        )
    raise failure


@contextlib.contextmanager
def _hung_up(connection: socket.socket, until: float) -> Iterator[None]:
    """Cut the connection when the time is up: a limit for each read never ends on a byte now and then.

    Raises:
        TimeoutError: The time was up.
    """

    def hang_up() -> None:
        with contextlib.suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    clock = threading.Timer(_left(until), hang_up)
    clock.daemon = True
    clock.start()
    try:
        yield
    except (OSError, HTTPException, ValueError):
        _left(until)
        raise
    finally:
        clock.cancel()
    _left(until)


def _read(response: HTTPResponse) -> bytes:
    body = b""
    while len(body) < _MOST_BYTES:
        piece = response.read1(min(65_536, _MOST_BYTES - len(body)))
        if not piece:
            break
        body += piece
    return body


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("its time was up")
    return left


def _compare(url: str, answer: _Answer, settings: DastSettings) -> Identity:
    found = _TITLE.search(answer.text)
    title = " ".join(unescape(found[1]).split())[:200] if found else ""
    reason = _difference(url, answer, title, settings)
    return Identity(is_right=not reason, reason=reason, url=url, status=answer.status, title=title)


def _difference(url: str, answer: _Answer, title: str, settings: DastSettings) -> str:
    """What is not as expected, in a sentence; empty when all is."""
    if answer.status >= 500:
        return f"{url} answers {answer.status}: the application is not running well enough to be tested"
    if settings.expect_title and settings.expect_title not in title:
        return f"{url} has the title {title!r}, which does not hold {settings.expect_title!r}"
    for name, expected in settings.expect_header.items():
        value = answer.headers.get(name.lower())
        if value is None or expected not in value:
            return f"{url} sends the header {name} as {value!r}, which does not hold {expected!r}"
    if settings.expect_text and settings.expect_text not in answer.text:
        return f"{url} does not show the text {settings.expect_text!r}"
    return ""


def _refused(url: str, why: str) -> TargetRefused:
    return TargetRefused(
        f"{url} must not be tested", why, "add the host to scan.dast.allow if it is yours to test"
    )
