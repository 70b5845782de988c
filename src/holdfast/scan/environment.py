"""What a program of others gets to see of the user's environment: next to nothing."""

from collections.abc import Mapping
from pathlib import Path

from holdfast.scan.executable import Executable
from holdfast.scan.scanning import Scanner

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"

_HARMLESS = ("TZ", "JAVA_HOME")

PROXIES = (
    "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY",
    "http_proxy", "https_proxy", "all_proxy", "no_proxy",
)  # fmt: skip
"""How programs that need the network get there."""

_NETWORK = (
    *PROXIES, "SSL_CERT_FILE", "SSL_CERT_DIR", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS",
    "PIP_CERT",
)  # fmt: skip

_INDEXES = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "PIP_TRUSTED_HOST", "NETRC")

_MISLEADING = frozenset(
    {
        "UV_BREAK_SYSTEM_PACKAGES", "UV_BUILD_CONSTRAINT", "UV_CONSTRAINT", "UV_EXCLUDE", "UV_EXCLUDE_NEWER",
        "UV_NO_BINARY", "UV_OVERRIDE", "UV_PREFIX", "UV_PRERELEASE", "UV_PROJECT", "UV_PROJECT_ENVIRONMENT",
        "UV_PYTHON", "UV_RESOLUTION", "UV_SYSTEM_PYTHON", "UV_TARGET", "UV_WORKING_DIRECTORY",
    }
)  # fmt: skip
"""Settings of uv that are meant for the user's own project and would bend a locked installation."""

_CONTAINER_CLIENT = (
    "DOCKER_HOST",
    "DOCKER_CONTEXT",
    "DOCKER_CERT_PATH",
    "DOCKER_TLS_VERIFY",
    "DOCKER_CONFIG",
)


def scanner_environment(
    scanner: Scanner, executable: Executable, home: Path, source: Mapping[str, str]
) -> dict[str, str]:
    """The environment of a scanner: a private home, and from the user only what its adapter names.

    Args:
        scanner: The adapter.
        executable: Its program.
        home: Private folder; ``tmp`` in it must exist.
        source: The user's environment.
    """
    passed = (*_HARMLESS, *scanner.credentials, *(() if scanner.is_offline else _NETWORK))
    environment = bare_environment(home, Path(executable.client or executable.path))
    environment |= {name: source[name] for name in passed if name in source}
    if executable.client:
        environment |= {name: source[name] for name in _CONTAINER_CLIENT if name in source}
        # Logins to registries are the client's business; they stay outside the container.
        environment.setdefault("DOCKER_CONFIG", str(Path(source.get("HOME", "/")) / ".docker"))
    return environment | dict(scanner.environment)


def bare_environment(home: Path, program: Path) -> dict[str, str]:
    """An environment without anything of the user's but the way to the program."""
    folders = [str(program.parent), str(program.resolve().parent)] if program.is_absolute() else []
    return {
        "HOME": str(home),
        "TMPDIR": str(home / "tmp"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_STATE_HOME": str(home / ".local/state"),
        "PATH": ":".join(dict.fromkeys([*folders, *SYSTEM_PATH.split(":")])),
        "LANG": "C.UTF-8",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "TERM": "dumb",
        "PYTHONNOUSERSITE": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def installer_environment(source: Mapping[str, str]) -> dict[str, str]:
    """The environment of uv and pip: mirrors, proxies and certificates of the user, and no more.

    A mirror that pip is told of is also uv's.
    """
    passed = ("PATH", "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", *_NETWORK, *_INDEXES)
    environment = {name: source[name] for name in passed if name in source}
    environment |= {
        name: value for name, value in source.items() if name.startswith("UV_") and name not in _MISLEADING
    }
    for ours, theirs in (("UV_DEFAULT_INDEX", "PIP_INDEX_URL"), ("UV_INDEX", "PIP_EXTRA_INDEX_URL")):
        if source.get(theirs) and ours not in environment and _old_name(ours) not in environment:
            environment[ours] = source[theirs]
    if source.get("PIP_FIND_LINKS"):
        environment.setdefault("UV_FIND_LINKS", ",".join(source["PIP_FIND_LINKS"].split()))
    if source.get("PIP_CERT"):
        environment.setdefault("SSL_CERT_FILE", source["PIP_CERT"])
    environment.setdefault("UV_HTTP_TIMEOUT", "30")
    return environment | {
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "UV_NO_PROGRESS": "1",
        "UV_PYTHON_DOWNLOADS": "never",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }


def _old_name(variable: str) -> str:
    return {"UV_DEFAULT_INDEX": "UV_INDEX_URL", "UV_INDEX": "UV_EXTRA_INDEX_URL"}[variable]
