"""Works on texts."""

import html


def escape_for_html(text):
    """Escapes a text for HTML."""
    return html.escape(text)


remembered = {}
