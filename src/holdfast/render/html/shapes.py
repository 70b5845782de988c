"""The page's shapes: severities and outcomes differ in form, so that colour is never needed."""

from holdfast.model.severity import Severity
from holdfast.render.html.markup import Markup, joined, tag
from holdfast.render.outcome import Outcome

SIZE = 16

_FILLED = {
    "critical": "M5 1h6l4 4v6l-4 4H5l-4-4V5zM7.1 4v5.2h1.8V4zm0 6.4v1.8h1.8v-1.8z",
    "high": "M8 1l7.5 14H.5zM7.1 6v4.6h1.8V6zm0 5.6v1.7h1.8v-1.7z",
    "medium": "M8 .8L15.2 8 8 15.2.8 8z",
    "low": "M.5 2.5h15L8 14.5z",
    "info": "M1.5 1.5h13v13h-13zM3.2 3.2v9.6h9.6V3.2zM7.1 6.8h1.8v4.6H7.1zm0-2.4h1.8v1.6H7.1z",
    "unknown": "M8 .8a7.2 7.2 0 100 14.4A7.2 7.2 0 008 .8zM8 2.5a5.5 5.5 0 110 11 5.5 5.5 0 010-11z"
    "M5.2 6.2C5.2 2.6 10.8 2.6 10.8 6.1c0 1.9-1.9 2-1.9 3.2H7.1c0-2 1.9-2.1 1.9-3.2"
    " 0-1.2-2-1.2-2 .1zM7.1 10.3h1.8v1.7H7.1z",
    "partial": "M8 .8a7.2 7.2 0 100 14.4A7.2 7.2 0 008 .8zM8 2.5v11a5.5 5.5 0 010-11z",
    "pass": "M8 .8a7.2 7.2 0 100 14.4A7.2 7.2 0 008 .8zM4.3 7.2L3.1 8.4 6.9 12.2 13 6.1 11.8 4.9 6.9 9.8z",
    "fail": "M5 1h6l4 4v6l-4 4H5l-4-4V5zM5.6 4.4L4.4 5.6 6.8 8l-2.4 2.4 1.2 1.2L8 9.2"
    "l2.4 2.4 1.2-1.2L9.2 8l2.4-2.4-1.2-1.2L8 6.8z",
    "none": "M2.5 7h11v2h-11z",
}

_OF_OUTCOME = {
    Outcome.PASS: "pass",
    Outcome.PARTIAL: "partial",
    Outcome.FAIL: "fail",
    Outcome.NO_VERDICT: "unknown",
    Outcome.NOT_RUN: "none",
    Outcome.NOT_APPLICABLE: "none",
}


def of_outcome(outcome: Outcome) -> str:
    """The shape of an outcome."""
    return _OF_OUTCOME[outcome]


def of_severity(severity: Severity) -> str:
    """The shape of a severity."""
    return severity.value


def definitions() -> Markup:
    """All shapes, drawn once; the page refers to them by name."""
    symbols = [
        tag(
            "symbol",
            tag("path", d=path, fill="currentColor", fill_rule="evenodd"),
            id=f"shape-{name}",
            viewBox=f"0 0 {SIZE} {SIZE}",
        )
        for name, path in _FILLED.items()
    ]
    return tag("svg", joined(symbols), class_="shapes", width=0, height=0, aria_hidden="true")
