"""The sentences that every format for people shares, so that they all say the same."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from holdfast.model.feed import Feed
from holdfast.model.finding import Finding, SecretMark
from holdfast.model.scan import Coverage, Run, Scan, Target
from holdfast.model.verdict import Verdict
from holdfast.render.cleaning import line
from holdfast.render.listing import Entry, counts
from holdfast.render.rendering import Document

_PLURALS = {"category": "categories", "dependency": "dependencies", "entry": "entries"}
_UNITS = {"url": "URL"}


def count(number: int, word: str) -> str:
    """A number with its word: ``1 file``, ``1,204 files``."""
    return f"{number:,} {word if number == 1 else _PLURALS.get(word, word + 's')}"


def coverage(read: Coverage) -> str:
    """How much was read: ``17 of 20 files``."""
    if not read.unit:
        return "not stated"
    if not read.selected:
        return f"no {_unit(read)}s"
    if read.examined > read.selected:  # A crawler may find more addresses than it was given.
        return count(read.examined, _unit(read))
    return f"{read.examined:,} of {count(read.selected, _unit(read))}"


def unread(read: Coverage) -> str:
    """How much was not read: ``3 of 20 files not read``; empty when everything was."""
    missing = read.selected - read.examined
    return f"{missing:,} of {count(read.selected, _unit(read))} not read" if missing > 0 else ""


def _unit(read: Coverage) -> str:
    return _UNITS.get(read.unit, read.unit)


def duration(seconds: float) -> str:
    """A length of time: ``0.4 s``, ``12 s``, ``2 min 5 s``, ``1 h 2 min``."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    if minutes < 60:
        return f"{minutes} min {rest} s"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min"


def moment(when: datetime) -> str:
    """A point in time: ``2026-11-21 09:30 UTC``."""
    return f"{when:%Y-%m-%d %H:%M} UTC"


def severities(findings: Iterable[Finding]) -> str:
    """Counts by severity, worst first: ``1 critical, 4 high``; empty for no findings."""
    return ", ".join(f"{number:,} {severity}" for severity, number in counts(findings).items() if number)


def target(of: Target) -> str:
    """What was scanned: ``. on main at 0123456789ab, with uncommitted changes``."""
    what = of.url or of.image or of.path or "."
    parts = [what]
    if of.branch:
        parts.append(f"on {of.branch}")
    if of.commit:
        parts.append(f"at {of.commit[:12]}")
    text = " ".join(parts)
    if of.is_dirty:
        text += ", with uncommitted changes"
    return f"{text}, changes since {of.since}" if of.since else text


def fix(finding: Finding) -> str:
    """What to do about a finding: the tool's advice, else the repaired versions; empty when unknown."""
    return (finding.component.advice if finding.component else "") or finding.fix


def ids(finding: Finding) -> str:
    """By what names the weakness is known: its rule, its ids, its CWE numbers."""
    names = [finding.rule, *finding.ids, *(f"CWE-{number}" for number in finding.cwe)]
    return ", ".join(dict.fromkeys(names))


def mask(secret: SecretMark) -> str:
    """What may be shown of a secret: ``…WXYZ``, or ``…`` where it was too short to hint at."""
    return f"…{secret.hint}"


def secret_end(finding: Finding) -> str:
    """The end of a detected secret, ``…WXYZ``; empty where there is none, or it was too short to hint at."""
    return mask(finding.secret) if finding.secret and finding.secret.hint else ""


def likelihood(finding: Finding) -> str:
    """How likely it is to be exploited, as far as known: ``known to be exploited, EPSS 97.5%``."""
    parts = ["known to be exploited (CISA KEV)"] if finding.is_exploited else []
    if finding.epss:
        dated = f" on {finding.epss.as_of.isoformat()}" if finding.epss.as_of else ""
        parts.append(f"EPSS {finding.epss.score:.1%}{dated}")
    return ", ".join(parts)


def standing(entry: Entry) -> str:
    """What the gate makes of a finding, with the reason of its waiver; empty without a gate."""
    if entry.waiver:
        expiry = entry.waiver.expires.isoformat()
        return f"waived until {expiry} by {entry.waiver.owner}: {entry.waiver.reason}"
    return entry.standing


def gated(document: Document) -> str:
    """``20 findings, 1 blocking; not gated: 12 not new``: how many there are, and why some did not decide.

    People who see fewer findings decide than are listed need to know why.
    """
    total = count(len(document.run.findings), "finding")
    if document.decision is None:
        return total
    left_out = ", ".join(f"{number:,} {why}" for why, number in document.decision.not_gated if number)
    blocking = f"{len(document.blocking):,} blocking"
    return f"{total}, {blocking}; not gated: {left_out}" if left_out else f"{total}, {blocking}"


def skipped(run: Run) -> str:
    """What of the target was left out: ``12 files left out: 10 excluded, 2 too large``; empty for nothing.

    How the files were found stands behind it, where that is worth knowing.
    """
    parts = [f"{number:,} {why}" for why, number in run.target.skipped if number]
    total = sum(number for _, number in run.target.skipped)
    left_out = f"{count(total, 'file')} left out: {', '.join(parts)}" if parts else ""
    return "; ".join(filter(None, [left_out, *(line(note) for note in run.target.notes)]))


def feeds(run: Run, scan: Scan) -> tuple[str, ...]:
    """What a scan's answer rests on: ``OSV npm: 35 records, 21 h old at the time``."""
    return tuple(_feed(feed, run.started) for feed in scan.evidence.feeds)


def _feed(feed: Feed, then: datetime) -> str:
    parts = [count(feed.records, "record")]
    parts.append(f"{_age(then - feed.as_of)} old" if feed.as_of else "of unknown age")
    parts += [f"version {line(feed.version)}"] if feed.version else []
    source = f" (from {line(feed.source)})" if feed.source else ""
    return f"{line(feed.name)}: {', '.join(parts)}{source}"


def _age(age: timedelta) -> str:
    """Whole days from two days on, else hours."""
    hours = max(int(age.total_seconds() // 3600), 0)
    return count(age.days, "day") if hours >= 48 else count(hours, "hour")


def reasons(scan: Scan) -> tuple[str, ...]:
    """Why a scan ended as it did; never empty for one without verdict."""
    if scan.reasons or scan.verdict is not Verdict.NO_VERDICT:
        return scan.reasons
    return (f"{scan.status.label}, no reason given",)


def why(scan: Scan) -> str:
    """The reasons in one sentence."""
    return "; ".join(line(reason).rstrip(".") for reason in reasons(scan))


def novelty(entry: Entry) -> str:
    """Whether the baseline holds a finding: ``new`` or ``not new``; empty without a baseline."""
    if entry.is_new is None:
        return ""
    return "new" if entry.is_new else "not new"
