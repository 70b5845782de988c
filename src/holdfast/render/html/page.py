"""The page as a whole: one file, no request, and a policy in its head that lets nothing else run."""

import base64
import hashlib
from importlib import resources

from holdfast.model.scan import Run
from holdfast.render import wording
from holdfast.render.headline import headline
from holdfast.render.html import shapes
from holdfast.render.html.chart import severity_chart
from holdfast.render.html.findings import findings
from holdfast.render.html.gate import gate
from holdfast.render.html.markup import Markup, facts, icon, tag, verbatim
from holdfast.render.html.scanners import scanners
from holdfast.render.listing import counts, entries
from holdfast.render.outcome import answered
from holdfast.render.rendering import Document

_NOTE = "This page is one file, asks nothing of the network, and holds no secret in clear."


def page(document: Document) -> str:
    """The report as HTML."""
    style, script = _resource("report.css"), _resource("report.js")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        tag("title", f"{headline(document).word}: {document.run.service}, Holdfast"),
        verbatim("style", style),
    )
    return f"<!doctype html>\n{tag('html', head, _body(document, script), lang='en')}\n"


def _body(document: Document, script: str) -> Markup:
    run, decision = document.run, document.decision
    listed = entries(document)
    return tag(
        "body",
        shapes.definitions(),
        tag("a", "Skip to the findings", href="#findings", class_="skip"),
        _header(run),
        tag(
            "main",
            _verdict(document),
            _numbers(document),
            _section("scanners", "What this verdict rests on", scanners(run)),
            _section("gate", "The policy, rule by rule", gate(decision)) if decision else None,
            _section("findings", "Findings", findings(document, listed)),
        ),
        _footer(run),
        verbatim("script", script),
    )


def _header(run: Run) -> Markup:
    return tag(
        "header",
        tag("p", "Holdfast report", class_="brand"),
        tag("p", tag("strong", run.service), tag("span", wording.target(run.target)), class_="target"),
        tag("p", wording.moment(run.started), class_="when"),
    )


def _verdict(document: Document) -> Markup:
    says = headline(document)
    kind = says.outcome.name.lower().replace("_", "-")
    return tag(
        "section",
        icon(shapes.of_outcome(says.outcome)),
        tag(
            "div",
            tag("h1", says.word.capitalize()),
            tag("p", says.meaning, class_="meaning"),
            tag("p", says.sentence, class_="sentence"),
        ),
        class_=f"verdict outcome-{kind}",
        aria_label="Verdict",
    )


def _numbers(document: Document) -> Markup:
    run = document.run
    tiles = [(f"{len(run.findings):,}", "findings")]
    if document.decision:
        tiles.append((f"{len(document.blocking):,}", "block the gate"))
        tiles.append((f"{len(document.waived):,}", "waived"))
    given, _, rest = answered(run).partition(" scanner")
    tiles.append((given, f"scanner{rest}"))
    shown = [tag("div", tag("strong", number), tag("span", label)) for number, label in tiles]
    chart = tag("div", tag("h2", "By severity"), severity_chart(counts(run.findings)), class_="card")
    return tag("section", tag("div", *shown, class_="tiles"), chart, class_="numbers", aria_label="Numbers")


def _section(name: str, title: str, content: Markup) -> Markup:
    return tag("section", tag("h2", title), content, id=name, class_="card")


def _footer(run: Run) -> Markup:
    target = run.target
    told = facts(
        (
            ("Target", wording.target(target)),
            ("Files walked", f"{target.files:,}"),
            ("Left out", wording.skipped(run)),
            ("Scan took", wording.duration(run.duration_seconds)),
            ("Commit", tag("code", target.commit) if target.commit else None),
            ("Made by", f"Holdfast {run.holdfast_version}".strip()),
        )
    )
    return tag("footer", told, tag("p", _NOTE))


def _policy(style: str, script: str) -> str:
    """The content security policy: this style, this script, and nothing else."""
    allowed = [
        f"style-src {_hash(style)}",
        f"script-src {_hash(script)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(["default-src 'none'", *allowed])


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _resource(name: str) -> str:
    return resources.files("holdfast.render.html").joinpath(name).read_text(encoding="utf-8")
