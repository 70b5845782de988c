"""Functions that make text harmless do so for their danger, and can be undone."""

import pytest


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


def test_a_random_function_is_known_by_any_name(found):
    prelude = "from random import sample as pick\nfrom secrets import choice\n"
    assert found("token = ''.join(pick('abc', 2))", prelude) == ["weak-random"]
    assert found("token = ''.join(choice('abc') for _ in 'ab')", prelude) == []


def test_a_request_to_send_is_judged_by_its_address(found):
    prelude = "from urllib.request import Request, urlopen\n"
    assert found("urlopen(Request('https://a.example/', data=q.encode()))", prelude) == []
    assert set(found("urlopen(Request(q))", prelude)) == {"request-forgery"}


def test_who_signed_in_is_what_the_server_knows(found):
    prelude = "from django.contrib.auth import authenticate\n"
    assert found("session['user'] = authenticate(username=q).username", prelude) == []


@pytest.mark.parametrize(
    ("sign", "is_believed"),
    [
        ("hmac.new(KEY, q, 'sha256').digest()", True),
        ("hmac.new(KEY, msg=q, digestmod='sha256').hexdigest()", True),
        ("hmac.digest(KEY, q, 'sha256')", True),
        ("hmac.new(KEY, b'x', 'sha256').digest()", False),
    ],
)
def test_a_signature_that_fits_tells_of_the_text_it_was_made_of(found, sign, is_believed):
    prelude = "import hmac, pickle\nKEY = os.environ['KEY']\n"
    check = f"if not hmac.compare_digest({sign}, request.headers['X-Signature']):\n    return ''\n"
    assert ("unsafe-deserialization" not in found(f"{check}pickle.loads(q)", prelude)) is is_believed


def test_a_function_that_checks_a_password_gives_a_record_of_the_server(found):
    prelude = "from .accounts import check_login, make_login\n"
    assert found("session['id'] = check_login(q, q).name", prelude) == []
    assert found("session['id'] = make_login(q, q).name", prelude) == ["trust-boundary"]
