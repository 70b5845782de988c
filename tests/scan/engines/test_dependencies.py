"""The program of the scanner of dependencies, on small folders."""

import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from holdfast.intel.database import FILE
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import FeedFile, build
from holdfast.kit.clock import SystemClock
from holdfast.scan.engine import Assignment
from holdfast.scan.engines.dependencies import examine

WEAK = {
    "id": "GHSA-aaaa-aaaa-aaaa",
    "modified": "2026-11-20T00:00:00Z",
    "summary": "left does what it should not",
    "affected": [
        {
            "package": {"ecosystem": "npm", "name": "left"},
            "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}],
        }
    ],
}


@pytest.fixture(scope="module")
def advisories(tmp_path_factory):
    folder = tmp_path_factory.mktemp("advisories")
    with zipfile.ZipFile(folder / "all.zip", "w") as packed:
        packed.writestr("one.json", json.dumps(WEAK))
    now = SystemClock().now()
    feed = FeedFile(
        name="npm", kind=FeedKind.OSV, path=folder / "all.zip", source="ours", fetched=now, as_of=now
    )
    build(folder / FILE, [feed], datetime.now(UTC))
    return folder


def lock(**packages):
    entries = {f"node_modules/{name}": {"version": version} for name, version in packages.items()}
    root = {"": {"dependencies": dict.fromkeys(packages, "*")}}
    return json.dumps({"lockfileVersion": 3, "packages": root | entries})


def assigned(folder, advisories, **files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return Assignment(root=folder, files=tuple(files), advisories=advisories, max_age=timedelta(days=7))


def test_a_weak_package_is_found(tmp_path, advisories):
    report = examine(
        assigned(tmp_path, advisories, **{"package-lock.json": lock(left="1.0.0", right="3.0.0")})
    )
    assert [(one.rule, str(one.component)) for one in report.findings] == [(WEAK["id"], "left@1.0.0")]
    assert [str(one) for one in report.dependencies] == ["left@1.0.0", "right@3.0.0"]
    assert (report.inputs.examined, report.inputs.unit, report.failures) == (1, "file", ())


def test_a_lock_that_cannot_be_read_leaves_no_verdict(tmp_path, advisories):
    report = examine(
        assigned(tmp_path, advisories, **{"package-lock.json": lock(right="1.0.0"), "a/yarn.lock": "\0\1"})
    )
    report_of_json = examine(assigned(tmp_path, advisories, **{"package-lock.json": "{"}))
    assert report_of_json.inputs.unread == ("package-lock.json",)
    assert report_of_json.failures[0].startswith("package-lock.json: The file is not JSON")
    assert report.inputs.examined + len(report.inputs.unread) == 2


def test_without_a_database_there_is_no_verdict_and_the_packages_are_listed(tmp_path):
    missing = tmp_path / "nothing"
    report = examine(assigned(tmp_path, missing, **{"package-lock.json": lock(left="1.0.0")}))
    assert report.failures == ("There is no advisory database; run `holdfast db update`",)
    assert [str(one) for one in report.dependencies] == ["left@1.0.0"]
    assert examine(assigned(tmp_path, None, **{"package-lock.json": lock(left="1.0.0")})).failures == (
        "no database of advisories was named",
    )


def test_a_manifest_that_names_nothing_needs_no_database(tmp_path):
    report = examine(assigned(tmp_path, None, **{"requirements.txt": "# nothing yet\n"}))
    assert (report.inputs.examined, report.failures, report.dependencies) == (1, (), ())


def test_a_link_out_of_the_folder_is_not_read(tmp_path, advisories):
    (tmp_path / "outside.json").write_text(lock(left="1.0.0"))
    root = tmp_path / "root"
    root.mkdir()
    (root / "package-lock.json").symlink_to(tmp_path / "outside.json")
    report = examine(Assignment(root=root, files=("package-lock.json",), advisories=advisories))
    assert report.inputs.unread == ("package-lock.json",)
    assert (report.findings, report.dependencies) == ((), ())


def test_a_manifest_that_names_only_direct_dependencies_is_remarked(tmp_path, advisories):
    manifest = json.dumps({"dependencies": {"right": "1.0.0"}})
    report = examine(assigned(tmp_path, advisories, **{"package.json": manifest, "b/package.json": manifest}))
    (remark,) = report.remarks
    said, _, named = remark.partition(": ")
    assert said == "without a lock file, what the direct dependencies bring is not examined"
    assert named == "package.json, b/package.json"
