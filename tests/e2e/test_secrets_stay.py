"""No secret of the user reaches a scanner, and none that a scanner finds leaves the scanned folder."""

import json
import os
import zlib

import pytest

from commandline import SMALL, only
from holdfast.kit.registry import Registry
from holdfast.render import formats
from holdfast.render.rendering import Format
from leaks import secret as made
from repositories import Repository
from scanners import program

CI_SECRETS = {
    "AWS_SECRET_ACCESS_KEY": "aws-value",
    "AWS_SESSION_TOKEN": "session-value",
    "GITHUB_TOKEN": "github-value",
    "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "oidc-value",
    "CI_JOB_TOKEN": "gitlab-value",
    "NPM_TOKEN": "npm-value",
    "DATABASE_URL": "postgres://user:database-value@localhost/db",
    "HOLDFAST_SECRET_KEY": "key-value",
    "SSH_AUTH_SOCK": "/run/agent-value",
    "PYTHONPATH": "",
    "LD_LIBRARY_PATH": "/opt/loader-value",
}
SNYK = "snyk-value-of-the-test"


def test_a_scanner_sees_nothing_of_the_environment_but_what_it_declares(holdfast, project, tmp_path):
    seen = tmp_path / "seen"
    script = f'env > "{seen}"; echo "token $SNYK_TOKEN" >&2; exit 2'
    (project / "package.json").write_text("{}")
    (project / "package-lock.json").write_text("{}")
    program(tmp_path / "bin", "snyk", script)
    user = holdfast.with_(PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}", SNYK_TOKEN=SNYK, **CI_SECRETS)
    ended = user("gate", project, *only("snyk"), "-f", "json")
    environment = dict(line.split("=", 1) for line in seen.read_text().splitlines() if "=" in line)
    assert environment["SNYK_TOKEN"] == SNYK
    assert not {name for name in CI_SECRETS if name in environment}
    assert "-value" not in "".join(value for name, value in environment.items() if name != "SNYK_TOKEN")
    assert environment["HOME"].startswith(str(user.cache))
    assert ended.code == 3
    assert SNYK not in ended.out + ended.err


@pytest.fixture
def secret():
    """Assembled here, so that no scanner of secrets takes offence at this file."""
    return "ghp" + "_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dF3hJ5"


@pytest.fixture
def leaky(holdfast, tmp_path, secret):
    """A user with a project full of one secret, and with a scanner that repeats it wherever it can."""
    folder = tmp_path / "project"
    (folder / ".github/workflows").mkdir(parents=True)
    (folder / "app.py").write_text(
        f'import subprocess\n\npassword = "{secret}"\n'
        f'subprocess.call("curl -u {secret} " + input(), shell=True)\n'
        f'print(eval(input("{secret}")))\n'
    )
    (folder / "run.sh").write_text(f'#!/bin/sh\ncurl -H "Authorization: {secret}" $1\nrm $2/{secret}\n')
    (folder / "Dockerfile").write_text(
        f"FROM debian:latest\nENV TOKEN={secret}\nRUN sudo curl -u {secret} x\n"
    )
    (folder / ".github/workflows/ci.yml").write_text(
        "on: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
        f"      - run: curl -u {secret} ${{{{ github.event.issue.title }}}}\n"
    )
    leak = {
        "RuleID": "github-pat", "Description": "GitHub token", "File": "app.py", "StartLine": 3, "EndLine": 3,
        "StartColumn": 1, "EndColumn": 60, "Match": f'password = "{secret}"', "Secret": secret,
        "Entropy": 4.5, "Tags": [], "Fingerprint": "app.py:github-pat:3",
    }  # fmt: skip
    (tmp_path / "leaks.json").write_text(json.dumps([leak]))
    script = (
        '[ "$1" = version ] && { echo 8.30.0; exit 0; }\n'
        f'echo "leak: {secret}"; echo "scanned ~100 bytes" >&2; echo "{secret}" >&2\n'
        'while [ $# -gt 0 ]; do [ "$1" = --report-path ] && '
        f'cp "{tmp_path / "leaks.json"}" "$2"; shift; done; exit 10'
    )
    program(tmp_path / "bin", "gitleaks", script)
    return holdfast.with_(PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}"), folder


