"""AWS's files become jobs, and templates give their resources."""

from holdfast.scan.pipelines.documents import read_documents
from holdfast.scan.pipelines.systems.aws import either, read_appspec, read_buildspec, resources, stages


def root(text):
    return read_documents(text.encode())[0]


def test_every_entry_of_a_phase_is_a_step_and_only_one_line_stops_on_errors():
    commands = "      - a\n      - |\n        b\n        c\n"
    text = f"phases:\n  build:\n    on-failure: CONTINUE\n    commands:\n{commands}    finally: [d]\n"
    (job,) = read_buildspec("buildspec.yml", root(text), text).jobs
    assert [step.stops_on_error for step in job.steps] == [True, False, True]
    assert [(c.text, c.line) for step in job.steps for c in step.commands] == [
        ("a", 5),
        ("b", 7),
        ("c", 8),
        ("d", 9),
    ]
    assert job.tolerated_line == 3


def test_hooks_are_jobs_that_call_their_scripts():
    text = "hooks:\n  BeforeInstall:\n    - location: scripts/a.sh\n"
    (job,) = read_appspec("appspec.yml", root(text), text).jobs
    assert (job.name, [command.text for command in job.steps[0].commands]) == (
        "BeforeInstall",
        ["scripts/a.sh"],
    )


def test_pipelines_are_found_in_templates_and_in_json_of_the_api():
    template = root(
        "Resources: {P: {Type: 'AWS::CodePipeline::Pipeline', Properties: {Stages: [{Name: s}]}}}"
    )
    answer = root('{"pipeline": {"roleArn": "r", "artifactStore": {}, "stages": [{"name": "s"}]}}')
    assert [name for name, _, _ in resources(template, "AWS::CodePipeline::Pipeline")] == ["P"]
    for document in (template, answer):
        ((_, found),) = stages(document)
        assert [either(stage, "Name").text for stage in found.items] == ["s"]
