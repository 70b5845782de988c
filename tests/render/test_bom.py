"""The bill of materials of a run."""

import factories
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.finding import Component
from holdfast.model.scan import ScanStatus
from holdfast.render.bom import SERVICE, bill_of, identity


def dependency(name, version="1.0", **more):
    return Dependency(
        name=name, version=version, purl=f"pkg:npm/{name}@{version}", **{"manifest": "a"} | more
    )


def bill(*dependencies, **over):
    return bill_of(factories.run(dependencies=dependencies, **over))


def test_a_package_of_several_manifests_is_one_part_with_several_places():
    found = bill(dependency("b"), dependency("b", manifest="other"), dependency("a"))
    assert [(part.reference, len(part.uses)) for part in found.parts] == [
        ("pkg:npm/a@1.0", 1),
        ("pkg:npm/b@1.0", 2),
    ]


def test_the_widest_scope_and_a_declared_licence_win():
    found = bill(dependency("a", scope=Scope.DEVELOPMENT), dependency("a", manifest="b", licence="MIT"))
    assert (found.parts[0].scope, found.parts[0].licence) == (Scope.RUNTIME, "MIT")


def test_the_last_step_of_a_way_asks_for_the_package():
    found = bill(
        dependency("a", is_direct=True),
        dependency("b", path=("a@1.0",)),
        dependency("c", path=("a@1.0", "b@1.0")),
    )
    assert found.edges == {
        "pkg:npm/a@1.0": ("pkg:npm/b@1.0",),
        "pkg:npm/b@1.0": ("pkg:npm/c@1.0",),
        SERVICE: ("pkg:npm/a@1.0",),
    }


def test_a_package_of_unknown_way_belongs_to_the_service():
    assert bill(dependency("a", path=("gone@1",))).edges[SERVICE] == ("pkg:npm/a@1.0",)


def test_a_weakness_of_a_part_names_it():
    part = dependency("a")
    weak = factories.finding(
        ids=("CVE-2020-1", "GHSA-x"), component=Component(name="a", version="1.0", purl=part.purl)
    )
    other = factories.finding(ids=("CVE-2020-2",), component=Component(name="z", purl="pkg:npm/z@1"))
    found = bill(part, findings=(weak, other))
    assert [(finding.ids[0], places) for finding, places in found.weaknesses] == [
        ("CVE-2020-1", (part.purl,))
    ]


def test_a_bill_of_a_run_that_lists_no_packages_says_so():
    assert bill().gaps == ("no scanner of this run lists packages",)


def test_a_scanner_without_verdict_is_a_gap():
    silent = factories.failed_scan(scanner="dependencies", status=ScanStatus.FAILED, reasons=("too old",))
    assert bill(dependency("a"), scans=(silent,)).gaps == ("dependencies gave no verdict: too old",)


def test_a_file_that_was_not_read_is_a_gap():
    partly = factories.scan(scanner="dependencies", coverage=factories.coverage(selected=3, examined=2))
    assert bill(dependency("a"), scans=(partly,)).gaps == ("dependencies read 2 of 3 files",)


def test_equal_content_has_an_equal_id():
    one, other = (
        factories.run(dependencies=(dependency("a"),)),
        factories.run(dependencies=(dependency("b"),)),
    )
    assert identity(one, bill_of(one).parts) == identity(one, bill_of(one).parts)
    assert identity(one, bill_of(one).parts) != identity(other, bill_of(other).parts)


def test_a_hash_that_the_standards_do_not_know_is_left_out():
    one = dependency("a", hashes=("h1:ab", "sha256:" + "ab" * 32, "sha512:short", "sha256:" + "ab" * 32))
    assert bill(one).parts[0].hashes == (("sha256", "ab" * 32),)
