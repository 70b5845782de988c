"""Turns the files of a tree into a project: which file is what, and which scripts pipelines call."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from posixpath import dirname, join, normpath
from textwrap import dedent

from holdfast.errors import ReportError, ReportTooLarge
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.documents import Node, decode, read_documents
from holdfast.scan.pipelines.project import Job, Pipeline, Project, Step, System
from holdfast.scan.pipelines.shell import read_shell
from holdfast.scan.pipelines.systems.aws import read_appspec, read_buildspec, resources
from holdfast.scan.pipelines.systems.compose import read_compose
from holdfast.scan.pipelines.systems.github import read_workflow
from holdfast.scan.pipelines.systems.gitlab import read_gitlab
from holdfast.scan.pipelines.systems.jenkins import read_jenkinsfile
from holdfast.scan.pipelines.terraform import read_terraform
from holdfast.scan.pipelines.terraform import resources as terraform_resources

PATTERNS: Mapping[System, tuple[str, ...]] = {
    System.GITHUB: (".github/workflows/*.yml", ".github/workflows/*.yaml", "*action.yml", "*action.yaml"),
    System.GITLAB: ("*.gitlab-ci.yml", "*.gitlab-ci.yaml", ".gitlab/ci/*.yml"),
    System.CODEBUILD: ("*buildspec*.yml", "*buildspec*.yaml"),
    System.CODEDEPLOY: ("*appspec*.yml", "*appspec*.yaml"),
    System.JENKINS: ("*Jenkinsfile*", "*.jenkinsfile"),
    System.COMPOSE: ("*compose*.yml", "*compose*.yaml"),
}
"""Patterns of paths, tried in this order; ``*`` stands for folders too."""

_SHAPES = {
    System.GITHUB: ("jobs", "runs"),
    System.CODEBUILD: ("phases",),
    System.CODEDEPLOY: ("hooks", "files", "Resources"),
    System.COMPOSE: ("services",),
}
"""A file is of a system only when it has one of these keys: names alone prove nothing."""

_TEMPLATE_NAMES = (".yml", ".yaml", ".json", ".template")
_IS_TEMPLATE = re.compile(rb"AWS::(?:Code|Events|Scheduler|CloudWatch|Backup|IAM)|\"artifactStore\"")
_IS_SOURCE = re.compile(
    rb"express\(\)|fastify\(|Flask\(|FastAPI\(|health|[/'\"](?:live|ready|alive|ping|status)"
    rb"|[pP]ut_?[jJ]ob_?[sS]uccess_?[rR]esult|source-?[mM]ap|SourceMaps",
    re.IGNORECASE,
)
_READERS = {
    System.GITHUB: read_workflow,
    System.CODEBUILD: read_buildspec,
    System.CODEDEPLOY: read_appspec,
    System.COMPOSE: read_compose,
}
_SOURCES = (
    ".js",
    ".mjs",
    ".cjs",
    ".jsx",
    ".ts",
    ".tsx",
    ".mts",
    ".py",
    ".java",
    ".go",
    ".rb",
    ".php",
    ".cs",
    ".kt",
)
_SCRIPT_NAME = re.compile(r"[\w./${}@+-]*[\w-]\.(?:sh|bash)$")
_VARIABLE = re.compile(r"^\$\{?\w+\}?/")
_SHEBANG_ERREXIT = re.compile(r"^#![^\n]*\s-[a-z]*e")
_SHELL_SHEBANG = re.compile(rb"#![^\n]*\b(?:ba|da|k|z)?sh\b")
_OTHERS_SCRIPTS = frozenset({"gradlew", "mvnw", "configure", "autogen.sh", "install-sh"})
"""Scripts that tools write into a project; nobody edits them."""
_MOST_SCRIPTS = 500
MAX_COMMANDS = 2000
"""Commands of one file: some rules look at each with all the others in mind, which takes their square."""


def read_project(files: Iterable[tuple[str, bytes]]) -> Project:
    """Read every file once; what cannot be read stands in ``unread``, with the reason."""
    pipelines: list[Pipeline] = []
    templates: dict[str, Node] = {}
    texts: dict[str, bytes] = {}
    unread: dict[str, str] = {}
    for path, data in files:
        try:
            pipeline = _pipeline(path, data)
            if pipeline is not None:
                pipelines.append(_bounded(pipeline))
            elif path.endswith(_TEMPLATE_NAMES) and _IS_TEMPLATE.search(data):
                templates[path] = next(iter(read_documents(data)), Node(1, 1))
                pipelines.extend(_inline_buildspecs(path, templates[path]))
            elif path.endswith(".tf") and b"aws_codebuild_project" in data:
                texts[path] = data
                pipelines.extend(_terraform_buildspecs(path, decode(data)))
            elif not path.endswith(_SOURCES) or _IS_SOURCE.search(data):
                texts[path] = data
        except ReportError as error:
            unread[path] = ": ".join(filter(None, (error.what, error.why)))
    scripts = _called_scripts(pipelines, texts, unread)
    return Project(pipelines=(*pipelines, *scripts), templates=templates, texts=texts, unread=unread)


def _bounded(pipeline: Pipeline) -> Pipeline:
    """The same pipeline.

    Raises:
        ReportTooLarge: It has more commands than the limit.
    """
    count = sum(len(step.commands) for step in pipeline.steps)
    if count > MAX_COMMANDS:
        raise ReportTooLarge(
            f"The file has {count:,} commands", f"the limit is {MAX_COMMANDS:,}", "check what wrote the file"
        )
    return pipeline


def system_of(path: str) -> System | None:
    """The system whose files are called so."""
    for system, patterns in PATTERNS.items():
        if any(fnmatchcase(path, pattern) for pattern in patterns):
            return system
    return None


def _pipeline(path: str, data: bytes) -> Pipeline | None:
    system = system_of(path)
    if system is None:
        return None
    if system is System.JENKINS:
        return read_jenkinsfile(path, decode(data)) if not path.endswith(_SOURCES) else None
    documents = read_documents(data)
    root = documents[-1] if documents else Node(1, 1)
    if not any(root.get(key) for key in _SHAPES.get(system, root.entries)):
        return None
    text = decode(data)
    if system is System.GITLAB:
        return read_gitlab(path, documents, text)
    return _READERS[system](path, root, text)


def _inline_buildspecs(path: str, root: Node) -> Iterator[Pipeline]:
    """Buildspecs that stand as a text in a template."""
    for _, _, properties in resources(root, "AWS::CodeBuild::Project"):
        spec = properties.get("Source", "BuildSpec")
        yield from _inline(path, spec.text, spec.first_text_line)


def _terraform_buildspecs(path: str, text: str) -> Iterator[Pipeline]:
    """Buildspecs that stand as a here-document in Terraform."""
    for project in terraform_resources(read_terraform(text), "aws_codebuild_project"):
        for source in project.children("source"):
            mark, _, spec = source.value("buildspec").partition("\n")
            if mark.startswith("<<"):
                yield from _inline(path, dedent(spec.rpartition("\n")[0]), source.line_of("buildspec") + 1)


def _inline(path: str, text: str, line: int) -> Iterator[Pipeline]:
    """A buildspec within another file; one with expressions in it may be no YAML, and is passed over."""
    if "phases:" not in text:
        return
    # Empty lines above it give every node the line that it has in the file.
    padded = "\n" * (line - 1) + text
    try:
        documents = read_documents(padded.encode())
    except ReportError:
        return
    yield from (read_buildspec(path, root, padded) for root in documents[:1])


def _called_scripts(
    pipelines: Iterable[Pipeline], texts: Mapping[str, bytes], unread: dict[str, str]
) -> Iterator[Pipeline]:
    """The shell scripts that pipelines call, and those that these call."""
    queue = [name for pipeline in pipelines for name in called(pipeline, texts)]
    seen: set[str] = set()
    while queue and len(seen) < _MOST_SCRIPTS:
        path = queue.pop(0)
        if path in seen or not _is_shell_script(path, texts[path]):
            continue
        seen.add(path)
        try:
            script = _bounded(read_script(path, decode(texts[path])))
        except ReportError as error:
            unread[path] = ": ".join(filter(None, (error.what, error.why)))
            continue
        queue.extend(called(script, texts))
        yield script


def _is_shell_script(path: str, data: bytes) -> bool:
    """Whether a file is one of the project's own shell scripts: by its ending, else by its first line."""
    name = path.rpartition("/")[2]
    if name in _OTHERS_SCRIPTS:
        return False
    return name.endswith((".sh", ".bash")) or ("." not in name and bool(_SHELL_SHEBANG.match(data)))


