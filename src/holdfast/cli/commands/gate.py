"""``holdfast gate``: decide whether a change or a deployment may go on, and say why."""

import os
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from typer.core import TyperGroup

from holdfast.app import App
from holdfast.cli.console import Console
from holdfast.cli.options import (
    BaselineOption,
    ConfigOption,
    ExcludeOption,
    ExitZeroOption,
    FormatOption,
    ImageOption,
    JobsOption,
    Limits,
    NoCacheOption,
    NoVerdict,
    NoVerdictOption,
    OfflineOption,
    OnlyOption,
    OutputOption,
    PathArgument,
    ScannerOption,
    SinceOption,
    TimeoutOption,
    UrlOption,
    app_for,
    code_for,
    known_in,
    path_for,
)
from holdfast.cli.output import write
from holdfast.cli.progress import progress
from holdfast.cli.trials import as_text as trials_as_text
from holdfast.config.load import check_names, load_policy
from holdfast.errors import NoVerdictError, StorageError, UsageError
from holdfast.flows.gate_project import Demands
from holdfast.flows.run_files import parse_run
from holdfast.flows.scan_order import ScanOrder
from holdfast.gate.baseline import format_baseline
from holdfast.gate.narrative import as_text
from holdfast.gate.wording import count
from holdfast.kit.bounded import MAX_BYTES
from holdfast.kit.files import read_bounded, write_atomic
from holdfast.model.decision import Decision
from holdfast.model.scan import Run
from holdfast.render.cleaning import block
from holdfast.render.rendering import Document

CHECK = "check"


class CheckUnlessNamed(TyperGroup):
    """``holdfast gate PATH`` is ``holdfast gate check PATH``: what is no subcommand belongs to ``check``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put ``check`` in front where no subcommand stands; ``./explain`` is a folder."""
        is_named = bool(args) and (args[0] in self.commands or args[0] in ctx.help_option_names)
        # A shell that completes the first word wants the subcommands too.
        is_first_word = ctx.resilient_parsing and not args
        return super().parse_args(ctx, args if is_named or is_first_word else [CHECK, *args])


group = typer.Typer(
    cls=CheckUnlessNamed,
    add_completion=False,
    help="Decide by policy whether a change or a deployment may go on. Without a subcommand it checks; "
    "`holdfast gate check --help` shows the options.",
)

PolicyOption = Annotated[
    Path | None,
    typer.Option(
        help="File with the content of the section gate, or a whole holdfast.yaml.",
        show_default="the configuration's gate",
    ),
]


class Form(StrEnum):
    """How an explanation or a simulation is printed."""

    TEXT = "text"
    JSON = "json"


