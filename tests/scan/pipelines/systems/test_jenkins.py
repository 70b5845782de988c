"""Jenkinsfiles, declarative and scripted, become jobs with their shell steps."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.scan.pipelines.systems.jenkins import read_calls, read_jenkinsfile

DECLARATIVE = """pipeline {
  agent { docker { image 'maven:3.9' } } // sh 'not a step'
  stages {
    stage('Build') { steps {
      sh 'mvn verify'
      script {
        def state = sh(script: "pip-audit", returnStatus: true)
      }
    } }
    stage('Deploy') { steps {
      sh '''
        set -e
        deploy
      '''
    } }
  }
  post { always { sh 'clean' } }
}
"""


def test_stages_are_jobs_and_steps_know_their_lines():
    jobs = read_jenkinsfile("Jenkinsfile", DECLARATIVE).jobs
    assert [job.name for job in jobs] == ["stage:Build", "stage:Deploy", "always"]
    commands = [
        (command.text, command.line) for job in jobs for step in job.steps for command in step.commands
    ]
    assert commands == [("mvn verify", 5), ("pip-audit", 7), ("set -e", 12), ("deploy", 13), ("clean", 17)]


def test_a_step_whose_status_is_returned_does_not_fail_by_itself():
    steps = [step for job in read_jenkinsfile("Jenkinsfile", DECLARATIVE).jobs for step in job.steps]
    assert [step.tolerated_line for step in steps] == [0, 7, 0, 0]


def test_scripted_pipelines_are_read_too():
    pipeline = read_jenkinsfile(
        "Jenkinsfile", "node('linux') {\n  stage('Test') {\n    sh('make test')\n  }\n}\n"
    )
    assert [command.text for command in pipeline.commands] == ["make test"]


def test_calls_know_the_blocks_around_them():
    images = [call for call in read_calls(DECLARATIVE) if call.name == "image"]
    assert [(call.blocks, call.strings[0].text) for call in images] == [
        (("pipeline", "agent", "docker"), "maven:3.9")
    ]


@pytest.mark.parametrize("piece", ["{", "sh '", "'''", '"""', "/*", "sh(", "}", "stage('x') {"])
def test_hostile_text_takes_linear_time(piece):
    begin = time.process_time()
    read_jenkinsfile("Jenkinsfile", piece * 5_000)
    assert time.process_time() - begin < 4


@given(st.text("sh {}()[]'\"\n:=/*\\$,a", max_size=120))
def test_any_text_gives_a_pipeline(text):
    assert read_jenkinsfile("Jenkinsfile", text).path == "Jenkinsfile"
