"""Facts about downloads, with a real server."""

import hashlib
import time
from datetime import timedelta

import pytest

from holdfast.errors import DownloadError
from holdfast.intel.downloading import Patience, fetch, told
from web_server import error, file, redirect, site

DATA = bytes(range(256)) * 4000
QUICK = Patience(attempts=3, pause=timedelta(0), silence=timedelta(seconds=2), total=timedelta(seconds=20))


@pytest.fixture
def web():
    with site() as found:
        yield found


@pytest.fixture
def target(tmp_path):
    return tmp_path / "all.zip"


def parts(target):
    return sorted(path.name for path in target.parent.iterdir())


def test_a_file_is_fetched_with_its_hash_and_state(web, target):
    seen = []
    done = fetch(web.on("/a", file(DATA)), target, patience=QUICK, progress=lambda *at: seen.append(at))
    assert target.read_bytes() == DATA
    assert (done.sha256, done.etag) == (hashlib.sha256(DATA).hexdigest(), '"one"')
    assert seen[-1] == (len(DATA), len(DATA))
    assert parts(target) == ["all.zip"]


def test_a_cut_connection_is_resumed_where_it_broke_off(web, target):
    url = web.on("/a", file(DATA, cut_after=300_000), file(DATA))
    fetch(url, target, patience=QUICK)
    assert target.read_bytes() == DATA
    assert web.requests[1][1]["Range"] == "bytes=300000-"
    assert web.requests[1][1]["If-Range"] == '"one"'


def test_a_later_call_goes_on_with_what_has_arrived(web, target):
    url = web.on("/a", file(DATA, cut_after=400_000))
    with pytest.raises(DownloadError, match="cannot be fetched"):
        fetch(url, target, patience=Patience(attempts=1))
    assert parts(target) == ["all.zip.part", "all.zip.part.json"]
    web.on("/a", file(DATA))
    fetch(url, target, patience=QUICK)
    assert target.read_bytes() == DATA
    assert web.requests[-1][1]["Range"] == "bytes=400000-"


def test_another_state_of_the_file_is_fetched_from_its_beginning(web, target):
    other = DATA[::-1]
    fetch(web.on("/a", file(DATA, cut_after=300_000), file(other, '"two"')), target, patience=QUICK)
    assert target.read_bytes() == other


@pytest.mark.parametrize("etag", ["", 'W/"weak"'])
def test_without_a_strong_name_of_its_state_nothing_is_resumed(web, target, etag):
    fetch(web.on("/a", file(DATA, etag, cut_after=300_000), file(DATA, etag)), target, patience=QUICK)
    assert target.read_bytes() == DATA
    assert "Range" not in web.requests[1][1]


def test_a_part_of_another_address_is_not_resumed(web, target):
    with pytest.raises(DownloadError):
        fetch(web.on("/a", file(DATA, cut_after=1000)), target, patience=Patience(attempts=1))
    fetch(web.on("/b", file(DATA[::-1])), target, patience=QUICK)
    assert target.read_bytes() == DATA[::-1]


def test_a_known_state_is_not_fetched_again(web, target):
    done = fetch(web.on("/a", file(DATA)), target, '"one"', QUICK)
    assert done.is_unchanged
    assert parts(target) == []


@pytest.mark.parametrize("code", [500, 502, 503, 429])
def test_a_passing_error_is_tried_again(web, target, code):
    fetch(web.on("/a", error(code), file(DATA)), target, patience=QUICK)
    assert target.read_bytes() == DATA


@pytest.mark.parametrize(("code", "requests"), [(500, 3), (404, 1), (403, 1)])
def test_an_error_that_stays_is_told(web, target, code, requests):
    with pytest.raises(DownloadError) as caught:
        fetch(web.on("/a", error(code)), target, patience=QUICK)
    assert f"the server answers {code}" in caught.value.why
    assert len(web.requests) == requests
    assert not target.exists()


def test_a_server_that_claims_more_than_it_sends_is_not_believed(web, target):
    with pytest.raises(DownloadError) as caught:
        fetch(web.on("/a", file(DATA, "", claims=len(DATA) + 5)), target, patience=QUICK)
    assert "the connection" in caught.value.why
    assert not target.exists()


