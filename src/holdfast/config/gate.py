"""Section ``gate``: the policy that a change or a deployment must meet."""

from datetime import timedelta
from enum import StrEnum

from pydantic import Field

from holdfast.config.values import Duration, LicencePattern, Section, Share
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


class UnknownLicence(StrEnum):
    """What a licence that nobody knows does to the gate."""

    FAIL = "fail"
    NO_VERDICT = "no_verdict"
    PASS = "pass"  # noqa: S105 - what the gate does, no password.


class LicenceRules(Section):
    """Licences that packages may and may not have. SPDX ids or expressions; ``*`` stands for any text."""

    allow: tuple[LicencePattern, ...] = ()
    """With entries: every other licence is denied."""
    deny: tuple[LicencePattern, ...] = ()
    """Licences that fail the gate."""
    unknown: UnknownLicence = UnknownLicence.NO_VERDICT
    """What a package does whose licence is not declared or not one that SPDX knows."""
    development: bool = True
    """Whether packages that are only needed for development count."""


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
    licences: LicenceRules | None = None
    """Licences that packages may and may not have; left out, licences are not gated."""
    waivers: WaiverRules = WaiverRules()
    """What a waiver must have."""
