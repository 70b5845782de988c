import shutil
from pathlib import Path

import pytest

from holdfast.scan import attempting
from holdfast.scan.attempting import rules_version
from scanners import scanner

SHIPPED = Path(attempting.__file__).parent / "rules"


def test_a_scanner_with_its_own_rules_has_no_version_of_ours():
    assert rules_version(scanner(rules="")) == ""


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.yaml").write_text("changed"),
        lambda folder: (folder / "sub/new.yaml").write_text(""),
        lambda folder: (folder / "a.yaml").rename(folder / "z.yaml"),
    ],
    ids=["content", "new", "renamed"],
)
def test_every_change_of_a_rule_changes_the_version(tmp_path, monkeypatch, change):
    folder = tmp_path / "rules"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.yaml").write_text("rule")
    monkeypatch.setattr(attempting, "rules_folder", lambda _: folder)
    adapter = scanner(rules="any")
    before = rules_version(adapter)
    assert before == rules_version(adapter)
    change(folder)
    assert rules_version(adapter) != before


def test_shipped_rules_have_a_version_that_does_not_depend_on_their_place(tmp_path, monkeypatch):
    adapter = scanner(rules="semgrep")
    before = rules_version(adapter)
    assert before
    shutil.copytree(SHIPPED / "semgrep", tmp_path / "copy")
    monkeypatch.setattr(attempting, "rules_folder", lambda _: tmp_path / "copy")
    assert rules_version(adapter) == before
