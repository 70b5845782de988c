"""Dependencies up to the decision: without a database, since a revision, with a baseline, repaired."""

import json

import pytest

from commandline import only
from repositories import Repository

DEPENDENCIES = only("dependencies")
REPAIRED = {"axios": "1.21.0", "postcss": "8.5.32"}


def lock(**packages):
    """A lock file of npm that names these packages."""
    entries = {f"node_modules/{name}": {"version": version} for name, version in packages.items()}
    root = {"name": "shop", "dependencies": packages}
    return json.dumps({"name": "shop", "lockfileVersion": 3, "packages": {"": root, **entries}}, indent=1)


def packages_of(ended):
    return {found["component"]["name"] for found in ended.document["findings"]}


@pytest.fixture
def shop(tmp_path):
    """A repository whose main branch has an old dependency, and whose change brings another one."""
    repository = Repository(tmp_path / "shop")
    repository.write("package-lock.json", lock(axios="1.4.0"))
    repository.commit()
    repository.git("switch", "--quiet", "--create", "change")
    repository.write("package-lock.json", lock(axios="1.4.0", postcss="8.4.24"))
    repository.commit()
    return repository


def test_without_a_database_there_is_no_verdict_and_what_others_find_is_kept(unadvised, project):
    (project / "package-lock.json").write_text(lock(axios="1.4.0"))
    ended = unadvised("gate", project, *only("dependencies", "ruff"), "-f", "json")
    assert ended.statuses == {"dependencies": "failed", "ruff": "findings"}
    assert "holdfast db update" in ended.scans["dependencies"]["reasons"][0]
    assert ended.paths == {"app.py"}
    assert [one["name"] for one in ended.document["dependencies"]] == ["axios"]


def test_without_a_database_the_gate_gives_no_verdict_and_names_the_way_to_one(unadvised, tmp_path):
    (tmp_path / "package-lock.json").write_text(lock(axios="1.4.0"))
    ended = unadvised("gate", tmp_path, *DEPENDENCIES)
    assert ended.code == 3
    assert "NO VERDICT" in ended.out
    assert "holdfast db update" in ended.out
    assert unadvised("scan", tmp_path, *DEPENDENCIES).code == 3


def test_only_what_a_change_brings_is_new(holdfast, shop):
    (shop.root / "holdfast.yaml").write_text(
        "service: {name: shop}\ngate: {default: {severity: low, new_only: true}}\n"
    )
    change = holdfast("gate", shop.root, *DEPENDENCIES, "--since", "main", "-f", "json")
    assert change.code == 1
    assert {found["component"]["name"] for found in change.document["findings"] if found["is_new"]} == {
        "postcss"
    }


def test_a_baseline_forgives_what_was_there_and_nothing_else(holdfast, shop, tmp_path):
    baseline = tmp_path / "baseline"
    (shop.root / "holdfast.yaml").write_text(
        "service: {name: shop}\ngate: {default: {severity: low, new_only: true}}\n"
    )
    command = ("gate", shop.root, *DEPENDENCIES)
    assert holdfast(*command, "--write-baseline", baseline).code == 1
    assert holdfast(*command, "--baseline", baseline).code == 0
    # An upgrade that does not help is no new finding; another old package is one.
    shop.write("package-lock.json", lock(axios="1.4.1", postcss="8.4.24"))
    assert holdfast(*command, "--baseline", baseline).code == 0
    shop.write("package-lock.json", lock(axios="1.4.1", postcss="8.4.24", semver="6.3.0"))
    assert holdfast(*command, "--baseline", baseline).code == 1


def test_the_gate_passes_once_everything_is_upgraded(holdfast, shop):
    shop.write("package-lock.json", lock(**REPAIRED))
    ended = holdfast("gate", shop.root, *DEPENDENCIES, "-f", "json")
    assert (ended.code, ended.document["findings"]) == (0, [])
    assert ended.scans["dependencies"]["coverage"]["examined"] == 1
    assert {one["name"]: one["version"] for one in ended.document["dependencies"]} == REPAIRED


def test_the_upgrade_that_is_named_ends_all_findings_of_a_package(holdfast, shop):
    before = holdfast("scan", shop.root, *DEPENDENCIES, "-f", "json")
    named = {one["component"]["name"]: one["component"]["upgrade_to"] for one in before.document["findings"]}
    assert set(named) == {"axios", "postcss"}
    shop.write("package-lock.json", lock(**named))
    after = holdfast("scan", shop.root, *DEPENDENCIES, "-f", "json")
    assert (after.statuses, packages_of(after)) == ({"dependencies": "clean"}, set())
