"""The finding: one weakness at one place in one service.

These values are made by the ten thousand, so they are ``msgspec`` structs, which are made and copied about
twenty times faster than frozen dataclasses; copy with ``msgspec.structs.replace``.
"""

from datetime import date

import msgspec

from holdfast.model.category import Category
from holdfast.model.severity import Severity


class Location(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Where a weakness is: in a file, at a URL, or in a named resource. Unknown parts are ``None``.

    Attributes:
        path: File path relative to the scanned folder, with forward slashes.
        line: First line, counted from 1.
        end_line: Last line, counted from 1.
        column: First column, counted from 1.
        end_column: Column after the last, counted from 1.
        url: Where a dynamic scanner saw it.
        method: HTTP method of that request.
        parameter: Parameter, header or field of that request.
        resource: Name of a resource: ``aws_s3_bucket.logs``, an ARN, a host.
        context: Hash of the flagged line of code, white space normalised; part of the fingerprint.
        occurrence: How many equal lines stand above it in the file: tells repeated lines apart.
    """

    path: str | None = None
    line: int | None = None
    end_line: int | None = None
    column: int | None = None
    end_column: int | None = None
    url: str | None = None
    method: str | None = None
    parameter: str | None = None
    resource: str | None = None
    context: str | None = None
    occurrence: int = 0

    def __str__(self) -> str:
        """The place as people and editors write it: ``src/app.py:12``, ``GET https://… (q)``."""
        if self.url:
            return " ".join(filter(None, [self.method, self.url, self.parameter and f"({self.parameter})"]))
        if self.path:
            return f"{self.path}:{self.line}" if self.line else self.path
        return self.resource or ""


class Component(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A package or image layer that carries a weakness.

    Attributes:
        name: Name as its ecosystem writes it, with its namespace (``@babel/traverse``).
        version: Installed version, empty when the tool does not say.
        purl: Package URL with version, empty when the ecosystem is not known.
        fixed_in: Versions that repair it, as the tool names them.
        upgrade_to: The smallest version that repairs all that is known of it, empty when the tool names none.
        layer: Digest of the image layer that brought it.
        is_direct: Whether the service asks for it itself; ``None`` when the tool does not say.
    """

    name: str
    version: str = ""
    purl: str = ""
    fixed_in: tuple[str, ...] = ()
    upgrade_to: str = ""
    layer: str | None = None
    is_direct: bool | None = None

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name

    @property
    def advice(self) -> str:
        """What to do about it, in a few words; empty where no repaired version is known."""
        if self.upgrade_to:
            return f"upgrade {self.name} to {self.upgrade_to}"
        return f"upgrade {self.name} to {' or '.join(self.fixed_in)}" if self.fixed_in else ""


class Cvss(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A CVSS score with the vector that explains it.

    Attributes:
        score: Base score, 0 to 10.
        vector: Vector string, empty when the tool gives only the score.
        version: ``2.0``, ``3.0``, ``3.1`` or ``4.0``; empty when unknown.
    """

    score: float
    vector: str = ""
    version: str = ""


class Epss(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The Exploit Prediction Scoring System's answer for one vulnerability.

    Attributes:
        score: Probability of exploitation within 30 days, 0 to 1.
        percentile: Share of vulnerabilities with a lower score, 0 to 1.
        as_of: The day the score was made for; ``None`` when the tool does not say.
        model: Model version, empty when the tool does not say.
    """

    score: float
    percentile: float | None = None
    as_of: date | None = None
    model: str = ""


class SecretMark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What may be kept of a secret: enough to recognise it, not enough to use it.

    Attributes:
        digest: Keyed hash (HMAC-SHA-256, hex) of the secret.
        hint: The last four characters of a long secret, else empty.
    """

    digest: str
    hint: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One scanner's own words for a merged finding, so that merging loses nothing."""

    tool: str
    rule: str
    severity: Severity
    line: int | None = None
    version: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One weakness at one place in one service, merged over scanners by its fingerprint.

    Attributes:
        tool: Scanner that reported it; after a merge, the first of ``sources``.
        rule: The scanner's own rule or check id; for a vulnerability, its id.
        title: One line for people.
        severity: How bad it is alone.
        category: Kind of scan.
        location: Where it is.
        component: Package that carries it, for vulnerabilities of dependencies and images.
        ids: Vulnerability ids, canonical first (CVE, then GHSA, then the others).
        cwe: CWE numbers, most specific first.
        description: What is wrong, as text or Markdown.
        fix: What to do about it.
        references: Addresses to read.
        cvss: Score and vector, if the tool gives them.
        epss: Likelihood of exploitation; ``None`` is unknown, not zero.
        is_exploited: Whether it stands in CISA's KEV catalogue; ``None`` is unknown, not no.
        published: Day the vulnerability became public.
        confidence: ``high``, ``medium`` or ``low`` as the tool judges itself; empty when it does not.
        secret: What may be kept of a detected secret.
        tags: Further words of the tool.
        stable_id: The tool's own fingerprint, only where the tool promises that it is stable.
        sources: Every scanner's view of it.
        fingerprint: Identity over line shifts, re-runs and tools: 32 hex digits.
        also_known_as: Fingerprints that it has or had under its other ids; matched by baselines and waivers.
    """

    tool: str
    rule: str
    title: str
    severity: Severity
    category: Category
    location: Location = Location()
    component: Component | None = None
    ids: tuple[str, ...] = ()
    cwe: tuple[int, ...] = ()
    description: str = ""
    fix: str = ""
    references: tuple[str, ...] = ()
    cvss: Cvss | None = None
    epss: Epss | None = None
    is_exploited: bool | None = None
    published: date | None = None
    confidence: str = ""
    secret: SecretMark | None = None
    tags: tuple[str, ...] = ()
    stable_id: str | None = None
    sources: tuple[Source, ...] = ()
    fingerprint: str = ""
    also_known_as: tuple[str, ...] = ()

    @property
    def has_fix(self) -> bool:
        """Whether a repaired version of the component exists."""
        return self.component is not None and bool(self.component.fixed_in)

    @property
    def tools(self) -> tuple[str, ...]:
        """The scanners that saw it, sorted."""
        return tuple(sorted({source.tool for source in self.sources} or {self.tool}))

    @property
    def place(self) -> str:
        """Where it is, in one short text."""
        where = str(self.location)
        if self.component is None:
            return where
        return f"{self.component} ({where})" if where else str(self.component)
