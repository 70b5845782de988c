"""Lock files that the tools themselves wrote (see ``samples/README.md``), and what each says, as a table."""

from pathlib import Path

import pytest

from dependencies.readers.laws import reads_or_refuses
from holdfast.dependencies.inventory import all_readers
from holdfast.kit.packages import package_name, package_version

SAMPLES = Path(__file__).parents[1] / "samples"
TABLES = sorted(SAMPLES.glob("*/*/expected.txt"))
READERS = tuple(all_readers())
DAMAGED = (
    *("npm/v1", "npm/v3", "pnpm/v6", "pnpm/v9", "yarn/v1", "yarn/berry", "bun/v1"),
    *("python/poetry2", "python/uv", "python/pdm", "python/pylock", "python/pipenv", "python/pip-tools"),
)
DIRECT = {True: "direct", False: "transitive", None: "unknown"}

each_sample = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.parent.name)


def lock_in(folder):
    """The lock file of a sample, and its reader."""
    return next(
        (path, reader)
        for path in sorted(folder.iterdir())
        for reader in READERS
        if not reader.locked_by and reader.wants(path.name)
    )


def read_sample(folder):
    path, reader = lock_in(folder)

    def beside(name):
        neighbour = folder / name
        return neighbour.read_bytes() if neighbour.is_file() else None

    return reader.read(path.name, path.read_bytes(), beside)


def row(one):
    words = [f"{one.line:>4}", str(one), one.scope.value, DIRECT[one.is_direct], *one.path]
    return " ".join(words)


@each_sample
def test_a_lock_file_says_what_its_table_says(table):
    read = read_sample(table.parent)
    assert [row(one) for one in read.dependencies] == table.read_text(encoding="utf-8").splitlines()
    assert read.problems == ()


@each_sample
def test_the_line_of_each_package_names_it(table):
    path, _ = lock_in(table.parent)
    lines = path.read_text(encoding="utf-8").splitlines()
    for one in read_sample(table.parent).dependencies:
        assert one.name.removesuffix("-pad") in lines[one.line - 1]


@each_sample
def test_every_package_has_its_purl_and_hashes_of_its_archive(table):
    for one in read_sample(table.parent).dependencies:
        assert package_name(one.purl) == one.name.lower()
        assert package_version(one.purl) == one.version
        if table.parent.name != "berry":  # Its checksums are of archives that yarn packs itself.
            assert one.hashes
        for kind, _, digest in (text.partition(":") for text in one.hashes):
            assert len(digest) == {"sha1": 40, "sha256": 64, "sha512": 128}[kind]


@pytest.mark.parametrize("version", ["v1", "v2", "v3"])
def test_all_versions_of_npms_lock_file_name_the_same_packages(version):
    expected = {
        (one.name, one.version, one.scope) for one in read_sample(SAMPLES / "npm" / "v3").dependencies
    }
    found = {
        (one.name, one.version, one.scope) for one in read_sample(SAMPLES / "npm" / version).dependencies
    }
    assert found == expected


@pytest.mark.parametrize("sample", DAMAGED)
def test_a_damaged_lock_file_is_read_or_refused(sample):
    folder = SAMPLES / sample
    path, reader = lock_in(folder)
    beside = {
        name: (folder / name).read_text(encoding="utf-8")
        for name in ("package.json", "pyproject.toml", "Pipfile")
        if (folder / name).exists()
    }
    text = path.read_text(encoding="utf-8")
    is_json = text.startswith("{") and path.name != "bun.lock"
    beginning = text if is_json else "".join(text.splitlines(keepends=True)[:30])
    reads_or_refuses(reader, path.name, beginning, beside)()
