import re

from holdfast.kit.secrets.shapes import address, assigned, pem_block, shortened, token, webhook


def test_the_keyword_of_a_token_is_what_it_begins_with():
    assert token("a", "A", r"v1\.0-[0-9]{3}", "v1.0-<d3>", provider="p").keywords == ("v1.0-",)
    assert token("a", "A", "sk_(?:live|test)_x", "sk_live_x", provider="p").keywords == ("sk_",)


def test_a_token_after_an_escape_of_an_address_a_string_or_a_terminal_still_begins():
    pattern = re.compile(
        token("a", "A", "tok_[0-9]{4}", "tok_<d4>", provider="p").pattern.replace(r"\z", r"\Z")
    )
    assert pattern.search("x%3Dtok_1234")
    assert pattern.search(r"x\ntok_1234")
    assert pattern.search("\x1b[38;5;196mtok_1234\x1b[0m")
    assert not pattern.search("xtok_1234")
    assert not pattern.search("tok_12345")


def test_a_near_miss_is_three_characters_shorter():
    assert shortened("a_<w20>_<h8>") == "a_<w20>_<h5>"
    assert shortened("a_<uuid>") == "a_<h8>-<h4>-<h4>-<h12>"


def test_an_assigned_value_needs_the_words_of_its_provider():
    rule = assigned("a", "A", "acme|akme", "[0-9]{4}", "<d4>", provider="Acme")
    assert rule.keywords == ("acme", "akme")
    assert rule.positive[0] == "ACME_KEY=<d4>"


def test_each_scheme_of_an_address_is_a_keyword():
    assert address("a", "A", "p", "one|two").keywords == ("one", "two")


def test_the_keyword_of_a_webhook_is_its_host():
    rule = webhook(
        "a", "A", r"hooks\.a\.example", "/[0-9]+", provider="p", examples=("hooks.a.example/1", "a/")
    )
    assert rule.keywords == ("hooks.a.example",)


def test_a_block_without_an_end_goes_on_while_it_is_base64():
    begin = "-----BEGIN X-----\n"
    pattern = re.compile(pem_block("X"))
    assert pattern.search(begin + "QUJD" * 20 + "\n[next line").end() == len(begin) + 81
    assert pattern.search(begin + "QUJD") is None
