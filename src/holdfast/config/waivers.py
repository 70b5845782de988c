"""Section ``waivers``: time-limited exceptions."""

from pydantic import Field, model_validator

from holdfast.config.values import Day, Section

PARTS = ("fingerprint", "rule", "id", "path", "package")


class WaiverEntry(Section):
    """One exception; at least one of fingerprint, rule, id, path and package says for what."""

    owner: str = Field(min_length=1)
    """Who answers for it."""
    reason: str = Field(min_length=10)
    """Why the risk is accepted, in a sentence."""
    expires: Day
    """Last day on which it holds."""
    approver: str = ""
    """Who agreed."""
    fingerprint: str = Field(
        default="",
        pattern=r"^$|^[0-9a-f]{32}$",
        examples=["3f2a9c1e5b7d48606c1f0e9d8a7b6c5d"],  # pragma: allowlist secret
    )
    """Exactly one finding."""
    rule: str = ""
    """A rule of a scanner."""
    id: str = ""
    """A vulnerability, by any of its ids."""
    path: str = ""
    """A pattern of paths."""
    package: str = ""
    """A package, by name or purl without version."""

    @model_validator(mode="after")
    def _fits_something(self) -> "WaiverEntry":
        if not any(getattr(self, part) for part in PARTS):
            raise ValueError(f"a waiver for everything is not allowed; set one of {', '.join(PARTS)}")
        return self
