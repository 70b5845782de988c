"""Responses: their type says whether they are pages, their headers where they lead."""

import pytest

from scan.javascript.asking import certain, handled

XSS = {"cross-site-scripting"}


@pytest.mark.parametrize(
    ("before", "rules"),
    [
        ("", XSS),
        ("res.type('html');", XSS),
        ("res.type('text/html');", XSS),
        ("res.set('Content-Type', 'text/html');", XSS),
        ("res.setHeader('Content-Type', 'image/svg+xml');", XSS),
        ("res.status(404);", XSS),
        ("res.type('text');", set()),
        ("res.type('text/plain');", set()),
        ("res.type('json');", set()),
        ("res.contentType('application/json');", set()),
        ("res.set('Content-Type', 'text/plain');", set()),
        ("res.set({ 'Content-Type': 'application/json' });", set()),
        ("res.setHeader('content-type', 'text/csv');", set()),
        ("res.header('Content-Type', 'text/plain; charset=utf-8');", set()),
        ("res.writeHead(200, { 'Content-Type': 'application/json' });", set()),
    ],
)
def test_an_answer_is_a_page_unless_its_type_says_otherwise(before, rules):
    assert handled(f"{before}\nres.end('<p>' + q);") == rules


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("res.send(q);", XSS),
        ("res.status(400).send(`no ${q}`);", XSS),
        ("res.write(q);", XSS),
        ("return res.send('<p>' + q);", XSS),
        ("res.type('text').send(q);", set()),
        ("res.status(200).type('text/plain').send(q);", set()),
        ("res.json({ q });", set()),
        ("res.status(200).json(q);", set()),
        ("res.send({ q });", set()),
        ("res.send([q]);", set()),
        ("res.sendStatus(Number(q));", set()),
        ("res.send('<p>' + req.user.name);", set()),
        ("res.render('page', { q });", set()),
        ("res.render(q);", {"path-traversal"}),
    ],
)
def test_methods_of_an_answer(call, rules):
    assert handled(call) == rules


@pytest.mark.parametrize(
    ("kind", "rules"), [("'text/html'", XSS), ("'application/json'", set()), ("'image/svg+xml'", XSS)]
)
def test_an_answer_of_the_web_is_a_page_if_its_headers_say_so(kind, rules):
    text = (
        "export async function GET(request: Request) {\n"
        "  const name = new URL(request.url).searchParams.get('a');\n"
        f"  return new Response(name, {{ headers: {{ 'Content-Type': {kind} }} }});\n}}\n"
    )
    assert certain(text) == rules


@pytest.mark.parametrize(
    ("answer", "rules"),
    [
        ("{ statusCode: 302, headers: { Location: event.queryStringParameters.a } }", {"open-redirect"}),
        ("{ statusCode: 200, headers: { 'content-type': 'text/html' }, body: event.body }", XSS),
        ("{ statusCode: 200, headers: { 'content-type': 'application/json' }, body: event.body }", set()),
        ("{ statusCode: 200, body: event.body }", set()),
    ],
)
def test_an_answer_of_lambda_is_a_page_if_its_headers_say_so(answer, rules):
    assert certain(f"exports.handler = async (event) => {{\n  return {answer};\n}};\n") == rules


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("res.redirect(q)", {"open-redirect"}),
        ("res.redirect(301, q)", {"open-redirect"}),
        ("res.redirect('/a/' + q)", set()),
        ("res.redirect('/' + q)", {"open-redirect"}),
        ("res.redirect('https://a.example/' + q)", set()),
        ("res.redirect('https://a.example' + q)", {"open-redirect"}),
        ("res.redirect('back')", set()),
        ("res.location(q)", {"open-redirect"}),
        ("res.setHeader('Location', q)", {"open-redirect"}),
        ("res.set({ Location: q })", {"open-redirect"}),
        ("res.writeHead(302, { Location: q })", {"open-redirect"}),
        ("res.setHeader('X-A', q)", set()),
        ("res.sendFile(q)", {"path-traversal"}),
        ("res.sendFile(q, { root: '/srv' })", set()),
        ("res.download('/srv/' + q)", {"path-traversal"}),
        ("res.cookie('lang', q, { secure: true, httpOnly: true })", set()),
    ],
)
def test_headers_and_places_of_an_answer(call, rules):
    assert handled(f"{call};") == rules


@pytest.mark.parametrize(
    ("statement", "is_found"),
    [
        ("res.setHeader('Access-Control-Allow-Origin', req.headers.origin);", True),
        ("res.header('Access-Control-Allow-Origin', req.get('Origin'));", True),
        ("res.set({ 'Access-Control-Allow-Origin': req.headers.origin });", True),
        ("res.setHeader('Access-Control-Allow-Origin', '*');", False),
        ("res.setHeader('Access-Control-Allow-Origin', 'https://a.example');", False),
        (
            (
                "if (!SITES.includes(req.headers.origin)) return;\n"
                "res.setHeader('Access-Control-Allow-Origin', req.headers.origin);"
            ),
            False,
        ),
    ],
)
def test_an_origin_that_is_sent_back_is_any_origin(statement, is_found):
    assert (handled(statement, "const SITES = load();") == {"cross-origin"}) is is_found