FormOption = Annotated[Form, typer.Option("--format", "-f", help="How to print it.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is gated instead of a scan made now.

    Attributes:
        reports: Reports of scanners that ran elsewhere.
        run: JSON that ``holdfast scan`` wrote.
    """

    reports: tuple[Path, ...] = ()
    run: Path | None = None


@group.command(CHECK)
def check(
    context: typer.Context,
    path: PathArgument = None,
    policy: PolicyOption = None,
    baseline: BaselineOption = None,
    since: SinceOption = "",
    report: Annotated[
        list[Path] | None, typer.Option(help="Gate this report instead of scanning; repeatable.")
    ] = None,
    run: Annotated[
        Path | None, typer.Option(help="Gate the JSON of `holdfast scan -f json` instead of scanning.")
    ] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(help="Write the fingerprints of all findings to this file.")
    ] = None,
    url: UrlOption = "",
    image: ImageOption = "",
    only: OnlyOption = None,
    scanner: ScannerOption = None,
    form: FormatOption = None,
    output: OutputOption = None,
    config: ConfigOption = None,
    exclude: ExcludeOption = None,
    jobs: JobsOption = None,
    timeout: TimeoutOption = "",
    offline: OfflineOption = False,
    no_cache: NoCacheOption = False,
    no_verdict: NoVerdictOption = NoVerdict.FAIL,
    exit_zero: ExitZeroOption = False,
) -> None:
    """Scan, or read reports, and decide by the policy: exit 0 pass, 1 fail, 3 no verdict.

    The policy is the section gate of holdfast.yaml, or the file that --policy names. What was decided is kept
    with its inputs: `holdfast gate explain` says why, rule by rule.
    """
    console: Console = context.obj
    if write_baseline:
        _refuse_partial_baseline(since)
    place = path_for(path, url, image)
    app = app_for(place, config, Limits(jobs=jobs, timeout=timeout))
    order = ScanOrder(
        path=place,
        url=url,
        image=image,
        categories=frozenset(only or ()),
        scanners=frozenset(scanner or ()),
        excludes=tuple(exclude or ()),
        since=since,
        baseline=known_in(baseline),
        is_offline=offline,
        is_cache_used=not no_cache,
    )
    demands = _demands(app, policy)
    gated = _gated(console, app, order, Evidence(reports=tuple(report or ()), run=run))
    decision = app.gate_project.decide(gated, demands)
    if write_baseline:
        _write_baseline(console, gated, write_baseline)
    write(console, Document(run=gated, decision=decision), app.formats, form or (), output)
    _keep(console, app, gated, demands, decision)
    raise typer.Exit(code_for(decision.verdict, no_verdict, is_exit_zero=exit_zero))


@group.command()
def explain(
    context: typer.Context,
    decision: Annotated[
        str,
        typer.Argument(
            metavar="[ID]", help="Id of a decision, or its first digits.", show_default="the last"
        ),
    ] = "",
    path: Annotated[Path, typer.Option(help="Folder that was gated.")] = Path(),
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
) -> None:
    """Say why a decision is what it is: rule by rule, finding by finding, and what would let it pass."""
    console: Console = context.obj
    repeated = app_for(path, None, Limits()).gate_project.explain(decision)
    if not repeated.is_same:
        console.say("warning: the same inputs give another decision today; what was kept is shown")
    console.result(
        block(as_text(repeated.explanation)) if form is Form.TEXT else _as_json(repeated.explanation), output
    )


@group.command()
def simulate(
    context: typer.Context,
    policy: Annotated[Path, typer.Option(help="The policy to try: as for `holdfast gate --policy`.")],
    path: Annotated[Path, typer.Option(help="Folder that was scanned.")] = Path(),
    last: Annotated[int, typer.Option(min=1, help="How many of the kept runs to try it on.")] = 10,
    form: FormOption = Form.TEXT,
    output: OutputOption = None,
    config: ConfigOption = None,
) -> None:
    """Show what another policy would have said of the last runs, compared with the present one."""
    console: Console = context.obj
    app = app_for(path, config, Limits())
    trials = app.gate_project.simulate(_demands(app, None), _demands(app, policy), last)
    if not trials:
        raise NoVerdictError(
            "There is no run to try the policy on", "nothing was gated in this folder yet", "holdfast gate"
        )
    console.result(
        block(trials_as_text(trials))
        if form is Form.TEXT
        else _as_json(
            [{"run": one.run_id, "started": one.started, "change": one.comparison} for one in trials]
        ),
        output,
    )


def _demands(app: App, policy: Path | None) -> Demands:
    """What to demand: the file's policy with its waivers, on top of those of the configuration."""
    loaded = app.config
    if policy is None:
        return Demands(policy=loaded.config.gate, waivers=loaded.waivers)
    named = load_policy(policy, os.environ)
    # A policy over imported reports names them by their parsers.
    check_names(named, {*app.scanners.names, *app.parsers.names})
    return Demands(policy=named.policy, waivers=tuple(dict.fromkeys((*loaded.waivers, *named.waivers))))


def _gated(console: Console, app: App, order: ScanOrder, evidence: Evidence) -> Run:
    """The run to gate: of reports, of a file, or of a scan made now."""
    if not evidence.reports and evidence.run is None:
        with progress(console) as on_event:
            return app.scan_project(order, on_event)
    _refuse_scan_options(order, evidence)
    if evidence.run is not None:
        run = parse_run(read_bounded(evidence.run, MAX_BYTES), str(evidence.run))
    else:
        service = app.config.config.service.name
        run = app.read_evidence.as_run(evidence.reports, service, app.clock.now())
    return run if order.baseline is None else replace(run, known=order.baseline)


def _refuse_scan_options(order: ScanOrder, evidence: Evidence) -> None:
    if evidence.reports and evidence.run is not None:
        raise UsageError("--report and --run were both given", "one decision has one source", "leave one out")
    given = {
        "--since": order.since,
        "--url": order.url,
        "--image": order.image,
        "--only": order.categories,
        "--scanner": order.scanners,
        "--exclude": order.excludes,
    }
    useless = ", ".join(name for name, value in given.items() if value)
    if useless:
        source = "--run" if evidence.run else "--report"
        raise UsageError(
            f"{useless} cannot be used with {source}",
            "they say what to scan, and nothing is scanned",
            f"leave out {useless}; for known findings use --baseline",
        )


def _refuse_partial_baseline(since: str) -> None:
    if since:
        raise UsageError(
            "--write-baseline cannot be used on what changed since a revision",
            "the baseline would forget all the rest",
            "scan everything: leave out --since",
        )


def _write_baseline(console: Console, run: Run, file: Path) -> None:
    _refuse_partial_baseline(run.target.since)
    write_atomic(file, format_baseline(found.fingerprint for found in run.findings).encode())
    console.say(f"baseline: {count(len(run.findings), 'finding')} written to {file}")
    for scan in run.undecided:
        console.say(f"warning: {scan.scanner} gave no verdict, so the baseline lacks what it would find")


def _keep(console: Console, app: App, run: Run, demands: Demands, decision: Decision) -> None:
    """Keep the decision; where nothing can be written it stands all the same, without its record."""
    try:
        app.gate_project.keep(run, demands, decision)
    except StorageError as error:
        console.say(f"warning: the decision was not kept: {error.what}: {error.why}")
    else:
        console.say(f"decision {decision.id[:12]}: `holdfast gate explain` says why")


def _as_json(value: Any) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"
