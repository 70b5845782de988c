"""Templates, markup and headers of answers: what escapes by itself, and what switches that off."""

import re
from dataclasses import replace

from holdfast.scan.taint import checks
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.values import UNKNOWN, Table, Value, combined

MARKUP = "markupsafe.Markup()"
"""Text that escapes what is filled into it."""
ESCAPING_ENGINE = "jinja2.Environment+autoescape()"
"""An environment whose templates escape what they are given."""
ENGINES = frozenset({"jinja2.Environment", "jinja2.sandbox.SandboxedEnvironment"})
UNESCAPED = re.compile(r"\{\{-?\s*(\w+)[^}]*\|\s*safe\b")
SWITCHED_OFF = re.compile(r"\{%-?\s*autoescape\s+(?:false|off)")
XSS = "cross-site-scripting"


def check(machine: Machine, call: "checks.Call", frame: Frame) -> None:
    """Judge templates that do not escape, patterns of ``format_html``, and headers."""
    given = call.arguments
    if call.name == "django.utils.html.format_html" and given.positional:
        machine.judge(XSS, frame.state.content(given.positional[0]), call.node)
    if call.name == "flask.render_template_string" and given.positional:
        source = given.positional[0].constant
        for name, value in given.named.items() if isinstance(source, str) else ():
            if SWITCHED_OFF.search(str(source)) or name in UNESCAPED.findall(str(source)):
                machine.judge(XSS, frame.state.content(value), call.node)
    if call.name.startswith(("flask.", "fastapi.responses.", "django.http.")) and "headers" in given.named:
        headers = frame.state.shape(given.named["headers"])
        for key, value in headers.items.items() if isinstance(headers, Table) else ():
            machine.stored(given.named["headers"], Value(constant=key), value, call.node, frame)


def from_page(_machine: Machine, call: "checks.Call", frame: Frame) -> Value | None:
    """The answers of template engines and of markup."""
    if call.name in ENGINES:
        escapes = call.setting(checks.NEVER, "autoescape")
        chosen = call.arguments.named.get("autoescape")
        is_escaping = escapes is True or (escapes is UNKNOWN and chosen is not None)
        return Value(name=ESCAPING_ENGINE) if is_escaping else None
    owner = call.owner
    if owner is None:
        return None
    content = combined(*(frame.state.content(value) for value in call.arguments.all()))
    if owner.name.startswith(ESCAPING_ENGINE) and call.method in {"render", "render_async"}:
        return content.cleaned([XSS])
    if owner.name == MARKUP and call.method in {"format", "join"}:
        return replace(combined(owner, content.cleaned([XSS])), name=MARKUP)
    return None
