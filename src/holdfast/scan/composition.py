"""Software composition analysis: dependencies, and what the database of advisories knows of them.

A finding is one vulnerability of one package in one manifest. What cannot be compared is said: a package
without version, an ecosystem without advisories, a feed that is too old. Silence about these proves nothing.
"""

import shlex
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from holdfast.errors import StorageError
from holdfast.intel.advisories import Matches, Package, PackageMatch, Vulnerability
from holdfast.intel.database import FILE, Database, open_database
from holdfast.intel.ecosystems import family, from_purl
from holdfast.intel.feeds import DatabaseState, FeedKind
from holdfast.intel.feeds import Feed as Stored
from holdfast.kit.clock import SystemClock
from holdfast.model.category import Category
from holdfast.model.dependency import Dependency
from holdfast.model.feed import Feed
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.report import Inputs, ParsedReport, Problem

TOOL = "dependencies"
TITLES = {FeedKind.OSV: "OSV {}", FeedKind.KEV: "CISA KEV", FeedKind.EPSS: "EPSS"}

_MAX_WAY = 5


@dataclass(frozen=True)
class Knowledge:
    """What the database says of dependencies.

    Attributes:
        matches: Its answer.
        packages: Each package URL in OSV's words; ``None`` for kinds that OSV has no word for.
    """

    matches: Matches
    packages: dict[str, Package | None]

    @cached_property
    def _by_package(self) -> dict[Package, PackageMatch]:
        return self.matches.by_package

    def package(self, one: Dependency) -> Package | None:
        """The package of a dependency; ``None`` where OSV has no word for its kind."""
        return self.packages.get(one.purl)

    def of(self, one: Dependency) -> PackageMatch | None:
        """What is known of a dependency; ``None`` for nothing."""
        package = self.package(one)
        return self._by_package.get(package) if package else None


def compared(
    dependencies: Sequence[Dependency],
    folder: Path | None,
    max_age: timedelta,
    category: Category = Category.SCA,
) -> ParsedReport:
    """What the database in a folder knows of dependencies; where there is none, that there is none.

    Args:
        dependencies: What is there.
        folder: Where the database lies; ``None`` when none was named.
        max_age: An older feed decides nothing.
        category: What the findings count as.
    """
    if not dependencies:
        return ParsedReport(parser="holdfast", tool=TOOL)
    if folder is None:
        return without_database(dependencies, "no database of advisories was named")
    try:
        with open_database(folder / FILE) as database:
            now = SystemClock().now()
            return examine_dependencies(dependencies, database, now=now, max_age=max_age, category=category)
    except StorageError as error:
        return without_database(dependencies, f"{error.what}; {error.todo}")


def examine_dependencies(
    dependencies: Sequence[Dependency],
    database: Database,
    *,
    now: datetime,
    max_age: timedelta,
    category: Category = Category.SCA,
) -> ParsedReport:
    """Compare dependencies with the database of advisories.

    Args:
        dependencies: What the manifests name.
        database: The database, open.
        now: The time that ages are counted to.
        max_age: An older feed decides nothing.
        category: What the findings count as: dependencies of the code, or packages of an image.

    Raises:
        StorageError: The database is damaged.
    """
    packages = {one.purl: from_purl(one.purl) for one in dependencies}
    compared = [found for found in packages.values() if found and found.version]
    known = Knowledge(database.match(compared), packages)
    state = database.state(now, max_age)
    ecosystems = {found.ecosystem for found in compared}
    return ParsedReport(
        parser="holdfast",
        tool=TOOL,
        findings=tuple(_findings(dependencies, known, category)),
        inputs=Inputs(examined=known.matches.examined, unit="package"),
        failures=(
            *_uncovered(known),
            *_no_ecosystem(dependencies, known),
            *state.problems_for(ecosystems),
        ),
        problems=tuple(_problems(dependencies, known)),
        dependencies=tuple(dependencies),
        feeds=used_feeds(state, ecosystems),
    )


def without_database(dependencies: Sequence[Dependency], why: str) -> ParsedReport:
    """The answer where there is nothing to compare with: what is there, and no verdict on it."""
    return ParsedReport(
        parser="holdfast",
        tool=TOOL,
        inputs=Inputs(examined=0, unit="package"),
        failures=(why,),
        dependencies=tuple(dependencies),
    )


