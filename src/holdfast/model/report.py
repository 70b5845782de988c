"""What reading one scanner report gave."""

from dataclasses import dataclass

from holdfast.model.dependency import Dependency
from holdfast.model.feed import Feed
from holdfast.model.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A part of a report that could not be read.

    Attributes:
        place: Where in the report: ``runs[0].results[3]``, ``line 17``.
        why: What was wrong there.
    """

    place: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the report says the scanner looked at: the proof that silence means something.

    Attributes:
        examined: Number of things read.
        unit: What was counted: ``file``, ``package``, ``url``, ``target``.
        unread: Things that the scanner was to read and could not, by name; those without a name count as "".
    """

    examined: int
    unit: str = "file"
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedReport:
    """All that one report says.

    Attributes:
        parser: Name of the parser that read it.
        tool: Tool named in the report, else the parser's name.
        tool_version: Version named in the report, else empty.
        findings: In the order of the report.
        inputs: What the tool says it looked at; ``None`` when it does not say.
        failures: Failures of the scanner that the report itself admits; any one means it did not complete.
        problems: Parts of the report that could not be read; any one makes it partial.
        suppressed: Number of results that the tool itself was told to suppress; they are not findings.
        remarks: What a reader should know of a healthy answer, a sentence each.
        dependencies: Packages that it names, whether weak or not.
        feeds: What its answer rests on besides the scanner.
    """

    parser: str
    tool: str
    tool_version: str = ""
    findings: tuple[Finding, ...] = ()
    inputs: Inputs | None = None
    failures: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    suppressed: int = 0
    remarks: tuple[str, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    feeds: tuple[Feed, ...] = ()

    @property
    def is_partial(self) -> bool:
        """Whether something in the report could not be read."""
        return bool(self.problems)
