"""``junit``: JUnit XML, which every CI server shows. One suite for each scanner, and one for the gate.

A finding is a failure, a scan without verdict an error, a scan that had nothing to look at skipped. Behind a
gate only what blocks is a failure; what it waives or lets through is skipped, so that the CI server's colour
and the gate's exit code agree.
"""

from lxml import etree

from holdfast.model.decision import Decision, RuleResult
from holdfast.model.scan import Scan
from holdfast.model.verdict import Verdict
from holdfast.render import wording
from holdfast.render.cleaning import block, line
from holdfast.render.headline import headline
from holdfast.render.listing import Entry, Shelf, Standing, shelves
from holdfast.render.outcome import Outcome, of_scan
from holdfast.render.rendering import Document, Format

_MAX_TEXT_CHARACTERS = 10_000
_COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def render(document: Document) -> str:
    """Write one suite for each scanner, then the gate's."""
    root = etree.Element("testsuites", name=line(f"Holdfast: {document.run.service}"))
    root.extend([_suite(shelf) for shelf in shelves(document)])
    if document.decision:
        root.append(_gate_suite(document, document.decision))
    for counted in ("tests", *_COUNTED):
        root.set(counted, str(sum(int(suite.get(counted, "0")) for suite in root)))
    root.set("time", f"{document.run.duration_seconds:.3f}")
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode() + "\n"


def _suite(shelf: Shelf) -> etree._Element:
    suite = etree.Element("testsuite", name=line(shelf.scans[0].title if shelf.scans else shelf.name))
    suite.set("time", f"{sum(scan.evidence.duration_seconds for scan in shelf.scans):.3f}")
    started = [scan.evidence.started for scan in shelf.scans if scan.evidence.started]
    if started:
        suite.set("timestamp", f"{min(started):%Y-%m-%dT%H:%M:%S}")
    suite.extend([_scan_case(scan) for scan in shelf.scans])
    suite.extend([_finding_case(entry, shelf.name) for entry in shelf.entries])
    return _counted(suite)


def _scan_case(scan: Scan) -> etree._Element:
    """The scan itself as a case, so that a suite without findings says what it rests on."""
    case = etree.Element("testcase", classname=line(f"holdfast.{scan.scanner}"), name="gave a verdict")
    outcome = of_scan(scan)
    told = "\n".join(wording.reasons(scan))
    if outcome is Outcome.NO_VERDICT:
        _state(case, "error", scan.status.label, told)
    elif outcome in {Outcome.NOT_RUN, Outcome.NOT_APPLICABLE}:
        _state(case, "skipped", told or outcome.word)
    _text(case, "system-out", f"{outcome.word}, read {wording.coverage(scan.coverage)}")
    return case


def _finding_case(entry: Entry, suite: str) -> etree._Element:
    finding = entry.finding
    name = line(f"{finding.severity}: {finding.title} at {finding.place or 'no place'}")
    case = etree.Element("testcase", classname=line(f"holdfast.{suite}.{finding.rule}"), name=name)
    if finding.location.path:
        case.set("file", line(finding.location.path))
        if finding.location.line:
            case.set("line", str(finding.location.line))
    if entry.standing in {Standing.WAIVED, Standing.LET_THROUGH}:
        _state(case, "skipped", wording.standing(entry))
    else:
        _state(case, "failure", finding.severity.value, _told(entry))
    return case


def _told(entry: Entry) -> str:
    finding = entry.finding
    parts = (finding.title, finding.place, wording.ids(finding), wording.fix(finding), finding.description)
    return "\n".join(dict.fromkeys(filter(None, parts)))


def _gate_suite(document: Document, decision: Decision) -> etree._Element:
    suite = etree.Element("testsuite", name="Gate")
    suite.extend([_rule_case(result) for result in decision.rules])
    _text(suite, "system-out", f"{headline(document).word}: {decision.summary}")
    return _counted(suite)


def _rule_case(result: RuleResult) -> etree._Element:
    case = etree.Element("testcase", classname="holdfast.gate", name=line(f"{result.rule}: {result.demand}"))
    if result.verdict is not Verdict.PASS:
        _state(case, "failure" if result.verdict is Verdict.FAIL else "error", result.reason, result.reason)
    return case


def _state(case: etree._Element, kind: str, message: str, text: str = "") -> None:
    element = etree.SubElement(case, kind, message=line(message, _MAX_TEXT_CHARACTERS))
    if kind != "skipped":
        element.set("type", kind)
    element.text = block(text, _MAX_TEXT_CHARACTERS) or None


def _text(parent: etree._Element, name: str, text: str) -> None:
    etree.SubElement(parent, name).text = block(text, _MAX_TEXT_CHARACTERS)


def _counted(suite: etree._Element) -> etree._Element:
    suite.set("tests", str(len(suite.findall("testcase"))))
    for attribute, kind in _COUNTED.items():
        suite.set(attribute, str(len(suite.findall(f"testcase/{kind}"))))
    return suite


FORMAT = Format(name="junit", title="JUnit XML for CI servers", render=render, media_type="application/xml")
