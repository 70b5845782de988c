"""What another policy would have said, as text: one block a run, then the sum."""

from collections.abc import Iterator, Sequence

from holdfast.flows.gate_project import Trial
from holdfast.gate.comparing import RuleChange
from holdfast.gate.wording import count
from holdfast.model.finding import Finding

_SHOWN = 20


def as_text(trials: Sequence[Trial]) -> str:
    """The trials, the newest run first."""
    lines = [line for trial in trials for line in (*_trial(trial), "")]
    other = sum(trial.comparison.is_other_verdict for trial in trials)
    return "\n".join([*lines, f"{count(len(trials), 'run')} tried, another verdict for {other}", ""])


def _trial(trial: Trial) -> Iterator[str]:
    change = trial.comparison
    verdict = (
        f"{change.before.label} -> {change.after.label}"
        if change.is_other_verdict
        else f"{change.after.label} as before"
    )
    yield f"{trial.started:%Y-%m-%d %H:%M} UTC  run {trial.run_id[:12]}  {verdict}"
    yield from (f"  {line}" for rule in change.rules for line in _rule(rule))
    named = {found.fingerprint: found for found in trial.run.findings}
    for word, fingerprints in (("begins", change.begins_to_block), ("ceases", change.ceases_to_block)):
        yield from (f"  {word} to block: {_finding(named[one])}" for one in fingerprints[:_SHOWN])
        if len(fingerprints) > _SHOWN:
            yield f"  {len(fingerprints) - _SHOWN:,} more, with --format json"


def _rule(change: RuleChange) -> Iterator[str]:
    yield change.rule
    for word, result in (("now ", change.before), ("then", change.after)):
        yield f"  {word}  {result.verdict.label}: {result.demand}" if result else f"  {word}  no such rule"


def _finding(finding: Finding) -> str:
    return f"{finding.severity} {' '.join(finding.title.split())}, {finding.place}"
