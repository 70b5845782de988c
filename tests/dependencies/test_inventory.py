"""Every dependency of a folder."""

from pathlib import Path

import pytest

from holdfast.dependencies.inventory import all_readers, take_inventory
from holdfast.dependencies.reading import MAX_MANIFEST_BYTES
from holdfast.errors import TreeError
from holdfast.kit.confined import ConfinedFolder

EXAMPLES = Path(__file__).parents[2] / "examples"
READERS = tuple(all_readers())
LOCK = '{"lockfileVersion": 3, "packages": {"node_modules/a": {"version": "1.0.0"}}}'


def inventory(files):
    """The inventory of files by path; ``None`` stands for one that cannot be read."""

    def content(path):
        data = files.get(path, "absent")
        if data is None:
            raise TreeError(f"{path} is too large", "the limit is 1 byte", "exclude it")
        return None if data == "absent" else data.encode()

    return take_inventory(list(files), READERS, content)


def names(found):
    return [str(one) for one in found.dependencies]


def test_the_example_is_read_in_full():
    root = EXAMPLES / "chatbot"
    paths = sorted(path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    folder = ConfinedFolder(root)
    found = take_inventory(paths, READERS, lambda path: folder.read(path, MAX_MANIFEST_BYTES))
    assert found.is_complete
    assert found.read == (
        "backend/package-lock.json",
        "frontend/package-lock.json",
        "lambda/requirements.txt",
    )
    assert found.locked == ("backend/package.json", "frontend/package.json")
    assert found.examined == len(found.dependencies) > 150


def test_a_manifest_beside_its_lock_is_passed_over():
    found = inventory({"package.json": '{"dependencies": {"a": "^1"}}', "package-lock.json": LOCK})
    assert names(found) == ["a@1.0.0"]
    assert (found.read, found.locked) == (("package-lock.json",), ("package.json",))


def test_a_member_of_a_workspace_is_passed_over():
    found = inventory({"web/package.json": '{"dependencies": {"a": "^1"}}', "package-lock.json": LOCK})
    assert found.locked == ("web/package.json",)


def test_a_project_that_the_lock_above_knows_nothing_of_is_read():
    found = inventory({"tools/package.json": '{"dependencies": {"b": "^1"}}', "package-lock.json": LOCK})
    assert names(found) == ["a@1.0.0", "b"]
    assert [one.place for one in found.problems] == ["tools/package.json: b"]
    assert found.examined == 1


def test_a_lock_that_cannot_be_read_still_locks_and_is_told():
    found = inventory({"web/package.json": '{"dependencies": {"b": "^1"}}', "package-lock.json": "{"})
    assert names(found) == []
    assert [one.path for one in found.unread] == ["package-lock.json"]
    assert not found.is_complete


@pytest.mark.parametrize("content", [None, "absent", "{"])
def test_a_manifest_that_cannot_be_read_is_told_and_the_others_are_read(content):
    found = inventory({"a/package-lock.json": content, "requirements.txt": "b==1"})
    assert names(found) == ["b@1"]
    assert [one.path for one in found.unread] == ["a/package-lock.json"]
    assert found.unread[0].why


def test_an_included_file_that_is_a_manifest_itself_counts_once():
    found = inventory({"requirements.txt": "-r requirements/base.txt", "requirements/base.txt": "a==1"})
    assert [(str(one), one.manifest) for one in found.dependencies] == [("a@1", "requirements/base.txt")]


def test_nothing_is_included_from_outside_the_folder():
    found = inventory({"sub/requirements.txt": "-r ../../outside.txt\n-r ../base.txt", "base.txt": "a==1"})
    assert names(found) == ["a@1"]
    assert [one.place for one in found.problems] == ["sub/requirements.txt: requirements.txt, line 1"]


def test_a_folder_without_manifests_has_an_empty_inventory():
    found = inventory({"README.md": "hello"})
    assert (found.dependencies, found.read, found.examined, found.is_complete) == ((), (), 0, True)


def test_every_reader_says_which_files_it_reads():
    assert len({reader.name for reader in READERS}) == len(READERS)
    for reader in READERS:
        assert reader.names
        assert reader.title
