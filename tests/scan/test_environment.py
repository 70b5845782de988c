from pathlib import Path

from holdfast.scan.environment import installer_environment, scanner_environment
from holdfast.scan.executable import Executable
from scanners import scanner

USER = {
    "HOME": "/home/dev",
    "PATH": "/home/dev/bin:.",
    "AWS_SECRET_ACCESS_KEY": "planted",
    "GITHUB_TOKEN": "planted",
    "SNYK_TOKEN": "planted-snyk",
    "HTTPS_PROXY": "http://proxy.example:3128",
    "SSL_CERT_FILE": "/etc/ca.pem",
    "LD_PRELOAD": "/tmp/evil.so",
    "PYTHONPATH": "/tmp/evil",
    "DOCKER_HOST": "tcp://engine.example:2376",
}
NATIVE = Executable(path="/opt/tool/bin/tool", version="1", fingerprint="f")


def seen(executable=NATIVE, **over):
    return scanner_environment(scanner(**over), executable, Path("/private"), USER)


def test_no_secret_reaches_a_scanner():
    assert "planted" not in str(seen(is_offline=False))
    assert {"LD_PRELOAD", "PYTHONPATH", "DOCKER_HOST", "GITHUB_TOKEN"}.isdisjoint(seen())


def test_only_the_named_credentials_pass():
    environment = seen(credentials=("SNYK_TOKEN", "NOT_SET"))
    assert environment["SNYK_TOKEN"] == "planted-snyk"
    assert "NOT_SET" not in environment
    assert "AWS_SECRET_ACCESS_KEY" not in environment


def test_home_is_private_and_the_path_is_short():
    environment = seen()
    assert environment["HOME"] == "/private"
    assert environment["TMPDIR"] == "/private/tmp"
    assert environment["PATH"].split(":")[0] == "/opt/tool/bin"
    assert "." not in environment["PATH"].split(":")
    assert "/home/dev" not in str(environment)
    assert (environment["NO_COLOR"], environment["LC_ALL"]) == ("1", "C.UTF-8")


def test_proxies_pass_only_where_the_network_is_needed():
    assert "HTTPS_PROXY" not in seen(is_offline=True)
    online = seen(is_offline=False)
    assert online["HTTPS_PROXY"] == "http://proxy.example:3128"
    assert online["SSL_CERT_FILE"] == "/etc/ca.pem"


def test_the_adapters_own_variables_win():
    assert seen(environment={"NO_COLOR": "0", "X": "y"})["NO_COLOR"] == "0"


def test_the_client_of_a_container_finds_its_engine():
    in_image = Executable(
        path="tool", version="1", fingerprint="f", image="a@sha256:1", client="/usr/bin/docker"
    )
    environment = seen(in_image)
    assert environment["DOCKER_HOST"] == "tcp://engine.example:2376"
    assert environment["DOCKER_CONFIG"] == "/home/dev/.docker"


def test_mirrors_of_pip_are_those_of_uv():
    environment = installer_environment(
        {"PIP_INDEX_URL": "https://mirror.example/simple", "PIP_FIND_LINKS": "/a /b", "PIP_CERT": "/ca.pem"}
    )
    assert environment["UV_DEFAULT_INDEX"] == "https://mirror.example/simple"
    assert environment["UV_FIND_LINKS"] == "/a,/b"
    assert environment["SSL_CERT_FILE"] == "/ca.pem"


def test_own_settings_of_uv_win_over_those_of_pip():
    for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL"):
        environment = installer_environment({"PIP_INDEX_URL": "https://a.example", name: "https://b.example"})
        assert environment[name] == "https://b.example"
        assert "https://a.example" not in [
            environment.get("UV_DEFAULT_INDEX"),
            environment.get("UV_INDEX_URL"),
        ]


def test_settings_meant_for_the_users_project_do_not_bend_an_installation():
    environment = installer_environment(USER | {"UV_PYTHON": "3.8", "UV_OVERRIDE": "x", "UV_CACHE_DIR": "/c"})
    assert "UV_PYTHON" not in environment
    assert "UV_OVERRIDE" not in environment
    assert environment["UV_CACHE_DIR"] == "/c"
    assert "planted" not in str(environment)
