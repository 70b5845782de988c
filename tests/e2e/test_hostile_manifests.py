"""What our own scanners do with files that are out to stop them, all in one folder, beside honest ones.

One scan reads the folder; each test looks at one of its files. What must hold: the scan ends, every file that
was not read is named, and what is wrong in the honest files is found all the same.
"""

import json
import os

import pytest

from commandline import OURS, CommandLine, only
from holdfast.dependencies.inventory import all_readers
from leaks import secret

AXIOS = {"name": "shop", "dependencies": {"axios": "1.4.0"}}
LOCK = {
    "name": "shop", "lockfileVersion": 3,
    "packages": {"": AXIOS, "node_modules/axios": {"version": "1.4.0"}},
}  # fmt: skip
CODE = (
    "import subprocess\n\nfrom flask import request\n\n\n"
    "def run():\n    subprocess.call(request.args['c'], shell=True)\n"
)
SCRIPT = 'app.get("/", (req, res) => pool.query("x" + req.query.q));\n'
BUILDSPEC = "version: 0.2\nphases: {build: {commands: ['pytest || true']}}\n"

DEPTH = 100_000
LINE = 100_000
COUNT = 50_000
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
FILE_ENTITY = '<!DOCTYPE project [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
POM = (
    "<project><dependencies><dependency><groupId>g</groupId><artifactId>{}</artifactId><version>1</version>"
    "</dependency></dependencies></project>"
)
TEDIOUS = {
    "letters": "a" * LINE,
    "equals": "=" * LINE,
    "quotes": "'\"" * (LINE // 2),
    "base64": "QUJD" * (LINE // 4),
    "assignments": "password=" * (LINE // 9),
    "blanks": "x" + " " * LINE + "y",
    "parentheses": "$(" * (LINE // 2),
    "addresses": "a://" * (LINE // 4),
}
ENDINGS = (".py", ".sh", ".js", ".txt")
COMMANDS = "phases:\n  build:\n    commands:\n      - |\n        {}\n"

REFUSED = {
    "deep/package-lock.json": "[" * DEPTH,
    "deep-objects/package-lock.json": '{"packages":' * DEPTH,
    "deep/pnpm-lock.yaml": "[" * DEPTH,
    "deep/Cargo.lock": "a = " + "[" * DEPTH,
    "deep/pom.xml": "<a>" * DEPTH,
    "bomb/pnpm-lock.yaml": BOMB,
    "entities/pom.xml": f'<!DOCTYPE project [<!ENTITY e0 "ha">{ENTITIES}]>' + POM.format("&e11;"),
    "external/pom.xml": FILE_ENTITY + POM.format("&x;"),
    "noise/poetry.lock": "\x00\x01\x02" * 100,
    "new\nline\x1b[31m/package-lock.json": "{",
}
"""Manifests of which nothing can be read; pipelines are below."""

REFUSED_PIPELINES = {
    "bomb/buildspec.yml": BOMB,
    "bomb/docker-compose.yml": BOMB,
    "deep/buildspec.yml": "[" * DEPTH,
    "many/Jenkinsfile": "pipeline {\n stages { stage('a') { steps {\n" + "sh 'make'\n" * COUNT + "} } }\n}\n",
    "many/buildspec.yml": "phases:\n  build:\n    commands:\n"
    + "      - curl -o a.tgz https://a.example/a.tgz\n" * 20_000,
    "deep/.gitlab-ci.yml": "a: " + "{a: " * DEPTH,
}
ENDLESS = {
    "deep/blocks.js": "{\n" * DEPTH + "}\n" * DEPTH,
    "deep/tags.tsx": "<a>\n" * DEPTH + "</a>\n" * DEPTH,
    "deep/sum.ts": "a" + "\n+a" * DEPTH,
    "deep/open.js": "(\n" * DEPTH,
    "many/Dockerfile": "FROM debian:12\n" + "RUN true\n" * COUNT,
    "loop/requirements.txt": "-r requirements.txt\n-r ../../../../etc/passwd\n-r /etc/passwd\nflask==1.0\n",
    **{
        f"tedious/{name}{ending}": f"{text}\n{text}\n" for name, text in TEDIOUS.items() for ending in ENDINGS
    },
    **{f"{name}/requirements.txt": f"{text}\n" for name, text in TEDIOUS.items()},
    **{f"{name}/buildspec.yml": COMMANDS.format(text) for name, text in TEDIOUS.items()},
}


def write(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)


def names_of_manifests():
    """One file name for every pattern of every reader."""
    patterns = {pattern for reader in all_readers() for pattern in reader.names}
    return sorted(pattern.replace("*", "x") for pattern in patterns)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The folder, and one beside it that it must not look into."""
    root = tmp_path_factory.mktemp("hostile")
    outside = tmp_path_factory.mktemp("outside")
    write(root, {**REFUSED, **REFUSED_PIPELINES, **ENDLESS})
    write(
        root, {"honest/package-lock.json": json.dumps(LOCK), "honest/app.py": CODE, "honest/app.js": SCRIPT}
    )
    write(root, {"honest/buildspec.yml": BUILDSPEC, "honest/key.txt": f"key = {secret()}\n"})
    for number, name in enumerate(names_of_manifests()):
        write(outside, {name: json.dumps(LOCK)})
        place = root / f"linked/{number}/{name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(outside / name)
    (root / "fifo").mkdir()
    for name in ("package-lock.json", "requirements.txt", "buildspec.yml", "Jenkinsfile", "app.py", "app.js"):
        os.mkfifo(root / "fifo" / name)
    return root


@pytest.fixture(scope="module")
def user(tmp_path_factory, advisories):
    """One for all tests here: our scanners need no programs."""
    return CommandLine.new(tmp_path_factory.mktemp("user"), None, advisories)


@pytest.fixture(scope="module")
def scanned(user, hostile):
    """What the gate says of the folder. Whatever hangs ends the test with its limit of time."""
    return user("gate", hostile, *only(*OURS), "-f", "json")


def unread(scanned):
    return {name for scan in scanned.scans.values() for name in scan["coverage"]["unread"]}


def test_what_is_wrong_in_the_honest_files_is_found_by_everyone(scanned):
    honest = [one for one in scanned.document["findings"] if one["location"]["path"].startswith("honest/")]
    found = {source["tool"] for one in honest for source in one["sources"]}
    assert found == set(OURS)


def test_the_gate_fails_and_says_who_gave_no_verdict(scanned):
    assert scanned.code == 1
    assert scanned.statuses["dependencies"] == "failed"
    assert "timed_out" not in scanned.statuses.values()


@pytest.mark.parametrize("name", [*REFUSED, *REFUSED_PIPELINES])
def test_a_file_that_cannot_be_read_is_named(scanned, name):
    assert name.encode("unicode_escape").decode() in unread(scanned)


def test_what_would_take_endless_time_is_read_to_its_end(scanned):
    """Only what is no manifest, no pipeline or no Python at all is left over."""
    assert all(scan["evidence"]["duration_seconds"] < 60 for scan in scanned.scans.values())
    assert scanned.scans["secrets"]["coverage"]["unread"] == []
    assert scanned.scans["secrets"]["coverage"]["examined"] > len(ENDLESS)
    for name in ("dependencies", "pipelines"):
        assert not set(ENDLESS) & set(scanned.scans[name]["coverage"]["unread"])


def test_nothing_outside_of_the_folder_is_read(scanned):
    """Neither by a link, nor by an include, nor by an entity: no package and no word comes from there."""
    assert not [path for path in scanned.paths if path.startswith("linked/")]
    packages = {one["name"] for one in scanned.document["dependencies"]}
    assert packages == {"axios", "flask"}
    assert "root:" not in scanned.out + scanned.err


def test_links_and_pipes_are_counted(scanned):
    skipped = dict(scanned.document["target"]["skipped"])
    assert skipped["symbolic link"] == len(names_of_manifests())
    assert skipped["not a regular file"] == 6


def test_no_name_reaches_the_terminal_as_a_command(user, hostile):
    shown = user("scan", hostile, *only("dependencies"))
    assert "\x1b" not in shown.out + shown.err


def test_a_folder_of_refused_files_alone_is_no_verdict(user, tmp_path):
    write(tmp_path, {**REFUSED, **REFUSED_PIPELINES})
    ended = user("gate", tmp_path, *only("dependencies", "pipelines"), "-f", "json")
    assert (ended.code, ended.statuses["dependencies"]) == (3, "failed")
    assert set(REFUSED_PIPELINES) <= set(ended.scans["pipelines"]["coverage"]["unread"])


def test_a_lock_file_of_200_megabytes_is_no_verdict(user, tmp_path):
    """What is too large to be read may name anything; the other lock file does not make up for it."""
    write(tmp_path, {"good/package-lock.json": json.dumps(lock_of("1.21.0"))})
    (tmp_path / "huge").mkdir()
    with (tmp_path / "huge/package-lock.json").open("wb") as huge:
        huge.truncate(200 * 2**20)
    ended = user("gate", tmp_path, *only("dependencies"), "-f", "json")
    assert ended.code == 3
    scan = ended.scans["dependencies"]
    assert scan["coverage"]["unread"] == ["huge/package-lock.json"]
    assert dict(ended.document["target"]["skipped"]) == {"too large": 1}


def lock_of(version):
    """The honest lock with another version of its package."""
    return {**LOCK, "packages": {"": AXIOS, "node_modules/axios": {"version": version}}}
