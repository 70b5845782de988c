"""``holdfast config``: check the configuration, show what counts and why, print its JSON Schema."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from holdfast.app import App
from holdfast.cli.console import Console
from holdfast.config import showing
from holdfast.config.load import LoadedConfig
from holdfast.config.schema import schema_text

group = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Check and show the configuration, holdfast.yaml."
)

FileArgument = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", help="The file; without it, the one that counts here.")
]
FileOption = Annotated[
    Path | None, typer.Option("--config", "-c", metavar="FILE", help="The project's file, not searched for.")
]


class Form(StrEnum):
    """How the configuration is shown."""

    YAML = "yaml"
    JSON = "json"
    TABLE = "table"


@group.command("validate")
def validate(context: typer.Context, file: FileArgument = None) -> None:
    """Check holdfast.yaml; every mistake is shown with file, line and column, and the exit code is 2."""
    console: Console = context.obj
    loaded = _load(file)
    names = ", ".join(_short(path) for path in loaded.files)
    if not names:
        console.say("There is no holdfast.yaml here: the defaults count. `holdfast init` writes one.")
    console.result(f"valid: {names or 'the defaults'} (service {loaded.config.service.name})\n")


@group.command("show")
def show(
    context: typer.Context,
    origin: Annotated[bool, typer.Option("--origin", help="Say where each value comes from.")] = False,
    form: Annotated[Form, typer.Option("--format", "-f", help="How to show it.")] = Form.YAML,
    file: FileOption = None,
) -> None:
    """Show the configuration that counts here, all sources joined; values of references stay hidden."""
    console: Console = context.obj
    loaded = _load(file)
    if form is Form.YAML:
        console.result(showing.as_yaml(loaded, with_origin=origin))
    elif form is Form.JSON:
        console.result(_as_json(loaded, with_origin=origin))
    else:
        console.result(_as_table(loaded, with_origin=origin))


@group.command("schema")
def schema(context: typer.Context) -> None:
    """Print the JSON Schema of holdfast.yaml, for editors."""
    console: Console = context.obj
    console.result(schema_text())


def _load(file: Path | None) -> LoadedConfig:
    return App(Path.cwd(), config_file=file).config


def _as_json(loaded: LoadedConfig, *, with_origin: bool) -> str:
    value = showing.rows(loaded) if with_origin else showing.shown(loaded)
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def _as_table(loaded: LoadedConfig, *, with_origin: bool) -> str:
    lines = [("SETTING", "VALUE", "ORIGIN")]
    lines += [
        (row.setting, msgspec.json.encode(row.value).decode(), row.origin) for row in showing.rows(loaded)
    ]
    kept = [line if with_origin else line[:2] for line in lines]
    widths = [max(map(len, column)) for column in zip(*kept, strict=True)]
    padded = ("  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in kept)
    return "".join(f"{line.rstrip()}\n" for line in padded)


def _short(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
