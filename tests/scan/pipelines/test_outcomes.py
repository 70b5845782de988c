"""What becomes of an exit code is told from the list that a command stands in."""

import pytest

from holdfast.scan.pipelines.outcomes import is_failure_ignored, is_lost_in_pipe, is_read_later
from holdfast.scan.pipelines.project import Place
from holdfast.scan.pipelines.reading import read_script


@pytest.mark.parametrize(
    ("text", "is_ignored"),
    [
        ("a || true", True),
        ("a || :", True),
        ("a | tee x || true", True),
        ("a && b || echo no", True),
        ("a || { echo no; true; }", True),
        ("a || (echo no && exit 0)", True),
        ("a; true", True),
        ("a || { echo no; exit 1; }", False),
        ("a || echo no && exit 1", False),
        ("a || b", False),
        ("a\ntrue", False),
        ("a", False),
    ],
)
def test_a_failure_is_ignored_when_what_follows_succeeds(text, is_ignored):
    (job,) = read_script("a.sh", text).jobs
    assert is_failure_ignored(job.steps[0].commands, 0) is is_ignored


@pytest.mark.parametrize(
    ("text", "is_lost"),
    [
        ("a | tee x", True),
        ("set -o pipefail\na | tee x", False),
        ("a | tee x\nexit ${PIPESTATUS[0]}", False),
        ("a", False),
    ],
)
def test_a_pipe_hides_a_failure_without_pipefail(text, is_lost):
    (job,) = read_script("a.sh", text).jobs
    position = next(at for at, command in enumerate(job.steps[0].commands) if command.program == "a")
    assert is_lost_in_pipe(job.steps[0], position) is is_lost


@pytest.mark.parametrize(
    ("text", "is_read"),
    [
        ("a --out r.json\npython judge.py r.json", True),
        ("a > r.json\njq -e . r.json", True),
        ("a --out r.json\naws s3 cp r.json s3://x", False),
        ("python judge.py r.json\na --out r.json", False),
        ("a", False),
    ],
)
def test_a_report_is_read_when_a_later_command_may_judge_it(text, is_read):
    pipeline = read_script("a.sh", text)
    (job,) = pipeline.jobs
    command = next(command for command in job.steps[0].commands if command.program == "a")
    assert is_read_later(Place(pipeline, job, job.steps[0]), command) is is_read
