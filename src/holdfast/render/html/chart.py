"""Findings by severity as a bar chart, with the same numbers in a table."""

from collections.abc import Mapping

from holdfast.model.severity import Severity
from holdfast.render.html.markup import Markup, joined, tag
from holdfast.render.html.shapes import SIZE, of_severity

_ROW = 30
_LABELS_END = 32
_BARS_WIDTH = 54


def severity_chart(counts: Mapping[Severity, int]) -> Markup:
    """One bar for each severity, worst first; widths in percent, so that text keeps its size."""
    told = ", ".join(f"{severity}: {number:,}" for severity, number in counts.items())
    most = max(counts.values(), default=0) or 1
    bars = [_bar(row, severity, number, most) for row, (severity, number) in enumerate(counts.items())]
    chart = tag(
        "svg",
        joined(bars),
        class_="chart",
        role="img",
        aria_label=f"Findings by severity. {told}",
        height=_ROW * len(counts),
    )
    rows = [
        tag("tr", tag("th", severity.value, scope="row"), tag("td", f"{number:,}"))
        for severity, number in counts.items()
    ]
    head = tag("tr", tag("th", "Severity", scope="col"), tag("th", "Findings", scope="col"))
    table = tag("table", tag("thead", head), tag("tbody", *rows))
    return joined((chart, tag("details", tag("summary", "The numbers as a table"), table, class_="quiet")))


def _bar(row: int, severity: Severity, number: int, most: int) -> Markup:
    middle = row * _ROW + _ROW // 2
    width = _BARS_WIDTH * number / most
    shape = tag(
        "use",
        href=f"#shape-{of_severity(severity)}",
        x=0,
        y=middle - SIZE // 2,
        width=SIZE,
        height=SIZE,
    )
    label = tag("text", severity.value, x=SIZE + 8, y=middle, class_="label")
    bar = tag("rect", x=f"{_LABELS_END}%", y=middle - 9, width=f"{width:.2f}%", height=18, rx=3)
    count = tag("text", f"{number:,}", x=f"{_LABELS_END + width:.2f}%", dx=8, y=middle, class_="label")
    return tag("g", shape, label, bar if number else None, count, class_=f"severity-{severity}")
