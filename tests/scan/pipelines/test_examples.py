"""What is planted in the example service is found on its line, and the repaired service is left alone."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from holdfast.scan.pipelines.catalogue import lint

EXAMPLES = Path(__file__).parents[3] / "examples"
DEFECTS = [
    (defect, expected["rule"])
    for defect in yaml.safe_load((EXAMPLES / "planted.yaml").read_text(encoding="utf-8"))["defects"]
    for expected in defect["found_by"]
    if expected["scanner"] == "pipelines"
]


def linted(service):
    root = EXAMPLES / service
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and "node_modules" not in path.parts)
    return lint(
        ((path.relative_to(root).as_posix(), path.read_bytes()) for path in paths), date(2026, 11, 21)
    )


@pytest.fixture(scope="module")
def planted():
    return linted("chatbot")


def test_the_list_is_not_empty():
    assert len(DEFECTS) > 20


@pytest.mark.parametrize(("defect", "rule"), DEFECTS, ids=[defect["id"] for defect, _ in DEFECTS])
def test_a_planted_defect_is_found_on_its_line(defect, rule, planted):
    lines = (EXAMPLES / "chatbot" / defect["file"]).read_text(encoding="utf-8").splitlines()
    (number,) = [at for at, line in enumerate(lines, start=1) if defect["marker"] in line]
    places = [
        (one.location.line, one.location.end_line)
        for one in planted.findings
        if (one.rule, one.location.path) == (rule, defect["file"])
    ]
    assert any(first <= number <= last for first, last in places), places


def test_the_repaired_service_has_no_finding():
    result = linted("chatbot-repaired")
    assert [(one.rule, str(one.location)) for one in result.findings] == []
    assert result.unread == ()
