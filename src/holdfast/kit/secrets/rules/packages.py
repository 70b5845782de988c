"""Where packages and images are published: what steals these reaches everybody who installs.

npm's tokens have GitHub's checksum; one that is wrong is kept in doubt. A token of the Python package index
is a macaroon and nothing else, so what is none is dropped.
"""

from holdfast.kit.secrets.checks import (
    has_checksum,
    is_docker_auth,
    is_encoded_docker_config,
    is_pypi_macaroon,
)
from holdfast.kit.secrets.rule import Failed, Rule
from holdfast.kit.secrets.shapes import UUID, assigned, token

RULES = (
    token(
        "npm-token",
        "npm access token",
        "npm_[0-9A-Za-z]{36}",
        "npm_<w30><crc>",
        provider="npm",
        severity="critical",
        check=has_checksum,
        failed=Failed.DOUBT,
        positive=("npm_<w36>",),
    ),
    Rule(
        id="npm-legacy-token",
        title="npm access token of the old form",
        provider="npm",
        pattern=rf"_authToken[ \t]{{0,4}}=[ \t]{{0,4}}[\"']?({UUID})",
        keywords=("_authToken",),
        severity="critical",
        positive=("//registry.example/:_authToken=<uuid>",),
        negative=("//registry.example/:_authToken=${NPM_TOKEN}",),
    ),
    token(
        "pypi-token",
        "Token of the Python package index",
        r"pypi-AgE[0-9A-Za-z_\-]{80,}",
        "pypi-<pypi96>",
        near="pypi-AgE<x40>",
        provider="PyPI",
        severity="critical",
        check=is_pypi_macaroon,
        keywords=("pypi-AgE",),
        reach=1100,
        negative=("pypi-AgEx<x100>",),
    ),
    token(
        "rubygems-key",
        "RubyGems API key",
        "rubygems_[0-9a-f]{48}",
        "rubygems_<h48>",
        provider="RubyGems",
        severity="critical",
    ),
    token("nuget-key", "NuGet API key", "oy2[0-9a-z]{43}", "oy2<a43>", provider="NuGet", severity="critical"),
    token(
        "cargo-token",
        "crates.io API token",
        "cio[0-9A-Za-z]{32}",
        "cio<w32>",
        provider="crates.io",
        severity="critical",
        entropy=3.5,
    ),
    token(
        "clojars-token", "Clojars deploy token", "CLOJARS_[0-9a-z]{60}", "CLOJARS_<a60>", provider="Clojars"
    ),
    token(
        "packagist-token",
        "Private Packagist token",
        "packagist_(?:[uo]?[a-z]{2,4}_)?[0-9a-f]{64,72}",
        "packagist_<h64>",
        provider="Packagist",
    ),
    token(
        "docker-hub-pat",
        "Docker Hub personal access token",
        r"dckr_pat_[0-9A-Za-z_\-]{27}",
        "dckr_pat_<x27>",
        provider="Docker",
    ),
    token(
        "docker-hub-oat",
        "Docker Hub organization access token",
        r"dckr_oat_[0-9A-Za-z_\-]{32}",
        "dckr_oat_<x32>",
        provider="Docker",
    ),
    Rule(
        id="docker-config-auth",
        title="Registry password in a Docker configuration",
        provider="Docker",
        pattern=r'"auth"\s{0,4}:\s{0,4}"([0-9A-Za-z+/]{12,}={0,2})"',
        keywords=('"auth"',),
        reach=600,
        check=is_docker_auth,
        positive=('{"auths": {"registry.example": {"auth": "dXNlcjpodW50ZXI<->yLWlzLWxvbmc="}}}',),
        negative=('{"auth": "required"}', '{"auth": "<w30>"}'),
    ),
    Rule(
        id="docker-config-encoded",
        title="Docker configuration with registry passwords, in base64",
        provider="Docker",
        pattern=r"((?:eyJhdXRocyI6|eyAiYXV0aHMi|ewogICJhdXRocyI|ewogICAgImF1dGhzI|ewoJImF1dGhzI)[0-9A-Za-z+/]{40,}={0,2})",
        keywords=("eyJhdXRocyI6", "eyAiYXV0aHMi", "ewogICJhdXRocyI", "ewogICAgImF1dGhzI", "ewoJImF1dGhzI"),
        reach=8000,
        check=is_encoded_docker_config,
        positive=("data: eyJhdXRocyI6<->eyJyLmV4YW1wbGUiOnsiYXV0aCI6ImRUcDNaV3hhWVdJeU1VbFNibVJXIn19fQ==",),
        negative=(".dockerconfigjson: eyJhdXRocyI6<->eyJyLmV4YW1wbGUiOnsidXNlciI6ImFkbWluaXN0cmF0b3IifX19",),
    ),
    Rule(
        id="npm-basic-auth",
        title="User and password of a package registry",
        provider="npm",
        pattern=r"""(?:^|[:\s])_auth[ \t]{0,4}=[ \t]{0,4}["']?([0-9A-Za-z+/]{12,}={0,2})""",
        keywords=("_auth",),
        before=1,
        check=is_docker_auth,
        positive=(
            "_auth=dXNlc<->jpodW50ZXIyLWlzLWxvbmc=",
            "//registry.example/:_auth=dXNlc<->jpodW50ZXIyLWlzLWxvbmc=",
        ),
        negative=("_auth=${NPM_AUTH}", "_auth = <w30>"),
    ),
    token(
        "artifactory-key", "JFrog Artifactory API key", "AKCp[0-9A-Za-z]{69}", "AKCp<w69>", provider="JFrog"
    ),
    token(
        "artifactory-reference-token",
        "JFrog reference token",
        "cmVmdGtu[0-9A-Za-z]{56}",
        "cmVmdGtu<w56>",
        provider="JFrog",
    ),
    assigned(
        "cloudsmith-key", "Cloudsmith API key", "cloudsmith", "[0-9a-f]{40}", "<h40>", provider="Cloudsmith"
    ),
)
