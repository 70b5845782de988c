"""The contract of a rule: one decorated generator that looks at a project and yields places.

::

    @rule(
        "secret-echoed",
        title="A secret is printed into the log of the build",
        why="...",
        fix="...",
        severity=Severity.HIGH,
        cwe=532,
    )
    def secret_echoed(project: Project) -> Iterator[Hit]:
        ...

Its examples, bad and good, stand in ``tests/samples/pipelines/<rule>.yaml``; they are its test.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity
from holdfast.scan.pipelines.project import Project

TOOL = "pipelines"


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule is broken.

    Attributes:
        path: The file.
        line: First line.
        end_line: Last line; 0 when it is one line.
        detail: What is special about this place, as a sentence; never a secret.
    """

    path: str
    line: int
    end_line: int = 0
    detail: str = ""


Check = Callable[[Project], Iterator[Hit]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule.

    Attributes:
        id: Its name for good.
        title: One line: what is wrong.
        why: What follows from it.
        fix: What to do.
        severity: How bad it is alone.
        cwe: The weakness; 0 where none fits.
        check: Finds the places.
    """

    id: str
    title: str
    why: str
    fix: str
    severity: Severity
    cwe: int
    check: Check

    def findings(self, project: Project) -> Iterator[Finding]:
        """A finding for each place where it is broken; one for each line."""
        seen = set()
        for hit in self.check(project):
            if (hit.path, hit.line) not in seen:
                seen.add((hit.path, hit.line))
                yield self._finding(hit)

    def _finding(self, hit: Hit) -> Finding:
        return Finding(
            tool=TOOL,
            rule=self.id,
            title=self.title,
            severity=self.severity,
            category=Category.PIPELINE,
            location=Location(path=hit.path, line=hit.line, end_line=max(hit.end_line, hit.line)),
            cwe=(self.cwe,) if self.cwe else (),
            description=f"{hit.detail} {self.why}".strip(),
            fix=self.fix,
        )


def rule(
    name: str, *, title: str, why: str, fix: str, severity: Severity, cwe: int = 0
) -> Callable[[Check], Rule]:
    """Make a rule of a generator of places."""

    def made(check: Check) -> Rule:
        return Rule(id=name, title=title, why=why, fix=fix, severity=severity, cwe=cwe, check=check)

    return made