def test_a_range_that_was_not_asked_for_is_not_put_together(web, target):
    def wrong(request):
        if "Range" not in request.headers:
            file(DATA, cut_after=1000)(request)
            return
        request.send_response(206)
        request.send_header("Content-Range", f"bytes 5-{len(DATA) - 1}/{len(DATA)}")
        request.send_header("Content-Length", "0")
        request.end_headers()

    fetch(web.on("/a", wrong, wrong, file(DATA)), target, patience=QUICK)
    assert target.read_bytes() == DATA


def test_a_part_that_is_longer_than_the_file_is_dropped(web, target):
    url = web.on("/a", file(DATA, cut_after=1000))
    with pytest.raises(DownloadError):
        fetch(url, target, patience=Patience(attempts=1))
    target.with_name("all.zip.part").write_bytes(DATA + DATA)
    web.on("/a", file(DATA))
    fetch(url, target, patience=QUICK)
    assert target.read_bytes() == DATA


@pytest.mark.parametrize("claims", [None, 10])
def test_a_file_beyond_the_limit_is_refused_whatever_it_claims(web, target, claims):
    def endless(request):
        request.send_response(200)
        if claims is None:
            request.send_header("Content-Length", "99999999")
        request.end_headers()
        for _ in range(100):
            request.wfile.write(DATA)

    with pytest.raises(DownloadError, match="too large"):
        fetch(web.on("/a", endless), target, patience=Patience(size_bytes=2_000_000, attempts=1))
    assert parts(target) == []


def test_a_server_that_falls_silent_is_left(web, target):
    def silent(request):
        request.send_response(200)
        request.send_header("Content-Length", "10")
        request.end_headers()
        request.wfile.write(b"12345")
        request.wfile.flush()
        time.sleep(1)

    patience = Patience(attempts=1, silence=timedelta(seconds=0.2))
    with pytest.raises(DownloadError):
        fetch(web.on("/a", silent), target, patience=patience)


def test_a_server_that_drips_runs_into_the_limit_of_time(web, target):
    def drip(request):
        request.send_response(200)
        request.end_headers()
        for _ in range(60):
            request.wfile.write(b"x")
            request.wfile.flush()
            time.sleep(0.02)

    with pytest.raises(DownloadError) as caught:
        fetch(web.on("/a", drip), target, patience=Patience(total=timedelta(seconds=0.3)))
    assert "longer than" in caught.value.why


def test_a_redirect_within_the_web_is_followed(web, target):
    web.on("/b", file(DATA))
    fetch(web.on("/a", redirect("/b")), target, patience=QUICK)
    assert target.read_bytes() == DATA


@pytest.mark.parametrize("place", ["file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x"])
def test_a_redirect_to_another_scheme_is_not_followed(web, target, place):
    with pytest.raises(DownloadError):
        fetch(web.on("/a", redirect(place)), target, patience=QUICK)
    assert not target.exists()


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://host/x", "nonsense", ""])
def test_only_web_addresses_are_fetched(target, url):
    with pytest.raises(DownloadError, match="no web address"):
        fetch(url, target)


def test_credentials_go_to_their_host_and_are_never_shown(web, target):
    secret = "correct-horse"
    url = web.on("/a", redirect("/b")).replace("http://", f"http://ana:{secret}@")
    web.on("/b", error(403))
    with pytest.raises(DownloadError) as caught:
        fetch(url, target, patience=QUICK)
    assert web.requests[0][1]["Authorization"].startswith("Basic ")
    assert "Authorization" not in web.requests[1][1]
    assert secret not in f"{caught.value} {caught.value.why} {caught.value.todo} {told(url)}"


def test_nobody_at_home_is_told_soon(target):
    started = time.monotonic()
    with pytest.raises(DownloadError) as caught:
        fetch("http://127.0.0.1:1/a", target)
    assert "refused" in caught.value.why.lower()
    assert time.monotonic() - started < 5
