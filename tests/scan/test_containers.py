import os
from pathlib import Path

import pytest

from holdfast.scan.containers import Container, Engine, Mounts, containerised, find_engine
from holdfast.scan.executable import Missing
from holdfast.scan.scanning import External, Url
from scanners import scanner

DIGEST = "registry.example/team/tool@sha256:" + "ab" * 32
MOUNTS = Mounts(root=Path("/project"), workdir=Path("/private/work"), rules=Path("/private/work"))


def words(mounts=MOUNTS, environment=(), without_network=False, **over):
    tool = scanner(**over)
    install = External(executables=("tool",), how_to_get="")
    executable = containerised(install, DIGEST, Engine(client="/usr/bin/docker"))
    container = Container(
        scanner=tool, executable=executable, mounts=mounts, name="holdfast-tool-1", is_offline=without_network
    )
    return container.run_arguments(["tool", "-o", "/work/report-0", "a.py"], dict(environment))


def value(arguments, option):
    return arguments[arguments.index(option) + 1]


def values(arguments, option):
    return [arguments[i + 1] for i, word in enumerate(arguments) if word == option]


def test_the_command_runs_inside_with_its_own_arguments():
    arguments = words()
    assert arguments[:6] == ["/usr/bin/docker", "run", "--rm", "--init", "--name", "holdfast-tool-1"]
    assert arguments[-5:] == ["tool", DIGEST, "-o", "/work/report-0", "a.py"]
    assert value(arguments, "--entrypoint") == "tool"
    assert value(arguments, "--workdir") == "/src"


def test_the_scanned_folder_is_read_only_and_only_the_work_folder_is_not():
    assert values(words(), "--mount") == [
        "type=bind,source=/project,target=/src,readonly",
        "type=bind,source=/private/work,target=/work",
    ]
    assert "--read-only" in words()


def test_rules_data_and_an_image_file_are_mounted_where_there_are_any():
    mounts = Mounts(
        root=Path("/project, with comma"), workdir=Path("/w"), rules=Path("/rules of ours"),
        data=Path("/data of it"), image_file="/tmp/a.tar",
    )  # fmt: skip
    assert values(words(mounts), "--mount") == [
        'type=bind,"source=/project, with comma",target=/src,readonly',
        "type=bind,source=/w,target=/work",
        "type=bind,source=/rules of ours,target=/rules,readonly",
        "type=bind,source=/data of it,target=/data",
        "type=bind,source=/tmp/a.tar,target=/image.tar,readonly",
    ]


def test_it_has_no_rights_and_the_users_own_ids():
    arguments = words(memory_bytes=2**30)
    assert value(arguments, "--cap-drop") == "ALL"
    assert value(arguments, "--security-opt") == "no-new-privileges"
    assert value(arguments, "--user") == f"{os.getuid()}:{os.getgid()}"
    assert value(arguments, "--memory") == str(2**30)
    assert "--memory" not in words(memory_bytes=None)


@pytest.mark.parametrize(
    ("over", "network"),
    [({}, "none"), ({"is_offline": False}, "bridge"), ({"reads": Url(), "is_offline": True}, "host")],
)
def test_it_has_the_network_only_when_it_needs_it(over, network):
    assert value(words(**over), "--network") == network


def test_without_network_the_image_is_not_fetched():
    assert value(words(without_network=True), "--pull") == "never"
    assert "--pull" not in words()


def test_credentials_are_named_and_never_written():
    arguments = words(
        environment={"TOOL_TOKEN": "planted", "OTHER": "x"}, credentials=("TOOL_TOKEN", "UNSET")
    )
    assert "TOOL_TOKEN" in values(arguments, "--env")
    assert "planted" not in " ".join(arguments)
    assert "UNSET" not in values(arguments, "--env")


def test_two_runs_have_two_names():
    executable = containerised(External(executables=("t",), how_to_get=""), DIGEST, Engine(client="docker"))
    one, two = (Container.new(scanner(), executable, MOUNTS, is_offline=False) for _ in range(2))
    assert one.name != two.name
    assert one.kill_arguments() == ["docker", "kill", one.name]


def fake_docker(folder, script):
    path = folder / "docker"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return {"PATH": f"{folder}:/usr/bin:/bin"}


def test_an_engine_that_answers_is_found(tmp_path):
    environment = fake_docker(tmp_path, 'test "$1" = version && echo 28.0.1')
    assert find_engine(environment, tmp_path) == Engine(client=str(tmp_path / "docker"))


def test_a_client_without_engine_is_as_good_as_none(tmp_path):
    missing = find_engine(fake_docker(tmp_path, "echo cannot connect >&2; exit 1"), tmp_path)
    assert isinstance(missing, Missing)
    assert "engine does not answer" in missing.reason


def test_no_client_is_told_apart(tmp_path):
    missing = find_engine({"PATH": str(tmp_path)}, tmp_path)
    assert isinstance(missing, Missing)
    assert missing.reason == "docker is not on PATH"
