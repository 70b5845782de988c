"""The same inputs give the same bytes: what differs between two runs is when they ran."""

import json
import re

from commandline import only, timeless

TIMES = re.compile(
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|\+00:00| UTC)?|\d+(\.\d+)? (ms|s)\b|\d+ min \d+ s"
)


def gated(holdfast, project, folder, *arguments):
    folder.mkdir()
    files = {
        name: folder / name for name in ("json", "sarif", "html", "table", "markdown", "gitlab-sast", "csv")
    }
    forms = [word for name, path in files.items() for word in ("-f", f"{name}={path}")]
    ended = holdfast("gate", *arguments, *forms, "-f", "jsonl")
    assert ended.code == 1
    return {"jsonl": ended.out, **{name: path.read_text() for name, path in files.items()}}


def test_two_gates_over_one_project_differ_in_their_times_only(holdfast, project, tmp_path):
    (project / "run.sh").write_text("#!/bin/sh\nrm $1\n")
    (project / "Dockerfile").write_text("FROM debian:latest\nRUN sudo x\n")
    # detect-secrets writes the time into its report, and so into the hash that is the report's evidence.
    command = (project, *only("ruff", "hadolint", "shellcheck"), "--no-cache")
    first = gated(holdfast, project, tmp_path / "first", *command)
    second = gated(holdfast, project, tmp_path / "second", *command, "--jobs", "1")
    for name in ("json", "sarif", "gitlab-sast"):
        assert timeless(json.loads(first[name])) == timeless(json.loads(second[name])), name
    for name in ("csv", "jsonl", "table", "markdown", "html"):
        assert TIMES.sub("", first[name]) == TIMES.sub("", second[name]), name


def test_a_stored_run_gives_the_same_bytes_for_ever(holdfast, project, tmp_path):
    stored = tmp_path / "run.json"
    assert holdfast("scan", project, *only("ruff"), "-f", f"json={stored}").code == 0
    first = gated(holdfast, project, tmp_path / "first", project, "--run", stored)
    assert first == gated(holdfast, project, tmp_path / "second", project, "--run", stored)
