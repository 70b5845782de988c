"""Facts about content hashes."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.kit.digest import digest, sha256, sha256_of

texts = st.lists(st.text(st.characters(exclude_characters="\x1f"), max_size=20), max_size=4)


@given(texts, texts)
def test_parts_do_not_run_into_each_other(one, two):
    assert (digest(one) == digest(two)) == (
        one == two or ({len(one), len(two)} == {0, 1} and not "".join(one + two))
    )


def test_it_is_32_hex_digits_and_stays_what_it_is():
    assert digest(["a", "b"]) == "065ab5741cdfad44687cf119c1eb4ec9"
    assert digest(["ab"]) != digest(["a", "b"])


def test_text_that_is_no_unicode_is_hashed_too():
    assert len(digest(["\udcff"])) == 32


def test_sha256_is_the_one_that_other_tools_compute():
    assert sha256(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@given(st.binary(max_size=300))
def test_a_file_has_the_hash_of_its_bytes(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("digest") / "file"
    path.write_bytes(data)
    assert sha256_of(path) == sha256(data)
