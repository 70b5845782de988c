"""Facts about ``holdfast version``."""

import json

from holdfast import __version__
from holdfast.cli.application import run


def test_as_json_it_names_python_and_the_system_too(capsys):
    assert run(["version", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["version"] == __version__
    assert facts["python"].count(".") == 2
    assert facts["system"]
