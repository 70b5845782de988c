import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.errors import ConfigError
from holdfast.kit.secrets.allowing import AllowList, Fingerprint, Fingerprints, read_fingerprints

COMMIT = "0123456789" * 4


def test_an_allow_list_knows_paths_expressions_and_words():
    allowed = AllowList(paths=["tests/"], patterns=["^demo-"], words=["Example"])
    assert allowed.allows_path("tests/data/a.env")
    assert not allowed.allows_path("src/a.env")
    assert allowed.allows(b"demo-1")
    assert allowed.allows(b"AKIAEXAMPLE")
    assert not allowed.allows(b"a demo")


def test_an_empty_allow_list_allows_nothing():
    assert not AllowList(words=[""]).allows(b"value")


def test_a_pattern_that_re2_does_not_know_is_refused():
    with pytest.raises(ConfigError, match="allow-list"):
        AllowList(patterns=["(?=x)"])


class TestFingerprints:
    def test_both_forms_are_read(self):
        text = f"# comment\n\n{COMMIT}:src/a.py:github-pat:3\nsrc/b:c.py:generic-api-key:12\n"
        assert read_fingerprints(text) == (
            [
                Fingerprint("src/a.py", "github-pat", 3, COMMIT),
                Fingerprint("src/b:c.py", "generic-api-key", 12),
            ],
            [],
        )

    def test_other_lines_are_problems(self):
        found, problems = read_fingerprints("no fingerprint\na:b:c\n")
        assert found == []
        assert [problem.partition(" is ")[0] for problem in problems] == ["line 1", "line 2"]

    def test_a_rule_of_ours_must_be_the_same(self):
        listed = Fingerprints([Fingerprint("a.py", "github-pat", 3)], rules=["github-pat", "npm-token"])
        assert listed.cover("a.py", 3, "github-pat")
        assert not listed.cover("a.py", 3, "npm-token")
        assert not listed.cover("a.py", 4, "github-pat")

    def test_a_rule_of_gitleaks_own_is_known_by_its_place(self):
        listed = Fingerprints([Fingerprint("a.py", "generic-api-key", 3)], rules=["generic-secret"])
        assert listed.cover("a.py", 3, "generic-secret")

    def test_one_of_a_commit_speaks_of_that_commit_alone(self):
        listed = Fingerprints([Fingerprint("a.py", "github-pat", 3, COMMIT)], rules=["github-pat"])
        assert listed.cover("a.py", 3, "github-pat", COMMIT)
        assert not listed.cover("a.py", 3, "github-pat")
        assert not listed.cover("a.py", 3, "github-pat", "f" * 40)

    @given(st.text(max_size=80))
    def test_any_text_is_read(self, text):
        found, problems = read_fingerprints(text)
        assert len(found) + len(problems) <= len(text.splitlines())
