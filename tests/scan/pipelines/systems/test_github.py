"""GitHub's workflows and composite actions become jobs."""

from holdfast.scan.pipelines.documents import read_documents
from holdfast.scan.pipelines.systems.github import read_workflow


def pipeline(text):
    return read_workflow("ci.yml", read_documents(text.encode())[0], text)


def test_steps_carry_commands_actions_and_tolerance():
    (job,) = pipeline(
        "on: push\njobs:\n  scan:\n    steps:\n      - uses: Owner/Name@v1\n        with: {a: b}\n"
        "      - run: |\n          one\n          two\n        continue-on-error: true\n"
    ).jobs
    action, script = job.steps
    assert (action.action, action.inputs.get("a").text) == ("owner/name", "b")
    assert [(command.text, command.line) for command in script.commands] == [("one", 8), ("two", 9)]
    assert script.tolerated_line == 10


def test_a_named_bash_has_pipefail_and_the_default_has_not():
    text = "jobs: {a: {steps: [{run: x}, {run: x, shell: bash}, {run: x, shell: pwsh}]}}"
    plain, named, other = pipeline(text).jobs[0].steps
    assert (plain.is_pipefail, named.is_pipefail) == (False, True)
    assert other.commands == ()


def test_a_composite_action_is_one_job():
    assert [job.name for job in pipeline("runs: {using: composite, steps: [{run: x}]}").jobs] == ["action"]
