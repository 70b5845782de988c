"""What the advisory database answers: packages, their vulnerabilities, and the version that ends them."""

from datetime import date

import msgspec

from holdfast.model.finding import Cvss, Epss
from holdfast.model.severity import Severity


class Package(msgspec.Struct, frozen=True, gc=False):
    """A package at a version, in the words of OSV.

    Attributes:
        ecosystem: OSV's word, with the release for distributions: ``npm``, ``PyPI``, ``Debian:12``.
        name: Name in its normal spelling: ``@babel/traverse``, ``org.slf4j:slf4j-api``; for distributions the
            source package.
        version: Installed version; empty when it is not known.
    """

    ecosystem: str
    name: str
    version: str = ""

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name


class Exploitation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """An entry of CISA's catalogue of known exploited vulnerabilities.

    Attributes:
        added: Day it was added to the catalogue.
        due: Day by which US federal agencies had to act.
        is_in_ransomware: Whether ransomware campaigns are known to use it.
    """

    added: date | None = None
    due: date | None = None
    is_in_ransomware: bool = False


class Vulnerability(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One vulnerability, merged over all records that speak of it.

    Attributes:
        ids: Its names, canonical first (CVE, then GHSA, then the others).
        title: One line for people.
        description: What is wrong, as Markdown; cut at a limit.
        severity: The database's own word where it gives one, else from CVSS; malicious packages are critical.
        cvss: Score with its vector, the newest CVSS version that a record gives.
        cwe: CWE numbers.
        references: Addresses to read.
        published: Day it became public.
        modified: Day of the newest change of its records.
        withdrawn: Day it was taken back; such a vulnerability never matches.
        epss: Likelihood of exploitation; ``None`` is unknown, not zero.
        is_exploited: Whether it stands in the KEV catalogue; ``None`` without catalogue or CVE id.
        exploitation: Its entry in that catalogue.
        records: Ids of the records, those that match first.
        fixed_in: Versions above the installed one that repair it, in the order of the ecosystem.
        doubt: Why the match may be wrong although the record's ranges say so; mostly empty.
    """

    ids: tuple[str, ...]
    title: str
    severity: Severity
    description: str = ""
    cvss: Cvss | None = None
    cwe: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    published: date | None = None
    modified: date | None = None
    withdrawn: date | None = None
    epss: Epss | None = None
    is_exploited: bool | None = None
    exploitation: Exploitation | None = None
    records: tuple[str, ...] = ()
    fixed_in: tuple[str, ...] = ()
    doubt: str = ""

    @property
    def id(self) -> str:
        """The canonical id."""
        return self.ids[0]


class Fix(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The smallest version that ends all vulnerabilities of a package, the same major version preferred.

    Attributes:
        version: The version to change to.
        is_major: Whether the change crosses a major version.
        leaves: Ids of other vulnerabilities that this version has, where no version is free of all.
    """

    version: str
    is_major: bool = False
    leaves: tuple[str, ...] = ()


class PackageMatch(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What is known about one package.

    Attributes:
        package: The package, as it was asked for.
        vulnerabilities: The worst first.
        fix: One version for all of them; ``None`` when one of them has no fix, or when there is none.
        problem: Why (a part of) the answer is unknown: a version that cannot be compared; mostly empty.
    """

    package: Package
    vulnerabilities: tuple[Vulnerability, ...] = ()
    fix: Fix | None = None
    problem: str = ""


class Matches(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for many packages.

    Attributes:
        packages: Each distinct package with a vulnerability or a problem, in the order asked for.
        examined: How many distinct packages were compared with advisories.
        uncovered: How many distinct packages are of each ecosystem without advisories; nothing is known of
            these, and no verdict may rest on them.
    """

    packages: tuple[PackageMatch, ...] = ()
    examined: int = 0
    uncovered: dict[str, int] = {}

    @property
    def by_package(self) -> dict[Package, PackageMatch]:
        """The answers by package."""
        return {match.package: match for match in self.packages}

    @property
    def problems(self) -> tuple[str, ...]:
        """What is not known, in sentences."""
        missing = (
            f"no advisories for ecosystem {name}: {count} package{'' if count == 1 else 's'} not examined"
            for name, count in self.uncovered.items()
        )
        return (*missing, *(f"{match.package}: {match.problem}" for match in self.packages if match.problem))
