import os
import threading
import time
from pathlib import Path

import pytest

from holdfast.errors import ToolError, ToolInstallError, ToolMissing
from holdfast.kit.places import Places
from holdfast.kit.process import Stop
from holdfast.scan.executable import Executable, Missing
from holdfast.scan.scanners.burp import SCANNER as BURP
from holdfast.scan.scanning import External, Managed, Tier
from holdfast.scan.toolbox import Toolbox, ToolState
from played_burp import VERSION, playing
from scanners import program, scanner

DIGEST = "registry.example/tool@sha256:" + "ab" * 32
RUFF = scanner("ruff", install=Managed(package="ruff", executable="ruff", tier=Tier.SMALL))
SYSTEM = "/usr/bin:/bin"


def toolbox(tmp_path, images=None, stop=None, **environment):
    own = {"PATH": f"{tmp_path / 'bin'}:{SYSTEM}", "HOME": str(tmp_path)} | environment
    return Toolbox(Places.of({"HOLDFAST_CACHE_DIR": str(tmp_path / "cache")}), own, images, stop)


def external(*names, **over):
    return scanner(
        "tool", install=External(executables=names or ("tool",), how_to_get="get it at its page", **over)
    )


def test_a_program_on_the_path_is_found_with_its_version(tmp_path):
    path = program(tmp_path / "bin", "tool", "exit 0", version="4.5.6")
    found = toolbox(tmp_path).find(external("other-name", "tool"))
    assert isinstance(found, Executable)
    assert (found.path, found.version) == (str(path), "4.5.6")


def test_the_version_is_asked_once(tmp_path):
    program(tmp_path / "bin", "tool", f"echo called >> {tmp_path}/calls; echo 1.0.0")
    box, tool = toolbox(tmp_path), external(version_arguments=("version",))
    assert box.find(tool) == box.find(tool)
    assert (tmp_path / "calls").read_text() == "called\n"


def test_a_new_version_changes_the_fingerprint(tmp_path):
    program(tmp_path / "bin", "tool", "exit 0", version="1.0.0")
    one = toolbox(tmp_path).find(external())
    program(tmp_path / "bin", "tool", "exit 0", version="1.0.1")
    two = toolbox(tmp_path).find(external())
    assert one.fingerprint != two.fingerprint


def test_no_secret_reaches_a_program_that_is_asked_for_its_version(tmp_path):
    program(tmp_path / "bin", "tool", f"env > {tmp_path}/seen; echo 1.0.0")
    toolbox(tmp_path, TOKEN="planted").find(external(version_arguments=("version",)))
    assert "planted" not in (tmp_path / "seen").read_text()


def test_a_program_that_is_asked_for_its_version_gets_its_adapters_variables(tmp_path):
    """Semgrep asks the network for a newer version, and waits for it, unless told not to."""
    program(tmp_path / "bin", "tool", f"env > {tmp_path}/seen; echo 1.0.0")
    install = External(executables=("tool",), version_arguments=("version",), how_to_get="get it at its page")
    toolbox(tmp_path).find(scanner("tool", install=install, environment={"NO_VERSION_CHECK": "1"}))
    assert "NO_VERSION_CHECK=1" in (tmp_path / "seen").read_text()


def test_a_stop_ends_the_question_for_a_version_too(tmp_path):
    program(tmp_path / "bin", "tool", "exec sleep 25")
    stop = Stop()
    before = time.monotonic()
    threading.Timer(0.3, stop.pull).start()
    toolbox(tmp_path, stop=stop).find(external(version_arguments=("version",)))
    assert time.monotonic() - before < 10


