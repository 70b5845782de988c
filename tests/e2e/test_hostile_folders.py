"""What Holdfast says of folders that are empty, broken, enormous, closed or out to mislead."""

import os
import random
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import SMALL, only

WEAK = "import subprocess\n\nsubprocess.call(input(), shell=True)\n"
IDENTITY = ("-c", "user.email=a@b.example", "-c", "user.name=A", "-c", "protocol.file.allow=always")


def git(folder, *arguments):
    subprocess.run(["git", *IDENTITY, *arguments], cwd=folder, check=True, capture_output=True)


def committed(folder):
    folder.mkdir(exist_ok=True)
    (folder / "app.py").write_text(WEAK)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "One")


def skipped(ended):
    return dict(ended.document["target"]["skipped"])


def test_an_empty_folder_is_no_verdict_and_no_pass(holdfast, tmp_path):
    assert holdfast("scan", tmp_path).code == 3
    assert holdfast("gate", tmp_path).code == 3
    assert set(holdfast("scan", tmp_path, "-f", "json").statuses.values()) == {"not_applicable"}


def test_noise_instead_of_text_is_no_verdict_of_those_who_read_text(holdfast, tmp_path):
    noise = random.Random(1).randbytes(200_000)  # noqa: S311 - noise, not secrets.
    (tmp_path / ".github/workflows").mkdir(parents=True)
    for name in ("app.py", "Dockerfile", "run.sh", ".github/workflows/ci.yml"):
        (tmp_path / name).write_bytes(noise)
    ended = holdfast("scan", tmp_path, *only(*SMALL), "-f", "json")
    assert ended.code == 3
    assert {ended.statuses[name] for name in ("ruff", "hadolint", "shellcheck", "zizmor")} == {"failed"}


def test_a_file_of_a_gigabyte_is_left_out_and_counted(holdfast, project):
    with (project / "huge.py").open("wb") as huge:
        huge.truncate(2**30)
    ended = holdfast("scan", project, *only("ruff", "detect-secrets"), "-f", "json")
    assert ended.code == 0
    assert skipped(ended) == {"too large": 1}
    shown = holdfast("scan", project, *only("ruff")).out
    assert "1 too large" in " ".join(shown.split())


