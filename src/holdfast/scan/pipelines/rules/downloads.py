"""Rules on what a pipeline fetches from the network."""

import re
from collections.abc import Iterator, Sequence
from posixpath import basename

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Pipeline, Project, System
from holdfast.scan.pipelines.tools import words_run

_FETCHERS = frozenset({"curl", "wget"})
_INTERPRETERS = frozenset(
    {"sh", "bash", "zsh", "dash", "python", "python3", "perl", "ruby", "node", "tar", "dpkg"}
)
_SHELLS = _INTERPRETERS - {"tar"}
_PROGRAM = re.compile(
    r"\.(?:zip|tar|tar\.\w+|tgz|txz|deb|rpm|jar|sh|phar|AppImage|whl|gem|apk|run|bin|exe|msi|pkg)(?:[?#].*)?$"
)
_ADDRESS = re.compile(r"https?://[^\s'\"]+")
_RUN_INSIDE = re.compile(r"(?:\$\(|`|<\()\s*(?:sudo\s+)?(?:curl|wget)\s[^)`]*https?://")
_VERIFIERS = re.compile(
    r"^(?:sha\d+sum|shasum|md5sum|gpg2?|gpgv|cosign|minisign|slsa-verifier|rpmkeys|rekor-cli|signify|b2sum)$"
)
_VERIFYING_WORDS = frozenset(
    {"sha256sum", "sha512sum", "shasum", "dgst", "attestation", "--verify", "--checksig", "-K"}
)
_NEAR = re.compile(r"https?://(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|169\.254\.|[\w-]+(?:[:/]|$)|\$)")


@rule(
    "download-run-unseen",
    title="A script is fetched from the network and run in one go",
    why="Whoever controls the server, the way to it, or the domain once it expires runs commands in the "
    "build, with "
    "its secrets; a download that breaks off runs half a script.",
    fix="Install the tool from a package with a fixed version, or fetch it, compare its SHA-256 and then "
    "run it.",
    severity=Severity.HIGH,
    cwe=494,
)
def download_run_unseen(project: Project) -> Iterator[Hit]:
    """``curl | bash`` and its variants."""
    for place in project.places:
        commands = place.step.commands
        for position, command in enumerate(commands):
            following = commands[position + 1] if position + 1 < len(commands) else None
            is_piped = command.after == "|" and following is not None and _runs_input(following)
            is_fetched = command.program in _FETCHERS and not _is_json(command)
            if (is_fetched and is_piped) or _runs_fetched(command):
                yield Hit(place.path, command.line, command.end_line)


def _runs_input(command: Command) -> bool:
    """Whether a program runs what it is piped: a shell without a script of its own."""
    own = [word for word in command.arguments if not word.startswith("-")]
    options = "".join(word for word in command.arguments if word.startswith("-"))
    reads_input = not own or "-s" in command.arguments or command.arguments[:1] == ("-",)
    return command.program in _SHELLS and reads_input and "c" not in options.replace("--", "")


def _runs_fetched(command: Command) -> bool:
    """Whether a shell is handed what is fetched within its own words."""
    is_shell = command.program in _SHELLS | {"eval", ".", "source"} or command.words[:1] == ("eval",)
    return is_shell and any(_RUN_INSIDE.search(word) for word in command.words)


def _is_json(command: Command) -> bool:
    return any("application/json" in word for word in command.words)


@rule(
    "download-without-checksum",
    title="A program is downloaded and used without comparing its checksum",
    why="A changed file on the server, or on the way, becomes part of the build unnoticed.",
    fix='Compare it before use: echo "<sha256>  <file>" | sha256sum --check, or verify its signature; '
    "better, let the build image bring the tool.",
    severity=Severity.MEDIUM,
    cwe=494,
)
def download_without_checksum(project: Project) -> Iterator[Hit]:
    """Archives, packages and programs that are fetched and never verified afterwards."""
    for pipeline, commands in _machines(project):
        for command in commands:
            if command.program not in _FETCHERS or _is_read_unseen(command):
                continue
            if _is_program(command, commands) and not _is_verified(commands, command):
                yield Hit(pipeline.path, command.line, command.end_line)


def _machines(project: Project) -> Iterator[tuple[Pipeline, list[Command]]]:
    """The commands of each whole job: a checksum may be compared in its next step."""
    for pipeline in project.pipelines:
        for job in pipeline.jobs:
            yield pipeline, [command for step in job.steps for command in step.commands]


def _is_read_unseen(command: Command) -> bool:
    """Whether ``download-run-unseen`` has said it."""
    return command.after == "|"


def _is_program(command: Command, commands: Sequence[Command]) -> bool:
    """Whether what is fetched is unpacked, installed or made executable."""
    addresses = [word for word in command.words if _ADDRESS.match(word)]
    if not addresses or _is_upload(command):
        return False
    if any(_PROGRAM.search(address) for address in addresses):
        return True
    target = _target(command) or basename(addresses[0])
    names = {basename(target)} - {"", "-"}
    if target and _PROGRAM.search(target):
        return True
    return any(one.program == "chmod" and names & {basename(word) for word in one.words} for one in commands)


