"""Secrets in the history of a repository of 5,000 commits, and what a pre-commit hook costs.

The repository is made with ``git fast-import``: two branches, each commit changes a file or two, and
a few bring a token that the next change takes out again. The ratios compare the search with the time that
git alone takes to give out the same contents, and the hook with the same command when nothing is staged.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from holdfast.kit.secrets.examples import expand

COMMITS = 5_000
FILES = 400
SECRETS = 25
FIRST_ON_SIDE = 9
RUNS = 3
LIMITS = {"history_seconds": 60.0, "staged_seconds": 0.5}
WORDS = ("def", "return", "import", "value", "request", "result", "config", "for", "user", "order", "None")


def text(chance: random.Random) -> str:
    """About 8 KiB that read like source."""
    lines = (
        "    " * chance.randrange(3) + " ".join(chance.choices(WORDS, k=chance.randrange(3, 11)))
        for _ in range(180)
    )
    return "\n".join(lines) + "\n"


def stream() -> Iterator[bytes]:
    """What ``git fast-import`` reads: one commit after the other, each changing one or two files."""
    chance = random.Random(7)  # noqa: S311 - the same repository every time.
    files = [text(chance) for _ in range(FILES)]
    leaky = set(chance.sample(range(COMMITS), SECRETS))
    for number in range(COMMITS):
        branch = "side" if number % 10 == 9 else "main"
        time_and_zone = f"{1_600_000_000 + number * 600} +0000"
        head = f"commit refs/heads/{branch}\ncommitter B <b@example.org> {time_and_zone}\ndata 1\nx\n"
        head += "from refs/heads/main\n" if number == FIRST_ON_SIDE else ""
        yield head.encode()
        for index in {number % FILES, chance.randrange(FILES)}:
            lines = files[index].splitlines()
            lines[chance.randrange(len(lines))] = f"value_{number} = {chance.random()}"
            files[index] = "\n".join(lines) + "\n"
            body = files[index]
            if number in leaky and index == number % FILES:
                body += f'token = "{expand("ghp_<w30><crc>", number)}"\n'
            yield f"M 644 inline src/part_{index % 20}/file_{index}.py\ndata {len(body)}\n{body}\n".encode()


def made(folder: Path) -> Path:
    """The repository."""
    subprocess.run(["git", "init", "--quiet", "--initial-branch=main", str(folder)], check=True)
    spool = folder / "stream"
    with spool.open("wb") as file:
        file.writelines(stream())
    with spool.open("rb") as file:
        subprocess.run(["git", "fast-import", "--quiet"], cwd=folder, stdin=file, check=True)
    spool.unlink()
    subprocess.run(["git", "reset", "--quiet", "--hard", "main"], cwd=folder, check=True)
    return folder


def called(folder: Path, *words: str) -> tuple[float, dict[str, object]]:
    """The least wall time of several calls, and the answer."""
    least, answer = float("inf"), {}
    for _ in range(RUNS if "--history" not in words else 1):
        begin = time.monotonic()
        command = [sys.executable, "-m", "holdfast", "--quiet", "secrets", *words, "--format", "json"]
        done = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.PIPE)
        least = min(least, time.monotonic() - begin)
        answer = json.loads(done.stdout)
    return least, answer


def git_seconds(folder: Path) -> float:
    """How long git takes to give out every content there is."""
    begin = time.monotonic()
    words = ["git", "cat-file", "--batch-all-objects", "--batch"]
    with Path(os.devnull).open("wb") as nowhere:
        subprocess.run(words, cwd=folder, stdout=nowhere, check=True)
    return time.monotonic() - begin


def main() -> None:
    with tempfile.TemporaryDirectory() as parent:
        folder = made(Path(parent) / "repo")
        history, found = called(folder, "--history")
        alone = git_seconds(folder)
        idle, _ = called(folder, "--staged")
        (folder / "new.py").write_text(f'token = "{expand("ghp_<w30><crc>", 1)}"\n')
        subprocess.run(["git", "add", "new.py"], cwd=folder, check=True)
        staged, told = called(folder, "--staged")
    scans: list[dict[str, dict[str, int]]] = found["scans"]  # type: ignore[assignment]
    findings: list[object] = found["findings"]  # type: ignore[assignment]
    new: list[object] = told["findings"]  # type: ignore[assignment]
    figures = {"history_seconds": round(history, 2), "staged_seconds": round(staged, 3)}
    answer = {
        "benchmark": "secrets-history",
        "commits": COMMITS,
        "versions": scans[0]["coverage"]["examined"],
        "planted": SECRETS,
        "found": len(findings),
        "found_staged": len(new),
        "ratio_to_git_alone": round(history / alone, 1),
        "ratio_of_staged_to_idle": round(staged / idle, 2),
        **figures,
        "limits": LIMITS,
        "is_within_limits": len(findings) == SECRETS
        and all(figures[name] <= limit for name, limit in LIMITS.items()),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
