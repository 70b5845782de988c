"""Hypothesis strategies for documents whose every text is foreign: any code point, lone surrogates too."""

from itertools import pairwise

from hypothesis import strategies as st
from msgspec import structs

import factories
from holdfast.model.category import Category
from holdfast.model.decision import WaivedFinding
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.scan import ScanStatus
from holdfast.model.severity import Severity
from holdfast.render.rendering import Document
from specimens import HOSTILE

TEXTS = st.text(alphabet=st.characters(exclude_categories=()), max_size=60) | st.sampled_from(HOSTILE)
LINES = st.none() | st.integers(min_value=1, max_value=10**6)

LOCATIONS = st.builds(
    Location,
    path=st.none() | TEXTS,
    line=LINES,
    end_line=LINES,
    column=LINES,
    end_column=LINES,
    url=st.none() | TEXTS,
    method=st.none() | TEXTS,
    parameter=st.none() | TEXTS,
    resource=st.none() | TEXTS,
)
COMPONENTS = st.builds(
    Component, name=TEXTS, version=TEXTS, purl=TEXTS, fixed_in=st.lists(TEXTS, max_size=2).map(tuple)
)
FINDINGS = st.builds(
    Finding,
    tool=st.sampled_from(("bandit", "ruff", "trivy")) | TEXTS,
    rule=TEXTS,
    title=TEXTS,
    severity=st.sampled_from(Severity),
    category=st.sampled_from(Category),
    location=LOCATIONS,
    component=st.none() | COMPONENTS,
    ids=st.lists(TEXTS, max_size=2).map(tuple),
    cwe=st.lists(st.integers(1, 2000), max_size=2).map(tuple),
    description=TEXTS,
    fix=TEXTS,
    references=st.lists(TEXTS, max_size=2).map(tuple),
    confidence=TEXTS,
    fingerprint=st.text(alphabet="0123456789abcdef", min_size=32, max_size=32),
)

HASHES = st.builds(
    "{}:{}".format,
    st.sampled_from(("sha256", "sha512", "h1")),
    st.text(alphabet="0123456789abcdef", min_size=64, max_size=64),
)
PURLS = st.integers(1, 30).map("pkg:npm/package@{}".format)
DEPENDENCIES = st.builds(
    Dependency,
    name=TEXTS.filter(str.strip),
    version=TEXTS,
    purl=st.just("") | PURLS,
    manifest=TEXTS,
    line=LINES,
    scope=st.sampled_from(Scope),
    is_direct=st.none() | st.booleans(),
    licence=TEXTS | st.sampled_from(("MIT", "MIT OR LicenseRef-ours", "BSD")),
    hashes=st.lists(HASHES, max_size=2).map(tuple),
)


@st.composite
def runs_with_dependencies(draw):
    """A run whose manifests name packages; some ways lead from one to the next."""
    named = draw(st.lists(DEPENDENCIES, max_size=5, unique_by=lambda one: (one.purl, str(one))))
    ways = [
        structs.replace(one, path=(str(before),)) if draw(st.booleans()) else one
        for before, one in pairwise(named)
    ]
    return factories.run(service=draw(TEXTS), dependencies=(*named[:1], *ways))


@st.composite
def documents(draw):
    """A run of one scan with findings, gated or not; what the gate says of each is drawn too."""
    findings = tuple(draw(st.lists(FINDINGS, max_size=4, unique_by=lambda finding: finding.fingerprint)))
    scan = factories.scan(
        title=draw(TEXTS),
        status=draw(st.sampled_from(ScanStatus)),
        reasons=tuple(draw(st.lists(TEXTS, max_size=2))),
        coverage=factories.coverage(examined=17, unread=(draw(TEXTS),)),
        evidence=factories.evidence(stderr_tail=draw(TEXTS), tool_version=draw(TEXTS)),
    )
    target = factories.target(path=draw(TEXTS), branch=draw(TEXTS))
    run = factories.run(service=draw(TEXTS), scans=(scan,), findings=findings, target=target)
    return Document(run=run, decision=draw(_decisions(findings)), width=draw(st.integers(1, 200)))


@st.composite
def _decisions(draw, findings):
    if draw(st.booleans()):
        return None
    prints = [finding.fingerprint for finding in findings]
    waiver = factories.waiver(owner=draw(TEXTS), reason=draw(TEXTS), rule=draw(TEXTS))
    return factories.decision(
        summary=draw(TEXTS),
        rules=(factories.rule_result(rule=draw(TEXTS), demand=draw(TEXTS), reason=draw(TEXTS)),),
        blocking=tuple(prints[::2]),
        waived=tuple(WaivedFinding(fingerprint=name, waiver=waiver) for name in prints[1::2]),
        expired_waivers=(waiver,),
    )