def _target(command: Command) -> str:
    """The file that a download is written to; empty when its name is that of the address."""
    words = command.words
    letter = "o" if command.program == "curl" else "O"
    for position, word in enumerate(words[:-1]):
        is_short = re.fullmatch(rf"-[a-zA-Z]*{letter}", word)
        if is_short or word in {"--output", "--output-document", "-P", "--directory-prefix"}:
            return words[position + 1]
    return command.value_of("--output", "--output-document")


def _is_upload(command: Command) -> bool:
    return command.has(
        "-T", "--upload-file", "-F", "--form", "-d", "--data", "-X", "--request", "--data-binary", "-I"
    )


def _is_verified(commands: Sequence[Command], download: Command) -> bool:
    """Whether something compares a checksum or a signature after it."""
    behind = False
    for command in commands:
        if behind and (_VERIFIERS.match(command.program) or _VERIFYING_WORDS.intersection(command.words)):
            return True
        behind = behind or command is download
    return False


@rule(
    "tls-check-disabled-in-pipeline",
    title="The pipeline does not check who it talks to",
    why="Anybody on the way can hand the build other code, or take the secrets that it sends.",
    fix="Leave the check on; add the authority's certificate (--cacert, NODE_EXTRA_CA_CERTS, PIP_CERT) "
    "where it is "
    "not a public one.",
    severity=Severity.HIGH,
    cwe=295,
)
def tls_check_disabled(project: Project) -> Iterator[Hit]:
    """Options that switch the check of certificates off, and packages fetched without TLS."""
    for pipeline, command in project.commands:
        if _is_unchecked(command):
            yield Hit(pipeline.path, command.line, command.end_line)


_SWITCHES = re.compile(
    r"http\.sslVerify[= ](?:false|0)|strict-ssl[= ](?:false|0)|NODE_TLS_REJECT_UNAUTHORIZED=['\"]?0|"
    r"GIT_SSL_NO_VERIFY=(?:true|1)|PYTHONHTTPSVERIFY=0|--trusted-host[= ](?!localhost|127\.)|"
    r"--insecure-skip-tls-verify(?:$|[= ]true| )|--no-verify-ssl|--tls-verify=false"
)


def _is_unchecked(command: Command) -> bool:
    addresses = [word for word in command.words if _ADDRESS.match(word)]
    is_far = any(not _NEAR.match(address) for address in addresses)
    if command.program == "curl":
        letters = "".join(w for w in command.words if re.fullmatch(r"-[a-zA-Z]+", w))
        return is_far and ("k" in letters or "--insecure" in command.words)
    if command.program == "wget":
        return is_far and "--no-check-certificate" in command.words
    return bool(_SWITCHES.search(command.text)) and command.program not in {"echo", "grep"}


@rule(
    "download-without-tls",
    title="A program is downloaded over plain HTTP",
    why="Anybody on the way can replace it.",
    fix="Use https, and compare a checksum.",
    severity=Severity.MEDIUM,
    cwe=319,
)
def download_without_tls(project: Project) -> Iterator[Hit]:
    """Archives and programs from an ``http:`` address elsewhere."""
    for place in project.places:
        for command in place.step.commands:
            addresses = [
                word for word in command.words if word.startswith("http://") and not _NEAR.match(word)
            ]
            fetched = any(_PROGRAM.search(address) for address in addresses) or command.after == "|"
            if command.program in _FETCHERS and addresses and fetched:
                yield Hit(place.path, command.line, command.end_line)


@rule(
    "scanner-downloaded-into-tree",
    title="A scanner is downloaded into the folder that it then scans",
    why="It reports the weaknesses of its own libraries: noise that hides the application's.",
    fix="Let the build image bring the scanner, or unpack it outside the checkout and scan only the "
    "source folders.",
    severity=Severity.LOW,
)
def scanner_downloaded_into_tree(project: Project) -> Iterator[Hit]:
    """Archives of scanners unpacked beside the source, in scripts that scan the whole folder."""
    scanner = re.compile(
        r"dependency-check|sonar-scanner|trivy|grype|zap|snyk|semgrep|codeql|gitleaks", re.IGNORECASE
    )
    whole = {
        ".",
        "./",
        "$PWD",
        "$(pwd)",
        "$CODEBUILD_SRC_DIR",
        "$CI_PROJECT_DIR",
        "$GITHUB_WORKSPACE",
        "$WORKSPACE",
    }
    for pipeline, commands in _machines(project):
        scans = [
            command
            for command in commands
            if scanner.search(command.text)
            and command.program not in _FETCHERS
            and whole & {word.rpartition("=")[2] for word in command.words}
        ]
        for command in commands:
            address = next((word for word in command.words if _ADDRESS.match(word)), "")
            target = command.value_of(
                "-o", "--output", "-O", "-sLo", "-Lo", "-P", "-fsSLo", "-LO"
            ) or basename(address)
            is_inside = not target.startswith(
                ("/", "~", "$HOME", "$RUNNER_TEMP", "$TMP", "..", "http", "${RUNNER")
            )
            is_scanner = scanner.search(basename(address)) and _PROGRAM.search(address)
            if command.program in _FETCHERS and is_scanner and is_inside and _stays(commands, pipeline):
                for scan in scans[:1]:
                    detail = f"{basename(address)} lies in what {scan.program} is told to scan."
                    yield Hit(pipeline.path, command.line, command.end_line, detail)


