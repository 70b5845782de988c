"""Facts about runs, by real programs: small shell scripts that behave as scanners do."""

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from holdfast.config.scan import ScannerSettings
from holdfast.kit.places import Places
from holdfast.kit.process import Stop
from holdfast.kit.tree import walk
from holdfast.model.report import ParsedReport
from holdfast.model.scan import ScanStatus
from holdfast.scan.raw_scan import NotRun
from holdfast.scan.request import Heartbeat, Request, ScanEnded, ScanStarted
from holdfast.scan.runner import Runner
from holdfast.scan.scanning import Exit, External, Files, Folder, Managed, Output, Proof, Service, Tier, Url
from holdfast.scan.toolbox import Toolbox
from scanners import program, scanner

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
OLD = time.time() - 3600
PARSED = (ParsedReport(parser="tool", tool="tool"),)


class FixedClock:
    def now(self):
        return NOW


class Lab:
    """A project, a folder of programs, and a runner over both."""

    def __init__(self, tmp_path):
        self.path = tmp_path
        self.project = tmp_path / "project"
        self.project.mkdir()
        self.environment = {
            "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin",
            "TOOL_TOKEN": "planted",
            "CI_KEY": "ci",
        }
        self.places = Places.of({"HOLDFAST_CACHE_DIR": str(tmp_path / "cache")})
        self.stop = Stop()

    def runner(self):
        toolbox = Toolbox(self.places, self.environment, stop=self.stop)
        return Runner(toolbox, self.places, self.environment, FixedClock(), self.stop)

    def write(self, *names):
        for name in names:
            (self.project / name).parent.mkdir(parents=True, exist_ok=True)
            (self.project / name).write_text("x = 1\n")
            os.utime(self.project / name, (OLD, OLD))

    def tool(self, script, name="tool", **over):
        program(self.path / "bin", name, script)
        return scanner(name, **over)

    def request(self, **over):
        return Request(**{"tree": walk(self.project)} | over)

    def run(self, tool, **over):
        return self.runner().run(tool, self.request(**over))


@pytest.fixture
def lab(tmp_path):
    made = Lab(tmp_path)
    made.write("a.py", "b.py", "c.txt")
    return made


def test_the_files_are_handed_over_and_the_report_comes_back(lab):
    raw = lab.run(lab.tool('echo "$PWD: $@"; echo noise >&2'))
    assert raw.reports == (f"{lab.project}: a.py b.py\n".encode(),)
    assert (raw.exit_codes, raw.selected, raw.output) == ((0,), ("a.py", "b.py"), "noise\n")
    assert (raw.started, raw.tool_version, raw.root) == (NOW, "1.2.3", str(lab.project))
    assert raw.command == ("tool", "a.py", "b.py")


def test_a_report_in_a_file_is_read_and_stdout_is_output(lab):
    tool = lab.tool(
        'echo said; echo report > "$1"',
        output=Output.FILE,
        command=lambda job: [job.executable, str(job.report)],
    )
    raw = lab.run(tool)
    assert (raw.reports, raw.output, raw.command) == ((b"report\n",), "said\n", ("tool", "<work>/report-0"))


def test_a_report_in_a_folder_that_the_scanner_names_is_read(lab):
    tool = lab.tool(
        'mkdir "$1"; echo report > "$1/results.json"',
        output=Output.FILE,
        command=lambda job: [job.executable, str(job.report)],
    )
    assert lab.run(tool).reports == (b"report\n",)


def test_a_link_in_place_of_a_report_is_not_followed(lab):
    tool = lab.tool(
        'ln -s /etc/passwd "$1"', output=Output.FILE, command=lambda job: [job.executable, str(job.report)]
    )
    assert lab.run(tool).reports == ()


def test_long_lists_become_several_calls(lab):
    lab.write(*(f"many/f{number}.py" for number in range(5)))
    tool = lab.tool('echo "$#"', reads=Files(suffixes=frozenset({".py"}), batch=3))
    raw = lab.run(tool)
    assert raw.reports == (b"3\n", b"3\n", b"1\n")
    assert raw.exit_codes == (0, 0, 0)


def test_odd_names_reach_the_scanner_whole(lab):
    names = ["-rf.py", "a b.py", "🚀.py", "line\nbreak.py", os.fsdecode(b"caf\xe9.py")]
    lab.write(*names)
    raw = lab.run(lab.tool('for f in "$@"; do [ -e "$f" ] || exit 9; done; echo "$#"'))
    assert raw.exit_codes == (0,)
    assert raw.reports == (b"7\n",)
    lab.runner().remember(raw, ())


