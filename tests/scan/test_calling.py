import time
from pathlib import Path

import pytest

from holdfast.config.scan import ScannerSettings
from holdfast.errors import StorageError
from holdfast.kit.process import Stop
from holdfast.kit.tree import walk
from holdfast.scan.calling import Calls, rules_folder
from holdfast.scan.executable import Executable
from holdfast.scan.request import Request
from holdfast.scan.scanning import Image, Output
from scanners import program, scanner


@pytest.fixture
def calls(tmp_path):
    """Prepares the calls of an adapter over one file, in two private folders."""

    def make(private="private", selected=("a.py",), script="exit 0", request=None, **over):
        (tmp_path / "project").mkdir(exist_ok=True)
        (tmp_path / "project/a.py").touch()
        path = program(tmp_path / "bin", "tool", script)
        made = Calls(
            scanner=scanner(**over),
            executable=Executable(path=str(path), version="1", fingerprint="f"),
            request=request or Request(tree=walk(tmp_path / "project")),
            selected=selected,
            folder=tmp_path / private,
            data=tmp_path / "data",
            environment={"PATH": "/usr/bin:/bin"},
            stop=Stop(),
        )
        made.prepare()
        return made

    return make


def wordy(job):
    return [
        job.executable,
        "-o",
        str(job.report),
        f"--in={job.root}/x",
        "--work",
        str(job.workdir),
        *job.files,
    ]


def test_the_template_is_equal_for_equal_work_wherever_it_is_done(calls):
    expected = ("tool", "-o", "<work>/report-0", "--in=x", "--work", "<work>")
    assert calls("one", command=wordy).template() == expected
    assert calls("two", command=wordy).template() == expected


def test_the_template_does_not_depend_on_the_time_that_is_left(calls):
    made = calls(command=lambda job: [job.executable, str(job.timeout)])
    before = made.template()
    made.run(time.monotonic() + 5)
    assert made.template() == before


def test_options_reach_the_command(calls):
    request = Request(settings={"tool": ScannerSettings(options={"level": "3"})})
    made = calls(request=request, command=lambda job: [job.executable, job.options["level"]])
    assert made.template() == ("tool", "3")


def test_a_long_command_is_shown_with_its_first_files(calls):
    raw = calls(selected=tuple(f"f{number}.py" for number in range(10))).run(time.monotonic() + 20)
    assert raw.command == ("tool", "f0.py", "f1.py", "f2.py", "… 7 more files")


def test_what_it_keeps_from_run_to_run_is_its_own_and_only_for_the_network(calls, tmp_path):
    raw = calls(script='echo "$XDG_CACHE_HOME"', is_offline=False).run(time.monotonic() + 20)
    assert raw.reports == (f"{tmp_path}/data\n".encode(),)
    assert (tmp_path / "data").is_dir()
    raw = calls("other", script='echo "$XDG_CACHE_HOME"').run(time.monotonic() + 20)
    assert raw.reports == (f"{tmp_path}/other/home/.cache\n".encode(),)


def test_a_report_above_the_limit_is_a_failure_with_its_size(calls):
    raw = calls(script="truncate -s 513M /dev/stdout").run(time.monotonic() + 20)
    assert raw.reports == ()
    assert raw.failures == ("<private>/stdout-0 is too large: the limit is 512.0 MiB",)


def test_an_image_saved_as_a_file_is_named_by_its_whole_path(calls, tmp_path, monkeypatch):
    (tmp_path / "app.tar").touch()
    monkeypatch.chdir(tmp_path)
    over = {"reads": Image(), "command": lambda job: [job.executable, job.image], "selected": ()}
    made = calls("one", request=Request(image="app.tar"), **over)
    assert made.run(time.monotonic() + 20).command == ("tool", str(tmp_path / "app.tar"))
    made = calls("two", request=Request(image="registry.example/app:1"), **over)
    assert made.run(time.monotonic() + 20).command == ("tool", "registry.example/app:1")


def test_rules_are_those_that_holdfast_ships(calls):
    made = calls(rules="semgrep", command=lambda job: [job.executable, str(job.rules)])
    assert made.template() == ("tool", "<rules>")
    assert rules_folder(made.scanner) == Path(rules_folder.__code__.co_filename).parent / "rules/semgrep"


def test_rules_are_made_into_one_file_for_a_scanner_that_wants_that(calls):
    made = calls(
        rules="semgrep",
        compose=lambda folder: folder.name.encode(),
        command=lambda job: [job.executable, str(job.rules)],
        script='cat "$1"',
        output=Output.STDOUT,
    )
    assert made.template() == ("tool", "<work>/rules.json")
    assert made.run(time.monotonic() + 20).reports == (b"semgrep",)


def test_credentials_in_addresses_are_in_neither_output_nor_command(calls):
    made = calls(
        script='echo "no way through http://me:hunter2@proxy.example:3128" >&2',
        command=lambda job: [job.executable, "--rules=https://me:hunter2@rules.example"],
    )
    ended = made.run(time.monotonic() + 20)
    assert ended.output.strip() == "no way through http://…@proxy.example:3128"
    assert ended.command == ("tool", "--rules=https://…@rules.example")


@pytest.mark.parametrize("link", ["report", "report/inner"])
def test_no_link_of_a_scanner_leads_to_what_is_not_its_own(calls, tmp_path, link):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "secret.json").write_text("{}")
    target = mine if link == "report" else mine / "secret.json"
    script = f'[ {link} = report ] || mkdir "$1"; ln -s {target} "$1{link.removeprefix("report")}"'
    made = calls(
        script=script, output=Output.FILE, command=lambda job: [job.executable, str(job.report), *job.files]
    )
    assert made.run(time.monotonic() + 20).reports == ()
    assert (mine / "secret.json").exists()


def test_a_disk_that_refuses_a_folder_is_an_error_of_its_own(calls, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError, match="has no folder to work in"):
        calls("file/private")
