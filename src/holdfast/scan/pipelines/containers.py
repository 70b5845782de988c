"""Reads ``docker run`` and references of images."""

import re
from dataclasses import dataclass

from holdfast.scan.pipelines.commands import Command

_PROGRAMS = frozenset({"docker", "podman", "nerdctl"})
_FLAGS = frozenset(
    {
        "-d", "--detach", "-i", "--interactive", "-t", "--tty", "--rm", "--privileged", "--init",
        "--read-only",
        "-P", "--publish-all", "--no-healthcheck", "--oom-kill-disable", "-q", "--quiet", "--sig-proxy",
        "--disable-content-trust", "--replace",
    }
)  # fmt: skip
_LETTERS = re.compile(r"-[ditqP]+")
_ATTACHED = re.compile(r"-[evpuwhlm].+")


@dataclass(frozen=True, slots=True)
class ContainerRun:
    """A call of ``docker run``.

    Attributes:
        image: The image as written.
        words: The words after it: what runs inside.
        options: Each option with its value; an option without one has an empty value.
    """

    image: str
    words: tuple[str, ...]
    options: tuple[tuple[str, str], ...]

    @property
    def repository(self) -> str:
        """The image without tag and digest."""
        return repository_of(self.image)

    def values(self, *names: str) -> list[str]:
        """The values of these options."""
        return [value for name, value in self.options if name in names]

    def has(self, name: str) -> bool:
        """Whether an option is given."""
        return any(option == name for option, _ in self.options)


def container_run(command: Command) -> ContainerRun | None:
    """The container that a command starts; ``None`` when it starts none."""
    words = command.effective
    if len(words) < 3 or command.program not in _PROGRAMS:
        return None
    words = words[1:]
    if words[0] == "container":
        words = words[1:]
    if not words or words[0] not in {"run", "create"}:
        return None
    options: list[tuple[str, str]] = []
    position = 1
    while position < len(words) and words[position].startswith("-"):
        word = words[position]
        name, equals, value = word.partition("=")
        if equals or word in _FLAGS or _LETTERS.fullmatch(word):
            options.append((name, value))
            position += 1
        elif not word.startswith("--") and _ATTACHED.fullmatch(word):
            options.append((word[:2], word[2:]))
            position += 1
        else:
            options.append((word, next(iter(words[position + 1 : position + 2]), "")))
            position += 2
    if position >= len(words):
        return None
    return ContainerRun(words[position], words[position + 1 :], tuple(options))


def repository_of(image: str) -> str:
    """An image without tag and digest."""
    name = image.partition("@")[0]
    head, slash, last = name.rpartition("/")
    return f"{head}{slash}{last.partition(':')[0]}".removeprefix("docker.io/").removeprefix("library/")


def is_moving(image: str) -> bool:
    """Whether an image is whatever is newest on the day: ``latest``, or no tag at all.

    Images whose name or tag is a variable are not judged.
    """
    if not image or "@" in image or "$" in image or "{" in image or "%" in image:
        return False
    tag = image.rpartition("/")[2].partition(":")[2]
    return tag in {"", "latest"} and bool(re.fullmatch(r"[\w.\-/:]+", image)) and image != "scratch"
