"""What works without a network, and what says in time that it cannot."""

import json
import shutil
import socket
import time

import pytest

from commandline import SMALL, only


def test_what_is_installed_works_without_a_network(holdfast, project, cut_off):
    connected = holdfast("gate", project, *only(*SMALL), "-f", "json", "--no-cache")
    alone = holdfast("gate", project, *only(*SMALL), "-f", "json", "--no-cache", prefix=cut_off)
    assert (alone.code, alone.statuses) == (connected.code, connected.statuses)
    assert alone.document["findings"] == connected.document["findings"]


def test_a_first_use_without_a_network_is_no_verdict_with_advice(newcomer, project, ruff, cut_off):
    user = newcomer.with_(UV_HTTP_RETRIES="0")
    ended = user("gate", project, *ruff, "-f", "json", prefix=cut_off)
    assert (ended.code, ended.statuses) == (3, {"ruff": "not_installed"})
    assert "holdfast tools install ruff" in ended.scans["ruff"]["reasons"][0]


def test_a_first_use_that_may_not_use_the_network_is_no_verdict_with_advice(newcomer, project, ruff):
    ended = newcomer("gate", project, *ruff, "--offline", "-f", "json")
    assert (ended.code, ended.statuses) == (3, {"ruff": "not_installed"})
    assert "with network, run: holdfast tools install ruff" in ended.scans["ruff"]["reasons"][0]


def test_an_installation_without_a_network_says_what_to_check(newcomer, cut_off):
    ended = newcomer.with_(UV_HTTP_RETRIES="0")("tools", "install", "ruff", prefix=cut_off)
    assert (ended.code, ended.out) == (3, "")
    assert "check network, proxy and mirror" in ended.err
    assert newcomer("tools", "verify").code == 3


def test_a_mirror_that_never_answers_does_not_outlast_the_scan(newcomer, project, ruff):
    with socket.create_server(("127.0.0.1", 0)) as mirror:
        address = f"http://127.0.0.1:{mirror.getsockname()[1]}/simple"
        begin = time.monotonic()
        user = newcomer.with_(UV_DEFAULT_INDEX=address, PIP_INDEX_URL=address, PIP_FIND_LINKS="")
        ended = user("scan", project, *ruff, "--timeout", "2s", "-f", "json")
    assert (ended.code, ended.statuses) == (3, {"ruff": "not_installed"})
    assert "it took longer than 2s" in ended.scans["ruff"]["reasons"][0]
    assert time.monotonic() - begin < 20


@pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm")
def test_a_scanner_of_the_network_says_that_there_is_none(holdfast, project, cut_off):
    needs = {"name": "a", "version": "1.0.0", "dependencies": {"b": "1.0.0"}}
    lock = {"lockfileVersion": 3, "packages": {"": needs, "node_modules/b": {"version": "1.0.0"}}}
    (project / "package.json").write_text(json.dumps(needs))
    (project / "package-lock.json").write_text(json.dumps({"name": "a", "version": "1.0.0", **lock}))
    for options, prefix in ((["--timeout", "60s"], cut_off), (["--offline"], ())):
        ended = holdfast("gate", project, *only("npm-audit"), "-f", "json", *options, prefix=prefix)
        assert (ended.code, ended.statuses) == (3, {"npm-audit": "failed"})
        assert ended.scans["npm-audit"]["reasons"]
