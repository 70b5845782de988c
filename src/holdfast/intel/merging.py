"""Makes one vulnerability of all records that speak of it."""

from collections.abc import Iterable, Sequence
from datetime import date

from holdfast.intel.advisories import Vulnerability
from holdfast.intel.grouping import names_of
from holdfast.intel.records import MAX_REFERENCES, Advisory
from holdfast.kit.dates import day
from holdfast.kit.vulnerability_ids import canonical_order, first_in_order
from holdfast.model.finding import Cvss
from holdfast.model.scores import cvss, newest, severity_of
from holdfast.model.severity import Severity

_NO_DAY = date(1, 1, 1)
"""What Go's database writes where it has no time."""


def merge(records: Sequence[Advisory]) -> Vulnerability:
    """The vulnerability that these records describe; at least one.

    Texts come from the record that is first in canonical order (GitHub's before others) and has one.
    """
    records = sorted(records, key=lambda record: _rank(record.id))
    ids = canonical_order(name for record in records for name in (*names_of(record), *record.upstream))
    scores = [cvss(None, vector) for record in records for vector in record.vectors]
    score = newest(scores)
    lead = records[0]
    return Vulnerability(
        ids=ids,
        title=_first(record.title for record in records) or f"{lead.id}",
        severity=_severity((record.word for record in records), score),
        description=_first(record.details for record in records),
        cvss=score,
        cwe=tuple(dict.fromkeys(number for record in records for number in record.cwe)),
        references=tuple(dict.fromkeys(url for record in records for url in record.references))[
            :MAX_REFERENCES
        ],
        published=min(_days(record.published for record in records), default=None),
        modified=max(_days(record.modified for record in records), default=None),
        withdrawn=max(_days(record.withdrawn for record in records), default=None),
        records=tuple(record.id for record in records),
    )


def _rank(name: str) -> tuple[bool, bool, str]:
    """GitHub's records are reviewed and rated, and so come first."""
    return not name.startswith("GHSA-"), first_in_order((name, "~")) == "~", name


def _severity(words: Iterable[str], score: Cvss | None) -> Severity:
    spoken = [Severity.from_word(word) for word in words if word]
    known = [severity for severity in spoken if severity is not Severity.UNKNOWN]
    if known:
        return max(known, key=lambda severity: severity.rank)
    return severity_of(score) if score else Severity.UNKNOWN


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _days(texts: Iterable[str]) -> list[date]:
    return [found for found in map(day, texts) if found and found > _NO_DAY]
