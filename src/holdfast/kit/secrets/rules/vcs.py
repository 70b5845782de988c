"""Where code is kept: GitHub, GitLab, Bitbucket, and others.

A GitHub token whose checksum is wrong was mistyped, made up, or comes from a server with rules of its own: it
is kept in doubt, because nobody can tell which.
"""

from functools import partial

from holdfast.kit.secrets.checks import has_checksum
from holdfast.kit.secrets.rule import Confidence, Failed
from holdfast.kit.secrets.shapes import assigned, token

_github = partial(token, provider="GitHub", check=has_checksum, failed=Failed.DOUBT, severity="critical")
_gitlab = partial(token, provider="GitLab")
_ROUTABLE = r"(?:[0-9A-Za-z_\-]{27,}\.[0-9a-z]{2}\.[0-9a-z]{7,9}|[0-9A-Za-z_\-]{20})"
"""GitLab's tokens of 20 characters, and since 17.x those that name the cell that made them."""

RULES = (
    _github(
        "github-pat",
        "GitHub personal access token",
        "ghp_[0-9A-Za-z]{36}",
        "ghp_<w30><crc>",
        positive=("https://x:ghp_<w30><crc>@github.com/a/b.git", "ghp_<w36>"),
        negative=("ghp_" + "x" * 36, "ghp_<w33><crc>"),
    ),
    _github("github-oauth", "GitHub OAuth access token", "gho_[0-9A-Za-z]{36}", "gho_<w30><crc>"),
    _github("github-user-to-server", "GitHub App user token", "ghu_[0-9A-Za-z]{36}", "ghu_<w30><crc>"),
    _github(
        "github-server-to-server", "GitHub App installation token", "ghs_[0-9A-Za-z]{36}", "ghs_<w30><crc>"
    ),
    # Refresh tokens have 36 characters or 76; nothing is published on the checksum of the latter.
    token(
        "github-refresh",
        "GitHub refresh token",
        "ghr_(?:[0-9A-Za-z]{76}|[0-9A-Za-z]{36})",
        "ghr_<w36>",
        provider="GitHub",
        positive=("ghr_<w76>",),
    ),
    token(
        "github-fine-grained-pat",
        "GitHub fine-grained personal access token",
        "github_pat_[0-9A-Za-z]{22}_[0-9A-Za-z]{59}",
        "github_pat_<w22>_<w59>",
        provider="GitHub",
        severity="critical",
    ),
    assigned(
        "github-legacy", "GitHub token of the old form", "github", "[0-9a-f]{40}", "<h40>", provider="GitHub"
    ),
    _gitlab(
        "gitlab-pat",
        "GitLab personal access token",
        f"glpat-{_ROUTABLE}",
        "glpat-<x20>",
        severity="critical",
        positive=("glpat-<x27>.01.<a8>",),
    ),
    _gitlab("gitlab-deploy-token", "GitLab deploy token", r"gldt-[0-9A-Za-z_\-]{20}", "gldt-<x20>"),
    _gitlab(
        "gitlab-runner",
        "GitLab runner authentication token",
        r"glrtr?-(?:t\d_)?" + _ROUTABLE,
        "glrt-<x20>",
        positive=("glrt-t3_<x20>", "glrtr-<x20>"),
        keywords=("glrt-", "glrtr-"),
    ),
    _gitlab(
        "gitlab-runner-registration",
        "GitLab runner registration token",
        r"GR1348941[0-9A-Za-z_\-]{20}",
        "GR1348941<x20>",
    ),
    _gitlab(
        "gitlab-ci-job",
        "GitLab CI job token",
        r"glcbt-[0-9A-Za-z]{1,5}_[0-9A-Za-z_\-]{20}",
        "glcbt-64_<x20>",
        confidence=Confidence.MEDIUM,
        severity="medium",
    ),
    _gitlab("gitlab-trigger", "GitLab pipeline trigger token", "glptt-[0-9a-f]{40}", "glptt-<h40>"),
    _gitlab("gitlab-feed", "GitLab feed token", r"glft-[0-9A-Za-z_\-]{20}", "glft-<x20>", severity="medium"),
    _gitlab("gitlab-incoming-mail", "GitLab incoming mail token", r"glimt-[0-9A-Za-z_\-]{25}", "glimt-<x25>"),
    _gitlab(
        "gitlab-agent", "GitLab agent for Kubernetes token", r"glagent-[0-9A-Za-z_\-]{50}", "glagent-<x50>"
    ),
    _gitlab("gitlab-scim", "GitLab SCIM token", r"glsoat-[0-9A-Za-z_\-]{20}", "glsoat-<x20>"),
    _gitlab(
        "gitlab-feature-flags",
        "GitLab feature flags client token",
        r"glffct-[0-9A-Za-z_\-]{20}",
        "glffct-<x20>",
        severity="medium",
    ),
    _gitlab("gitlab-oauth-app", "GitLab OAuth application secret", "gloas-[0-9a-f]{64}", "gloas-<h64>"),
    _gitlab(
        "gitlab-session",
        "GitLab session cookie",
        "_gitlab_session=([0-9a-f]{32})",
        "_gitlab_session=<h32>",
        negative=("_gitlab_session=<h20>",),
    ),
    token(
        "bitbucket-app-password",
        "Bitbucket app password",
        "ATBB[0-9A-Za-z]{32}",
        "ATBB<w32>",
        provider="Bitbucket",
    ),
    token(
        "bitbucket-repository-token",
        "Bitbucket repository access token",
        r"ATCTT3[0-9A-Za-z_\-=]{180,}",
        "ATCTT3<x180>",
        provider="Bitbucket",
    ),
    token(
        "bitbucket-server-token",
        "Bitbucket Data Center token",
        r"BBDC-[0-9A-Za-z+/]{40,44}",
        "BBDC-<w40>",
        provider="Bitbucket",
    ),
    assigned(
        "bitbucket-client-secret",
        "Bitbucket OAuth client secret",
        "bitbucket",
        "[0-9A-Za-z]{64}|[0-9A-Za-z]{32}",
        "<w32>",
        kinds="secret|passw",
        provider="Bitbucket",
    ),
    assigned(
        "gitea-token",
        "Gitea or Forgejo access token",
        "gitea|forgejo|codeberg",
        "[0-9a-f]{40}",
        "<h40>",
        provider="Gitea",
    ),
    token(
        "sourcegraph-token",
        "Sourcegraph access token",
        "sgp_(?:[0-9a-f]{16}_|local_)?[0-9a-f]{40}",
        "sgp_<h40>",
        provider="Sourcegraph",
        positive=("sgp_<h16>_<h40>",),
    ),
)
