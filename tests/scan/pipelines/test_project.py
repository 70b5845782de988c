"""A project hands out its pipelines by system, and its commands with their file."""

from holdfast.scan.pipelines.project import Project, System
from holdfast.scan.pipelines.reading import read_project, read_script


def test_pipelines_are_told_apart_by_system():
    project = Project(pipelines=(read_script("a.sh", "x\ny"),))
    assert [pipeline.path for pipeline in project.of(System.SCRIPT)] == ["a.sh"]
    assert list(project.of(System.GITHUB)) == []
    assert [(pipeline.path, command.text) for pipeline, command in project.commands] == [
        ("a.sh", "x"),
        ("a.sh", "y"),
    ]


def test_a_tree_without_pipelines_is_empty():
    assert read_project([("src/app.py", b"x = 1\n")]).is_empty