def called(pipeline: Pipeline, texts: Mapping[str, object]) -> list[str]:
    """The scripts of the tree that a pipeline calls, by path."""
    found = []
    for command in pipeline.commands:
        for name in _named(command):
            candidates = (normpath(name), normpath(join(dirname(pipeline.path), name)))
            path = next((one for one in candidates if one in texts), None)
            if path is not None:
                found.append(path)
    return found


def _named(command: Command) -> Iterator[str]:
    """Words that may name a script: those ending so, and the program when it is named by a path."""
    for position, word in enumerate(command.effective[:4]):
        if _SCRIPT_NAME.fullmatch(word) or (position == 0 and "/" in word):
            yield _VARIABLE.sub("", word).lstrip("/") if "$" in word else word


def read_script(path: str, text: str) -> Pipeline:
    """A script as a pipeline of one step."""
    commands = read_shell(text)
    step = Step(
        name=path,
        line=1,
        commands=commands,
        stops_on_error=bool(_SHEBANG_ERREXIT.match(text)) or sets(commands, "e", "errexit"),
        is_pipefail=sets(commands, "", "pipefail"),
        text=text,
    )
    return Pipeline(System.SCRIPT, path, (Job(path, 1, (step,)),), text=text)


def sets(commands: Iterable[Command], letter: str, name: str) -> bool:
    """Whether ``set`` switches an option on, by its letter or its name."""
    for command in commands:
        if command.program != "set":
            continue
        for word in command.arguments:
            is_letter = letter and word.startswith("-") and not word.startswith("--") and letter in word[1:]
            if word == name or is_letter:
                return True
    return False