def test_broken_syntax_is_no_verdict_of_whoever_cannot_read_it(holdfast, tmp_path):
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/ci.yml").write_text("on: [push\njobs: {{{\n")
    (tmp_path / "Dockerfile").write_text('FRMO x\nRUN [ "a\n')
    (tmp_path / "run.sh").write_text("#!/bin/sh\nif [ ; then\n")
    (tmp_path / "app.py").write_text("def f(:\n  eval(input()\n")
    ended = holdfast("gate", tmp_path, *only(*SMALL), "-f", "json")
    assert ended.code == 3
    assert {name for name, status in ended.statuses.items() if status == "failed"} == {
        "ruff", "hadolint", "shellcheck", "zizmor",
    }  # fmt: skip
    assert all(ended.scans[name]["reasons"] for name in ("ruff", "hadolint", "shellcheck", "zizmor"))


@pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm")
def test_a_lock_file_that_was_cut_is_no_verdict(holdfast, tmp_path):
    (tmp_path / "package.json").write_text('{"name": "a", "version": "1.0.0"}')
    (tmp_path / "package-lock.json").write_text('{"name": "a", "lockfileVersion": 3, "packages": {"": {"na')
    (tmp_path / "requirements.txt").write_bytes(b"\x00\xff===<<<\n-r /etc/passwd\n")
    ended = holdfast("gate", tmp_path, *only("npm-audit", "detect-secrets"), "-f", "json")
    assert ended.code == 3
    assert ended.statuses["npm-audit"] == "failed"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads it")
def test_newer_syntax_than_ours_is_read_by_those_who_can(holdfast, tmp_path):
    (tmp_path / "app.py").write_text('type X[T] = list[T]\nx = f"{f"{1}"}"\n' + WEAK)
    ended = holdfast("scan", tmp_path, *only("ruff"), "-f", "json")
    assert (ended.code, ended.paths) == (0, {"app.py"})


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: shutil.rmtree(folder / ".git"),
        lambda folder: (shutil.rmtree(folder / ".git"), git(folder, "init", "-q")),
        lambda folder: (folder / ".git/HEAD").write_text("junk"),
        lambda folder: (folder / ".git/index").write_bytes(b"junk"),
        lambda folder: shutil.rmtree(folder / ".git/objects"),
        lambda folder: (shutil.rmtree(folder / ".git"), (folder / ".git").write_text("gitdir: /none")),
    ],
    ids=["none", "no commits", "no head", "no index", "no objects", "elsewhere"],
)
def test_a_repository_that_is_broken_or_missing_hides_nothing(holdfast, ruff, tmp_path, damage):
    folder = tmp_path / "project"
    committed(folder)
    damage(folder)
    ended = holdfast("scan", folder, *ruff, "-f", "json")
    assert (ended.code, ended.paths) == (0, {"app.py"})


def test_without_git_on_the_path_the_folder_is_walked(holdfast, ruff, tmp_path):
    committed(tmp_path / "project")
    ended = holdfast.with_(PATH="/nonexistent")("scan", tmp_path / "project", *ruff, "-f", "json")
    assert (ended.code, ended.paths) == (0, {"app.py"})


def test_a_bare_repository_holds_nothing_to_read(holdfast, ruff, tmp_path):
    git(tmp_path, "init", "-q", "--bare", "bare.git")
    assert holdfast("scan", tmp_path / "bare.git", *ruff).code == 3


def test_the_files_of_a_submodule_are_read_too(holdfast, ruff, tmp_path):
    committed(tmp_path / "module")
    committed(tmp_path / "project")
    git(tmp_path / "project", "submodule", "add", str(tmp_path / "module"), "sub")
    assert holdfast("scan", tmp_path / "project", *ruff, "-f", "json").paths == {"app.py", "sub/app.py"}


NAMES = (
    b"-rf.py", b"--help.py", b"--config=x.py", b"@args.py", b"#hash.py", b";ls.py", b"$(touch pwned).py",
    b"`touch pwned`.py", b"*.py", b"?.py", b"[a].py", b"{a,b}.py", b"sp ace.py", b" lead.py", b"tab\t.py",
    b"new\nline.py", b"re\rturn.py", b"esc\x1b[31m.py", b"q\"uo'te.py", b"a:b.py", b"%41.py", b"~.py",
    "emoji 🔥.py".encode(), "\u202ertl.py".encode(), "e\u0301.py".encode(), b"bad\xff\xfe.py",
)  # fmt: skip


@pytest.mark.parametrize("is_repository", [False, True])
def test_no_name_of_a_file_hides_what_is_in_it(holdfast, tmp_path, is_repository):
    folder = tmp_path / "näme 🔥 of a folder"
    folder.mkdir()
    for name in NAMES:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(WEAK)
    if is_repository:
        git(folder, "init", "-q")
    expected = {name.decode("utf-8", "replace") for name in NAMES}
    ended = holdfast("scan", folder, *only("ruff", "bandit"), "-f", "json")
    assert {name: scan["coverage"]["examined"] for name, scan in ended.scans.items()}["ruff"] == len(NAMES)
    assert ended.paths == expected
    assert not list(folder.glob("**/pwned"))


@pytest.mark.parametrize("form", ["table", "markdown", "github"])
def test_no_name_of_a_file_reaches_the_terminal_as_a_command(holdfast, tmp_path, form):
    (tmp_path / "\x1b]0;owned\x07\u202e\n::error::owned.py").write_text(WEAK)
    ended = holdfast("scan", tmp_path, *only("ruff"), "-f", form)
    assert not {"\x1b", "\x07", "\u202e"}.intersection(ended.out + ended.err)
    assert not [line for line in ended.out.splitlines() if line.startswith("::error::owned")]


def test_links_pipes_and_sockets_are_counted_and_never_opened(holdfast, project):
    for name, place in {
        "loop": ".", "out.py": "/etc/passwd", "root": "/", "twin.py": "app.py", "dangling": "nowhere",
    }.items():  # fmt: skip
        (project / name).symlink_to(place)
    for name in ("pipe.py", "Dockerfile", "package-lock.json"):
        os.mkfifo(project / name)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(project / "socket.py"))
        ended = holdfast("scan", project, *only(*SMALL), "-f", "json")
    assert (ended.code, ended.paths) == (0, {"app.py"})
    assert skipped(ended) == {"symbolic link": 5, "not a regular file": 4}


@pytest.mark.parametrize(("name", "code"), [("app.py", 0), ("twin.py", 0), ("pipe", 3), ("none", 2)])
def test_a_path_may_name_one_file(holdfast, ruff, project, name, code):
    (project / "twin.py").symlink_to("app.py")
    (project / "other.py").write_text("eval(input())\n")
    os.mkfifo(project / "pipe")
    ended = holdfast("scan", project / name, *ruff, "-f", "json")
    assert ended.code == code
    assert (ended.paths if ended.out else set()) == ({"app.py"} if code == 0 else set())


def test_thousands_of_files_are_read_to_the_last(holdfast, ruff, tmp_path):
    for number in range(3000):
        folder = tmp_path / f"folder-{number % 30}"
        folder.mkdir(exist_ok=True)
        (folder / f"module_{number}.py").write_text(f"x = {number}\n")
    (tmp_path / "folder-29/zzz.py").write_text(WEAK)
    ended = holdfast("scan", tmp_path, *ruff, "-f", "json")
    assert ended.paths == {"folder-29/zzz.py"}
    assert ended.scans["ruff"]["coverage"]["examined"] == 3001


def test_a_path_too_long_for_the_system_is_counted_as_unread(holdfast, ruff, project):
    depth, name = 25, "d" * 200
    here = os.open(project, os.O_RDONLY)
    for _ in range(depth):
        os.mkdir(name, dir_fd=here)
        below = os.open(name, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    ended = holdfast("scan", project, *ruff, "-f", "json")
    assert (ended.paths, skipped(ended)) == ({"app.py"}, {"unreadable": 1})


def test_a_read_only_folder_is_read(holdfast, ruff, project, restricted):
    project.chmod(0o555)
    assert holdfast("gate", project, *ruff, "-f", "json", prefix=restricted).paths == {"app.py"}


def test_a_closed_folder_is_no_verdict_or_refused(holdfast, project, restricted):
    project.chmod(0)
    ended = holdfast("scan", project, prefix=restricted)
    project.chmod(0o755)
    assert ended.code in {2, 3}
    assert "Permission denied" in ended.err


def test_what_this_user_may_not_read_is_counted(holdfast, ruff, project, restricted):
    for name in ("closed", "open"):
        (project / name).mkdir()
        (project / name / "app.py").write_text(WEAK)
    (project / "mine.py").write_text(WEAK)
    (project / "mine.py").chmod(0)
    (project / "closed").chmod(0)
    ended = holdfast("scan", project, *ruff, "-f", "json", prefix=restricted)
    (project / "closed").chmod(0o755)
    assert ended.paths == {"app.py", "open/app.py"}
    assert skipped(ended) == {"unreadable": 2}
