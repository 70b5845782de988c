"""The waiver: a time-limited exception with an owner and a reason."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An exception for the findings that fit all its given parts.

    At least one of fingerprint, rule, id, path or package is set; what is empty fits everything.

    Attributes:
        owner: Who answers for it.
        reason: Why the risk is accepted.
        expires: Last day on which it holds.
        approver: Who agreed, when policy asks for a second person.
        fingerprint: Exactly one finding.
        rule: A rule id.
        id: A vulnerability id, matched through aliases.
        path: A glob over file paths (``tests/**``).
        package: A package name or purl without version.
        origin: Where it is written: file and line.
    """

    owner: str
    reason: str
    expires: date
    approver: str = ""
    fingerprint: str = ""
    rule: str = ""
    id: str = ""
    path: str = ""
    package: str = ""
    origin: str = ""

    def is_expired(self, today: date) -> bool:
        """Whether its last day is past."""
        return today > self.expires

    def __str__(self) -> str:
        parts = ("fingerprint", "rule", "id", "path", "package")
        fits = ", ".join(f"{part} {getattr(self, part)}" for part in parts if getattr(self, part))
        return f"{fits} (owner {self.owner}, until {self.expires.isoformat()})"
