"""Facts about services that scan for us: when one is there, and what is said when it is not."""

import pytest

from holdfast.kit.process import Stop
from holdfast.scan.executable import Executable, Missing
from holdfast.scan.scanners.burp import SCANNER
from holdfast.scan.services import find_service, origin
from played_burp import KEY, playing


@pytest.fixture
def burp():
    with playing() as server:
        yield server


def find(environment):
    return find_service(SCANNER, SCANNER.install, environment, Stop())


def test_a_service_that_answers_is_found_with_its_version(burp):
    found = find(burp.environment)
    assert isinstance(found, Executable)
    assert found.version == "2026.9-12345"


def test_another_address_is_another_service(burp):
    with playing() as other:
        assert find(burp.environment).fingerprint != find(other.environment).fingerprint


def test_without_an_address_nobody_is_asked():
    missing = find({})
    assert missing.reason == "BURP_REST_API_URL is not set, so there is no Burp Suite to ask"
    assert "REST API" in missing.todo


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"BURP_REST_API_KEY": "wrong"}, "401 Unauthorized; check BURP_REST_API_KEY"),
        ({"BURP_REST_API_URL": "http://127.0.0.1:9"}, "Connection refused"),
        ({"BURP_REST_API_URL": "file:///etc/passwd"}, "set BURP_REST_API_URL to the http or https address"),
    ],
)
def test_a_service_that_cannot_be_used_is_missing_and_says_why(burp, changes, reason):
    missing = find(burp.environment | changes)
    assert isinstance(missing, Missing)
    assert reason in missing.reason
    assert not {KEY, "wrong"} & set(missing.reason.split())


def test_a_stop_ends_the_question(burp):
    stop = Stop()
    stop.pull()
    assert isinstance(find_service(SCANNER, SCANNER.install, burp.environment, stop), Missing)


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1337", "http://127.0.0.1:1337/a-key/", "http://me:word@127.0.0.1:1337/?x=y"],
)
def test_an_address_is_shown_without_what_may_be_a_credential(address):
    assert origin(address) == "http://127.0.0.1:1337"
