"""Functions that make text harmless do so for their danger, and can be undone."""


def test_escaping_is_for_one_danger(found):
    prelude = "import html, shlex\n"
    assert found("return html.escape(q)", prelude) == []
    assert found("os.system(html.escape(q))", prelude) == ["command-injection"]
    assert found("os.system(shlex.quote(q))", prelude) == []


def test_escaping_that_is_undone_helps_nothing(found):
    assert found("return html.unescape(html.escape(q))", "import html\n") == ["cross-site-scripting"]


def test_foreign_functions_are_believed_by_their_name(found):
    prelude = "from elsewhere import escape_html, tidy\n"
    assert found("return escape_html(q)", prelude) == []
    assert found("return tidy(q)", prelude) == ["cross-site-scripting"]


def test_an_argument_of_the_request_read_as_a_number_is_one(found):
    assert found("eval(str(request.args.get('n', 1, type=int)))") == []


def test_a_wrapper_of_the_request_gives_text_of_the_request(found):
    prelude = "from elsewhere import Wrapper\n"
    assert found("eval(Wrapper(request).get_parameter('a'))", prelude) == ["code-injection"]
