"""The gate's decision, rule by rule, and its waivers."""

from holdfast.model.decision import Decision, RuleResult
from holdfast.render.html.markup import Markup, joined, tag
from holdfast.render.html.scanners import badge
from holdfast.render.outcome import of_verdict
from holdfast.render.waivers import WaiverList, waiver_lists


def gate(decision: Decision) -> Markup:
    """The rules in the order of the policy, then the waivers."""
    rules = tag("ul", *map(_rule, decision.rules), class_="rules")
    made = f"policy {decision.policy_sha256[:12]}, decision {decision.id[:12]}"
    told = f"Decided on {decision.today.isoformat()}; {made}."
    return joined((rules, *map(_waivers, waiver_lists(decision)), tag("p", told, class_="note")))


def _rule(result: RuleResult) -> Markup:
    return tag(
        "li",
        badge(of_verdict(result.verdict)),
        tag(
            "div",
            tag("strong", result.demand),
            tag("p", result.reason),
            tag("code", result.rule),
        ),
    )


def _waivers(listed: WaiverList) -> Markup:
    lines = [tag("li", line) for line in listed.lines]
    return tag(
        "details",
        tag("summary", f"{listed.title} ({len(listed.lines):,})"),
        tag("ul", *lines),
        class_="quiet loud" if listed.is_loud else "quiet",
        open=listed.is_loud,
    )
