"""The bar chart of severities."""

from lxml import html

from holdfast.model.severity import Severity
from holdfast.render.html.chart import severity_chart


def drawn(**numbers):
    counts = {severity: numbers.get(severity.value, 0) for severity in Severity}
    return html.fromstring(f"<div>{severity_chart(counts)}</div>")


def test_bars_are_as_long_as_their_numbers_say():
    widths = [float(bar.get("width").rstrip("%")) for bar in drawn(critical=2, high=8).findall(".//rect")]
    assert len(widths) == 2
    assert widths[1] == 4 * widths[0]


def test_no_finding_draws_no_bar_and_divides_by_nothing():
    assert drawn().findall(".//rect") == []


def test_the_numbers_stand_in_a_table_and_in_the_name_of_the_picture():
    chart = drawn(critical=1_200)
    rows = {row.find("th").text: row.find("td").text for row in chart.findall(".//tbody/tr")}
    assert rows["critical"] == "1,200"
    assert set(rows) == {severity.value for severity in Severity}
    assert "critical: 1,200" in chart.find(".//svg").get("aria-label")


def test_every_severity_has_its_shape():
    shapes = {use.get("href") for use in drawn().findall(".//use")}
    assert shapes == {f"#shape-{severity.value}" for severity in Severity}
