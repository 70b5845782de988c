"""Matches waivers to findings, and says which waivers do not hold and why."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import astuple
from datetime import date
from functools import lru_cache

from packageurl import PackageURL

from holdfast.config.gate import WaiverRules
from holdfast.gate.paths import covers_all, fits
from holdfast.kit.durations import format_duration
from holdfast.model.decision import RefusedWaiver
from holdfast.model.finding import Component, Finding
from holdfast.model.waiver import Waiver


class WaiverBook:
    """All waivers of a service on one day, indexed by what they are for."""

    def __init__(self, waivers: Iterable[Waiver], rules: WaiverRules, today: date) -> None:
        """Sort the waivers, latest expiry first: the order in which they were written means nothing."""
        self.waivers = tuple(sorted(set(waivers), key=lambda one: (one.expires, astuple(one)), reverse=True))
        self._today = today
        self._refusals = {waiver: _refusal(waiver, rules, today) for waiver in self.waivers}
        self._ranks = {waiver: rank for rank, waiver in enumerate(self.waivers)}
        self._by_key: defaultdict[str, list[Waiver]] = defaultdict(list)
        for waiver in self.waivers:
            self._by_key[_key(waiver)].append(waiver)
        self._names_packages = any(waiver.package for waiver in self.waivers)

    def fitting(self, finding: Finding) -> tuple[Waiver, ...]:
        """The waivers whose given parts all fit the finding, whether they hold or not."""
        if not self.waivers:
            return ()
        near = {waiver for key in self._keys(finding) for waiver in self._by_key.get(key, ())}
        return tuple(sorted((one for one in near if _fits(one, finding)), key=self._ranks.__getitem__))

    def _keys(self, finding: Finding) -> Iterator[str]:
        """Every key under which a waiver for the finding can stand."""
        yield from (f"fingerprint {known}" for known in (finding.fingerprint, *finding.also_known_as))
        yield from (f"id {known.upper()}" for known in finding.ids)
        yield from (f"rule {rule}" for rule in _rules(finding))
        yield "path"
        # Reading package URLs takes longer than everything else here.
        if self._names_packages and finding.component is not None:
            yield f"package {_package_name(finding.component.name)}"
            yield f"package {_package_name(finding.component.purl)}"

    def holds(self, waiver: Waiver) -> bool:
        """Whether a waiver covers what it fits."""
        return not self.is_expired(waiver) and not self.refusal(waiver)

    def is_expired(self, waiver: Waiver) -> bool:
        """Whether its last day is past."""
        return waiver.is_expired(self._today)

    def refusal(self, waiver: Waiver) -> str:
        """Why a waiver is not accepted; empty when it is."""
        return self._refusals[waiver]

    def expired(self, fitting: Collection[Waiver]) -> tuple[Waiver, ...]:
        """Those past their last day, among the waivers that fit a finding."""
        return tuple(waiver for waiver in self.waivers if waiver in fitting and self.is_expired(waiver))

    @property
    def refused(self) -> tuple[RefusedWaiver, ...]:
        """Those that lack what a waiver must have, though their time is not over."""
        return tuple(
            RefusedWaiver(waiver=waiver, why=self.refusal(waiver))
            for waiver in self.waivers
            if self.refusal(waiver) and not self.is_expired(waiver)
        )

    def unused(self, fitting: Collection[Waiver]) -> tuple[Waiver, ...]:
        """Those that fit no finding, the refused ones left out: they are listed already."""
        refused = {item.waiver for item in self.refused}
        return tuple(waiver for waiver in self.waivers if waiver not in fitting and waiver not in refused)


def _refusal(waiver: Waiver, rules: WaiverRules, today: date) -> str:
    if rules.max_age is not None and waiver.expires - today > rules.max_age:
        days = (waiver.expires - today).days
        return f"it runs {days} more days, and the policy allows {format_duration(rules.max_age)}"
    if rules.approver_required and not waiver.approver.strip():
        return "nobody approved it, and the policy asks for an approver"
    if rules.approver_required and waiver.approver.strip().casefold() == waiver.owner.strip().casefold():
        return f"its owner {waiver.owner} approved it, and the policy asks for somebody else"
    if waiver.package.startswith("pkg:") and _purl(waiver.package) is None:
        return f"{waiver.package!r} is not a package URL"
    is_for_path_only = not (waiver.fingerprint or waiver.id or waiver.rule or waiver.package)
    if is_for_path_only and covers_all(waiver.path):
        return "it is for every file, and a waiver for everything is not allowed"
    return ""


def _key(waiver: Waiver) -> str:
    """The narrowest thing that a waiver is for, as the index holds it."""
    if waiver.fingerprint:
        return f"fingerprint {waiver.fingerprint}"
    if waiver.id:
        return f"id {waiver.id.upper()}"
    if waiver.rule:
        return f"rule {waiver.rule}"
    return f"package {_package_name(waiver.package)}" if waiver.package else "path"


def _fits(waiver: Waiver, finding: Finding) -> bool:
    return (
        (not waiver.fingerprint or waiver.fingerprint in (finding.fingerprint, *finding.also_known_as))
        and (not waiver.id or waiver.id.upper() in {known.upper() for known in finding.ids})
        and (not waiver.rule or waiver.rule in _rules(finding))
        and (not waiver.package or _is_package(waiver.package, finding.component))
        and (not waiver.path or _is_in(waiver.path, finding.location.path))
    )


def _is_in(pattern: str, path: str | None) -> bool:
    return path is not None and fits(pattern, path)


def _rules(finding: Finding) -> set[str]:
    return {finding.rule, *(source.rule for source in finding.sources)}


def _is_package(package: str, component: Component | None) -> bool:
    """Whether a component is the package; version and qualifiers that a package URL leaves out fit any."""
    if component is None or _package_name(package) not in map(
        _package_name, (component.name, component.purl)
    ):
        return False
    wanted, found = _purl(package), _purl(component.purl)
    if wanted is None or found is None:
        return wanted is None
    return wanted.version in (None, found.version) and wanted.qualifiers.items() <= found.qualifiers.items()


@lru_cache(maxsize=4096)
def _package_name(text: str) -> str:
    """What two names of one package share: the purl without version and qualifiers, else the name."""
    purl = _purl(text)
    return PackageURL(purl.type, purl.namespace, purl.name).to_string() if purl else text.casefold()


@lru_cache(maxsize=4096)
def _purl(text: str) -> PackageURL | None:
    """A package URL read; ``None`` for everything else, a plain name for example."""
    try:
        return PackageURL.from_string(text)
    except ValueError:
        return None
