"""The policy as the gate applies it: every rule of every category filled in."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

import msgspec

from holdfast.config.gate import CategoryRules, Policy
from holdfast.gate.wording import probability
from holdfast.kit.digest import sha256
from holdfast.kit.durations import format_duration
from holdfast.model.category import Category
from holdfast.model.severity import Severity

BUILT_IN = Policy().default
"""What holds where neither the category nor ``gate.default`` says anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The rules for one category, complete; see ``config.gate.CategoryRules`` for what each means.

    ``epss`` is the one rule that may stay unset: it is then off.
    """

    category: Category
    severity: Severity
    new_only: bool
    fixable_only: bool
    epss: float | None = None
    kev: bool
    grace: timedelta
    max_findings: int

    def name_of(self, rule: str) -> str:
        """Where a rule is set for this category: ``gate.categories.sca.severity``."""
        return f"gate.categories.{self.category}.{rule}"

    @property
    def severity_demand(self) -> str:
        """What the severity rule asks for, with everything that softens it."""
        words = [word for word, is_set in (("new", self.new_only), ("fixable", self.fixable_only)) if is_set]
        finding = " ".join([*words, "findings" if self.max_findings else "finding"])
        amount = f"at most {self.max_findings}" if self.max_findings else "no"
        above = "" if self.severity is Severity.CRITICAL else " or above"
        grace = f", save vulnerabilities younger than {format_duration(self.grace)}" if self.grace else ""
        return f"{amount} {finding} of severity {self.severity}{above}{grace}"

    @property
    def epss_demand(self) -> str:
        """What the EPSS rule asks for."""
        return f"no vulnerability with an EPSS score of {probability(self.epss or 0)} or more"

    @property
    def kev_demand(self) -> str:
        """What the KEV rule asks for."""
        return "no vulnerability that is known to be exploited"


def rules_for(policy: Policy, category: Category) -> Rules:
    """The rules of a category: its own, over ``gate.default``, over the built-in ones."""
    own = policy.categories.get(category, CategoryRules())
    merged: dict[str, Any] = {}
    for layer in (BUILT_IN, policy.default, own):
        merged |= {name: value for name, value in layer if value is not None}
    return Rules(category=category, **merged)


def required_scanners(policy: Policy) -> dict[str, float]:
    """Least coverage by required scanner; of a scanner named twice, the stricter."""
    required: dict[str, float] = {}
    for entry in policy.required:
        required[entry.scanner] = max(entry.min_coverage, required.get(entry.scanner, 0.0))
    return required


def policy_sha256(policy: Policy) -> str:
    """Hash over what the policy means: two files that say the same in other words share it."""
    meaning = {
        "categories": [asdict(rules_for(policy, category)) for category in Category],
        "required": required_scanners(policy),
        "min_coverage": policy.min_coverage,
        "licences": policy.licences.model_dump(mode="json") if policy.licences else None,
        "waivers": policy.waivers.model_dump(mode="json"),
    }
    return sha256(msgspec.json.encode(meaning, order="deterministic"))
