"""Where code is kept: GitHub, GitLab, Bitbucket, Gitea.

A GitHub token whose checksum is wrong was mistyped, made up, or comes from a server with rules of its own: it
is kept in doubt, because nobody can tell which.
"""

from functools import partial

from holdfast.kit.secrets.checks import has_checksum
from holdfast.kit.secrets.rule import Failed
from holdfast.kit.secrets.shapes import token

_github = partial(token, provider="GitHub", check=has_checksum, failed=Failed.DOUBT, severity="critical")
_gitlab = partial(token, provider="GitLab")
_NEAR_GITHUB = ("{prefix}_<w20>", "x{prefix}_<w30><crc>", "{prefix}_<w31><crc>")


def _near(prefix: str) -> tuple[str, ...]:
    return tuple(text.format(prefix=prefix) for text in _NEAR_GITHUB)


RULES = (
    _github(
        "github-pat",
        "GitHub personal access token",
        "ghp_[0-9A-Za-z]{36}",
        positive=('token = "ghp_<w30><crc>"', "https://x:ghp_<w30><crc>@github.com/a/b.git", "ghp_<w36>"),
        negative=(*_near("ghp"), "ghp_" + "x" * 36),
    ),
)
