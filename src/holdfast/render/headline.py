"""The first lines of every report for people: the verdict, why, and what it means for the reader."""

from dataclasses import dataclass

from holdfast.model.decision import Decision
from holdfast.model.scan import Run
from holdfast.model.verdict import Verdict
from holdfast.render.outcome import Outcome, answered, is_partial, of_verdict
from holdfast.render.rendering import Document
from holdfast.render.wording import count, severities


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The answer.

    Attributes:
        outcome: What it comes to.
        word: The verdict, in capitals.
        sentence: Why, in one sentence.
        meaning: What that means, in plain words for somebody who knows no scanner.
    """

    outcome: Outcome
    word: str
    sentence: str
    meaning: str


def headline(document: Document) -> Headline:
    """The document's answer: the gate's where there is one, else the scan's own."""
    run, decision = document.run, document.decision
    verdict = decision.verdict if decision else run.verdict
    outcome, word = of_verdict(verdict), verdict.label.upper()
    if outcome is Outcome.PASS and is_partial(run):
        outcome, word = Outcome.PARTIAL, "PASS, PARTIAL COVERAGE"
    return Headline(
        outcome=outcome,
        word=word,
        sentence=decision.summary if decision else _scan_summary(run),
        meaning=" ".join(_gate_meaning(run, decision) if decision else _scan_meaning(run)),
    )


def _scan_summary(run: Run) -> str:
    if not run.scans and not run.findings:
        return "No scanner ran"
    found = (
        f"{count(len(run.findings), 'finding')} ({severities(run.findings)})"
        if run.findings
        else "No finding"
    )
    return f"{found}; {answered(run)}" if run.scans else found


def _scan_meaning(run: Run) -> list[str]:
    if run.verdict is Verdict.FAIL:
        return ["Weaknesses were found. No policy was applied, so nothing is decided.", *_unknown(run)]
    if run.verdict is Verdict.NO_VERDICT:
        return ["Nobody can say yet whether this is safe. This is not a pass.", *_unknown(run)]
    if is_partial(run):
        return ["Nothing was found in what was read.", *_unknown(run)]
    sentence = "Every scanner that had to answer read all it was given and found nothing that it looks for."
    return [sentence, *_unknown(run)]


def _gate_meaning(run: Run, decision: Decision) -> list[str]:
    if decision.verdict is Verdict.FAIL:
        todo = "Fix what blocks, or have a waiver agreed for it." if decision.blocking else ""
        sentence = "This version does not meet the policy and should not be shipped."
        return [sentence, *filter(None, [todo]), *_unknown(run)]
    if decision.verdict is Verdict.NO_VERDICT:
        sentence = "What is known does not decide the policy. This is not a pass: do not ship on it."
        return [sentence, *_unknown(run)]
    left = f"The policy lets {count(len(run.findings), 'finding')} through." if run.findings else ""
    return ["This version meets the policy and may be shipped.", *filter(None, [left]), *_unknown(run)]


def _unknown(run: Run) -> list[str]:
    """What the reader must not take for granted."""
    told = []
    if run.undecided:
        told.append(f"{count(len(run.undecided), 'scanner')} gave no verdict, so there may be more to find.")
    elif is_partial(run):
        told.append("Not everything was read: the rest is unknown.")
    if run.unexamined:
        names = ", ".join(category.label for category in run.unexamined)
        told.append(f"Not examined, because no scanner for it is installed: {names}.")
    return told
