"""What SonarQube's HTML export loses is stated."""

from holdfast.findings.parsers.sonarqube import parse

PAGE = """<html><head><title>SonarQube Vulnerability Report</title></head><body><table>
<thead><tr><th>Rule</th><th>Component</th><th>Message</th></tr></thead>
<tbody><tr><td>java:S1</td><td>a.java</td><td>first</td></tr><tr><td>java:S2</td><td>b.java</td></tr>
<tr><td>java:S3</td><td>c.java</td><td>third</td></tr></tbody></table></body></html>"""


def test_a_row_without_all_its_cells_is_a_problem_and_the_next_is_read():
    parsed = parse.read(PAGE.encode())

    assert [found.title for found in parsed.findings] == ["first", "third"]
    assert [(problem.place, problem.why) for problem in parsed.problems] == [
        ("row 2", "it has not the 3 cells of its table")
    ]