def test_no_secret_of_ours_reaches_it_and_named_ones_do_without_being_kept(lab):
    tool = lab.tool("env; env >&2", credentials=("TOOL_TOKEN",), environment={"OWN": "1"})
    raw = lab.run(tool)
    seen = raw.reports[0].decode()
    assert "TOOL_TOKEN=planted" in seen
    assert "OWN=1" in seen
    assert "CI_KEY" not in seen
    assert "planted" not in raw.output
    assert "TOOL_TOKEN=***" in raw.output


def test_private_folders_are_not_shown_and_are_gone_afterwards(lab):
    raw = lab.run(lab.tool('echo "$HOME $PWD/a.py" >&2; touch "$HOME/x" "$TMPDIR/y"'))
    assert raw.output == "<private>/home a.py\n"
    assert list((lab.places.cache / "work").iterdir()) == []


def test_control_characters_do_not_reach_the_terminal(lab):
    raw = lab.run(lab.tool(r"printf '\033[31mred\033[0m\007\r\n' >&2"))
    assert raw.output == "red\n"


def test_time_up_ends_it_and_keeps_what_it_said(lab):
    settings = {"tool": ScannerSettings(timeout=timedelta(seconds=1))}
    started = time.monotonic()
    raw = lab.run(lab.tool("echo partial; sleep 60 & sleep 60"), settings=settings)
    assert raw.is_timed_out
    assert raw.exit_codes == (None,)
    assert raw.reports == (b"partial\n",)
    assert time.monotonic() - started < 15


def test_the_limit_for_all_counts_too(lab):
    raw = lab.run(lab.tool("sleep 60"), timeout=timedelta(seconds=1))
    assert raw.is_timed_out
    assert lab.run(lab.tool("echo"), timeout=timedelta(0)).exit_codes == ()


def test_a_program_that_vanished_is_a_failure_with_a_reason(lab):
    tool = lab.tool("echo", command=lambda _: ["/no/such/program"])
    raw = lab.run(tool)
    assert raw.exit_codes == ()
    assert "/no/such/program cannot be started" in raw.failures[0]


def test_a_scanner_that_is_not_there_is_missing(lab):
    result = lab.run(scanner("absent"))
    assert result.status is ScanStatus.MISSING
    assert result.reason == "absent is not on PATH, and no image is configured; see its page"


def test_a_managed_scanner_is_not_installed_without_network(lab):
    ruff = scanner("ruff", install=Managed(package="ruff", executable="ruff", tier=Tier.SMALL))
    result = lab.run(ruff, is_offline=True)
    assert result.status is ScanStatus.MISSING
    assert "the network must not be used" in result.reason


def test_one_that_needs_the_network_gives_no_verdict_without(lab):
    result = lab.run(lab.tool("echo", is_offline=False), is_offline=True)
    assert result == NotRun(status=ScanStatus.FAILED, reason="it needs the network, which must not be used")


def test_a_service_is_not_even_asked_for_without_the_network(lab):
    install = Service(program="no.such.module", variable="PATH", how_to_get="see its page")
    result = lab.run(scanner("served", install=install, is_offline=False), is_offline=True)
    assert result == NotRun(status=ScanStatus.FAILED, reason="it needs the network, which must not be used")


def test_one_that_is_not_there_is_missing_whether_it_may_use_the_network_or_not(lab):
    absent = scanner("absent", is_offline=False)
    assert lab.run(absent, is_offline=True) == lab.run(absent)
    assert lab.run(absent, is_offline=True).status is ScanStatus.MISSING


def test_what_does_not_apply_is_not_looked_for(lab):
    result = lab.run(scanner("absent", reads=Files(suffixes=frozenset({".tf"}))))
    assert result.status is ScanStatus.NOT_APPLICABLE


def test_a_folder_scanner_sees_only_the_one_file_that_was_named(lab):
    tool = lab.tool("ls", reads=Folder(), command=lambda job: [job.executable])
    raw = lab.run(tool, tree=walk(lab.project / "a.py"))
    assert raw.reports == (b"a.py\n",)


def test_a_dynamic_scanner_gets_the_address_and_runs_in_its_own_folder(lab):
    tool = lab.tool('echo "$1"; pwd', reads=Url(), command=lambda job: [job.executable, job.url])
    raw = lab.run(tool, tree=None, url="http://localhost:1")
    assert raw.reports[0].decode().splitlines()[0] == "http://localhost:1"
    assert str(lab.project) not in raw.reports[0].decode()


def counting(lab, **over):
    return lab.tool(f'echo called >> {lab.path}/calls; cat "$@"', **over)


def calls(lab):
    return (lab.path / "calls").read_text().count("called")