def _stays(commands: Sequence[Command], pipeline: Pipeline) -> bool:
    """Whether the script stays in the checkout, as far as can be seen."""
    first = next((command for command in commands if command.program in {"cd", "pushd"}), None)
    return first is None or pipeline.system is System.CODEDEPLOY


@rule(
    "tool-without-version",
    title="The build installs whatever version of a tool is newest",
    why="A release that breaks or was taken over runs in the next build, with its secrets.",
    fix="Name the version, or install from a lock file with hashes.",
    severity=Severity.LOW,
    cwe=1357,
)
def tool_without_version(project: Project) -> Iterator[Hit]:
    """Tools installed globally by npm, or by pip, without a version."""
    for pipeline, command in project.commands:
        named = [word for word in _installed(command) if _is_unversioned(word)]
        if named:
            yield Hit(pipeline.path, command.line, command.end_line, f"No version: {', '.join(named[:5])}.")


_ASIDE = frozenset({"pip", "setuptools", "wheel"})
_NPM_VALUE = frozenset({"--prefix", "--registry", "-C"})


def _installed(command: Command) -> list[str]:
    """The packages that a command installs by name."""
    words = command.effective
    if words[:2] in {("npx", "-y"), ("npx", "--yes")}:
        return list(words[2:3])
    run = words_run(command)
    if (
        run[:1] in {("npm",), ("pnpm",)}
        and {"-g", "--global"}.intersection(run)
        and {"i", "install", "add"}.intersection(run)
    ):
        names = [word for word in run[1:] if not word.startswith("-") and word not in {"i", "install", "add"}]
        return [name for name in names if not name.startswith((".", "/", "$")) and not name.endswith(".tgz")]
    if run[:2] in {("pip", "install"), ("pip3", "install"), ("pipx", "install")}:
        return _pip_names(run[2:])
    return []


def _pip_names(words: Sequence[str]) -> list[str]:
    if {"-r", "--requirement", "-e", "--editable", "-c", "--constraint", "--no-index"}.intersection(words):
        return []
    valued = {"-i", "--index-url", "--extra-index-url", "-t", "--target", "--prefix", "--trusted-host", "-f"}
    names = []
    skip = False
    for word in words:
        if skip or word.startswith("-"):
            skip = not skip and word in valued
            continue
        if re.fullmatch(r"[A-Za-z][\w.-]*(\[[\w,-]+\])?", word) and not word.endswith(
            (".whl", ".gz", ".zip")
        ):
            names.append(word)
    return [name for name in names if name not in _ASIDE]


def _is_unversioned(package: str) -> bool:
    if "$" in package:
        return False
    version = package[1:].partition("@")[2] if package.startswith("@") else package.partition("@")[2]
    return version in {"", "latest"} and "==" not in package


@rule(
    "install-ignores-lock-file",
    title="Dependencies are resolved anew instead of taken from the lock file",
    why="What is built, tested or deployed is not what was reviewed and scanned.",
    fix="Use npm ci, yarn install --immutable (--frozen-lockfile in version 1), or pnpm install "
    "--frozen-lockfile.",
    severity=Severity.MEDIUM,
    cwe=1357,
)
def install_ignores_lock_file(project: Project) -> Iterator[Hit]:
    """``npm install`` without a package, where a project of Node.js has a lock file."""
    locks = any(path.endswith(("package-lock.json", "npm-shrinkwrap.json")) for path in project.texts)
    for pipeline, command in project.commands:
        words = command.effective
        names = [
            word
            for at, word in enumerate(words[1:], start=1)
            if not word.startswith("-") and words[at - 1] not in _NPM_VALUE
        ]
        if (
            command.program == "npm"
            and names in (["install"], ["i"])
            and not {"-g", "--global"}.intersection(words)
        ) and (locks or _has_package(project)):
            yield Hit(pipeline.path, command.line, command.end_line)
        if command.program == "pnpm" and "--no-frozen-lockfile" in words:
            yield Hit(pipeline.path, command.line, command.end_line)


def _has_package(project: Project) -> bool:
    return any(path.endswith("package.json") for path in project.texts)
