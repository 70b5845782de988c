"""The rule about licences: what the policy says of the packages that were found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from holdfast.config.gate import LicenceRules, UnknownLicence
from holdfast.gate.coverage import has_answered
from holdfast.gate.waiving import WaiverBook
from holdfast.gate.wording import count
from holdfast.kit.licences import Licensed, judged
from holdfast.model.category import Category
from holdfast.model.decision import RuleResult
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.scan import Run, ScanStatus
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict
from holdfast.model.waiver import Waiver

RULE = "licence"
"""What a waiver names to let a package through: ``rule: licence`` with ``package: NAME``."""

_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceAnswer:
    """What the rule about licences says.

    Attributes:
        rules: Its answer; none when the policy has no such rule.
        fitting: Waivers that fit a package which would not be let through.
    """

    rules: tuple[RuleResult, ...] = ()
    fitting: frozenset[Waiver] = frozenset()


def licence_answer(run: Run, rules: LicenceRules | None, book: WaiverBook) -> LicenceAnswer:
    """What the policy says of the licences of a run's packages."""
    if rules is None:
        return LicenceAnswer()
    packages = _packages(run.dependencies, rules)
    open_cases: dict[Licensed, list[str]] = {Licensed.DENIED: [], Licensed.UNKNOWN: []}
    fitting: set[Waiver] = set()
    waived = 0
    for name, uses in packages.items():
        answer = judged(_licence(uses), rules.allow, rules.deny)
        if answer is Licensed.ALLOWED or (
            answer is Licensed.UNKNOWN and rules.unknown is UnknownLicence.PASS
        ):
            continue
        waivers = book.fitting(_as_finding(uses))
        fitting.update(waivers)
        if any(book.holds(waiver) for waiver in waivers):
            waived += 1
        else:
            open_cases[answer].append(f"{name} ({_licence(uses) or 'declares none'})")
    result = RuleResult(
        rule="gate.licences",
        demand=_demand(rules),
        verdict=_verdict(run, rules, open_cases),
        reason="; ".join(_reasons(run, open_cases, len(packages), waived)),
    )
    return LicenceAnswer(rules=(result,), fitting=frozenset(fitting))


def _packages(dependencies: Iterable[Dependency], rules: LicenceRules) -> dict[str, list[Dependency]]:
    """Every package that counts, with all places that name it."""
    packages: dict[str, list[Dependency]] = {}
    for one in dependencies:
        if rules.development or one.scope is not Scope.DEVELOPMENT:
            packages.setdefault(str(one), []).append(one)
    return dict(sorted(packages.items()))


def _licence(uses: Iterable[Dependency]) -> str:
    return next((use.licence for use in uses if use.licence), "")


def _as_finding(uses: list[Dependency]) -> Finding:
    """The package in the form that waivers are matched with."""
    first = uses[0]
    return Finding(
        tool="gate",
        rule=RULE,
        title=f"licence of {first}",
        severity=Severity.UNKNOWN,
        category=Category.SCA,
        location=Location(path=first.manifest or None, line=first.line),
        component=Component(name=first.name, version=first.version, purl=first.purl),
    )


def _has_looked(run: Run) -> bool:
    """Whether packages were listed, or somebody who would list them found no manifest."""
    if run.dependencies:
        return True
    scans = [scan for scan in run.scans if scan.category is Category.SCA]
    nothing_there = [scan for scan in scans if scan.status is ScanStatus.NOT_APPLICABLE]
    return bool(nothing_there) and run.target.files > 0 and not any(map(has_answered, scans))


def _verdict(run: Run, rules: LicenceRules, cases: dict[Licensed, list[str]]) -> Verdict:
    unknown_fails = rules.unknown is UnknownLicence.FAIL
    if cases[Licensed.DENIED] or (cases[Licensed.UNKNOWN] and unknown_fails):
        return Verdict.FAIL
    return Verdict.NO_VERDICT if cases[Licensed.UNKNOWN] or not _has_looked(run) else Verdict.PASS


def _demand(rules: LicenceRules) -> str:
    who = "every package" if rules.development else "every package that is not only for development"
    parts = [f"one of {', '.join(rules.allow)}"] if rules.allow else []
    parts += [f"none of {', '.join(rules.deny)}"] if rules.deny else []
    return f"{who} is under a licence that is {' and '.join(parts) or 'known'}"


def _reasons(run: Run, cases: dict[Licensed, list[str]], total: int, waived: int) -> Iterator[str]:
    if not _has_looked(run):
        yield "no scanner of this run lists packages"
        return
    if cases[Licensed.DENIED]:
        yield f"{count(len(cases[Licensed.DENIED]), 'package')} denied: {_named(cases[Licensed.DENIED])}"
    if cases[Licensed.UNKNOWN]:
        amount = count(len(cases[Licensed.UNKNOWN]), "package")
        yield f"{amount} of unknown licence: {_named(cases[Licensed.UNKNOWN])}"
    if waived:
        yield f"{count(waived, 'package')} waived"
    if not cases[Licensed.DENIED] and not cases[Licensed.UNKNOWN]:
        yield f"{count(total, 'package')} looked at"


def _named(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"
