"""pip's requirements files."""

import time
from pathlib import Path

import pytest

from dependencies.readers.laws import found, neighbours, reads_or_refuses
from holdfast.dependencies.readers.requirements import MAX_INCLUDED_FILES, read
from holdfast.model.dependency import Scope

EXAMPLES = Path(__file__).parents[3] / "examples"
DIGEST = "ab" * 32
SAMPLE = f"""# what we need
--index-url https://registry.example/simple
Django_Thing[argon2,bcrypt] == 4.2.1 ; python_version >= "3.8"  # the site
requests===2.31.0 \\
    --hash=sha256:{DIGEST} \\
    --hash=sha256:{DIGEST[::-1]}
-e .
./local
paint @ https://files.example/paint-1.2.3-py3-none-any.whl#sha256={DIGEST}
https://files.example/brush-2.0.tar.gz
"""


def test_the_example_is_read_on_its_line():
    read_file = read.read("requirements.txt", (EXAMPLES / "chatbot/lambda/requirements.txt").read_bytes())
    assert [(str(one), one.line, one.purl, one.is_direct) for one in read_file.dependencies] == [
        ("PyYAML@5.3", 1, "pkg:pypi/pyyaml@5.3", True)
    ]


def test_extras_markers_hashes_continued_lines_and_urls_are_read():
    packages = found(read, "requirements.txt", SAMPLE)
    assert {name: one.line for name, one in packages.items()} == {
        "Django_Thing@4.2.1": 3,
        "requests@2.31.0": 4,
        "paint@1.2.3": 9,
        "brush@2.0": 10,
    }
    assert packages["requests@2.31.0"].hashes == (f"sha256:{DIGEST}", f"sha256:{DIGEST[::-1]}")
    assert packages["Django_Thing@4.2.1"].purl == "pkg:pypi/django-thing@4.2.1"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("flask>=2", "flask"),
        ("flask==2.*", "flask"),
        ("flask", "flask"),
        ("flask~=2.0,!=2.1", "flask"),
        ("flask @ git+https://git.example/flask@main", "flask"),
        ("-e git+https://git.example/flask@main#egg=flask", "flask"),
        ("git+https://git.example/flask.git#egg=flask", "flask"),
    ],
)
def test_what_is_not_pinned_is_stated(line, name):
    read_file = read.read("requirements.txt", line.encode())
    assert [(str(one), one.version) for one in read_file.dependencies] == [(name, "")]
    assert "not pinned" in read_file.problems[0].why


@pytest.mark.parametrize(
    "spelling", ["-r base.txt", "-rbase.txt", "--requirement=base.txt", "--requirement base.txt"]
)
def test_an_included_file_is_read_and_named(spelling):
    beside = neighbours(
        {"base.txt": "a==1\n-r deeper/more.txt\n", "deeper/more.txt": "b==2\n-r ../base.txt\n"}
    )
    read_file = read.read("sub/requirements-dev.txt", f"{spelling}\nc==3\n".encode(), beside)
    assert {(str(one), one.manifest, one.line, one.scope) for one in read_file.dependencies} == {
        ("a@1", "sub/base.txt", 1, Scope.RUNTIME),
        ("b@2", "sub/deeper/more.txt", 1, Scope.RUNTIME),
        ("c@3", "sub/requirements-dev.txt", 2, Scope.DEVELOPMENT),
    }
    assert read_file.problems == ()


def test_an_included_file_that_is_missing_is_stated():
    read_file = read.read("requirements.txt", b"-r ../outside.txt\na==1\n")
    assert [one.place for one in read_file.problems] == ["requirements.txt, line 1"]
    assert [str(one) for one in read_file.dependencies] == ["a@1"]


def test_endless_includes_end():
    def beside(name):
        return f"-r x{name}\n".encode()

    read_file = read.read("requirements.txt", b"-r a.txt\n", beside)
    assert "too many" in read_file.problems[0].why
    assert len(read_file.problems) == 1
    assert MAX_INCLUDED_FILES < 1000


def test_a_constraint_pins_what_is_left_open_and_asks_for_nothing():
    packages = found(
        read, "requirements.txt", "-c pins.txt\nFlask\n", {"pins.txt": "flask==2.0\nother==1.0\n"}
    )
    assert list(packages) == ["Flask@2.0"]


def test_via_comments_tell_who_asked():
    text = (
        "a==1  # via -r requirements.in\nb==2\n    # via\n    #   a\n    #   probe (pyproject.toml)\n"
        "c==3  # via b\n# own words\nd==4\n    # via\n    #   c\n# own words\n"
    )
    packages = found(read, "requirements.txt", text)
    assert {name: (one.is_direct, one.path) for name, one in packages.items()} == {
        "a@1": (True, ()),
        "b@2": (True, ()),
        "c@3": (False, ("b@2",)),
        "d@4": (False, ("b@2", "c@3")),
    }


@pytest.mark.parametrize(
    ("path", "is_wanted"),
    [
        ("requirements.txt", True),
        ("a/requirements-dev.txt", True),
        ("dev-requirements.txt", True),
        ("requirements/prod.txt", True),
        ("a/requirements/prod.txt", True),
        ("notes.txt", False),
        ("constraints.txt", False),
    ],
)
def test_requirements_files_are_known_by_name(path, is_wanted):
    assert read.wants(path) == is_wanted


def test_a_token_in_an_address_is_not_repeated():
    lines = b"x @@ https://user:hunter2@git.example/x\npkg @ git+https://user:hunter2@git.example/x\n"
    read_file = read.read("requirements.txt", lines)
    assert len(read_file.problems) == 2
    assert "hunter2" not in str(read_file)


@pytest.mark.parametrize(
    "data",
    [
        b"a" * 2_000_000,
        b"a==1 " + b"\\\n" * 500_000,
        b"a[" + b"b," * 500_000 + b"]",
        b"a ; " + b"(" * 500_000,
        b"a ; python_version > '3' " + b"and python_version > '3' " * 100,
        b"a==" + b"1." * 500_000,
        b"-" * 1_000_000,
        b"a " + b"--hash=" * 200_000,
        b"# via " + b", " * 500_000,
        b" #" * 500_000,
    ],
)
def test_hostile_lines_end_soon(data):
    began = time.process_time()
    read.read("requirements.txt", data)
    assert time.process_time() - began < 2


test_damage_is_read_or_refused = reads_or_refuses(read, "requirements.txt", SAMPLE, {"base.txt": SAMPLE})
