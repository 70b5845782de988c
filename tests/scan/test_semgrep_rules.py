"""Rules that are put together from what they share."""

import msgspec
import pytest

from holdfast.scan.semgrep_rules import compose

RULE = """\
rules:
  - id: {name}
    languages: [javascript]
    pattern-sources:
      - pattern: $OWN.first
      - shared: request
      - pattern: $OWN.last
"""
SHARED = """\
request:
  - pattern: $REQ.body
  - pattern: $REQ.query
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "javascript").mkdir()
    (tmp_path / "python").mkdir()
    (tmp_path / "shared").mkdir()
    (tmp_path / "javascript/b.yaml").write_text(RULE.format(name="b"))
    (tmp_path / "javascript/a.yaml").write_text(RULE.format(name="a"))
    (tmp_path / "python/c.yaml").write_text("rules: [{id: c, languages: [python], pattern: eval(...)}]")
    (tmp_path / "shared/javascript.yaml").write_text(SHARED)
    return tmp_path


def test_what_is_shared_stands_where_it_was_named(folder):
    first, second, third = msgspec.json.decode(compose(folder))["rules"]
    assert first == {
        "id": "a",
        "languages": ["javascript"],
        "pattern-sources": [
            {"pattern": "$OWN.first"},
            {"pattern": "$REQ.body"},
            {"pattern": "$REQ.query"},
            {"pattern": "$OWN.last"},
        ],
    }
    assert second == {**first, "id": "b"}
    assert third == {"id": "c", "languages": ["python"], "pattern": "eval(...)"}


def test_a_name_that_nobody_shares_is_an_error_of_ours(folder):
    (folder / "shared/javascript.yaml").write_text("numbers: []")
    with pytest.raises(KeyError, match="request"):
        compose(folder)
