"""Where a finding is, for each of GitLab's schemas."""

import factories
from holdfast.model.finding import Location
from holdfast.render.gitlab.locations import at_address, in_commit, in_file, in_image, in_manifest

RUN = factories.run()


def test_a_range_of_lines_never_ends_before_it_starts():
    finding = factories.finding(location=Location(path="a.py", line=9, end_line=2))
    assert in_file(finding, RUN) == {"file": "a.py", "start_line": 9, "end_line": 9}


def test_a_secret_is_in_the_commit_that_was_scanned():
    assert in_commit(factories.finding(), RUN)["commit"]["sha"] == RUN.target.commit


def test_a_secret_outside_git_is_in_the_null_commit():
    run = factories.run(target=factories.target(commit=""))
    assert in_commit(factories.finding(), run)["commit"]["sha"] == "0" * 40


def test_a_package_without_manifest_says_unknown():
    finding = factories.dependency_finding(location=Location())
    assert in_manifest(finding, RUN)["file"] == "unknown"


def test_whether_a_package_is_direct_is_told_only_when_known():
    told = factories.dependency_finding(component=factories.component(is_direct=True))
    assert in_manifest(told, RUN)["dependency"]["direct"] is True
    assert "direct" not in in_manifest(factories.dependency_finding(), RUN)["dependency"]


def test_an_image_is_the_one_that_was_scanned():
    run = factories.run(target=factories.target(image="shop:1.2"))
    assert in_image(factories.dependency_finding(), run)["image"] == "shop:1.2"


def test_an_address_is_split_into_host_and_path():
    finding = factories.finding(
        location=Location(url="https://a.example:8443/x?q=1", method="GET", parameter="q")
    )
    assert at_address(finding, RUN) == {
        "hostname": "https://a.example:8443",
        "path": "/x",
        "method": "GET",
        "param": "q",
    }


def test_what_is_no_url_is_a_path():
    assert at_address(factories.finding(location=Location(url="http://[")), RUN) == {"path": "http://["}
