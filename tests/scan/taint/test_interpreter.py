"""A file is walked to its end whatever it holds: recursion, redefinition, functions nobody calls."""

from holdfast.scan.taint.analysis import analyse


def test_functions_that_call_each_other_come_to_an_end():
    text = "def a(x):\n    return b(x)\n\ndef b(x):\n    return a(x)\n"
    assert analyse(text) == analyse(text.replace("x", "y"))


def test_a_handler_within_a_factory_is_walked():
    text = (
        "from flask import Flask, request\n\ndef create():\n    app = Flask('x')\n    command = 'ls '\n\n"
        "    @app.get('/')\n    def show():\n        import os\n"
        "        os.system(command + request.args['a'])\n"
        "    return app\n"
    )
    assert [weakness.rule for weakness in analyse(text).weaknesses] == ["command-injection"]


def test_a_function_sees_what_the_module_defines_below_it():
    text = "import hashlib\n\ndef digest():\n    return hashlib.new(NAME)\n\nNAME = 'md5'\n"
    assert [weakness.rule for weakness in analyse(text).weaknesses] == ["weak-hash"]


def test_one_function_that_is_too_large_hides_no_other():
    nested = "".join(f"{' ' * depth}for i{depth} in y:\n" for depth in range(1, 17))
    text = f"import hashlib\ndef large(y):\n{nested}{' ' * 17}eval(y)\n\ndef small():\n    hashlib.md5()\n"
    analysis = analyse(text)
    assert analysis.given_up == ("function large",)
    assert "weak-hash" in {weakness.rule for weakness in analysis.weaknesses}


def test_a_closure_is_walked_with_the_text_it_was_made_with(found):
    prelude = "def make(text):\n    def run():\n        open(text)\n    return run\nmade = {}\n"
    assert found("made['a'] = make(q)", prelude) == ["path-traversal"]
    assert "path-traversal" not in found("made['a'] = make('x')", prelude)
