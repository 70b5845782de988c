"""Secrets: our engine against detect-secrets on the same files, in speed and in what is found.

Speed is of whole processes over source text: the modules of this environment, and its minified JavaScript.
Recall is counted in lines: of tokens planted one a line, drawn at random, and of the example service.
Detect-secrets is installed first. Ratios compare figures of one run.
"""

import json
import random
import resource
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from holdfast.kit.secrets.engine import default_engine
from holdfast.kit.secrets.examples import expand

LIMITS = {"ratio_to_detect_secrets": 10.0, "megabytes_per_second": 20.0, "recall_lead": 0.0}
EXAMPLES = Path(__file__).parents[1] / "examples"
MODULES = Path(sysconfig.get_path("purelib"))
SOURCE_BYTES = 2_000_000
PLANTED = 40
"""Tokens of each kind."""

KINDS = {
    "aws key": "AKIA<t16>",
    "aws secret": 'aws_secret_access_key = "<b40>"',
    "azure storage": "AccountKey=<b86>==;",
    "basic auth": "https://deploy:<w16>@git.example/a.git",
    "discord": 'bot.run("MTIzNDU2Nzg5MDEyMzQ1Njc4.<w6>.<x27>")',
    "github": "token=ghp_<w30><crc>",
    "github without checksum": "token=ghp_<w36>",
    "gitlab": "glpat-<x20>",
    "json web token": "<jwt>",
    "mailchimp": "<h32>-us12",
    "npm": "//registry.example/:_auth<->Token=npm_<w30><crc>",
    "openai": "sk-<w20>T3BlbkFJ<w20>",
    "password": 'password = "<w12>"',
    "password in capitals": 'DB_PASSWORD="<w14>"',
    "private key": "-----BEGIN RSA PRIVATE<-> KEY-----\n<der600>\n-----END RSA PRIVATE<-> KEY-----",
    "secret, hexadecimal": 'client_secret: "<h40>"',
    "secret, base64": "api_key = '<b32>'",
    "sendgrid": "SG.<x22>.<x43>",
    "slack": "xoxb-<d12>-<d12>-<w24>",
    "slack webhook": "https://hooks.slack.com/services/T<A9>/B<A9>/<w24>",
    "square": "sq0atp-<x22>",
    "stripe": "sk_live_<w24>",
    "telegram": "<d9>:AA<x33>",
    "twilio": "SK<h32>",
}


def detect_secrets() -> list[str]:
    """The command of detect-secrets, installed if need be."""
    holdfast = [sys.executable, "-m", "holdfast", "tools"]
    subprocess.run([*holdfast, "install", "detect-secrets", "--quiet"], check=True, stdout=subprocess.DEVNULL)
    listed = subprocess.run([*holdfast, "list", "--json"], check=True, stdout=subprocess.PIPE)
    place = next(row["place"] for row in json.loads(listed.stdout) if row["scanner"] == "detect-secrets")
    return [place, "scan", "--no-verify", "--"]


def source_files() -> list[Path]:
    """Source text of this environment, the same number of bytes every time."""
    files = sorted(path for ending in ("py", "js", "json") for path in MODULES.rglob(f"*.{ending}"))
    random.Random(7).shuffle(files)  # noqa: S311 - the same files every time.
    taken: list[Path] = []
    size = 0
    for path in files:
        if size < SOURCE_BYTES and path.stat().st_size < SOURCE_BYTES // 4:
            taken.append(path)
            size += path.stat().st_size
    return taken


def planted_files(folder: Path) -> list[tuple[str, int, str]]:
    """Files of tokens among prose; the file, line and kind of each."""
    places: list[tuple[str, int, str]] = []
    for kind, template in KINDS.items():
        path = folder / f"{kind.replace(' ', '-').replace(',', '')}.txt"
        lines: list[str] = []
        for seed in range(PLANTED):
            lines.append("nothing to see in this line")
            places.append((str(path), len(lines) + 1, kind))
            lines += expand(template, seed).split("\n")
        path.write_text("\n".join(lines), encoding="utf-8")
    return places


