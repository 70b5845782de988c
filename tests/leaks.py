"""Secrets for tests, made when they are asked for: no file of ours holds one."""

from holdfast.kit.secrets.examples import expand

GITHUB = "ghp_<w30><crc>"


def secret(seed: int = 0) -> str:
    """A GitHub token whose checksum is right; each seed gives another one."""
    return expand(GITHUB, seed)
