"""Runs a scanner from an image that the configuration pins by digest."""

import os
import shutil
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from holdfast.errors import ToolError
from holdfast.kit.process import Command, Stop, run
from holdfast.scan.environment import PROXIES
from holdfast.scan.executable import Executable, Missing
from holdfast.scan.scanning import External, Scanner, Url

ENGINE_TIMEOUT = timedelta(seconds=5)
_MOST_PROCESSES = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Mounts:
    """Where a scanner finds things: on this machine, or as seen in a container.

    Attributes:
        root: What is scanned.
        workdir: Where it may write.
        rules: Rules of ours; equal to ``workdir`` when it has none.
        data: What it keeps from run to run; ``None`` for scanners that keep nothing.
        image_file: An image saved as a file; empty when there is none.
    """

    root: Path
    workdir: Path
    rules: Path
    data: Path | None = None
    image_file: str = ""


INSIDE = Mounts(
    root=Path("/src"),
    workdir=Path("/work"),
    rules=Path("/rules"),
    data=Path("/data"),
    image_file="/image.tar",
)
INSIDE_TMP = "/tmp"  # noqa: S108 - in the container, where nobody else is.


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A container engine that answers.

    Attributes:
        client: Its command-line client.
    """

    client: str


def find_engine(environment: Mapping[str, str], folder: Path, stop: Stop | None = None) -> Engine | Missing:
    """The container engine of this machine, asked whether its server is there.

    Args:
        environment: The user's environment.
        folder: Any folder to run the client in.
        stop: Ends the question when it is pulled.
    """
    client = shutil.which("docker", path=environment.get("PATH", ""))
    if client is None:
        return Missing(reason="docker is not on PATH", todo="install Docker or Podman's docker command")
    question = (client, "version", "--format", "{{.Server.Version}}")
    try:
        ended = run(
            Command(arguments=question, folder=folder, environment=environment, timeout=ENGINE_TIMEOUT), stop
        )
    except ToolError as error:
        return Missing(reason=f"docker cannot be started ({error.why})", todo=error.todo)
    if ended.exit_code == 0 and ended.output.strip():
        return Engine(client=client)
    why = "does not answer within 5 s" if ended.is_timed_out else "is there, but its engine does not answer"
    return Missing(reason=f"docker {why}", todo="start the engine, or set DOCKER_HOST")


def containerised(install: External, image: str, engine: Engine) -> Executable:
    """A scanner's program in an image ``name@sha256:…``."""
    digest = image.rpartition("@")[2]
    return Executable(
        path=install.executables[0],
        version=f"image {digest.removeprefix('sha256:')[:12]}",
        fingerprint=image,
        image=image,
        client=engine.client,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """One run of a program in a container of its own, thrown away afterwards.

    Attributes:
        scanner: The adapter.
        executable: Its program in an image.
        mounts: What is mounted, as this machine names it.
        name: The container's name.
        is_offline: Whether the engine must not fetch the image either.
    """

    scanner: Scanner
    executable: Executable
    mounts: Mounts
    name: str
    is_offline: bool = False

    @classmethod
    def new(
        cls, scanner: Scanner, executable: Executable, mounts: Mounts, *, is_offline: bool
    ) -> "Container":
        """A container with a name that nothing else has."""
        name = f"holdfast-{scanner.name}-{uuid.uuid4().hex[:12]}"
        return cls(scanner=scanner, executable=executable, mounts=mounts, name=name, is_offline=is_offline)

    def run_arguments(self, arguments: Sequence[str], environment: Mapping[str, str]) -> list[str]:
        """The client's command line for a command inside.

        The file system of the container and the scanned folder are read-only, it has no capabilities, the
        user's own ids, and no network unless the scanner needs it. Credentials are named, never written.
        """
        return [
            self.executable.client, "run", "--rm", "--init", "--name", self.name,
            "--read-only", "--tmpfs", INSIDE_TMP, "--cap-drop", "ALL", "--security-opt", "no-new-privileges",
            "--pids-limit", str(_MOST_PROCESSES), "--user", f"{os.getuid()}:{os.getgid()}",
            *(("--pull", "never") if self.is_offline else ()),
            "--network", self._network(), *self._memory(), *self._mounts(), *self._variables(environment),
            "--workdir", str(self._start()), "--entrypoint", arguments[0], self.executable.image,
            *arguments[1:],
        ]  # fmt: skip

    def kill_arguments(self) -> list[str]:
        """The client's command line that ends the container; ending the client alone would not."""
        return [self.executable.client, "kill", self.name]

    def _start(self) -> Path:
        return INSIDE.workdir if self.scanner.is_run_outside else INSIDE.root

    def _network(self) -> str:
        # An application under test usually listens on this machine's loopback.
        if isinstance(self.scanner.reads, Url):
            return "host"
        return "none" if self.scanner.is_offline else "bridge"

    def _memory(self) -> list[str]:
        return ["--memory", str(self.scanner.memory_bytes)] if self.scanner.memory_bytes else []

    def _mounts(self) -> list[str]:
        mounts = self.mounts
        binds = [(str(mounts.root), INSIDE.root, ",readonly"), (str(mounts.workdir), INSIDE.workdir, "")]
        if mounts.rules != mounts.workdir:
            binds.append((str(mounts.rules), INSIDE.rules, ",readonly"))
        if mounts.data:
            binds.append((str(mounts.data), Path("/data"), ""))
        if mounts.image_file:
            binds.append((mounts.image_file, Path(INSIDE.image_file), ",readonly"))
        return [
            word
            for source, target, suffix in binds
            for word in ("--mount", f"type=bind,{_field('source', source)},target={target}{suffix}")
        ]

    def _variables(self, environment: Mapping[str, str]) -> list[str]:
        given = {"HOME": str(INSIDE.workdir / "home"), "TMPDIR": INSIDE_TMP, "NO_COLOR": "1"}
        if self.mounts.data:
            given["XDG_CACHE_HOME"] = "/data"
        given |= dict(self.scanner.environment)
        words = [word for name, value in sorted(given.items()) for word in ("--env", f"{name}={value}")]
        wanted = (*self.scanner.credentials, *(() if self.scanner.is_offline else PROXIES))
        named = [name for name in wanted if name in environment]
        return [*words, *(word for name in named for word in ("--env", name))]


def _field(name: str, value: str) -> str:
    """One field of ``--mount``, which is read as a row of CSV."""
    field = f"{name}={value}"
    return '"' + field.replace('"', '""') + '"' if "," in field or '"' in field else field
