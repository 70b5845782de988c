"""A decision on 10,000 findings with 500 waivers: made, explained, kept and read again.

Figures are CPU seconds of this process, best of three, after start-up; what must hold is the limit on the
decision. The ratio is to writing the same findings as JSON once.
"""

import json
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from holdfast.config.gate import Policy
from holdfast.flows.records import Records
from holdfast.flows.run_files import format_run
from holdfast.gate.deciding import decide
from holdfast.gate.explaining import explain
from holdfast.gate.narrative import as_text
from holdfast.kit.digest import digest
from holdfast.model.category import Category
from holdfast.model.finding import Component, Epss, Finding, Location
from holdfast.model.scan import Coverage, Run, Scan, ScanStatus, Target
from holdfast.model.severity import Severity
from holdfast.model.waiver import Waiver

FINDINGS = 10_000
WAIVERS = 500
LIMITS = {"decide_cpu_seconds": 5.0}
TODAY = date(2026, 11, 21)
SEVERITIES = tuple(Severity)
POLICY = Policy.model_validate(
    {
        "default": {"severity": "high", "new_only": True, "grace": "7d"},
        "categories": {"sca": {"epss": 0.1, "kev": True, "fixable_only": True}},
        "required": [{"scanner": "trivy"}],
        "waivers": {"max_age": "365d"},
    }
)


def finding(number: int) -> Finding:
    severity = SEVERITIES[number % len(SEVERITIES)]
    path = f"src/package_{number % 300}/module_{number % 900}.py"
    if number % 2:
        return Finding(
            tool="semgrep",
            rule=f"rule-{number % 200}",
            title=f"Request data reaches a sink in handler_{number}",
            severity=severity,
            category=Category.SAST,
            location=Location(path=path, line=number % 500 + 1),
            description="The value comes from the request and is not checked on its way to the sink.",
            fingerprint=digest([str(number)]),
        )
    name = f"package-{number % 3000}"
    return Finding(
        tool="trivy",
        rule=f"CVE-2026-{number}",
        title=f"{name}: a crafted request exhausts memory",
        severity=severity,
        category=Category.SCA,
        location=Location(path=f"services/{number % 40}/package-lock.json"),
        component=Component(
            name=name,
            version="1.2.3",
            purl=f"pkg:npm/{name}@1.2.3",
            fixed_in=("1.2.4",) if number % 3 else (),
        ),
        ids=(f"CVE-2026-{number}", f"GHSA-{number}"),
        epss=Epss(score=number % 100 / 100),
        is_exploited=number % 50 == 0,
        published=date(2026, 11, 1 + number % 20),
        fingerprint=digest([str(number)]),
    )


def waiver(number: int) -> Waiver:
    kinds = (
        {"fingerprint": digest([str(number * 7)])},
        {"id": f"GHSA-{number * 4}"},
        {"rule": f"rule-{number}", "path": "src/package_1*/**"},
        {"package": f"pkg:npm/package-{number * 2}"},
        {"path": f"services/{number % 40}/**", "package": f"package-{number}"},
    )
    return Waiver(
        owner="ana",
        reason="measured here",
        expires=date(2026, 12, 1 + number % 28),
        **kinds[number % len(kinds)],
    )


def example() -> Run:
    findings = tuple(finding(number) for number in range(FINDINGS))
    healthy = Coverage(selected=900, examined=900)
    return Run(
        service="bench",
        target=Target(path=".", files=900),
        started=datetime(2026, 11, 21, tzinfo=UTC),
        duration_seconds=60.0,
        scans=tuple(
            Scan(scanner=name, title=name, category=kind, status=ScanStatus.FINDINGS, coverage=healthy)
            for name, kind in (("semgrep", Category.SAST), ("trivy", Category.SCA))
        ),
        findings=findings,
        known=frozenset(one.fingerprint for one in findings[::5]),
    )


def cpu_seconds(action: Callable[[], object]) -> float:
    def once() -> float:
        started = time.process_time()
        action()
        return time.process_time() - started

    return round(min(once() for _ in range(3)), 3)


def main() -> None:
    run = example()
    waivers = tuple(waiver(number) for number in range(WAIVERS))
    decision = decide(run, POLICY, waivers, TODAY)
    assert decision == decide(run, POLICY, waivers, TODAY), "the same inputs gave another decision"
    decided = cpu_seconds(lambda: decide(run, POLICY, waivers, TODAY))
    written = cpu_seconds(lambda: msgspec.json.encode(run.findings))
    with tempfile.TemporaryDirectory() as folder:
        records = Records(Path(folder))
        run_id = records.save_run(run)
        figures = {
            "decide_cpu_seconds": decided,
            "decide_without_waivers_cpu_seconds": cpu_seconds(lambda: decide(run, POLICY, (), TODAY)),
            "explain_cpu_seconds": cpu_seconds(lambda: as_text(explain(decision, run, POLICY, waivers))),
            "load_run_cpu_seconds": cpu_seconds(lambda: records.load_run(run_id)),
        }
    answer = {
        "benchmark": "gate",
        "findings": FINDINGS,
        "waivers": WAIVERS,
        "run_mib": round(len(format_run(run)) / 2**20, 1),
        "verdict": decision.verdict,
        "blocking": len(decision.blocking),
        "waived": len(decision.waived),
        **figures,
        "ratio_to_writing_the_findings": round(decided / written, 1),
        "limits": LIMITS,
        "is_within_limits": all(figures[name] <= limit for name, limit in LIMITS.items()),
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main()
