"""pnpm-lock.yaml: what the samples do not show."""

import pytest

from dependencies.readers.laws import found
from holdfast.dependencies.readers.pnpm_lock import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

PEERS = {
    "5.3": "packages:\n  /react-dom/18.2.0_react@18.2.0:\n    dependencies:\n      react: 18.2.0\n"
    "  /react/18.2.0: {}\n  /@a/b/1.0.0_x+y@1.0.0: {}\n",
    "6.0": "packages:\n  /react-dom@18.2.0(react@18.2.0):\n    dependencies:\n      react: 18.2.0\n"
    "  /react@18.2.0: {}\n  /@a/b@1.0.0(x@1.0.0(y@1.0.0)): {}\n",
    "9.0": "packages:\n  react-dom@18.2.0: {}\n  react@18.2.0: {}\n  '@a/b@1.0.0': {}\nsnapshots:\n"
    "  react-dom@18.2.0(react@18.2.0):\n    dependencies:\n      react: 18.2.0\n  react@18.2.0: {}\n"
    "  '@a/b@1.0.0(x@1.0.0)': {}\n",
}
ASKED = {
    "5.3": "dependencies:\n  react-dom: 18.2.0_react@18.2.0\ndevDependencies:\n  '@a/b': 1.0.0_x+y@1.0.0\n",
    "6.0": "dependencies:\n  react-dom:\n    version: 18.2.0(react@18.2.0)\n"
    "devDependencies:\n  '@a/b':\n    version: 1.0.0(x@1.0.0(y@1.0.0))\n",
    "9.0": "importers:\n  .:\n    dependencies:\n      react-dom:\n        version: 18.2.0(react@18.2.0)\n"
    "    devDependencies:\n      '@a/b':\n        version: 1.0.0(x@1.0.0)\n",
}


@pytest.mark.parametrize("version", PEERS)
def test_peers_in_a_key_are_no_part_of_the_version(version):
    text = f"lockfileVersion: '{version}'\n{ASKED[version]}{PEERS[version]}"
    read_lock = found(read, "pnpm-lock.yaml", text)
    assert {name: (one.scope, one.is_direct, one.path) for name, one in read_lock.items()} == {
        "react-dom@18.2.0": (Scope.RUNTIME, True, ()),
        "react@18.2.0": (Scope.RUNTIME, False, ("react-dom@18.2.0",)),
        "@a/b@1.0.0": (Scope.DEVELOPMENT, True, ()),
    }


@pytest.mark.parametrize(
    ("key", "entry", "expected"),
    [
        ("registry.example/axios/1.4.0", "{}", "axios@1.4.0"),
        ("github.com/acme/paint/0a1b2c", "{name: paint, version: 2.0.0}", "paint@2.0.0"),
    ],
)
def test_version_5_names_packages_from_elsewhere(key, entry, expected):
    assert list(found(read, "pnpm-lock.yaml", f"lockfileVersion: 5.4\npackages:\n  {key}: {entry}\n")) == [
        expected
    ]


def test_a_package_from_git_has_the_version_of_its_entry():
    text = "lockfileVersion: '9.0'\npackages:\n  a@https://git.example/a/tar.gz/0a1b: {version: 1.2.3}\n"
    assert list(found(read, "pnpm-lock.yaml", text)) == ["a@1.2.3"]


def test_folders_of_the_service_are_no_packages_and_what_they_need_is_direct():
    text = (
        "lockfileVersion: '9.0'\nimporters:\n  .:\n    dependencies:\n      own: {version: 'file:own'}\n"
        "      linked: {version: 'link:../linked'}\n"
        "packages:\n  own@file:own:\n    resolution: {directory: own, type: directory}\n  a@1.0.0: {}\n"
        "snapshots:\n  own@file:own:\n    dependencies: {a: 1.0.0}\n  a@1.0.0: {}\n"
    )
    (one,) = found(read, "pnpm-lock.yaml", text).values()
    assert (str(one), one.is_direct) == ("a@1.0.0", True)


def test_every_document_of_the_file_is_read():
    text = "---\n".join(
        f"lockfileVersion: '9.0'\npackages:\n  {key}: {{}}\n" for key in ("a@1.0.0", "b@1.0.0")
    )
    assert list(found(read, "pnpm-lock.yaml", text)) == ["a@1.0.0", "b@1.0.0"]


def test_a_key_that_names_nothing_is_stated():
    read_lock = read.read("pnpm-lock.yaml", b"lockfileVersion: 6.0\npackages:\n  odd: {}\n  /a@1.0.0: {}\n")
    assert [str(one) for one in read_lock.dependencies] == ["a@1.0.0"]
    assert [one.place for one in read_lock.problems] == ["odd"]


@pytest.mark.parametrize("data", [b"", b"a: 1", b"- a", b"x", b"lockfileVersion: &a 6\nb: *a", b"{" * 1000])
def test_what_is_no_lock_file_is_refused(data):
    with pytest.raises(ReportError):
        read.read("pnpm-lock.yaml", data)