def test_a_program_that_does_not_run_is_as_good_as_none(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/tool").write_text("#!/no/such/interpreter\n")
    (tmp_path / "bin/tool").chmod(0o755)
    missing = toolbox(tmp_path).find(external())
    assert isinstance(missing, Missing)
    assert "does not run" in missing.reason


def test_a_program_in_a_relative_folder_of_the_path_is_not_taken(tmp_path, monkeypatch):
    program(tmp_path / "scanned", "tool", "exit 0")
    monkeypatch.chdir(tmp_path / "scanned")
    assert isinstance(toolbox(tmp_path, PATH=f".::{SYSTEM}").find(external()), Missing)


def test_a_missing_program_says_where_to_get_it(tmp_path):
    missing = toolbox(tmp_path).find(external("one", "two"))
    assert missing == Missing(
        reason="one or two is not on PATH, and no image is configured", todo="get it at its page"
    )


def test_an_image_stands_in_when_the_engine_answers(tmp_path):
    program(tmp_path / "bin", "docker", "echo 28.0.1")
    found = toolbox(tmp_path, {"tool": DIGEST}).find(external())
    assert isinstance(found, Executable)
    assert (found.image, found.path, found.client) == (DIGEST, "tool", str(tmp_path / "bin/docker"))
    assert found.fingerprint == DIGEST


def test_a_program_on_the_path_comes_before_an_image(tmp_path):
    program(tmp_path / "bin", "docker", "echo 28.0.1")
    program(tmp_path / "bin", "tool", "exit 0")
    assert toolbox(tmp_path, {"tool": DIGEST}).find(external()).image == ""


def test_an_engine_that_does_not_answer_is_named_as_the_reason(tmp_path):
    program(tmp_path / "bin", "docker", "exit 1")
    missing = toolbox(tmp_path, {"tool": DIGEST}).find(external())
    assert isinstance(missing, Missing)
    assert "tool is not on PATH; docker is there, but its engine does not answer" in missing.reason


def test_a_managed_tool_that_is_not_installed_says_how_to(tmp_path):
    missing = toolbox(tmp_path).find(RUFF)
    assert isinstance(missing, Missing)
    assert missing.is_installable
    assert missing.todo == "run: holdfast tools install ruff"


def test_status_tells_the_states_apart(tmp_path):
    program(tmp_path / "bin", "tool", "exit 0")
    box = toolbox(tmp_path)
    assert box.status(external()).state is ToolState.ON_PATH
    absent = toolbox(tmp_path / "elsewhere").status(external())
    assert (absent.state, absent.version) == (ToolState.NOT_INSTALLED, "")
    assert absent.reason.endswith("get it at its page")
    managed = box.status(RUFF)
    assert managed.state is ToolState.NOT_INSTALLED
    assert managed.version == box.pin(RUFF).version


def test_a_service_that_answers_is_shown_by_its_address_without_the_key(tmp_path):
    with playing() as burp:
        status = toolbox(tmp_path, **burp.environment).status(BURP)
        with pytest.raises(ToolMissing, match="not managed"):
            toolbox(tmp_path, **burp.environment).verify(BURP)
    assert (status.state, status.place) == (ToolState.AS_SERVICE, burp.url)
    assert status.version == VERSION


def test_a_service_cannot_be_installed(tmp_path):
    assert toolbox(tmp_path).status(BURP).state is ToolState.NOT_INSTALLED
    with pytest.raises(ToolMissing, match="Burp Suite is not installed"):
        toolbox(tmp_path).install(BURP)


def test_what_is_not_there_cannot_be_verified_or_installed(tmp_path):
    with pytest.raises(ToolMissing):
        toolbox(tmp_path).verify(RUFF)
    with pytest.raises(ToolMissing):
        toolbox(tmp_path).install(external())
    program(tmp_path / "bin", "tool", "exit 0")
    with pytest.raises(ToolMissing, match="not managed"):
        toolbox(tmp_path).verify(external())
    with pytest.raises(ToolError):
        toolbox(tmp_path).pin(external())


def test_without_network_an_installation_fails_with_the_last_words_of_uv(tmp_path):
    """The whole way, with a real uv that is told to stay offline and has an empty cache."""
    environment = {"PATH": os.environ["PATH"], "UV_OFFLINE": "1", "UV_CACHE_DIR": str(tmp_path / "uv")}
    with pytest.raises(ToolInstallError) as caught:
        toolbox(tmp_path, **environment).install(RUFF)
    assert "ruff" in caught.value.what
    assert caught.value.why
    assert "holdfast tools install ruff" in caught.value.todo
    assert list((tmp_path / "cache/tools/ruff").glob(".new-*")) == []


@pytest.mark.tools
def test_a_real_tool_is_installed_found_and_verified(tmp_path):
    environment = {name: os.environ[name] for name in ("PATH", "HOME")}
    environment |= {
        name: value for name, value in os.environ.items() if name.startswith(("UV_", "PIP_", "SSL_"))
    }
    box, told = toolbox(tmp_path, **environment), []
    installed = box.install(RUFF, told.append)
    assert box.find(RUFF) == installed
    assert box.verify(RUFF).is_good
    assert told == [f"installing ruff {installed.version}", f"installed ruff {installed.version}"]
    assert box.status(RUFF).state is ToolState.INSTALLED
    # Written anew, not changed in place: a file may share its bytes with a cache of uv's.
    path = Path(installed.path)
    tampered = path.read_bytes() + b"tampered"
    path.unlink()
    path.write_bytes(tampered)
    assert isinstance(box.find(RUFF), Missing)
