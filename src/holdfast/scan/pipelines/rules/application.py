"""Rules on what a pipeline relies on in the application: its scripts, its tests, its health endpoint."""

import re
from collections.abc import Iterator, Mapping

from holdfast.errors import ReportError
from holdfast.model.severity import Severity
from holdfast.scan.pipelines.documents import Node, read_documents
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Project
from holdfast.scan.pipelines.shell import read_shell

_PROGRAMS = (
    "node", "npm", "npx", "yarn", "pnpm", "bun", "deno", "tsx", "ts-node", "nodemon", "next", "nuxt",
    "nest", "vite", "webpack", "rollup", "esbuild", "parcel", "react-scripts", "gatsby", "astro", "jest",
    "vitest", "mocha", "eslint", "prettier", "tsc", "electron", "serve", "concurrently", "cross-env",
    "rimraf", "turbo", "pm2", "forever", "storybook", "cypress", "playwright", "husky", "gulp", "grunt",
    "lerna", "babel",
)  # fmt: skip
_SHELL_WORDS = frozenset(
    {
        "cd",
        "echo",
        "rm",
        "cp",
        "mv",
        "mkdir",
        "exit",
        "set",
        "export",
        "test",
        "sh",
        "bash",
        "make",
        "git",
        "docker",
        "env",
        "source",
        "cat",
        "sleep",
        "true",
        "false",
        "python",
        "python3",
    }
)
_NO_TEST = "no test specified"
_APPLICATION = re.compile(rb"=\s*(?:express\(\)|[fF]astify\(|Flask\(|FastAPI\()")
_ROUTE = re.compile(
    rb"\.(?:get|post|put|delete|route|use|patch)\(\s*[\"'`]/|@\w+\.(?:get|post|put|route|delete)\("
)
_HEALTH = re.compile(
    rb"[\"'`][^\"'`\s]*/(?:[\w-]*health[\w-]*|live(?:z|ness)?|ready(?:z|ness)?|alive|ping|status|up|heartbeat)/?[\"'`]"
    rb"|terminus|lightship|express-healthcheck|fastify-healthcheck|under-pressure|actuator|django-health-check",
    re.IGNORECASE,
)
_MAPS = re.compile(
    r"^\s*(?:[\w.]*[{,]?\s*(?:build:\s*\{\s*)?)?\"?sourcemap\"?\s*:\s*(?:true|'inline'|\"inline\")|build:\s*\{[^}\n]*\bsourcemap:\s*true"
)
_DEVTOOL = re.compile(r"^\s*devtool\s*:\s*['\"](?:inline-|eval-|cheap-|module-)*source-map['\"]")
_NEXT_MAPS = re.compile(r"^\s*productionBrowserSourceMaps\s*:\s*true")
_UPLOADED = re.compile(
    r"filesToDeleteAfterUpload|sourcemaps\s*:\s*\{|deleteSourcemapsAfterUpload|sentry(?:Vite|Webpack)Plugin|\blib\s*:"
)
_TEST_FILE = re.compile(
    r"(?:^|/)(?:tests?|examples?|fixtures|docs|node_modules|vendor)/|[._-](?:test|spec)\."
)


def _packages(project: Project) -> Iterator[tuple[str, Node]]:
    for path, data in project.texts.items():
        if path.rsplit("/", 1)[-1] == "package.json" and not _TEST_FILE.search(path):
            try:
                documents = read_documents(data)
            except ReportError:
                continue
            yield from ((path, root) for root in documents[:1])


@rule(
    "script-misspelled",
    title="A script calls a program that does not exist",
    why="The step that runs it fails, or, started in the background, never starts.",
    fix="Spell the program as it is called.",
    severity=Severity.MEDIUM,
)
def script_misspelled(project: Project) -> Iterator[Hit]:
    """Scripts of package.json whose program is nearly, and not quite, one that everybody knows."""
    for path, root in _packages(project):
        own = {
            name.rsplit("/", 1)[-1]
            for key in ("dependencies", "devDependencies")
            for name in root.get(key).entries
        }
        for script in root.get("scripts").entries.values():
            for command in read_shell(script.text, script.line):
                known = _nearly(command.program)
                if known and command.program not in own:
                    yield Hit(
                        path, script.line, script.end_line, f"{command.program} is meant to be {known}."
                    )


