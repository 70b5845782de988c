"""Templates, markup and headers."""

import pytest

XSS = ["cross-site-scripting"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("import flask\nreturn flask.render_template_string('{{ a|safe }}', a=q)", XSS),
        ("import flask\nreturn flask.render_template_string('{{ a | trim | safe }}', a=q)", XSS),
        ("import flask\nreturn flask.render_template_string('{% autoescape false %}{{ a }}', a=q)", XSS),
        ("import flask\nreturn flask.render_template_string('{{ a }}{{ b|safe }}', a=q)", []),
        ("from markupsafe import Markup\nreturn Markup('<b>%s</b>') % q", []),
        ("from markupsafe import Markup\nreturn Markup('<b>{}</b>').format(q)", []),
        ("from markupsafe import Markup\nreturn Markup('<b>') + q", []),
        (
            "import jinja2 as j\nreturn j.Environment(autoescape=True).from_string('{{ a }}').render(a=q)",
            [],
        ),
        ("import jinja2 as j\nreturn j.Environment().from_string('{{ a }}').render(a=q)", XSS),
        ("import flask\nreturn flask.Response('', 302, headers={'Location': q})", ["open-redirect"]),
        ("import flask\nreturn flask.Response('', 200, headers={'X-Name': q})", []),
    ],
)
def test_what_escapes_is_told_from_what_does_not(found, body, expected):
    assert found(body) == expected


def test_only_the_pattern_of_format_html_is_dangerous(found):
    prelude = "from django.utils.html import format_html\n"
    assert found("format_html('<p>{}</p>', q)", prelude) == []
    assert found("format_html('<p>' + q + '</p>')", prelude) == XSS
