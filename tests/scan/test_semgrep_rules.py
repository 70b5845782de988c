"""Rules of several files and languages as one document."""

import msgspec

from holdfast.scan.semgrep_rules import compose


def test_every_rule_stands_in_one_document_in_the_order_of_its_file(tmp_path):
    for name, language in (("b", "javascript"), ("a", "javascript"), ("c", "python")):
        (tmp_path / language).mkdir(exist_ok=True)
        (tmp_path / language / f"{name}.yaml").write_text(
            f"rules:\n  - id: {name}\n    languages: [{language}]\n    pattern: eval(...)\n"
        )
    assert msgspec.json.decode(compose(tmp_path)) == {
        "rules": [
            {"id": "a", "languages": ["javascript"], "pattern": "eval(...)"},
            {"id": "b", "languages": ["javascript"], "pattern": "eval(...)"},
            {"id": "c", "languages": ["python"], "pattern": "eval(...)"},
        ]
    }