def run_twice(lab, tool, between=lambda: None, **over):
    runner = lab.runner()
    first = runner.run(tool, lab.request(**over))
    runner.remember(first, PARSED)
    between()
    return first, lab.runner().run(tool, lab.request(**over))


def test_an_unchanged_scan_is_quoted_and_says_so(lab):
    first, second = run_twice(lab, counting(lab))
    assert calls(lab) == 1
    assert second.is_cached
    assert second.quote.reports == PARSED
    assert (second.exit_codes, second.selected, second.started) == (first.exit_codes, first.selected, NOW)
    assert second.report_sha256 == first.report_sha256


def test_what_was_not_remembered_is_not_quoted(lab):
    tool = counting(lab)
    lab.run(tool)
    lab.run(tool)
    assert calls(lab) == 2


@pytest.mark.parametrize("change", ["content", "file", "version", "options", "adapter", "place"])
def test_every_input_counts(lab, change):
    tool = counting(lab)
    first = lab.runner()
    first.remember(first.run(tool, lab.request()), PARSED)
    settings = {}
    if change == "content":
        (lab.project / "a.py").write_text("y = 2\n")
    elif change == "file":
        lab.write("new.py")
    elif change == "version":
        program(lab.path / "bin", "tool", f"echo called >> {lab.path}/calls", version="2.0.0")
    elif change == "options":
        settings = {"tool": ScannerSettings(options={"a": "b"})}
    elif change == "place":
        subprocess.run(["git", "init", "-q", lab.path], check=True)
    else:
        tool = replace(tool, command=lambda job: [job.executable, "--", *job.files])
    lab.runner().run(tool, lab.request(settings=settings))
    assert calls(lab) == 2


def test_a_change_in_a_file_that_it_does_not_read_does_not_count(lab):
    run_twice(lab, counting(lab), lambda: (lab.project / "c.txt").write_text("new"))
    assert calls(lab) == 1


def test_the_cache_can_be_kept_out(lab):
    first, _ = run_twice(lab, counting(lab), is_cache_used=False)
    assert first.cache_key == ""
    assert calls(lab) == 2


def test_what_depends_on_the_network_is_never_quoted(lab):
    run_twice(lab, counting(lab, is_offline=False))
    assert calls(lab) == 2


def test_what_looks_beyond_the_tree_is_never_quoted(lab):
    run_twice(lab, counting(lab, reads=Folder(is_beyond_tree=True)))
    assert calls(lab) == 2


def test_a_failed_run_is_never_quoted(lab):
    tool = lab.tool(f"echo called >> {lab.path}/calls; exit 2", exit_codes={0: Exit.CLEAN, 2: Exit.FAILED})
    run_twice(lab, tool)
    assert calls(lab) == 2


def test_a_file_that_changes_during_the_scan_keeps_the_run_out_of_the_cache(lab):
    raw = lab.run(lab.tool(f"echo changed > {lab.project}/a.py; echo"))
    assert raw.exit_codes == (0,)
    assert raw.cache_key == ""


def test_scanners_run_side_by_side_and_results_keep_the_order_asked_for(lab):
    tools = [lab.tool("sleep 1; echo", name=name) for name in ("c", "a", "b")]
    started = time.monotonic()
    results = lab.runner().run_all(tools, lab.request(jobs=3))
    assert time.monotonic() - started < 2.8
    assert list(results) == ["c", "a", "b"]


def test_jobs_bound_how_many_run(lab):
    script = f"echo + >> {lab.path}/log; sleep 0.2; echo - >> {lab.path}/log"
    tools = [lab.tool(script, name=f"t{number}") for number in range(3)]
    lab.runner().run_all(tools, lab.request(jobs=1))
    assert (lab.path / "log").read_text().split() == ["+", "-"] * 3


def test_those_that_may_take_longest_begin_first(lab):
    tools = [
        lab.tool("echo", name=f"t{minutes}", timeout=timedelta(minutes=minutes)) for minutes in (1, 9, 5)
    ]
    told = []
    lab.runner().run_all(tools, lab.request(jobs=1), told.append)
    assert [event.scanner.name for event in told if isinstance(event, ScanStarted)] == ["t9", "t5", "t1"]


def test_events_come_in_the_callers_thread_with_a_heartbeat(lab):
    seen = []
    tool = lab.tool("sleep 1.6; echo")
    lab.runner().run_all([tool], lab.request(), lambda e: seen.append((e, threading.current_thread())))
    kinds = [type(event) for event, _ in seen]
    assert kinds[0] is ScanStarted
    assert kinds[-1] is ScanEnded
    beat = next(event for event, _ in seen if isinstance(event, Heartbeat))
    assert [running.scanner for running in beat.running] == ["tool"]
    assert (beat.waiting, beat.done) == (0, 0)
    assert {thread for _, thread in seen} == {threading.current_thread()}


