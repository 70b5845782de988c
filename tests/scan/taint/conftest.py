"""Asks the analysis about handlers written in a test."""

from textwrap import indent

import pytest

from holdfast.scan.taint.analysis import analyse

HEAD = "import os\nfrom flask import Flask, request, session\n\napp = Flask(__name__)\n"


@pytest.fixture
def found():
    """The rules that find something in a handler with that body, in which ``q`` is text of the request."""

    def rules(body, prelude=""):
        handler = "@app.get('/x')\ndef view():\n    q = request.args['q']\n"
        text = f"{HEAD}{prelude}\n{handler}{indent(body, '    ')}\n"
        return [weakness.rule for weakness in analyse(text).weaknesses]

    return rules
