"""Scanners that the user runs as services: whether one is set up, and answers."""

import sys
import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from holdfast.errors import ToolError
from holdfast.kit.digest import digest
from holdfast.kit.process import Command, Stop, run
from holdfast.scan.environment import scanner_environment
from holdfast.scan.executable import Executable, Missing, version_in
from holdfast.scan.scanning import Scanner, Service

_TIMEOUT = timedelta(seconds=30)


def find_service(
    scanner: Scanner, install: Service, environment: Mapping[str, str], stop: Stop
) -> Executable | Missing:
    """Our program that asks the service, if that answers; or why there is nobody to ask.

    Args:
        scanner: The adapter.
        install: How it is reached.
        environment: The user's environment.
        stop: Ends the question.
    """
    address = environment.get(install.variable, "")
    if not address:
        return Missing(
            reason=f"{install.variable} is not set, so there is no {scanner.title} to ask",
            todo=install.how_to_get,
        )
    ours = Executable(path=sys.executable, version="", fingerprint="")
    with tempfile.TemporaryDirectory(prefix="holdfast-") as name:
        home = Path(name)
        (home / "tmp").mkdir()
        command = Command(
            arguments=(sys.executable, "-P", "-m", install.program, "check"),
            folder=home,
            environment=scanner_environment(scanner, ours, home, environment),
            timeout=_TIMEOUT,
        )
        try:
            ended = run(command, stop)
        except ToolError as error:
            return Missing(reason=f"{error.what}: {error.why}", todo=error.todo)
    if ended.exit_code != 0:
        lines = ended.errors.splitlines()
        return Missing(reason=lines[-1] if lines else "it does not answer", todo=install.how_to_get)
    version = version_in(ended.output.decode("utf-8", "replace"))
    return Executable(path=sys.executable, version=version, fingerprint=digest((address, version)))


def origin(address: str) -> str:
    """Scheme, host and port of an address: what else is in it may be a credential."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