def test_an_exception_of_the_listener_ends_everything_first(lab):
    def interrupt(event):
        if isinstance(event, Heartbeat):
            raise KeyboardInterrupt

    started = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        lab.runner().run_all(
            [lab.tool("sleep 60"), lab.tool("sleep 60", name="b")], lab.request(jobs=1), interrupt
        )
    assert time.monotonic() - started < 15
    assert list((lab.places.cache / "work").iterdir()) == []


def test_a_run_that_was_killed_does_not_hurt_the_next(lab):
    code = (
        "import os, pathlib, sys, dataclasses\n"
        "from holdfast.kit.places import Places\nfrom holdfast.kit.process import Stop\n"
        "from holdfast.kit.clock import SystemClock\nfrom holdfast.kit.tree import walk\n"
        "from holdfast.model.category import Category\nfrom holdfast.scan.request import Request\n"
        "from holdfast.scan.runner import Runner\nfrom holdfast.scan.toolbox import Toolbox\n"
        "from holdfast.scan.scanning import *\n"
        "root = pathlib.Path(sys.argv[1])\n"
        "places = Places.of({'HOLDFAST_CACHE_DIR': str(root / 'cache')})\n"
        "env = {'PATH': f'{root}/bin:/usr/bin:/bin'}\n"
        "tool = Scanner(name='tool', title='T', category=Category.SAST, homepage='', report='r',\n"
        "    install=External(executables=('tool',), how_to_get=''), reads=Files(is_any=True),\n"
        "    command=lambda job: [job.executable], exit_codes={0: Exit.CLEAN}, proof=Proof.FILES_GIVEN)\n"
        "runner = Runner(Toolbox(places, env), places, env, SystemClock(), Stop())\n"
        "runner.run(tool, Request(tree=walk(root / 'project')))\n"
    )
    lab.tool(f"echo $$ > {lab.path}/pid; sleep 60")
    with subprocess.Popen([sys.executable, "-c", code, str(lab.path)]) as process:
        until = time.monotonic() + 20
        while not (lab.path / "pid").exists() or not (lab.path / "pid").read_text().strip():
            assert time.monotonic() < until
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
    os.killpg(int((lab.path / "pid").read_text()), signal.SIGKILL)
    assert len(list((lab.places.cache / "work").iterdir())) == 1
    assert lab.run(lab.tool("echo fine")).reports == (b"fine\n",)
    assert list((lab.places.cache / "work").iterdir()) == []


def test_a_scanner_in_an_image_is_called_by_the_engine_and_sees_its_own_paths(lab):
    program(
        lab.path / "bin",
        "docker",
        'case "$1" in version) echo 28.0.1;; run) echo "$@" > ' + f"{lab.path}/docker; echo report;; esac",
    )
    tool = scanner("tool", install=External(executables=("tool",), how_to_get=""), rules="")
    image = "registry.example/tool@sha256:" + "ab" * 32
    toolbox = Toolbox(lab.places, lab.environment, {"tool": image})
    raw = Runner(toolbox, lab.places, lab.environment, FixedClock(), lab.stop).run(tool, lab.request())
    assert raw.reports == (b"report\n",)
    assert raw.root == "/src"
    assert raw.command == ("tool", "a.py", "b.py")
    line = (lab.path / "docker").read_text()
    assert f"source={lab.project},target=/src,readonly" in line
    assert line.endswith(f"--entrypoint tool {image} a.py b.py\n")


def test_a_container_that_takes_too_long_is_ended_by_name(lab):
    script = f'case "$1" in version) echo 28.0.1;; run) sleep 60;; kill) echo "$2" > {lab.path}/killed;; esac'
    program(lab.path / "bin", "docker", script)
    toolbox = Toolbox(lab.places, lab.environment, {"tool": "a@sha256:" + "ab" * 32})
    settings = {"tool": ScannerSettings(timeout=timedelta(seconds=1))}
    runner = Runner(toolbox, lab.places, lab.environment, FixedClock(), lab.stop)
    assert runner.run(scanner("tool"), lab.request(settings=settings)).is_timed_out
    assert (lab.path / "killed").read_text().startswith("holdfast-tool-")


def test_the_proof_of_a_scanner_is_not_the_runners_business(lab):
    assert lab.run(lab.tool("exit 7", proof=Proof.REPORT)).exit_codes == (7,)
