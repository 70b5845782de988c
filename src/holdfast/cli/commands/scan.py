"""``holdfast scan``."""

from typing import Annotated

import typer

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
from holdfast.errors import StorageError
from holdfast.flows.scan_order import ScanOrder
from holdfast.model.scan import Run
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict
from holdfast.render.rendering import Document


def main(
    context: typer.Context,
    path: PathArgument = None,
    url: UrlOption = "",
    image: ImageOption = "",
    only: OnlyOption = None,
    scanner: ScannerOption = None,
    since: SinceOption = "",
    baseline: BaselineOption = None,
    fail_on: Annotated[
        Severity | None, typer.Option(help="Exit with 1 for new findings at or above this severity.")
    ] = None,
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
    """Scan a folder, a running application or an image, and show what each scanner proves.

    A folder is read by Holdfast's own scanners (dependencies, secrets, pipelines, python-code,
    javascript-code) and by those that are there: `holdfast tools list` shows all. `holdfast db update` gets
    advisories for dependencies.

    Findings alone exit with 0, so that the output can be piped: --fail-on SEVERITY makes them count, and
    `holdfast gate` decides by policy. A scanner that had to answer and did not exits with 3.
    """
    console: Console = context.obj
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
    with progress(console) as on_event:
        run = app.scan_project(order, on_event)
    keep(console, app, run)
    write(console, Document(run=run), app.formats, form or (), output)
    raise typer.Exit(code_for(answer(run, fail_on), no_verdict, is_exit_zero=exit_zero))


def keep(console: Console, app: App, run: Run) -> None:
    """Keep the run for ``gate simulate``; a disk that refuses does not change what was found."""
    try:
        app.records.save_run(run)
    except StorageError as error:
        console.say(f"warning: the run could not be kept: {error.what}: {error.why}")


def answer(run: Run, fail_on: Severity | None) -> Verdict:
    """What a scan says to a script: findings count only from ``--fail-on`` on, and only new ones."""
    if fail_on and any(found.severity.is_at_least(fail_on) and run.is_new(found) for found in run.findings):
        return Verdict.FAIL
    if run.undecided or all(scan.verdict is Verdict.NO_VERDICT for scan in run.scans):
        return Verdict.NO_VERDICT
    return Verdict.PASS
