import time
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.kit.secrets.confidence import Confidence
from holdfast.kit.secrets.engine import REACH_BYTES, Engine, default_engine
from holdfast.kit.secrets.examples import expand
from holdfast.kit.secrets.rule import Rule
from holdfast.kit.secrets.rules import all_rules

EXAMPLES = Path(__file__).parents[3] / "examples"
PLANTED = {
    entry["id"]: entry for entry in yaml.safe_load((EXAMPLES / "planted.yaml").read_text("utf-8"))["defects"]
}
SECRETS = (
    ("database-password-in-code", "generic-password"),
    ("access-key-in-bundle", "aws-access-key-id"),
    ("secret-key-in-bundle", "aws-secret-access-key"),
    ("database-password-in-compose", "generic-password"),
    ("database-password-in-terraform", "generic-password"),
    ("secret-arn-in-code", "aws-secret-arn"),
    ("secret-arns-in-buildspec", "aws-secret-arn"),
)
TOKEN = expand("ghp_<w30><crc>").encode()
PIECES = [expand(rule.positive[0]).encode() for rule in all_rules()[::7]]
TEXTS = st.lists(
    st.sampled_from([*PIECES, b"\n", b" ", b"password = ", b'"', "ü".encode()]) | st.binary(max_size=30)
)


def places(hits):
    return [(hit.rule.id, hit.start, hit.end, hit.line, hit.column) for hit in hits]


class TestPlaces:
    def test_a_hit_names_bytes_line_and_column_in_characters(self):
        text = b"one\ntwo = 'x'\n" + "  grün: ".encode() + TOKEN
        (hit,) = default_engine().find(text)
        assert hit.value(text) == TOKEN
        assert (hit.line, hit.column, hit.end_line) == (3, 9, 3)

    def test_a_key_of_many_lines_is_one_hit(self):
        text = expand(
            "a\n-----BEGIN RSA PRIVATE<-> KEY-----\n<der600>\n-----END RSA PRIVATE<-> KEY-----\nb"
        ).encode()
        (hit,) = default_engine().find(text)
        assert (hit.line, hit.end_line) == (2, text.count(b"\n"))

    def test_two_tokens_side_by_side_are_two_hits(self):
        assert len(default_engine().find(TOKEN + b" " + TOKEN)) == 2

    def test_a_line_may_be_of_any_length(self):
        text = b"var a=1;" * 300_000 + b"k='" + TOKEN + b"';" + b"b()" * 100
        (hit,) = default_engine().find(text)
        assert (hit.line, hit.start) == (1, 8 * 300_000 + 3)


class TestPrecedence:
    def test_the_rule_of_a_provider_beats_the_generic_one(self):
        assert [hit.rule.id for hit in default_engine().find(b'token = "' + TOKEN + b'"')] == ["github-pat"]

    def test_no_two_hits_overlap(self):
        text = b"".join(PIECES)
        hits = default_engine().find(text)
        assert all(one.end <= other.start for one, other in pairwise(hits))


class TestDoubt:
    def test_a_wrong_checksum_lowers_the_confidence(self):
        (hit,) = default_engine().find(expand("ghp_<w36>").encode())
        assert hit.confidence is Confidence.LOW

    def test_a_right_checksum_is_high(self):
        (hit,) = default_engine().find(TOKEN)
        assert hit.confidence is Confidence.HIGH

    def test_a_filler_is_none(self):
        assert default_engine().find(b"ghp_" + b"x" * 36) == []


class TestStream:
    @given(TEXTS.map(b"".join), st.lists(st.integers(0, 400), max_size=8))
    @settings(max_examples=60)
    def test_gives_what_the_whole_text_gives(self, text, cuts):
        edges = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
        chunks = [text[begin:end] for begin, end in pairwise(edges)]
        assert places(default_engine().stream(chunks)) == places(default_engine().find(text))

    @pytest.mark.parametrize("shift", [-REACH_BYTES, -40, -20, -1, 0, 1, REACH_BYTES, REACH_BYTES + 30])
    def test_a_secret_across_the_edge_of_a_part_is_found_once(self, shift):
        text = b"x = 1\n" * 700_000
        at = 4 * 2**20 + shift
        text = text[:at] + b"\n" + TOKEN + b"\n" + text[at:]
        chunks = (text[begin : begin + 2**16] for begin in range(0, len(text), 2**16))
        assert places(default_engine().stream(chunks)) == places(default_engine().find(text))


class TestExample:
    """The example service holds what planted.yaml says, and its repaired twin nothing."""

    @pytest.mark.parametrize(("defect", "rule"), SECRETS)
    def test_every_planted_secret_is_found_at_its_line(self, defect, rule):
        entry = PLANTED[defect]
        text = (EXAMPLES / "chatbot" / entry["file"]).read_bytes()
        lines = text.decode().splitlines()
        line = next(number for number, held in enumerate(lines, 1) if entry["marker"] in held)
        assert (rule, line) in {(hit.rule.id, hit.line) for hit in default_engine().find(text)}

    def test_the_repaired_twin_has_none(self):
        files = (path for path in (EXAMPLES / "chatbot-repaired").rglob("*") if path.is_file())
        assert [
            (path.name, hit.rule.id) for path in files for hit in default_engine().find(path.read_bytes())
        ] == []


HOSTILE = {
    "one letter": b"a",
    "names without end": b"password=",
    "open quotes": b"secret='aB3$xY9q\n",
    "prefixes": b"AKIA",
    "beginnings of keys": b"-----BEGIN PRIVATE KEY-----",
    "keys without end": b"-----BEGIN PRIVATE KEY-----\n" + b"A" * 64,
    "web token": b"eyJhbGciOi.",
    "addresses": b"postgres://a:",
    "commands": b"curl -u a:",
    "connection strings": b"server=;password=",
    "base64": b"QmFzZTY0",
    "hexadecimal": b"0123456789abcdef",
    "account keys": b"AccountKey=",
}


class TestHostile:
    @pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
    def test_four_times_the_text_takes_about_four_times_the_time(self, unit):
        def seconds(size):
            text = (unit * (size // len(unit) + 1))[:size]
            begin = time.process_time()
            default_engine().find(text)
            return time.process_time() - begin

        seconds(2_000)
        small = min(seconds(10_000) for _ in range(3))
        # Quadratic time would be sixteenfold; the sum is for what a busy machine adds.
        assert seconds(40_000) < 10 * small + 0.1

    @given(st.binary(max_size=400) | TEXTS.map(b"".join))
    @settings(max_examples=100)
    def test_any_bytes_give_hits_within_them(self, text):
        for hit in default_engine().find(text):
            assert 0 <= hit.start < hit.end <= len(text)
            assert 1 <= hit.line <= hit.end_line <= text.count(b"\n") + 1


def test_an_engine_has_only_the_rules_that_it_is_given():
    rule = Rule(
        id="house",
        title="House token",
        provider="house",
        pattern="(house_[0-9a-f]{8})",
        keywords=("house_",),
        positive=("house_<h8>",),
    )
    text = b"house_12ab34cd " + TOKEN
    assert [hit.rule.id for hit in Engine([rule]).find(text)] == ["house"]
    assert Engine([]).find(text) == []
