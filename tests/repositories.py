"""Git repositories for tests: real ones, that know nothing of the machine's own settings."""

import os
import subprocess
from pathlib import Path

SETTINGS = (
    "user.name=Test",
    "user.email=test@example.org",
    "commit.gpgsign=false",
    "init.defaultBranch=main",
)


class Repository:
    """A git repository in a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet")

    def git(self, *arguments: str) -> str:
        """What a git command prints."""
        options = [word for setting in SETTINGS for word in ("-c", setting)]
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_NOSYSTEM": "1",
        }
        return subprocess.run(
            ["git", *options, *arguments],
            cwd=self.root, env=environment, check=True, capture_output=True, text=True,
            errors="surrogateescape",
        ).stdout.strip()  # fmt: skip

    def write(self, name: str, text: str = "x = 1\n") -> Path:
        """Write a file."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def commit(self, *names: str) -> str:
        """Write the files that are not there, commit everything, and give the commit's id."""
        for name in names:
            if not (self.root / name).exists():
                self.write(name)
        self.git("add", "--all", "--force")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Change")
        return self.git("rev-parse", "HEAD")
