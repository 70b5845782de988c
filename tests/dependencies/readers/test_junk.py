"""Every reader on documents of the right syntax and the wrong shape, and on any bytes."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.dependencies.inventory import all_readers
from holdfast.errors import ReportError

READERS = tuple(all_readers())
WORDS = st.sampled_from(
    (
        *(
            "package",
            "packages",
            "name",
            "version",
            "lockfileVersion",
            "lock-version",
            "dependencies",
            "files",
        ),
        *(
            "devDependencies",
            "optionalDependencies",
            "dependenciesMeta",
            "optional",
            "integrity",
            "link",
            "dev",
        ),
        *(
            "importers",
            "snapshots",
            "resolution",
            "type",
            "directory",
            "workspaces",
            "requires",
            "license",
            "",
        ),
        *(
            "node_modules/a",
            "node_modules/a/node_modules/b",
            "a",
            "b",
            "a@1.0.0",
            "/a@1.0.0",
            "/a/1.0.0",
            ".",
        ),
        *("a@npm:^1", "own@workspace:.", "a@1.0.0(b@1.0.0)", "__metadata", "_meta", "default", "develop"),
        *(
            "source",
            "editable",
            "extras",
            "groups",
            "category",
            "metadata",
            "hashes",
            "hash",
            "wheels",
            "sdist",
        ),
        *("project", "tool", "poetry", "uv", "pdm", "group", "dependency-groups", "optional-dependencies"),
        *("archive", "url", "marker", "path", "npm:b@1", "==1.0", "^1.0", "sha512-AA==", "sha256:aa", "true"),
    )
)
SCALARS = WORDS | st.booleans() | st.integers(-3, 3) | st.floats(allow_nan=False, allow_infinity=False)
JUNK = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=25,
)
DOCUMENTS = st.dictionaries(WORDS, JUNK, max_size=6) | JUNK


def toml(value):
    """A value as TOML writes it in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {toml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value)


def lines_of(document):
    """A document as TOML, one key a line; what is no table as a list of words, one a line."""
    if isinstance(document, dict):
        return "\n".join(f"{json.dumps(key)} = {toml(value)}" for key, value in document.items())
    return "\n".join(map(str, document)) if isinstance(document, list) else str(document)


def read_or_refused(reader, data, beside):
    """Whether the reader gives dependencies or refuses; any other error is a failed test."""
    name = reader.names[0].replace("*", "x")
    try:
        found = reader.read(name, data, lambda _: beside)
    except ReportError as error:
        return bool(error.what)
    return all(isinstance(one.name, str) and isinstance(one.version, str) for one in found.dependencies)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(document=DOCUMENTS, beside=DOCUMENTS, indent=st.sampled_from((None, 2, 4)))
@settings(max_examples=15)
def test_a_document_of_another_shape_is_read_or_refused(reader, document, beside, indent):
    as_json = json.dumps(document, indent=indent).encode()  # JSON is YAML, too.
    as_toml = lines_of(document).encode()
    assert read_or_refused(reader, as_json, lines_of(beside).encode())
    assert read_or_refused(reader, as_toml, json.dumps(beside).encode())


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@given(data=st.binary(max_size=100), beside=st.none() | st.binary(max_size=50))
@settings(max_examples=15)
def test_any_bytes_are_read_or_refused(reader, data, beside):
    assert read_or_refused(reader, data, beside)


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
@pytest.mark.parametrize(
    "piece", [b"[", b'{"a":', b"- ", b"a.", b'"', b"\\\n", b"<a>", b"(", b"a" * 50, b"\n", b"{a: "]
)
def test_one_piece_over_and_over_is_read_or_refused(reader, piece):
    assert read_or_refused(reader, piece * 20_000, None)
