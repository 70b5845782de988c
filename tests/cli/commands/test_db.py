"""Facts about ``holdfast db``."""

import json
from pathlib import Path

import pytest

from advisory_feeds import affected, archive, osv
from holdfast.cli.application import run

EXAMPLES = Path(__file__).parents[3] / "examples" / "advisories"
LEFT_PAD = affected("npm", "left-pad", ("introduced:0", "fixed:2.0.0"))


@pytest.fixture
def called(tmp_path, monkeypatch, capsys):
    """Call the command with a cache and a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOLDFAST_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("COLUMNS", "300")
    (tmp_path / "holdfast.yaml").write_text("service: {name: shop}\nscan: {advisories: {max_age: 90d}}\n")

    def call(*arguments):
        code = run(["db", *map(str, arguments)])
        return code, capsys.readouterr()

    return call


@pytest.fixture
def small(tmp_path):
    """A folder with one vulnerability, and one record that cannot be read."""
    record = osv("GHSA-2222-3333-4444", LEFT_PAD, aliases=["CVE-2026-1000"], details="The details.")
    many = [osv(f"X-{number}", affected("npm", "other", ("introduced:0",))) for number in range(300)]
    archive(tmp_path / "in" / "npm" / "all.zip", [record, *many], {"bad.json": b"[]"})
    return tmp_path / "in"


def test_without_a_database_there_is_no_verdict_and_the_way_to_one_is_told(called):
    for arguments in (("status",), ("show", "CVE-2026-1000"), ("match", "pkg:npm/a@1")):
        code, printed = called(*arguments)
        assert code == 3
        assert "holdfast db update" in printed.err


def test_an_update_from_files_shows_every_feed(called, small):
    code, printed = called("update", "--from", small, "--as-of", "2026-11-21", "--offline")
    assert code == 0
    assert "npm" in printed.out
    assert "301" in printed.out
    assert "EPSS scores are missing" in printed.out


def test_offline_nothing_is_fetched(called):
    code, printed = called("update", "--offline")
    assert code == 2
    assert "--offline forbids it" in printed.err


def test_a_feed_that_is_broken_gives_code_3_and_its_reason(called, small):
    called("update", "--from", small)
    (small / "npm" / "all.zip").write_bytes(b"broken")
    code, printed = called("update", "--from", small)
    assert code == 3
    assert "npm: not updated" in printed.err
    assert "no zip archive" in printed.err
    assert "301" in printed.out, "the last good copy is in use"


def test_the_status_is_0_only_with_fresh_advisories(called, small):
    called("update", "--from", small, "--as-of", "2020-01-01")
    code, printed = called("status")
    assert code == 3
    assert "the limit is 90d" in printed.out
    assert "npm: bad.json: " in printed.err


def test_the_status_is_there_as_json(called, small):
    called("update", "--from", small)
    document = json.loads(called("status", "--json")[1].out)
    npm = next(feed for feed in document["feeds"] if feed["name"] == "npm")
    assert npm["feed"]["records"] == 301
    assert document["skipped"]["npm"][0][0] == "bad.json"


@pytest.mark.parametrize("name", ["CVE-2026-1000", "ghsa-2222-3333-4444"])
def test_a_vulnerability_is_shown_under_any_of_its_ids(called, small, name):
    called("update", "--from", small)
    code, printed = called("show", name)
    assert code == 0
    assert printed.out.startswith("CVE-2026-1000  About GHSA-2222-3333-4444\n")
    assert "packages: npm left-pad" in printed.out
    assert "The details." in printed.out
    assert json.loads(called("show", name, "--json")[1].out)["ids"] == [
        "CVE-2026-1000",
        "GHSA-2222-3333-4444",
    ]


def test_an_unknown_id_is_wrong_usage(called, small):
    called("update", "--from", small)
    code, printed = called("show", "CVE-1999-0001")
    assert code == 2
    assert "No record is known as CVE-1999-0001" in printed.err


def test_packages_are_matched_with_one_fix(called, small):
    called("update", "--from", small, "--as-of", "2026-11-21")
    code, printed = called("match", "pkg:npm/left-pad@1.0.0", "pkg:npm/fine@1.0.0")
    assert code == 0
    assert printed.out.startswith(
        "left-pad@1.0.0 (npm): 1 known; 2.0.0 ends all of them, across a major version\n"
    )
    assert called("match", "pkg:npm/fine@1.0.0")[1].out == "1 examined, nothing known about them\n"


@pytest.mark.parametrize(
    ("purl", "reason"),
    [
        ("pkg:maven/org.a/b@1.0", "no advisories for ecosystem Maven"),
        ("pkg:npm/left-pad@latest", "cannot be compared"),
        ("pkg:npm/left-pad", "version is not known"),
    ],
)
def test_what_cannot_be_told_gives_code_3(called, small, purl, reason):
    called("update", "--from", small, "--as-of", "2026-11-21")
    code, printed = called("match", purl)
    assert code == 3
    assert reason in printed.err
    assert reason in json.loads(called("match", purl, "--json")[1].out)["problems"][0]


def test_stale_advisories_give_code_3_for_their_ecosystem(called, small):
    called("update", "--from", small, "--as-of", "2020-01-01")
    code, printed = called("match", "pkg:npm/left-pad@1.0.0")
    assert code == 3
    assert "the limit is 90d" in printed.err
    assert "1 known" in printed.out


@pytest.mark.parametrize(
    "arguments", [("match", "left-pad"), ("update", "--from", "nowhere"), ("update", "--as-of", "soon")]
)
def test_a_wrong_call_is_code_2(called, small, arguments):
    called("update", "--from", small)
    assert called(*arguments)[0] == 2


def test_the_advisories_of_the_example_are_a_database(called):
    code, printed = called("update", "--from", EXAMPLES)
    assert code == 0
    code, printed = called("match", "pkg:npm/axios@1.4.0", "pkg:pypi/pyyaml@5.3", "--json")
    found = json.loads(printed.out)
    assert found["uncovered"] == {}
    assert [match["fix"]["version"] for match in found["packages"]] == ["1.13.5", "5.4"]
