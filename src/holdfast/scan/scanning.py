"""The contract of a scanner adapter: one file, one value.

An adapter says what the scanner reads, how it is installed and called, what its exit codes mean, and what
proves that it looked at something::

    SCANNER = Scanner(
        name="ruff",
        ...
        install=Managed(package="ruff", executable="ruff", tier=Tier.SMALL),
        reads=Files(suffixes=frozenset({".py"})),
        command=lambda job: [job.executable, "check", ..., *job.files],
        exit_codes={0: Exit.CLEAN, 1: Exit.FINDINGS},
        proof=Proof.FILES_GIVEN,
        report="ruff",
    )

The runner does the rest: environment, limits, batches of files, cache, evidence. ``judging.py`` turns the end
of a run into a status; an adapter never decides that it passed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from holdfast.model.category import Category

MEBIBYTE = 2**20


class Tier(StrEnum):
    """When a managed scanner is installed: the small tier on first use, the full tier when asked for."""

    SMALL = "small"
    FULL = "full"


@dataclass(frozen=True, slots=True, kw_only=True)
class Managed:
    """A scanner from the Python package index, in a pinned environment of its own.

    Its lock, with hashes, is ``scan/locks/<scanner>.txt``; the first requirement named ``package`` gives
    the version.

    Attributes:
        package: Distribution name.
        executable: Program in the environment's ``bin``.
        tier: When it is installed.
    """

    package: str
    executable: str
    tier: Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class External:
    """A scanner that the user has: on PATH, else run from an image that the configuration pins by digest.

    Attributes:
        executables: Program names, tried in order.
        version_arguments: Arguments that make it print its version.
        how_to_get: One line: where a user gets it.
        image: Image name without digest that the project publishes, empty when there is none.
    """

    executables: tuple[str, ...]
    version_arguments: tuple[str, ...] = ("--version",)
    how_to_get: str
    image: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltIn:
    """A scanner of ours: a module of Holdfast, run by its Python as a process of its own.

    It reads what strangers wrote, like every other scanner, and gets the same limits of time and memory.
    It writes a ``ParsedReport`` as JSON, for the parser ``holdfast``.

    Attributes:
        module: Name of the module in ``scan/engines`` that is the program.
        is_advised: Whether it compares with the database of advisories.
        is_dated: Whether it is told the day, as the option ``today``: comments that end on a day decide what
            it finds, so no result of yesterday may be quoted.
    """

    module: str
    is_advised: bool = False
    is_dated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A scanner that the user runs as a service, which a program of ours asks.

    Attributes:
        program: Our module. Called with ``check`` it prints the service's version and ends with 0, or ends
            otherwise and prints why the service cannot be used.
        variable: Variable of the user's environment that holds the service's address.
        how_to_get: One line: what a user does to have it.
    """

    program: str
    variable: str
    how_to_get: str