def test_a_secret_that_is_found_is_printed_nowhere_and_kept_nowhere(leaky, secret):
    user, folder = leaky
    names = Registry(formats, Format, "holdfast.formats", "format").names
    scanners = only(*SMALL, "bandit", "semgrep", "gitleaks")
    files = [word for name in names for word in ("-f", f"{name}={folder.parent / 'out' / name}")]
    for command in ("scan", "gate", "gate"):
        ended = user(command, folder, *scanners, *files, "-f", "json", "-o", folder.parent / "out/last")
        assert secret not in ended.out + ended.err
    explained = user("gate", "explain", "--path", folder)
    assert secret not in explained.out + explained.err
    scan = json.loads((folder.parent / "out/last").read_text())
    statuses = {one["scanner"]: one["status"] for one in scan["scans"]}
    assert set(statuses.values()) == {"findings"}, statuses
    assert any(found["category"] == "secrets" for found in scan["findings"])
    places = [folder.parent / "out", user.state, user.cache]
    assert leaks(places, secret) == []


@pytest.fixture
def remembering(tmp_path, token):
    """A repository whose history, index, files and log each hold the token."""
    repository = Repository(tmp_path / "remembering")
    repository.write("gone.py", f'key = "{token}"\n')
    repository.commit()
    repository.git("rm", "--quiet", "gone.py")
    repository.commit()
    repository.write("here.py", f'key = "{token}"\n')
    repository.git("add", "here.py")
    return repository


@pytest.fixture
def token():
    """One that our own rules believe: its checksum is right."""
    return made()


@pytest.mark.parametrize("how", [(), ("--staged",), ("--history",), ("-",)])
def test_what_our_own_search_finds_is_printed_nowhere_and_kept_nowhere(
    holdfast, remembering, tmp_path, token, how
):
    names = Registry(formats, Format, "holdfast.formats", "format").names
    out = tmp_path / "out"
    files = [word for name in names for word in ("-f", f"{name}={out / name}")]
    (tmp_path / "log").write_text(f"export KEY={token}\n")
    ended = holdfast(
        "-vv", "secrets", *how, *files, "-f", "json", folder=remembering.root, stdin=tmp_path / "log"
    )
    assert (ended.code, len(ended.document["findings"])) == (1, 1)
    assert token[8:30] not in ended.out + ended.err
    assert leaks([out, holdfast.cache], token) == []


def test_a_scan_keeps_nothing_of_what_our_scanners_find(holdfast, remembering, tmp_path, token):
    for _ in range(2):
        ended = holdfast(
            "scan",
            remembering.root,
            *only("secrets", "secrets-history"),
            "-f",
            "json",
            "-o",
            tmp_path / "out/json",
        )
        assert token[8:30] not in ended.out + ended.err
    scan = json.loads((tmp_path / "out/json").read_text())
    assert {one["scanner"]: one["evidence"]["is_cached"] for one in scan["scans"]} == {
        "secrets": True, "secrets-history": True,
    }  # fmt: skip
    assert {found["location"]["path"] for found in scan["findings"]} == {"gone.py", "here.py"}
    # A branch more may hold a secret more, though no file has changed.
    remembering.git("branch", "other")
    again = holdfast("scan", remembering.root, *only("secrets", "secrets-history"), "-f", "json")
    assert again.scans["secrets"]["evidence"]["is_cached"] is True
    assert again.scans["secrets-history"]["evidence"]["is_cached"] is False
    assert leaks([tmp_path / "out", holdfast.cache, holdfast.state], token) == []


def test_a_failure_in_the_search_says_nothing_of_the_text(holdfast, remembering, token):
    for path in (remembering.root / ".git/objects").rglob("*"):
        if path.is_file():
            path.chmod(0o644)
            path.write_bytes(token.encode())
    for how in ("--staged", "--history"):
        ended = holdfast("-vv", "secrets", how, folder=remembering.root)
        assert ended.code == 3
        assert "error[" in ended.err
        assert token[8:30] not in ended.out + ended.err


def leaks(places, secret):
    """The files that hold the secret, whole or all but its first letters, packed or not."""
    found = []
    for place in places:
        assert place.exists()
        for path in place.rglob("*"):
            if path.is_file() and not path.is_symlink():
                data = path.read_bytes()
                data += zlib.decompress(data) if path.suffix == ".scan" else b""
                found += [path] if secret[8:30].encode() in data else []
    return found
