import pytest

from holdfast.kit.secrets.wording import is_placeholder, words


def test_words_of_a_name_in_any_spelling():
    assert words(b"apiKey_2") == [b"api", b"key", b"2"]
    assert words(b"DB-PASSWORD") == [b"db", b"password"]
    assert words(b"HTTPToken") == [b"http", b"token"] or words(b"HTTPToken")[-1] == b"token"


@pytest.mark.parametrize(
    "value",
    [b"changeme", b"your-api-key", b"YOUR_TOKEN_HERE", b"xxxxxxxx", b"password123", b"****", b"aaabbb", b""],
)
def test_what_a_reader_is_to_replace_is_a_placeholder(value):
    assert is_placeholder(value)


@pytest.mark.parametrize("value", [b"chatbot-Winter-2023", b"Tr0ub4dor&3", b"kd93-mmQz"])
def test_a_password_is_none(value):
    assert not is_placeholder(value)
