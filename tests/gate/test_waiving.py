"""Which waiver fits which finding."""

from datetime import date, timedelta
from typing import Any

import pytest

from factories import TODAY, component, dependency_finding, finding, location, source, waiver
from holdfast.config.gate import WaiverRules
from holdfast.gate.waiving import WaiverBook
from holdfast.model.finding import Finding
from holdfast.model.waiver import Waiver

ONCE = "0123456789abcdef0123456789abcdef"
CODE = finding(rule="B608", sources=(source(), source(tool="ruff", rule="S608")), also_known_as=(ONCE,))
PACKAGE = dependency_finding(
    component=component(name="@babel/traverse", version="7.1.0", purl="pkg:npm/%40babel/traverse@7.1.0"),
    location=location(path="web/package-lock.json"),
)
DEBIAN = dependency_finding(
    component=component(
        name="curl", version="7.88", purl="pkg:deb/debian/curl@7.88?arch=amd64&distro=bookworm"
    )
)


def exception(**parts: Any) -> Waiver:
    return waiver(**{"rule": ""} | parts)


def does_fit(one: Waiver, what: Finding) -> bool:
    return WaiverBook([one], WaiverRules(), TODAY).fitting(what) == (one,)


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"fingerprint": CODE.fingerprint}, CODE),
        ({"fingerprint": ONCE}, CODE),
        ({"rule": "B608"}, CODE),
        ({"rule": "S608"}, CODE),
        ({"path": "src/**"}, CODE),
        ({"rule": "S608", "path": "src/*.py"}, CODE),
        ({"id": "CVE-2021-3749"}, PACKAGE),
        ({"id": "ghsa-CPH5-m8f7-6c5x"}, PACKAGE),
        ({"package": "@babel/traverse"}, PACKAGE),
        ({"package": "@Babel/Traverse"}, PACKAGE),
        ({"package": "pkg:npm/%40babel/traverse"}, PACKAGE),
        ({"package": "pkg:npm/@babel/traverse"}, PACKAGE),
        ({"package": "pkg:npm/%40babel/traverse@7.1.0"}, PACKAGE),
        ({"package": "pkg:deb/debian/curl"}, DEBIAN),
        ({"package": "pkg:deb/debian/curl?arch=amd64"}, DEBIAN),
        ({"package": "curl", "id": "CVE-2021-3749", "path": "*-lock.json"}, DEBIAN),
    ],
)
def test_a_waiver_fits_by_all_its_given_parts(parts: dict[str, str], what: Finding):
    assert does_fit(exception(**parts), what)


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"fingerprint": "f" * 32}, CODE),
        ({"rule": "b608"}, CODE),
        ({"rule": "B6"}, CODE),
        ({"rule": "B608", "path": "tests/**"}, CODE),
        ({"rule": "B608", "id": "CVE-2021-3749"}, CODE),
        ({"fingerprint": CODE.fingerprint, "rule": "B101"}, CODE),
        ({"package": "axios"}, CODE),
        ({"rule": "B608", "package": "axios"}, CODE),
        ({"path": "**"}, finding(location=location(path=None, url="https://app.example/"))),
        ({"id": "CVE-2021-374"}, PACKAGE),
        ({"package": "traverse"}, PACKAGE),
        ({"package": "pkg:npm/traverse"}, PACKAGE),
        ({"package": "pkg:pypi/%40babel/traverse"}, PACKAGE),
        ({"package": "pkg:npm/%40babel/traverse@7.2.0"}, PACKAGE),
        ({"package": "pkg:npm/%40babel/traverse"}, dependency_finding(component=component(purl=""))),
        ({"package": "pkg:deb/debian/curl?arch=arm64"}, DEBIAN),
        (
            {"package": "pkg:npm/axios"},
            dependency_finding(component=component(name="pkg:npm/axios", purl="")),
        ),
    ],
)
def test_one_part_that_differs_is_enough_not_to_fit(parts: dict[str, str], what: Finding):
    assert not does_fit(exception(**parts), what)


def test_every_fitting_waiver_is_found_the_longest_lasting_first():
    short, long = exception(rule="B608"), exception(path="src/**", expires=date(2026, 12, 30))
    other = exception(rule="B101")

    book = WaiverBook([short, other, long], WaiverRules(), TODAY)

    assert book.fitting(CODE) == (long, short)
    assert book.unused(set(book.fitting(CODE))) == (other,)


def test_a_book_without_waivers_fits_nothing():
    assert WaiverBook([], WaiverRules(), TODAY).fitting(PACKAGE) == ()


def test_a_waiver_holds_through_its_last_day():
    one = exception(rule="B608", expires=TODAY)

    assert WaiverBook([one], WaiverRules(), TODAY).holds(one)
    assert not WaiverBook([one], WaiverRules(), TODAY + timedelta(days=1)).holds(one)


def test_a_broken_package_url_is_refused_with_the_reason():
    one = exception(package="pkg:npm")

    book = WaiverBook([one], WaiverRules(), TODAY)

    assert not book.holds(one)
    assert book.refused[0].why == "'pkg:npm' is not a package URL"


def test_a_path_for_everything_is_refused_unless_another_part_narrows_it():
    everything, narrowed = exception(path="**"), exception(path="**", rule="B608")

    book = WaiverBook([everything, narrowed], WaiverRules(), TODAY)

    assert [item.waiver for item in book.refused] == [everything]
    assert "everything is not allowed" in book.refused[0].why


def test_an_approver_who_is_not_the_owner_is_enough():
    one = exception(rule="B608", owner="ana", approver="bob")

    assert WaiverBook([one], WaiverRules(approver_required=True), TODAY).holds(one)
