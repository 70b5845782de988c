"""YAML of others is read with its lines, within limits, and whatever the bytes are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.errors import ReportError, ReportTooLarge
from holdfast.scan.pipelines.documents import MAX_BYTES, MAX_DEPTH, read_documents


def read(text):
    (root,) = read_documents(text.encode())
    return root


def test_every_value_and_key_knows_its_line():
    root = read("a:\n  b: 1\n  c:\n    - x\n    - y\n")
    assert root.get("a").line_of("c") == 3
    assert [(item.text, item.line) for item in root.get("a", "c").items] == [("x", 4), ("y", 5)]
    assert root.get("a").end_line == 5


def test_the_text_of_a_block_begins_below_its_mark():
    block = read("run: |\n  one\n  two\nnext: 1\n").get("run")
    assert (block.first_text_line, block.end_line, block.text) == (2, 3, "one\ntwo\n")


def test_what_is_missing_is_an_empty_node():
    assert not read("a: 1\n").get("b", "c")


def test_tags_of_templates_are_kept_and_never_constructed():
    assert read("a: !Ref Bucket\n").get("a").tag == "!Ref"
    assert read("a: !!python/object/apply:os.system ['true']\n").get("a").items[0].text == "true"


def test_json_is_read_too():
    assert read('{\n\t"a": {"b": [1, 2]}\n}').get("a", "b").items[1].text == "2"


def test_aliases_and_merge_keys_are_followed():
    root = read("base: &base {script: make, image: x}\njob:\n  <<: *base\n  image: y\n")
    assert root.get("job", "script").text == "make"
    assert root.get("job", "image").text == "y"


def test_a_key_given_twice_is_remembered_with_its_line():
    assert read("a: 1\nb: 2\na: 3\n").repeated == [("a", 3)]


def test_several_documents_are_read():
    assert [document.get("a").text for document in read_documents(b"a: 1\n---\na: 2\n")] == ["1", "2"]


def test_an_alias_bomb_is_refused():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    with pytest.raises(ReportTooLarge, match="unfolds"):
        read_documents("\n".join(lines).encode())


def test_an_anchor_within_itself_is_refused():
    with pytest.raises(ReportError, match="names nothing above it"):
        read_documents(b"a: &a [*a]\n")


def test_deep_nesting_is_refused():
    with pytest.raises(ReportTooLarge, match="deeper"):
        read_documents(b"[" * (MAX_DEPTH + 2) + b"]" * (MAX_DEPTH + 2))


def test_a_large_file_is_refused():
    with pytest.raises(ReportTooLarge, match="larger"):
        read_documents(b" " * (MAX_BYTES + 1))


def test_an_error_names_the_line():
    with pytest.raises(ReportError, match="line 3"):
        read_documents(b"a: 1\nb: [\n")


@given(
    st.one_of(st.binary(max_size=400), st.text("ab:-[]{}&*!|>#'\"\n \t,?%@<~0", max_size=200).map(str.encode))
)
def test_any_bytes_give_nodes_or_a_clear_error(data):
    try:
        documents = read_documents(data)
    except ReportError:
        return
    for document in documents:
        assert sum(1 for _ in document.walk()) <= 2 * max(1, len(data)) ** 2
