"""GitLab's jobs inherit as the runner sees them."""

from holdfast.scan.pipelines.documents import read_documents
from holdfast.scan.pipelines.systems.gitlab import inherited, read_gitlab


def pipeline(text):
    return read_gitlab(".gitlab-ci.yml", read_documents(text.encode()), text)


def test_hidden_jobs_and_settings_are_no_jobs():
    text = "default: {image: a}\nstages: [x]\n.hidden: {script: [h]}\njob: {script: [make]}\n"
    assert [(job.name, job.image[0]) for job in pipeline(text).jobs] == [("job", "a")]


def test_extends_is_followed_and_the_last_one_wins():
    text = ".a: {script: [a], allow_failure: true}\n.b: {script: [b]}\njob: {extends: [.a, .b]}\n"
    (job,) = pipeline(text).jobs
    assert [command.text for command in job.steps[0].commands] == ["b"]
    assert job.tolerated_line == 1


def test_a_circle_of_extends_ends():
    (root,) = read_documents(b"a: {extends: b}\nb: {extends: a}\n")
    assert not inherited(root.get("a"), root, "script")


def test_scripts_before_and_after_belong_to_the_job():
    text = "job:\n  before_script: [one]\n  script:\n    - [two]\n    - three\n  after_script: [four]\n"
    assert [command.text for command in pipeline(text).commands] == ["one", "two", "three", "four"]