Install = Managed | External | BuiltIn | Service


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """A scanner that is handed the files it reads, chosen from the tree by name.

    Attributes:
        suffixes: Endings of file names, with the dot, lower case.
        names: Patterns for whole names (``Dockerfile``, ``*.dockerfile``), case kept.
        paths: Patterns for whole relative paths (``.github/workflows/*.yml``).
        avoid: Patterns for names or relative paths that it does not get.
        shebangs: Interpreters (``sh``, ``bash``) whose scripts it reads whatever their name.
        is_any: Whether it reads every file.
        is_text: Whether binary files are not handed over.
        is_utf8: Whether it passes over text that is not UTF-8 without a word: that counts as not read.
        batch: Most files of one call; longer lists become several calls.
    """

    suffixes: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    shebangs: tuple[str, ...] = ()
    is_any: bool = False
    is_text: bool = False
    is_utf8: bool = False
    batch: int = 2000

    def wants(self, path: str, shebang: str = "") -> bool:
        """Whether the scanner reads the file of that relative path and interpreter line."""
        name = PurePosixPath(path).name
        if any(fnmatchcase(name, pattern) or fnmatchcase(path, pattern) for pattern in self.avoid):
            return False
        return (
            self.is_any
            or PurePosixPath(path).suffix.lower() in self.suffixes
            or any(fnmatchcase(name, pattern) for pattern in self.names)
            or any(fnmatchcase(path, pattern) for pattern in self.paths)
            or bool(shebang and shebang in self.shebangs)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """A scanner that walks the folder itself, when at least one file is there that it understands.

    Attributes:
        markers: What makes it applicable; everything, when empty.
        unit: What it counts.
        is_history: Whether it reads the history of git instead of the files: it needs a repository, and what
            it finds changes with the refs.
        is_beyond_tree: Whether it looks into folders that a scan passes over, such as environments: nothing
            tells whether these changed, so no earlier run is quoted.
    """

    markers: Files = Files(is_any=True)
    unit: str = "file"
    is_history: bool = False
    is_beyond_tree: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Url:
    """A scanner of a running application; applicable when ``--url`` is given and allowed."""

    unit: str = "url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A scanner of a container image; applicable when ``--image`` is given.

    Attributes:
        unit: What it counts.
        is_file_only: Whether it reads only images that are saved as a file, and asks no daemon or registry.
    """

    unit: str = "package"
    is_file_only: bool = False


Reads = Files | Folder | Url | Image


class Exit(StrEnum):
    """What an exit code of a scanner means."""

    CLEAN = "clean"
    FINDINGS = "findings"
    NOTHING_TO_SCAN = "nothing_to_scan"
    NOT_CONFIGURED = "not_configured"
    FAILED = "failed"


class Proof(StrEnum):
    """What shows that silence means something.

    FILES_GIVEN: each file handed over counts as read, unless the report or a sign says otherwise.
    REPORT: only what the report itself counts as examined.
    OUTPUT: a number in what the scanner prints, found by ``Scanner.proof_pattern``.
    """

    FILES_GIVEN = "files_given"
    REPORT = "report"
    OUTPUT = "output"


class Output(StrEnum):
    """Where the scanner leaves its report: on stdout, or in the file ``job.report``."""

    STDOUT = "stdout"
    FILE = "file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """Text in the scanner's output that changes what its end means, whatever the exit code.

    Attributes:
        pattern: Regular expression over stderr and stdout, multi-line; a group named ``unread`` names a file
            that was not read.
        why: The reason shown.
        is_fatal: Whether the scan failed; else it is partial and each match is one unread input.
    """

    pattern: str
    why: str
    is_fatal: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Advisories:
    """The database of advisories.

    Attributes:
        folder: Where it lies.
        max_age: An older feed decides nothing.
        state: Changes whenever the database may answer differently: with its content, and when it grows old.
    """

    folder: Path
    max_age: timedelta
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a command is made from. Paths are as the scanner sees them (in an image they differ).

    Attributes:
        executable: The program.
        root: Folder to scan; also the working directory.
        files: Files of this batch, relative to the root; empty for scanners that are not handed files.
        file_list: File that names all of them, each ended by a NUL; written for scanners of ours only.
        report: Path that the report must be written to, when it is not stdout.
        workdir: Private empty folder for what the scanner needs to write.
        rules: Folder of rules that Holdfast ships for this scanner, or the one file made of them.
        url: Address to test, for scanners of running applications.
        image: Image reference or tar, for scanners of images.
        is_offline: Whether the network must not be used.
        timeout: Time left for this call.
        options: Further settings of the scanner from ``scan.scanners.<name>.options``.
        advisories: The database of advisories, for scanners of ours that compare with it.
    """

    executable: str
    root: Path
    files: Sequence[str] = ()
    file_list: Path = Path("files")
    report: Path = Path("report")
    workdir: Path = Path()
    rules: Path = Path()
    url: str = ""
    image: str = ""
    is_offline: bool = False
    timeout: timedelta = timedelta(minutes=5)
    options: Mapping[str, str] = field(default_factory=dict)
    advisories: Advisories | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """A scanner adapter.

    Attributes:
        name: What people type; equal to the file's name.
        title: Name for people.
        category: Kind of scan.
        homepage: The tool's own address.
        install: How it gets onto the machine.
        reads: What it reads.
        command: The command line for a job.
        report: Name of the parser of its report.
        exit_codes: Its table of exit codes; a code that is not in it is a failure.
        proof: What shows that it looked at something.
        proof_pattern: For ``Proof.OUTPUT``: its first group is the number of things examined.
        output: Where the report is left.
        is_offline: Whether it works without network.
        timeout: Its own limit of time.
        memory_bytes: Limit of address space; ``None`` for programs that reserve more than they use.
        environment: Variables set for it.
        credentials: Variables passed through from the user's environment: the only ones.
        signs: Outputs that mean it did not do its work, or not all of it.
        rules: Folder under ``scan/rules`` that it is given, empty when it brings its own rules.
        compose: Makes one file of that folder, for a scanner that is given a file instead.
        is_run_outside: Whether it starts in its private folder instead of the root, for scanners that obey
            a settings file in their working directory: the scanned code must not switch its scanner off.
        is_default: Whether a plain ``holdfast scan`` runs it when it is there.
        limits: What it is known not to see; shown in the docs.
    """

    name: str
    title: str
    category: Category
    homepage: str
    install: Install
    reads: Reads
    command: Callable[[Job], Sequence[str]]
    report: str
    exit_codes: Mapping[int, Exit]
    proof: Proof
    proof_pattern: str = ""
    output: Output = Output.FILE
    is_offline: bool = True
    timeout: timedelta = timedelta(minutes=5)
    memory_bytes: int | None = 4096 * MEBIBYTE
    environment: Mapping[str, str] = field(default_factory=dict)
    credentials: tuple[str, ...] = ()
    signs: tuple[Sign, ...] = ()
    rules: str = ""
    compose: Callable[[Path], bytes] | None = None
    is_run_outside: bool = False
    is_default: bool = True
    limits: str = ""

    @property
    def unit(self) -> str:
        """What its coverage counts."""
        return "file" if isinstance(self.reads, Files) else self.reads.unit
