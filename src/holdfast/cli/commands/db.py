"""``holdfast db``: the database of advisories."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Annotated, Any

import msgspec
import typer

from holdfast.app import App
from holdfast.cli.console import Console
from holdfast.cli.errors import ExitCode, show
from holdfast.errors import UnknownNameError, UsageError
from holdfast.intel.advisories import Matches, PackageMatch, Vulnerability
from holdfast.intel.ecosystems import from_purl
from holdfast.intel.feeds import DatabaseState, FeedState, moment
from holdfast.intel.sources import wanted_feeds
from holdfast.intel.updating import Update

group = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Update, inspect and ask the database of advisories."
)

Track = Callable[[str, int, int], None]

JsonOption = Annotated[bool, typer.Option("--json", help="Print as JSON.")]


@group.command()
def update(
    context: typer.Context,
    places: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="DIR|FILE|URL",
            help="Folder, file or mirror to take feeds from; repeatable.",
            show_default="OSV, CISA and FIRST",
        ),
    ] = None,
    ecosystems: Annotated[
        list[str] | None,
        typer.Option(
            "--ecosystem",
            metavar="NAME",
            help="Only this ecosystem of OSV; repeatable.",
            show_default="languages, and what is there",
        ),
    ] = None,
    as_of: Annotated[
        str,
        typer.Option(help="Day that imported files are of.", show_default="that of the newest record"),
    ] = "",
    force: Annotated[bool, typer.Option("--force", help="Take a feed that has lost most records.")] = False,
    offline: Annotated[bool, typer.Option("--offline", help="Do not use the network.")] = False,
) -> None:
    """Get advisories (OSV), exploited vulnerabilities (KEV) and likelihoods (EPSS), and index them.

    Downloads resume. A feed that cannot be fetched, or looks broken, keeps its last good copy; the exit code
    is then 3.
    """
    console: Console = context.obj
    app = App.here()
    wanted = wanted_feeds(places or (), ecosystems or (), app.updater.present)
    online = [feed.name for feed in wanted if feed.url]
    if offline and online:
        raise UsageError(
            f"{', '.join(online[:3])} would be fetched", "--offline forbids it", "name files with --from"
        )
    with _progress(console) as (tell, track):
        updater = replace(app.updater, tell=tell, track=track)
        done = updater.update(wanted, _day(as_of), is_forced=force)
    _tell_missing(console, done)
    _print_state(console, _state(app))
    if done.failures:
        raise typer.Exit(ExitCode.NO_VERDICT)


@group.command()
def status(context: typer.Context, as_json: JsonOption = False) -> None:
    """Show every feed: source, records, age. Exits with 3 unless all advisories are there and fresh."""
    console: Console = context.obj
    app = App.here()
    state = _state(app)
    if as_json:
        bad = {feed.name: app.advisories.skipped(feed.name) for feed in app.advisories.feeds if feed.skipped}
        _print_json(console, {"is_usable": state.is_usable, **msgspec.to_builtins(state), "skipped": bad})
    else:
        _print_state(console, state)
        _tell_skipped(console, app)
    if not state.is_usable:
        raise typer.Exit(ExitCode.NO_VERDICT)


@group.command("show")
def show_one(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="ID", help="CVE, GHSA, PYSEC, GO, RUSTSEC or other id.")],
    as_json: JsonOption = False,
) -> None:
    """Show a vulnerability under any of its ids."""
    console: Console = context.obj
    database = App.here().advisories
    found = database.find(name)
    if found is None:
        raise UnknownNameError(
            f"No record is known as {name}",
            f"the database has {', '.join(feed.name for feed in database.feeds)}",
            "check the id, or run `holdfast db update`",
        )
    if as_json:
        _print_json(console, found)
        return
    packages = database.packages_of(found)
    named = ", ".join(f"{package.ecosystem} {package.name}" for package in packages[:20])
    console.result(f"{_described(found)}packages: {named or 'none'}\n\n{found.description.strip()}\n")


@group.command()
def match(
    context: typer.Context,
    purls: Annotated[list[str], typer.Argument(metavar="PURL...", help="Package URLs with versions.")],
    as_json: JsonOption = False,
) -> None:
    """Tell what is known about packages: pkg:npm/axios@1.4.0.

    Exits with 3 if something about a package cannot be told, or the advisories are too old.
    """
    console: Console = context.obj
    app = App.here()
    packages = []
    for purl in purls:
        package = from_purl(purl)
        if package is None:
            raise UsageError(
                f"{purl!r} is no package of an ecosystem that OSV has",
                "package URLs look like pkg:npm/axios@1.4.0",
                "check its type",
            )
        packages.append(package)
    matches = app.advisories.match(packages)
    stale = _state(app).problems_for(package.ecosystem for package in packages)
    if as_json:
        _print_json(console, {**msgspec.to_builtins(matches), "problems": [*stale, *matches.problems]})
    else:
        _print_matches(console, matches)
    for problem in (*stale, *matches.problems):
        console.say(f"unknown: {problem}")
    if stale or matches.problems:
        raise typer.Exit(ExitCode.NO_VERDICT)


def _tell_missing(console: Console, done: Update) -> None:
    for name in done.absent:
        console.say(f"{name}: the mirror does not have it")
    for name, failure in done.failures:
        console.say(f"{name}: not updated")
        show(failure)


def _state(app: App) -> DatabaseState:
    return app.advisories.state(app.clock.now(), app.config.config.scan.advisories.max_age)


def _day(text: str) -> datetime | None:
    found = moment(text) if text else None
    if text and found is None:
        raise UsageError(f"{text!r} is no day", "--as-of takes year, month and day", "write 2027-01-31")
    return found


def _print_json(console: Console, value: Any) -> None:
    console.result(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def _print_state(console: Console, state: DatabaseState) -> None:
    from rich.table import Table  # noqa: PLC0415 - 0.1 s that other commands can save.

    table = Table(box=None, pad_edge=False, width=console.width)
    for column in ("feed", "state", "records", "newest"):
        table.add_column(column, no_wrap=True, justify="right" if column == "records" else "left")
    table.add_column("in words", overflow="fold", ratio=1)
    for feed in state.feeds:
        table.add_row(feed.name, feed.freshness.value, *_figures(feed), feed.sentence)
    console.print_result(table)


def _figures(state: FeedState) -> tuple[str, str]:
    if state.feed is None:
        return "-", "-"
    return f"{state.feed.records:,}", f"{state.feed.newest:%Y-%m-%d}" if state.feed.newest else "-"


def _tell_skipped(console: Console, app: App) -> None:
    """Name the first records that could not be read; all of them with --verbose."""
    for feed in app.advisories.feeds:
        bad = app.advisories.skipped(feed.name)
        shown = bad if console.verbosity else bad[:5]
        for place, why in shown:
            console.say(f"{feed.name}: {place}: {why}")
        if len(bad) > len(shown):
            console.say(f"{feed.name}: {feed.skipped - len(shown):,} more, named with --verbose")


def _described(found: Vulnerability) -> str:
    lines = [f"{found.id}  {found.title}", f"also known as: {', '.join(found.ids[1:]) or '-'}"]
    if found.withdrawn:
        lines.append(f"withdrawn: {found.withdrawn}, so it never matches")
    lines.append(f"severity: {_rated(found)}")
    if found.cwe:
        lines.append(f"weakness: {', '.join(f'CWE-{number}' for number in found.cwe)}")
    lines.append(f"exploited: {_exploited(found)}")
    if found.epss:
        lines.append(f"likelihood: {found.epss.score:.3f} (EPSS {found.epss.model}, {found.epss.as_of})")
    lines.append(f"published: {found.published or '-'}, changed: {found.modified or '-'}")
    lines += [f"see: {address}" for address in found.references[:5]]
    return "\n".join(lines) + "\n"


def _rated(found: Vulnerability) -> str:
    score = f" ({found.cvss.score} {found.cvss.vector})" if found.cvss else ""
    return f"{found.severity.value}{score}"


def _exploited(found: Vulnerability) -> str:
    if found.exploitation:
        return f"yes, in the KEV catalogue since {found.exploitation.added}"
    return {None: "unknown", False: "not in the KEV catalogue", True: "yes"}[found.is_exploited]


def _print_matches(console: Console, matches: Matches) -> None:
    lines = [line for found in matches.packages for line in _lines(found)]
    if not lines:
        lines = [f"{matches.examined} examined, nothing known about them"]
    console.result("\n".join(lines) + "\n")


def _lines(found: PackageMatch) -> Iterator[str]:
    count = len(found.vulnerabilities)
    if not count:
        return
    fix = found.fix
    cure = f"{fix.version} ends all of them" if fix else "no version ends all of them"
    if fix and fix.is_major:
        cure += ", across a major version"
    if fix and fix.leaves:
        cure += f", but has {', '.join(fix.leaves)}"
    yield f"{found.package} ({found.package.ecosystem}): {count} known; {cure}"
    for one in found.vulnerabilities:
        exploited = " EXPLOITED" if one.is_exploited else ""
        fixed = ", ".join(one.fixed_in) or "no fix"
        doubt = f" (doubt: {one.doubt})" if one.doubt else ""
        yield f"  {one.severity.value:<8} {', '.join(one.ids)}{exploited}: {one.title} [{fixed}]{doubt}"


@contextmanager
def _progress(console: Console) -> Iterator[tuple[Callable[[str], None], Track]]:
    """Tells how an update goes: bars on a terminal, a line for each step elsewhere."""
    if not console.is_live or console.is_quiet:
        yield console.say, lambda _name, _done, _all: None
        return
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn  # noqa: PLC0415 - as above.

    columns = (TextColumn("{task.description:<12}"), BarColumn(), DownloadColumn())
    with Progress(*columns, console=console.stderr, transient=True) as progress:
        tasks: dict[str, Any] = {}

        def track(name: str, done: int, total: int) -> None:
            if name not in tasks:
                tasks[name] = progress.add_task(name)
            progress.update(tasks[name], completed=done, total=total or None)

        yield progress.console.print, track
