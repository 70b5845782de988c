"""The table language of ``cases/*.yaml``: a run, a policy and waivers, and the decision they must give.

::

    says: one sentence, the fact that the case proves
    policy: {default: {severity: high}}        # the section ``gate`` as users write it
    findings:                                  # by a name of the case's own, which is also its rule
      sqli: {severity: high}
      axios: {category: sca, epss: 0.4}        # a category other than code makes it a dependency's
    dependencies:                              # by name; the value is the licence, or more of the package
      lodash: MIT
    scans:                                     # left out: one healthy scan for each category of the findings
      bandit: {status: failed, category: sast}
    baseline: [sqli]                           # left out: there is no baseline
    waivers:
      agreed: {rule: sqli}
    expect: {verdict: fail, blocking: [sqli]}  # what is named must be equal; ``verdict`` must be named

The day is 2026-11-21 unless ``today`` says otherwise.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

import factories
from holdfast.config.gate import Policy
from holdfast.gate.deciding import decide
from holdfast.kit.digest import digest
from holdfast.model.category import Category
from holdfast.model.decision import Decision
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.finding import Component, Epss, Finding, Location
from holdfast.model.scan import Coverage, Run, Scan, ScanStatus
from holdfast.model.severity import Severity
from holdfast.model.waiver import Waiver

KEYS = {
    "says",
    "policy",
    "findings",
    "dependencies",
    "scans",
    "files",
    "baseline",
    "waivers",
    "today",
    "expect",
}


@dataclass(frozen=True, kw_only=True)
class Case:
    says: str
    run: Run
    policy: Policy
    waivers: dict[str, Waiver]
    today: date
    expect: dict[str, Any]

    def decide(self) -> Decision:
        return decide(self.run, self.policy, self.waivers.values(), self.today)

    def shown(self, decision: Decision) -> dict[str, Any]:
        """The decision in the case's own words, as ``expect`` writes it."""
        names = {fingerprint(finding.rule): finding.rule for finding in self.run.findings}
        titles = {waiver: name for name, waiver in self.waivers.items()}
        return {
            "verdict": decision.verdict.value,
            "blocking": [names[one] for one in decision.blocking],
            "waived": {names[one.fingerprint]: titles[one.waiver] for one in decision.waived},
            "expired": [titles[one] for one in decision.expired_waivers],
            "refused": {titles[one.waiver]: one.why for one in decision.refused_waivers},
            "unused": [titles[one] for one in decision.unused_waivers],
            "not_gated": dict(decision.not_gated),
            "rules": {one.rule: one.verdict.value for one in decision.rules},
            "reasons": {one.rule: one.reason for one in decision.rules},
            "summary": decision.summary,
        }


def load(path: Path) -> Case:
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert written.keys() <= KEYS, f"{path.name}: unknown keys {written.keys() - KEYS}"
    findings = tuple(_finding(name, row or {}) for name, row in written.get("findings", {}).items())
    baseline = written.get("baseline")
    return Case(
        says=written["says"],
        run=factories.run(
            target=factories.target(files=written.get("files", 42)),
            scans=tuple(_scans(written.get("scans"), findings)),
            findings=findings,
            dependencies=tuple(
                _dependency(name, row) for name, row in written.get("dependencies", {}).items()
            ),
            known=None if baseline is None else frozenset(map(fingerprint, baseline)),
        ),
        policy=Policy.model_validate(written.get("policy", {})),
        waivers={name: _waiver(row) for name, row in written.get("waivers", {}).items()},
        today=written.get("today", factories.TODAY),
        expect=written["expect"],
    )


def _dependency(name: str, row: Any) -> Dependency:
    fields = dict(row) if isinstance(row, dict) else {"licence": row or ""}
    fields["scope"] = Scope(fields.get("scope", "runtime"))
    return Dependency(
        **{"name": name, "version": "1.0", "purl": f"pkg:npm/{name}@1.0", "manifest": "package-lock.json"}
        | fields
    )


def fingerprint(name: str) -> str:
    return digest([name])


def _finding(name: str, row: dict[str, Any]) -> Finding:
    row = dict(row)
    category = Category(row.pop("category", "sast"))
    fields: dict[str, Any] = {
        "rule": name,
        "category": category,
        "severity": Severity(row.pop("severity", "high")),
        "location": Location(path=row.pop("path", f"src/{name}.py"), line=1),
        "fingerprint": fingerprint(name),
        "epss": Epss(score=row.pop("epss")) if "epss" in row else None,
        "is_exploited": row.pop("kev", None),
        "published": row.pop("published", None),
        "also_known_as": tuple(map(fingerprint, row.pop("once", []))),
        "sources": tuple(factories.source(rule=rule) for rule in row.pop("source_rules", [])),
    }
    if category in (Category.SCA, Category.CONTAINER):
        fields["component"] = Component(
            name=row.pop("package", name),
            purl=row.pop("purl", ""),
            fixed_in=tuple(row.pop("fixed_in", ["9.9.9"])),
        )
        fields["ids"] = tuple(row.pop("ids", [f"CVE-2026-{name}"]))
    assert not row, f"{name}: unknown keys {list(row)}"
    return factories.finding(**fields)


def _scans(written: dict[str, Any] | None, findings: tuple[Finding, ...]) -> list[Scan]:
    if written is None:
        categories = sorted({finding.category for finding in findings} | {Category.SAST})
        written = {f"{category}-scanner": {"category": category} for category in categories}
    return [_scan(name, dict(row or {})) for name, row in written.items()]


def _scan(name: str, row: dict[str, Any]) -> Scan:
    scan = factories.scan(
        scanner=name.split("#", maxsplit=1)[0],
        category=Category(row.pop("category", "sast")),
        status=ScanStatus(row.pop("status", "clean")),
        reasons=tuple(row.pop("reasons", [])),
        coverage=Coverage(
            unit=row.pop("unit", "file"),
            selected=row.pop("selected", 20),
            examined=row.pop("examined", 20),
        ),
        is_expected=row.pop("expected", True),
    )
    assert not row, f"{name}: unknown keys {list(row)}"
    return scan


def _waiver(row: dict[str, Any]) -> Waiver:
    row = dict(row)
    if "fingerprint" in row:
        row["fingerprint"] = fingerprint(row["fingerprint"])
    return factories.waiver(**{"rule": ""} | row)
