"""A decision's waivers as people need to see them: those that no longer hold first, and loud."""

from collections.abc import Sequence
from dataclasses import dataclass

from holdfast.model.decision import Decision
from holdfast.model.waiver import Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverList:
    """Waivers of which the same is to be said.

    Attributes:
        title: What is to be said.
        lines: One sentence a waiver.
        is_loud: Whether somebody has to act: the waiver was meant to cover something and does not.
    """

    title: str
    lines: tuple[str, ...]
    is_loud: bool = False


def waiver_lists(decision: Decision) -> tuple[WaiverList, ...]:
    """Expired, refused, used and unused waivers; empty lists are left out."""
    used = tuple(dict.fromkeys(item.waiver for item in decision.waived))
    refused = tuple(f"{_sentence(item.waiver)} ({item.why})" for item in decision.refused_waivers)
    lists = (
        WaiverList(
            title="Expired waivers: what they covered counts again",
            lines=_sentences(decision.expired_waivers),
            is_loud=True,
        ),
        WaiverList(title="Waivers that the policy does not accept", lines=refused, is_loud=True),
        WaiverList(title="Waivers in force", lines=_sentences(used)),
        WaiverList(title="Waivers that cover nothing and can go", lines=_sentences(decision.unused_waivers)),
    )
    return tuple(listed for listed in lists if listed.lines)


def _sentences(waivers: Sequence[Waiver]) -> tuple[str, ...]:
    return tuple(_sentence(waiver) for waiver in waivers)


def _sentence(waiver: Waiver) -> str:
    approved = f", approved by {waiver.approver}" if waiver.approver else ""
    origin = f" [{waiver.origin}]" if waiver.origin else ""
    return f"{waiver}{approved}: {waiver.reason}{origin}"
