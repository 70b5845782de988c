"""Facts about ``holdfast secrets``."""

import json
import os
import sys

import pytest

from holdfast.cli.application import run
from leaks import secret
from repositories import Repository


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    repository = Repository(tmp_path / "repo")
    monkeypatch.chdir(repository.root)
    return repository


def searched(capsys, *words):
    code = run(["secrets", *words])
    return code, capsys.readouterr()


@pytest.fixture
def piped(tmp_path, monkeypatch, capfdbinary):
    """The command with a text on its stdin: exit code, stdout and stderr."""

    def call(data, *words):
        (tmp_path / "log").write_bytes(data)
        with (tmp_path / "log").open() as stdin:
            monkeypatch.setattr(sys, "stdin", stdin)
            code = run(["secrets", *words])
        printed = capfdbinary.readouterr()
        return code, printed.out, printed.err

    return call


def test_a_clean_folder_exits_with_0_and_one_with_a_secret_with_1(repository, capsys):
    repository.write("a.py", "x = 1\n")
    assert searched(capsys)[0] == 0
    repository.write("b.py", f'x = "{secret()}"\n')
    code, printed = searched(capsys, ".", "--format", "json")
    (found,) = json.loads(printed.out)["findings"]
    assert (code, found["location"]["path"], found["rule"]) == (1, "b.py", "github-pat")
    assert searched(capsys, ".", "--exit-zero")[0] == 0


def test_what_cannot_be_read_exits_with_3_unless_something_is_found(repository, capsys):
    with (repository.root / "large.txt").open("wb") as file:
        file.truncate(6 * 2**20)
    repository.write("a.py", "x = 1\n")
    assert searched(capsys)[0] == 3
    repository.write("b.py", f'x = "{secret()}"\n')
    assert searched(capsys)[0] == 1


@pytest.mark.parametrize(
    "form", ["sarif", "csv", "jsonl", "table", "markdown", "junit", "html", "gitlab-secret-detection"]
)
def test_every_format_shows_the_place_and_never_the_value(repository, capsys, form):
    repository.write("b.py", f'x = "{secret()}"\n')
    _, printed = searched(capsys, "--format", form)
    assert "b.py" in printed.out
    assert secret() not in printed.out + printed.err
    assert secret()[8:30] not in printed.out + printed.err


def test_staged_lines_are_searched_and_others_are_not(repository, capsys):
    repository.write("a.py", f'old = "{secret(1)}"\n')
    repository.commit()
    repository.write("a.py", f'old = "{secret(1)}"\nnew = 1\n')
    repository.write("untracked.py", f'x = "{secret(3)}"\n')
    repository.git("add", "a.py")
    assert searched(capsys, "--staged")[0] == 0
    repository.write("a.py", f'old = "{secret(1)}"\nnew = "{secret(2)}"\n')
    repository.git("add", "a.py")
    code, printed = searched(capsys, "--staged", "-f", "json")
    assert (code, [found["location"]["line"] for found in json.loads(printed.out)["findings"]]) == (1, [2])


def test_the_history_is_searched(repository, capsys):
    repository.write("a.py", f'x = "{secret()}"\n')
    repository.commit()
    repository.git("rm", "--quiet", "a.py")
    repository.commit()
    repository.write("b.py", "x = 1\n")
    repository.commit()
    assert searched(capsys)[0] == 0
    assert searched(capsys, "--history")[0] == 1
    assert searched(capsys, "--history", "--since", "HEAD~1")[0] == 0
    assert searched(capsys, "--history", "--depth", "1")[0] == 0


@pytest.mark.parametrize(
    "words",
    [
        ("--staged", "--history"), ("--staged", "a", "b"), ("--history", "-"), ("--since", "HEAD"),
        ("--depth", "1"), ("-", "."), ("--redact",), ("-", "--redact", "--format", "json"), ("gone",),
        ("--history", "--since", "nowhere"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_exits_with_2(repository, capsys, words):
    repository.write("a.py", "x = 1\n")
    repository.commit()
    code, printed = searched(capsys, *words)
    assert (code, printed.out) == (2, "")
    assert "error[" in printed.err


def test_git_is_asked_for_only_in_a_repository(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert searched(capsys, "--staged")[0] == 2
    assert searched(capsys, "--history")[0] in {2, 3}


def test_a_log_on_stdin_is_searched(piped):
    log = f"start\nexport TOKEN={secret()}\n".encode() * 2
    code, out, err = piped(log, "-", "-f", "json")
    (found,) = json.loads(out)["findings"]
    assert (code, found["location"]["path"], found["location"]["line"]) == (1, "stdin", 2)
    assert secret().encode() not in out + err
    assert piped(b"all is well\n", "-")[0] == 0
    assert piped(b"", "-")[0] == 0


def test_a_log_is_redacted_and_else_kept_byte_by_byte(piped):
    before, after = b"a\xff\0\r\n\x1b[31m", "\n€ end without a newline".encode()
    code, out, err = piped(before + secret().encode() + after, "-", "--redact")
    assert (code, out) == (1, before + b"[redacted:github-pat]" + after)
    assert b"1 secret redacted" in err
    assert secret().encode() not in err
    assert piped(b"x\n", "-", "--redact")[:2] == (0, b"x\n")
