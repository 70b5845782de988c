"""A rule turns places into findings."""

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Project


@rule("sample", title="A sample", why="Because.", fix="Do it.", severity=Severity.LOW, cwe=1)
def sample(project):
    """Find two places, one of them twice."""
    yield Hit("a.yml", 3, 5, "Here.")
    yield Hit("a.yml", 3)
    yield Hit("a.yml", 9)


def test_one_finding_is_made_of_each_line():
    found = list(sample.findings(Project()))
    assert [(one.location.line, one.location.end_line, one.description) for one in found] == [
        (3, 5, "Here. Because."),
        (9, 9, "Because."),
    ]
    assert {(one.rule, one.title, one.cwe, one.fix) for one in found} == {
        ("sample", "A sample", (1,), "Do it.")
    }
