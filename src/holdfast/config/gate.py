"""Section ``gate``: the policy that a change or a deployment must meet."""

from datetime import timedelta

from pydantic import Field

from holdfast.config.values import Duration, Section, Share
from holdfast.model.category import Category
from holdfast.model.severity import Severity


class CategoryRules(Section):
    """Rules for the findings of one category; what is left out is taken from ``gate.default``."""

    severity: Severity | None = None
    """Findings at or above it fail the gate."""
    new_only: bool | None = None
    """Only findings that the baseline does not hold are gated."""
    fixable_only: bool | None = None
    """Only findings for which a repaired version exists are gated."""
    epss: Share | None = None
    """Findings with at least this probability of exploitation fail, whatever their severity."""
    kev: bool | None = None
    """Findings known to be exploited (CISA KEV) fail, whatever their severity."""
    grace: Duration | None = None
    """Vulnerabilities published less than this ago do not fail yet, unless known to be exploited."""
    max_findings: int | None = Field(default=None, ge=0, le=1_000_000)
    """Findings at or above ``severity`` that are still let through."""


class RequiredScanner(Section):
    """A scanner that must have answered."""

    scanner: str
    """Name of the scanner."""
    min_coverage: Share = 0.9
    """Share of its inputs that it must have read."""


class WaiverRules(Section):
    """What a waiver must have."""

    max_age: Duration | None = None
    """Longest time that a waiver may still run."""
    approver_required: bool = False
    """Whether somebody other than the owner must have agreed."""


class Policy(Section):
    """The policy that a change or a deployment must meet."""

    default: CategoryRules = CategoryRules(
        severity=Severity.HIGH,
        new_only=False,
        fixable_only=False,
        kev=False,
        grace=timedelta(0),
        max_findings=0,
    )
    """Rules for every category that has none of its own."""
    categories: dict[Category, CategoryRules] = Field(default_factory=dict)
    """Rules by category."""
    required: tuple[RequiredScanner, ...] = ()
    """Scanners that must have answered."""
    min_coverage: Share = 0.9
    """Share of its inputs that every scanner which answered must have read."""
    waivers: WaiverRules = WaiverRules()
    """What a waiver must have."""