def _nearly(program: str) -> str:
    """The known program that a word misspells by one letter; empty for every other word."""
    if len(program) < 4 or program in _PROGRAMS or program in _SHELL_WORDS or not program.isascii():
        return ""
    return next((known for known in _PROGRAMS if len(known) > 3 and _is_one_letter_off(program, known)), "")


def _is_one_letter_off(word: str, known: str) -> bool:
    """Whether one letter is doubled, missing, wrong, or swapped with its neighbour."""
    if abs(len(word) - len(known)) > 1 or word[0] != known[0]:
        return False
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    rest, other = word[start:], known[start:]
    is_doubled = rest[1:] == other and start > 0 and (rest[0] in known)
    is_swapped = rest[:2] == other[1::-1] and rest[2:] == other[2:]
    return is_doubled or (rest == other[1:] and len(known) > 4) or is_swapped


@rule(
    "no-tests",
    title="The test script only fails",
    why="It is what npm init writes. Pipelines learn to leave it out or to ignore it, and nothing is tested.",
    fix='Write tests and call them: "test": "node --test".',
    severity=Severity.LOW,
)
def no_tests(project: Project) -> Iterator[Hit]:
    """The test script that ``npm init`` writes, in a project that has a pipeline."""
    if project.is_empty:
        return
    for path, root in _packages(project):
        script = root.get("scripts", "test")
        if _NO_TEST in script.text:
            yield Hit(path, script.line, script.end_line)


@rule(
    "no-health-endpoint",
    title="The service has no address that tells whether it works",
    why="No deployment can be verified, no load balancer can leave a broken machine out, and no alarm "
    "can ask.",
    fix="Add GET /health: it asks what the service depends on, and names the build.",
    severity=Severity.MEDIUM,
)
def no_health_endpoint(project: Project) -> Iterator[Hit]:
    """Web applications with routes, none of which is for health, in a tree that is deployed."""
    sources = {
        path: data
        for path, data in project.texts.items()
        if path.endswith((".js", ".mjs", ".cjs", ".ts", ".tsx", ".py")) and not _TEST_FILE.search(path)
    }
    if project.is_empty or any(_HEALTH.search(data) for data in sources.values()):
        return
    applications = sorted(
        path for path, data in sources.items() if _APPLICATION.search(data) and _ROUTE.search(data)
    )
    for path in applications[:1]:
        data = sources[path]
        found = _APPLICATION.search(data)
        if found:
            yield Hit(path, data.count(b"\n", 0, found.start()) + 1)


@rule(
    "source-maps-published",
    title="The bundle is published with its source",
    why="Everybody who opens the page reads the original code, with its comments and internal names.",
    fix="Switch source maps off for production, or use 'hidden' ones, upload them to the error tracker "
    "and delete "
    "them before the deployment.",
    severity=Severity.LOW,
    cwe=540,
)
def source_maps(project: Project) -> Iterator[Hit]:
    """Settings of Vite, webpack and Next.js that publish source maps."""
    for path, data in project.texts.items():
        name = path.rsplit("/", 1)[-1]
        pattern = next((pattern for start, pattern in _BUNDLERS.items() if name.startswith(start)), None)
        if pattern is None or _TEST_FILE.search(path):
            continue
        text = data.decode("utf-8", "replace")
        if _UPLOADED.search(text):
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if pattern.search(line):
                yield Hit(path, number)


_BUNDLERS: Mapping[str, re.Pattern[str]] = {
    "vite.config.": _MAPS,
    "webpack.prod": _DEVTOOL,
    "webpack.config.prod": _DEVTOOL,
    "next.config.": _NEXT_MAPS,
}
