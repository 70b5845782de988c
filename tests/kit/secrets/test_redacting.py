from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.kit.secrets.examples import expand
from holdfast.kit.secrets.redacting import redact, redact_bytes
from holdfast.kit.secrets.rules import all_rules

TOKEN = expand("ghp_<w30><crc>")
PIECES = [expand(rule.positive[0]) for rule in all_rules()[::5]]
TEXTS = st.lists(
    st.sampled_from([*PIECES, "\n", " ", "password = ", '"', "ü", "@", ":", "="]) | st.text(max_size=20)
)


def test_a_secret_is_replaced_by_the_name_of_its_rule():
    text, hits = redact(f"pushed with {TOKEN}, done")
    assert text == "pushed with [redacted:github-pat], done"
    assert [hit.rule.id for hit in hits] == ["github-pat"]


def test_nothing_of_a_short_password_is_left():
    text, _ = redact('password: "w1nter-2023"')
    assert text == 'password: "[redacted:generic-password]"'


def test_a_password_in_an_address_is_cut_out_of_it():
    text, _ = redact(expand("postgres://app:<w14>@db.example/main"))
    assert text == "postgres://app:[redacted:postgresql-address]@db.example/main"


def test_a_key_of_many_lines_goes_whole():
    text, _ = redact(
        expand("a\n-----BEGIN EC PRIVATE<-> KEY-----\n<der118>\n-----END EC PRIVATE<-> KEY-----\nb")
    )
    assert text == "a\n[redacted:private-key]\nb"


def test_the_name_of_a_secret_stays():
    arn = expand("arn:aws:secretsmanager:eu-central-1:1<->11122223333:secret:a")
    assert redact(arn) == (arn, [])


def test_text_without_secrets_stays_the_same_object():
    text = "nothing here"
    assert redact(text)[0] is text


def test_surrogates_and_other_bytes_survive():
    assert redact(f"\ud800 {TOKEN}")[0] == "\ud800 [redacted:github-pat]"
    assert redact_bytes(b"\xff " + TOKEN.encode())[0] == b"\xff [redacted:github-pat]"


@given(TEXTS.map("".join))
@settings(max_examples=150)
def test_redacting_twice_changes_nothing(text):
    once, _ = redact(text)
    assert redact(once) == (once, [])


@given(st.sampled_from(PIECES), st.text(max_size=20), st.text(max_size=20))
@settings(max_examples=60)
def test_no_found_value_is_left_in_its_place(piece, before, after):
    text = f"{before}\n{piece}\n{after}"
    redacted, hits = redact(text)
    assert redacted.count("[redacted:") >= len(hits)