def _findings(dependencies: Iterable[Dependency], known: Knowledge, category: Category) -> Iterator[Finding]:
    for one in dependencies:
        match = known.of(one)
        if match is not None:
            for weak in match.vulnerabilities:
                yield _finding(one, weak, match, category)


def _finding(one: Dependency, weak: Vulnerability, match: PackageMatch, category: Category) -> Finding:
    return Finding(
        tool=TOOL,
        rule=weak.id,
        title=weak.title,
        severity=weak.severity,
        category=category,
        location=Location(path=one.manifest or None, line=one.line),
        component=Component(
            name=one.name,
            version=one.version,
            purl=one.purl,
            fixed_in=weak.fixed_in,
            upgrade_to=match.fix.version if match.fix else "",
            layer=one.layer,
            is_direct=one.is_direct,
        ),
        ids=weak.ids,
        cwe=weak.cwe,
        description="\n\n".join(filter(None, (weak.description, weak.doubt, _way(one)))),
        fix=_fix(one, weak, match),
        references=weak.references,
        cvss=weak.cvss,
        epss=weak.epss,
        is_exploited=weak.is_exploited,
        published=weak.published,
        confidence="low" if weak.doubt else "",
        tags=(one.scope.value,),
    )


def _way(one: Dependency) -> str:
    """How the package came in, for people; empty where nothing is known."""
    if not one.path:
        return "The service asks for it itself." if one.is_direct else ""
    shown = one.path if len(one.path) <= _MAX_WAY else (*one.path[: _MAX_WAY - 1], "…", one.path[-1])
    return f"It comes in by {' → '.join(shown)}."


def _fix(one: Dependency, weak: Vulnerability, match: PackageMatch) -> str:
    """What to do about the package: one version for all its findings, where there is one."""
    count = len(match.vulnerabilities)
    if match.fix is None:
        if weak.fixed_in:
            return f"Upgrade {one.name} to {weak.fixed_in[0]}; others of its {count} findings have no fix."
        return (
            f"No version of {one.name} is known to repair it: replace it, or show that it cannot be reached."
        )
    fix = match.fix
    major = ", a new major version" if fix.is_major else ""
    ends = (
        f"ends all {count} of its known vulnerabilities" if count > 1 else "ends its only known vulnerability"
    )
    left = f"; it has others itself: {', '.join(fix.leaves)}" if fix.leaves else ""
    above = f" It comes in by {one.path[-1]}: upgrade that, or override the version." if one.path else ""
    return f"Upgrade {one.name} to {fix.version}{major}: that {ends}{left}.{above}"


def _no_ecosystem(dependencies: Iterable[Dependency], known: Knowledge) -> Iterator[str]:
    """Packages of kinds that OSV has no word for."""
    lost = Counter(
        one.purl.removeprefix("pkg:").partition("/")[0] or "unknown"
        for one in {one.purl: one for one in dependencies}.values()
        if one.version and known.package(one) is None
    )
    for kind, count in sorted(lost.items()):
        yield f"no advisories exist for packages of the kind {kind}: {count} not examined"


def _uncovered(known: Knowledge) -> Iterator[str]:
    for name, count in sorted(known.matches.uncovered.items()):
        todo = f"holdfast db update --ecosystem {shlex.quote(family(name))}"
        yield f"no advisories for {name} in the database: {count} not examined; run `{todo}`"


def _problems(dependencies: Iterable[Dependency], known: Knowledge) -> Iterator[Problem]:
    for one in dependencies:
        place = f"{one.manifest}:{one.line}" if one.line else one.manifest
        match = known.of(one)
        if not one.version:
            yield Problem(place=place, why=f"{one.name} is not pinned to a version, so it was not examined")
        elif match is not None and match.problem:
            yield Problem(place=place, why=f"{one}: {match.problem}")


def used_feeds(state: DatabaseState, ecosystems: Iterable[str]) -> tuple[Feed, ...]:
    """The feeds that an answer about these ecosystems rests on."""
    families = {family(name) for name in ecosystems}
    return tuple(
        _feed(one.feed)
        for one in state.feeds
        if one.feed and (one.feed.kind is not FeedKind.OSV or families & {one.feed.name, *one.feed.covers})
    )


def _feed(feed: Stored) -> Feed:
    return Feed(
        name=TITLES[feed.kind].format(feed.name),
        source=feed.source,
        records=feed.records,
        fetched=feed.fetched,
        as_of=feed.as_of,
        newest=feed.newest,
        version=feed.model,
    )
