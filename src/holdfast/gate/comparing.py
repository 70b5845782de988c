"""Two decisions on one run set side by side: what another policy would have said."""

from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.model.decision import Decision, RuleResult
from holdfast.model.verdict import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """A rule that answers otherwise; ``None`` on the side that does not have it."""

    rule: str
    before: RuleResult | None
    after: RuleResult | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What changes from one decision to another.

    Attributes:
        before: The verdict of the first.
        after: The verdict of the second.
        rules: Rules with another verdict or demand, in the order of the first, then of the second.
        begins_to_block: Fingerprints that only the second stops at, worst first.
        ceases_to_block: Fingerprints that only the first stopped at, worst first.
    """

    before: Verdict
    after: Verdict
    rules: tuple[RuleChange, ...] = ()
    begins_to_block: tuple[str, ...] = ()
    ceases_to_block: tuple[str, ...] = ()

    @property
    def is_other_verdict(self) -> bool:
        """Whether the verdict differs."""
        return self.before is not self.after


def compare(before: Decision, after: Decision) -> Comparison:
    """Set two decisions on the same run side by side."""
    old, new = set(before.blocking), set(after.blocking)
    return Comparison(
        before=before.verdict,
        after=after.verdict,
        rules=tuple(_rule_changes(before, after)),
        begins_to_block=tuple(one for one in after.blocking if one not in old),
        ceases_to_block=tuple(one for one in before.blocking if one not in new),
    )


def _rule_changes(before: Decision, after: Decision) -> Iterator[RuleChange]:
    old = {rule.rule: rule for rule in before.rules}
    new = {rule.rule: rule for rule in after.rules}
    for name in old | new:
        was, becomes = old.get(name), new.get(name)
        if was is None or becomes is None or _answer(was) != _answer(becomes):
            yield RuleChange(rule=name, before=was, after=becomes)


def _answer(rule: RuleResult) -> tuple[str, Verdict]:
    return rule.demand, rule.verdict
