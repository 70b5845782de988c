"""The program of the scanner of environments, on small folders."""

import os

import pytest

import saved_images
from holdfast.errors import TreeError
from holdfast.scan.engine import Assignment
from holdfast.scan.engines.installed import examine, stored_in


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "root"
    for path, data in {
        ".venv/lib/a-1.dist-info/METADATA": saved_images.wheel("a", "1"),
        "web/node_modules/b/package.json": saved_images.node("b", "2.0.0"),
    }.items():
        (root / path).parent.mkdir(parents=True)
        (root / path).write_bytes(data)
    return root


def examined(root, **options):
    report = examine(Assignment(root=root, options=options))
    return [str(one) for one in report.dependencies], report


def test_folders_that_a_scan_passes_over_are_walked(folder):
    found, report = examined(folder)
    assert found == ["a@1", "b@2.0.0"]
    assert report.inputs.unit == "package"


def test_the_option_names_one_folder(folder):
    assert examined(folder, path=".venv")[0] == ["a@1"]


@pytest.mark.parametrize("path", ["..", "/", "gone", "web/node_modules/b/package.json"])
def test_a_folder_outside_is_refused(folder, path):
    found, report = examined(folder, path=path)
    assert found == []
    assert "is no folder of the scanned one" in report.failures[0]


def test_links_and_pipes_are_not_followed(folder, tmp_path):
    outside = tmp_path / "outside/node_modules/c"
    outside.mkdir(parents=True)
    (outside / "package.json").write_bytes(saved_images.node("c", "1.0.0"))
    (folder / "linked").symlink_to(tmp_path / "outside")
    (folder / "x/node_modules/d").mkdir(parents=True)
    (folder / "x/node_modules/d/package.json").symlink_to(outside / "package.json")
    os.mkfifo(folder / "pipe")
    assert examined(folder)[0] == ["a@1", "b@2.0.0"]


def test_nothing_installed_is_no_proof(tmp_path):
    assert examined(tmp_path)[1].failures == ("nothing is installed there that it knows",)


def test_what_cannot_be_read_leaves_no_verdict(folder):
    (folder / "web/node_modules/b/package.json").write_text("{")
    report = examined(folder)[1]
    assert report.inputs.unread == ("web/node_modules/b/package.json",)
    assert any(one.startswith("web/node_modules/b") for one in report.failures)


def test_an_unknown_option_is_a_failure(folder):
    assert examined(folder, folder="x")[1].failures == ("there is no option 'folder'; known is path",)


def test_a_file_that_is_gone_is_an_error_of_its_own(folder):
    files = list(stored_in(folder))
    (folder / files[0].path).unlink()
    with pytest.raises(TreeError):
        files[0].content(4)
