"""What is made of the secrets in a text, and what is passed over."""

from datetime import UTC, date, datetime

import pytest

from holdfast.errors import ConfigError
from holdfast.kit.secrets.examples import expand
from holdfast.kit.secrets.hit import sha1
from holdfast.scan.secret_search import HIDE, REVOKE, Passing, Search, finding_of
from leaks import secret

TODAY = {"today": "2026-06-01"}


def search(tmp_path, **options):
    return Search(Passing.of(tmp_path, {**TODAY, **options}))


def found(searching, text, path="a.py", commit=""):
    return [finding_of("secrets", path, one) for one in searching.secrets(path, text.encode(), commit)]


def test_a_finding_says_where_and_what_and_never_the_value(tmp_path):
    token = secret()
    (finding,) = found(search(tmp_path), f'x = 1\nköy = "{token}"  # deploy\n')
    place = finding.location
    assert (place.path, place.line, place.end_line) == ("a.py", 2, 2)
    assert (place.column, place.end_column) == (8, 8 + len(token))
    assert (finding.rule, finding.category, finding.cwe) == ("github-pat", "secrets", (798,))
    assert (finding.confidence, finding.fix) == ("high", REVOKE)
    assert finding.secret.digest == sha1(token.encode())
    assert finding.secret.hint == token[-4:]
    assert token not in repr(finding)


def test_a_secret_of_several_lines_ends_where_its_last_line_ends(tmp_path):
    body = expand("<der120>")
    text = "key:\n-----BEGIN RSA " + "PRIVATE KEY-----\n" + body + "\n-----END RSA " + "PRIVATE KEY-----\n"
    (finding,) = found(search(tmp_path), text)
    lines = text.splitlines()
    assert finding.location.line >= 2
    assert finding.location.end_line <= len(lines)
    assert finding.location.end_column <= len(lines[finding.location.end_line - 1]) + 1


def test_a_name_that_leads_to_secrets_is_to_be_hidden_and_not_revoked(tmp_path):
    arn = "arn:aws:secretsmanager:eu-west-1:" + "4" * 6 + "912345" + ":secret:prod/db-aB3dE5"
    (finding,) = found(search(tmp_path), f'name = "{arn}"\n')
    assert finding.fix == HIDE


@pytest.mark.parametrize(
    ("comment", "is_obeyed", "why"),
    [
        ("holdfast:ignore[github-pat] a sample until 2026-12-31", True, ""),
        ("holdfast:ignore[*] a sample until 2026-06-01", True, ""),
        ("holdfast:ignore[github-pat] a sample until 2026-05-31", False, "it ended on 2026-05-31"),
        ("holdfast:ignore[github-pat] until 2026-12-31", False, "it gives no reason"),
        ("holdfast:ignore[github-pat] a sample", False, "it names no last day"),
        ("holdfast:ignore[npm-token] a sample until 2026-12-31", False, ""),
        ("gitleaks:allow", True, ""),
        ("pragma: allowlist secret", True, ""),
    ],
)
def test_an_ignore_counts_or_the_finding_says_why_not(tmp_path, comment, is_obeyed, why):
    searching = search(tmp_path)
    findings = found(searching, f'x = "{secret()}"  # {comment}\n')
    assert (len(findings), searching.suppressed) == ((0, 1) if is_obeyed else (1, 0))
    for finding in findings:
        assert why in finding.description
        assert ("not obeyed" in finding.description) == bool(why)


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("allow_paths", "docs/\n*.py"),
        ("allow_patterns", "^ghp_[0-9A-Za-z]{36}$"),
        ("allow_words", "nothing\nGHP_"),
        ("allow_rules", "github-pat"),
    ],
)
def test_what_is_allowed_is_counted_and_not_told(tmp_path, option, value):
    searching = search(tmp_path, **{option: value})
    assert found(searching, f'x = "{secret()}"\n') == []
    assert searching.suppressed == 1


@pytest.mark.parametrize(
    ("line", "commit", "is_covered"),
    [
        ("a.py:github-pat:1", "", True),
        ("a.py:generic-api-key:1", "", True),
        ("a.py:npm-access-token:2", "", False),
        ("b.py:github-pat:1", "", False),
        ("c" * 40 + ":a.py:github-pat:1", "c" * 40, True),
        ("c" * 40 + ":a.py:github-pat:1", "d" * 40, False),
        ("c" * 40 + ":a.py:github-pat:1", "", False),
    ],
)
def test_gitleaksignore_is_read(tmp_path, line, commit, is_covered):
    (tmp_path / ".gitleaksignore").write_text(f"# known\n{line}\n")
    assert (found(search(tmp_path), f'x = "{secret()}"\n', commit=commit) == []) is is_covered


def test_a_gitleaksignore_that_leads_out_of_the_folder_is_not_read(tmp_path):
    outside = tmp_path / "outside"
    outside.write_text("a.py:github-pat:1\n")
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".gitleaksignore").symlink_to(outside)
    assert len(found(search(folder), f'x = "{secret()}"\n')) == 1


def test_a_line_that_is_not_understood_is_named(tmp_path):
    (tmp_path / ".gitleaksignore").write_text("nonsense\n")
    (problem,) = Passing.of(tmp_path, {}).problems
    assert (problem.place, "line 1" in problem.why) == (".gitleaksignore", True)


@pytest.mark.parametrize(
    "options",
    [{"allow_path": "x"}, {"allow_rules": "github-pta"}, {"allow_patterns": "("}, {"today": "soon"}],
)
def test_a_wrong_setting_is_refused(tmp_path, options):
    with pytest.raises(ConfigError):
        Passing.of(tmp_path, options)


def test_without_a_day_it_is_today(tmp_path):
    assert abs(Passing.of(tmp_path, {}).today - datetime.now(UTC).date()).days <= 1
    assert Passing.of(tmp_path, TODAY).today == date(2026, 6, 1)


@pytest.mark.parametrize(
    "path", ["public/language/fi/register.json", "locale/fi/LC_MESSAGES/a.po", "i18n/fi.ts"]
)
def test_the_word_for_a_password_in_a_translation_is_none(tmp_path, path):
    assert not found(search(tmp_path), '"password": "Salasana"', path)
    assert found(search(tmp_path), '"password": "Salasana"', "src/register.json")
    assert found(search(tmp_path), f'"password": "{secret()}"', path)


def test_what_looks_assigned_in_a_binary_file_is_chance(tmp_path):
    text = f'\0\0password = "{expand("<w14>")}"\n'
    assert not found(search(tmp_path), text, "a.bin")
    assert found(search(tmp_path), text.strip("\0"), "a.bin")
    assert found(search(tmp_path), f"\0\0{secret()}\n", "a.bin")
