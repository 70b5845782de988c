"""The contract of an output format: one file, one pure function from a document to text."""

from collections.abc import Callable
from dataclasses import dataclass

from holdfast.model.decision import Decision
from holdfast.model.scan import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What is shown: a run, and the gate's decision on it if there was one.

    Attributes:
        run: Scans and findings.
        decision: The gate's answer; ``None`` for a scan without gate.
        width: Columns of the terminal, for formats that fit it.
        is_coloured: Whether escape codes are wanted, for formats that know them.
    """

    run: Run
    decision: Decision | None = None
    width: int = 100
    is_coloured: bool = False

    @property
    def blocking(self) -> frozenset[str]:
        """Fingerprints of the findings that fail the gate."""
        return frozenset(self.decision.blocking if self.decision else ())

    @property
    def waived(self) -> frozenset[str]:
        """Fingerprints of the findings that a waiver covers."""
        return frozenset(item.fingerprint for item in self.decision.waived) if self.decision else frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """An output format, as the registry holds it.

    Attributes:
        name: What people write after ``--format``; equal to the file's name.
        title: One line for the help.
        render: Document to text that ends with a newline; the same document gives the same text.
        media_type: Its media type.
        is_for_people: Whether it is meant to be read rather than parsed.
        is_for_repository: Whether its paths count from the top of the repository, as CI systems read them,
            and not from the scanned folder.
    """

    name: str
    title: str
    render: Callable[[Document], str]
    media_type: str = "application/json"
    is_for_people: bool = False
    is_for_repository: bool = False
