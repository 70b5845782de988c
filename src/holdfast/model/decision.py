"""A gate's decision, rule by rule."""

from dataclasses import dataclass
from datetime import date

from holdfast.model.verdict import Verdict
from holdfast.model.waiver import Waiver

DECISION_SCHEMA_VERSION = "1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """What one rule of the policy says.

    Attributes:
        rule: Where the rule stands in the policy: ``gate.categories.sca.severity``, ``gate.required.ruff``.
        demand: What it asks for, in words: ``no new finding of severity high or above``.
        verdict: Its answer.
        reason: Why, in one sentence with numbers.
        fingerprints: Findings that it rests on, worst first.
    """

    rule: str
    demand: str
    verdict: Verdict
    reason: str
    fingerprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaivedFinding:
    """A finding that would have failed the gate, and the waiver that covers it."""

    fingerprint: str
    waiver: Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedWaiver:
    """A waiver that the policy does not accept: it covers nothing, and ``why`` says what it lacks."""

    waiver: Waiver
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the gate says of one run. The same inputs give the same bytes.

    Attributes:
        verdict: Fail if any rule fails; else no verdict if any rule has none; else pass.
        summary: One sentence.
        rules: Every rule with its answer, in the order of the policy.
        blocking: Fingerprints of findings that fail the gate, worst first.
        waived: Findings covered by a waiver.
        expired_waivers: Waivers past their last day that fit a finding.
        refused_waivers: Waivers that lack what the policy asks of a waiver.
        unused_waivers: Waivers that fit no finding.
        not_gated: How many findings do not count, and why: ``not new`` → 12.
        policy_sha256: Hash of the policy that decided.
        today: The day that ages and expiries were counted from.
        id: Hash over all of the above and what it rests on: findings, scans, baseline and waivers. Times and
            durations are left out, so that a second scan of the same is decided alike.
    """

    verdict: Verdict
    summary: str
    rules: tuple[RuleResult, ...]
    blocking: tuple[str, ...] = ()
    waived: tuple[WaivedFinding, ...] = ()
    expired_waivers: tuple[Waiver, ...] = ()
    refused_waivers: tuple[RefusedWaiver, ...] = ()
    unused_waivers: tuple[Waiver, ...] = ()
    not_gated: tuple[tuple[str, int], ...] = ()
    policy_sha256: str = ""
    today: date
    id: str = ""
    schema_version: str = DECISION_SCHEMA_VERSION