def cpu_seconds(call: Callable[[], Any]) -> tuple[float, Any]:
    """CPU time of this process and its children in a call, and the answer."""

    def spent() -> float:
        usages = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    before = spent()
    answer = call()
    return spent() - before, answer


def found_by_us(files: list[Path]) -> set[tuple[str, int]]:
    """File and line of each hit, in a process of its own as a scanner runs."""
    program = [sys.executable, __file__, "engine"]
    names = "\0".join(map(str, files)).encode()
    done = subprocess.run(program, check=True, input=names, stdout=subprocess.PIPE)
    return {(name, line) for name, line in json.loads(done.stdout)}


def found_by_them(command: list[str], folder: Path, files: list[Path]) -> set[tuple[str, int]]:
    """The same by detect-secrets, which passes over files outside its working folder."""
    names = [str(path.relative_to(folder)) for path in files]
    done = subprocess.run([*command, *names], check=True, stdout=subprocess.PIPE, cwd=folder)
    results = json.loads(done.stdout)["results"]
    return {(str(folder / name), row["line_number"]) for name, rows in results.items() for row in rows}


def engine() -> None:
    """The child process: paths in, places out."""
    names = sys.stdin.read().split("\0")
    found = [(name, hit.line) for name in names for hit in default_engine().find(Path(name).read_bytes())]
    print(json.dumps(found))


def megabytes_per_second(files: list[Path]) -> float:
    """The engine alone, warm, over the files' bytes."""
    texts = [path.read_bytes() for path in files]
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        for text in texts:
            default_engine().find(text)
        best = min(best, time.process_time() - begin)
    return sum(map(len, texts)) / 1e6 / best


def example_lines() -> set[tuple[str, int]]:
    """The lines of the example service whose secrets detect-secrets is known to report."""
    listed = yaml.safe_load((EXAMPLES / "planted.yaml").read_text(encoding="utf-8"))["defects"]
    lines: set[tuple[str, int]] = set()
    for entry in listed:
        if any(by.get("scanner") == "detect-secrets" for by in entry["found_by"]):
            path = EXAMPLES / "chatbot" / entry["file"]
            text = path.read_text(encoding="utf-8").splitlines()
            lines.add(
                (str(path), next(number for number, line in enumerate(text, 1) if entry["marker"] in line))
            )
    return lines


def main() -> None:
    command = detect_secrets()
    files = source_files()
    ours, hits = cpu_seconds(lambda: found_by_us(files))
    theirs, reports = cpu_seconds(lambda: found_by_them(command, MODULES, files))
    with tempfile.TemporaryDirectory() as folder:
        places = planted_files(Path(folder))
        planted = sorted(Path(folder).iterdir())
        we, they = found_by_us(planted), found_by_them(command, Path(folder), planted)
    wanted = {(name, line) for name, line, _ in places}
    example = example_lines()
    recall = len(we & wanted) / len(wanted)
    their_recall = len(they & wanted) / len(wanted)
    figures = {
        "ratio_to_detect_secrets": round(theirs / ours, 1),
        "megabytes_per_second": round(megabytes_per_second(files), 1),
        "recall_lead": round(recall - their_recall, 3),
    }
    answer = {
        "benchmark": "secrets",
        "source_bytes": sum(path.stat().st_size for path in files),
        "cpu_seconds": round(ours, 2),
        "detect_secrets_cpu_seconds": round(theirs, 2),
        "hits_in_source": len(hits),
        "detect_secrets_hits_in_source": len(reports),
        "recall": round(recall, 3),
        "detect_secrets_recall": round(their_recall, 3),
        "missed": sorted({kind for name, line, kind in places if (name, line) not in we}),
        "example_recall": len(found_by_us([Path(name) for name, _ in example]) & example) / len(example),
        **figures,
        "limits": LIMITS,
        "is_within_limits": all(figures[name] >= limit for name, limit in LIMITS.items()),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    engine() if sys.argv[1:] == ["engine"] else main()
