"""The explanation of a decision as a whole."""

import msgspec

from factories import TODAY, finding, run
from holdfast.config.gate import Policy
from holdfast.gate.deciding import decide
from holdfast.gate.explaining import Explanation, explain
from holdfast.gate.weighing import Outcome
from holdfast.model.finding import Finding
from holdfast.model.severity import Severity


def explained(*findings: Finding) -> Explanation:
    on = run(findings=findings)
    return explain(decide(on, Policy(), (), TODAY), on, Policy(), ())


def test_every_finding_of_the_run_is_explained_worst_first():
    small, severe = finding(rule="B101", severity=Severity.LOW), finding(severity=Severity.CRITICAL)

    explanation = explained(small, severe)

    assert [one.fingerprint for one in explanation.findings] == [severe.fingerprint, small.fingerprint]
    assert [one.fingerprint for one in explanation.of(Outcome.BLOCKS)] == list(explanation.decision.blocking)


def test_an_explanation_can_be_written_as_json():
    written = msgspec.json.decode(msgspec.json.encode(explained(finding())))

    assert written["findings"][0]["outcome"] == "blocks"
    assert written["decision"]["verdict"] == "fail"
