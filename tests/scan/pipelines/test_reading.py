"""Files are recognised by name and shape, and the scripts that pipelines call are followed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.scan.pipelines.project import System
from holdfast.scan.pipelines.reading import MAX_COMMANDS, read_project, read_script, system_of


@pytest.mark.parametrize(
    ("path", "system"),
    [
        (".github/workflows/ci.yml", System.GITHUB),
        ("ci/buildspec-qa.yaml", System.CODEBUILD),
        ("appspec.yml", System.CODEDEPLOY),
        (".gitlab-ci.yml", System.GITLAB),
        ("ci/Jenkinsfile.release", System.JENKINS),
        ("docker-compose.test.yml", System.COMPOSE),
        ("mkdocs.yml", None),
    ],
)
def test_a_file_is_known_by_its_name(path, system):
    assert system_of(path) is system


def test_a_name_without_the_shape_is_no_pipeline():
    assert read_project([("docs/compose.yml", b"title: how to compose\n")]).pipelines == ()


def test_called_scripts_are_read_and_those_that_they_call():
    files = {
        "ci/buildspec.yml": "phases: {build: {commands: ['bash scripts/a.sh']}}",
        "scripts/a.sh": "#!/bin/sh -e\n./scripts/b.sh\n",
        "scripts/b.sh": "make\n",
        "scripts/c.sh": "make\n",
    }
    project = read_project((path, text.encode()) for path, text in files.items())
    assert [pipeline.path for pipeline in project.of(System.SCRIPT)] == ["scripts/a.sh", "scripts/b.sh"]


def test_only_the_projects_own_shell_scripts_are_followed():
    files = {
        "buildspec.yml": "phases: {build: {commands: [./gradlew, ./manage.py x, ./bin/go, ./bin/tool]}}",
        "gradlew": "#!/bin/sh\nexec java\n",
        "manage.py": "#!/usr/bin/env python3\nhealth()\n",
        "bin/go": "#!/usr/bin/env bash\nmake\n",
        "bin/tool": "\x7fELF",
    }
    project = read_project((path, text.encode()) for path, text in files.items())
    assert [pipeline.path for pipeline in project.of(System.SCRIPT)] == ["bin/go"]


@pytest.mark.parametrize(
    ("text", "stops"),
    [
        ("#!/bin/sh -e\na", True),
        ("set -eu\na", True),
        ("set -o errexit\na", True),
        ("set -u\na", False),
        ("a", False),
    ],
)
def test_a_script_stops_on_errors_when_it_says_so(text, stops):
    (job,) = read_script("a.sh", text).jobs
    assert job.steps[0].stops_on_error is stops


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        (
            "infra/build.yml",
            (
                "Resources:\n  B:\n    Type: AWS::CodeBuild::Project\n    Properties:\n      Source:\n"
                "        BuildSpec: |\n          phases:\n            build:\n              commands:\n"
                "                - make\n"
            ),
            10,
        ),
        (
            "infra/build.tf",
            (
                'resource "aws_codebuild_project" "b" {\n  source {\n    buildspec = <<-EOF\n      phases:\n'
                "        build:\n          commands:\n            - make\n    EOF\n  }\n}\n"
            ),
            7,
        ),
    ],
)
def test_a_buildspec_within_another_file_keeps_its_lines(path, text, line):
    (pipeline,) = read_project([(path, text.encode())]).of(System.CODEBUILD)
    assert [(pipeline.path, command.text, command.line) for command in pipeline.commands] == [
        (path, "make", line)
    ]


@given(
    st.sampled_from(["buildspec.yml", ".gitlab-ci.yml", "appspec.yml", "a.yml", "package.json"]),
    st.binary(max_size=200),
)
def test_any_bytes_are_read_or_named_as_unread(path, data):
    project = read_project([(path, data)])
    assert set(project.unread) <= {path}


def jenkins(*commands):
    steps = "\n".join(f"sh '{command}'" for command in commands)
    return f"pipeline {{ stages {{ stage('a') {{ steps {{\n{steps}\n}} }} }} }}\n".encode()


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("Jenkinsfile", {"Jenkinsfile": jenkins(*["make"] * (MAX_COMMANDS + 1))}),
        ("run.sh", {"Jenkinsfile": jenkins("./run.sh"), "run.sh": b"make\n" * (MAX_COMMANDS + 1)}),
    ],
)
def test_a_file_of_endless_commands_is_named_as_unread(path, files):
    assert read_project(files.items()).unread == {path: "The file has 2,001 commands: the limit is 2,000"}
