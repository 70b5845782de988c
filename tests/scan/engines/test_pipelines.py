"""The program reads the files that it is handed, and says which it could not."""

from holdfast.scan.engine import Assignment
from holdfast.scan.engines.pipelines import examine


def test_files_are_linted_together(tmp_path):
    (tmp_path / "buildspec.yml").write_text("phases: {build: {commands: ['bash go.sh']}}\n", encoding="utf-8")
    (tmp_path / "go.sh").write_text("set -e\npip-audit || true\n", encoding="utf-8")
    report = examine(Assignment(root=tmp_path, files=("buildspec.yml", "go.sh")))
    assert [(one.rule, str(one.location)) for one in report.findings] == [
        ("scanner-failure-ignored", "go.sh:2")
    ]
    assert (report.inputs.examined, report.inputs.unread, report.tool) == (2, (), "pipelines")


def test_what_cannot_be_read_is_no_clean_file(tmp_path):
    (tmp_path / "buildspec.yml").write_text("phases: [\n", encoding="utf-8")
    report = examine(Assignment(root=tmp_path, files=("buildspec.yml", "gone.yml")))
    assert report.inputs.examined == 0
    assert set(report.inputs.unread) == {"buildspec.yml", "gone.yml"}


def test_files_that_belong_to_no_pipeline_are_no_clean_pipeline(tmp_path):
    (tmp_path / "a.py").write_text("x = 1\n")
    (tmp_path / "notes.yml").write_text("a: 1\n")
    assert examine(Assignment(root=tmp_path, files=("a.py", "notes.yml"))) is None
    assert examine(Assignment(root=tmp_path)) is None
