"""Every command and every setting in the documentation is tried."""

import http.server
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
import yaml

from holdfast.config.document import Config
from holdfast.config.load import load_policy

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page
    for page in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    if "reference" not in page.parts
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
SAMPLES = ROOT / "tests" / "samples" / "parsers"
LIVE = "http://127.0.0.1:8080/"


def blocks(page, language):
    return [text for name, text in BLOCK.findall(page.read_text(encoding="utf-8")) if name == language]


def commands(page):
    lines = "".join(blocks(page, "console")).splitlines()
    return [bare for line in lines if (bare := re.sub(r"\s+#.*$", "", line).strip())]


def relative(page):
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def server():
    class Page(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            links = "".join(f'<a href="/{name}">{name}</a>' for name in ("one", "two", "three"))
            body = f"<html><title>Shop</title>{links}</html>".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{listening.server_address[1]}/"
        listening.shutdown()
        thread.join()


@pytest.fixture
def shop(tmp_path):
    """A small repository on a branch, with the files that the pages speak of beside it."""
    folder = tmp_path / "shop"
    folder.mkdir()
    (folder / "app.py").write_text(
        "import subprocess\n\n\ndef run(order):\n    subprocess.call(order, shell=True)\n"
    )
    (folder / "Dockerfile").write_text("FROM debian:12\nUSER nobody\n")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    git(folder, "switch", "-q", "-c", "change")
    (folder / "more.py").write_text("import os\n\n\ndef more(order):\n    os.system(order)\n")
    shutil.copy(SAMPLES / "trivy" / "many.json", folder / "trivy.json")
    shutil.copy(SAMPLES / "zap" / "many.json", folder / "zap.json")
    (folder / "stricter.yaml").write_text("default:\n  severity: low\n")
    return folder


def git(folder, *arguments):
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def holdfast(words, folder, tmp_path):
    environment = os.environ | {"HOLDFAST_STATE_DIR": str(tmp_path / "state")}
    return subprocess.run(
        [sys.executable, "-m", "holdfast", *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.mark.tools
@pytest.mark.parametrize(
    "page", [page for page in PAGES if "holdfast " in "\n".join(commands(page))], ids=relative
)
def test_every_holdfast_command_runs(page, shop, server, tmp_path):
    for command in commands(page):
        words = shlex.split(command.replace(LIVE, server))
        if words[0] == "git":
            git(shop, *words[1:])
        if words[0] != "holdfast":
            continue
        done = holdfast(words[1:], shop, tmp_path)
        told = f"{command}\n{done.stdout}\n{done.stderr}"
        assert done.returncode in {0, 1, 3}, told
        assert "Traceback" not in done.stderr, told


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_other_command_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    for command in commands(page):
        words = shlex.split(command)
        if words[0] == "make":
            assert words[1] in targets, command
        elif words[0] == "python":
            assert (ROOT / words[1]).is_file(), command
        else:
            assert words[0] in {"holdfast", "git", "cd", "pip", "export"}, command


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_every_setting_is_valid(page, tmp_path):
    for text in blocks(page, "yaml"):
        settings = yaml.safe_load(text)
        if not isinstance(settings, dict) or not set(settings) <= set(Config.model_fields):
            continue
        file = tmp_path / "holdfast.yaml"
        file.write_text("service: {name: shop}\n" * ("service" not in settings) + text)
        assert load_policy(file, {}).policy is not None


@pytest.mark.parametrize("page", PAGES, ids=relative)
def test_pages_of_the_repository_link_to_what_is_there(page):
    for link in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link
