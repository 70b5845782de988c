"""Calls and assignments are judged by what they are called on and what they are given."""

import pytest

from scan.javascript.asking import certain, handled, later, rules_in, told

SQL = {"sql-injection"}
NOSQL = {"nosql-injection"}
COMMAND = {"command-injection"}
XSS = {"cross-site-scripting"}
POLLUTION = {"prototype-pollution"}


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("anything.query('SELECT ' + q)", SQL),
        ("anything.execute(`  update items set a = '${q}'`)", SQL),
        ("this.connection.query(`INSERT INTO a VALUES ('${q}')`)", SQL),
        ("anything.query('delete from a where b = ' + q)", SQL),
        ("pool.query('x' + q)", SQL),
        ("db.all('x' + q)", SQL),
        ("sequelize.query('x' + q)", SQL),
        ("sequelize.literal(q)", SQL),
        ("knex('a').whereRaw('b = ' + q)", SQL),
        ("knex.raw(`b = ${q}`)", SQL),
        ("knex.raw('b = ?', [q])", set()),
        ("knex('a').where('b', q)", set()),
        ("knex('a').where({ b: String(q) })", set()),
        ("pool.query({ text: 'x' + q })", SQL),
        ("pool.query({ text: 'select $1', values: [q] })", set()),
        ("pool.query('select $1', [q])", set()),
        ("pool.execute('select ?', [q])", set()),
        ("db.prepare('select ?').get(q)", set()),
        ("db.prepare('select ?').all(q)", set()),
        ("db.prepare(`select ${q}`).all()", SQL),
        ("pool.query(`select ${Number(q)}`)", set()),
        ("pool.query(`select ${pool.escape(q)}`)", set()),
        ("pool.query('select * from ' + mysql.escapeId(q))", set()),
        ("anything.query('hello ' + q)", set()),
        ("document.querySelector('#' + q)", set()),
        ("prisma.$queryRaw`SELECT ${q}`", set()),
        ("prisma.$executeRawUnsafe('x' + q)", SQL),
        ("repository.createQueryBuilder('a').where('a.b = :b', { b: q })", set()),
        ("getRepository(A).createQueryBuilder('a').where(`a.b = '${q}'`)", SQL),
        ("pool.query('x' + req.user.id)", set()),
    ],
)
def test_a_statement_is_judged_by_where_it_goes_or_how_it_begins(call, rules):
    assert handled(f"await {call};") == rules


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("User.findOne({ name: q })", NOSQL),
        ("User.findOne({ name: req.body.name })", NOSQL),
        ("User.findOne(req.body)", NOSQL),
        ("User.find(req.query)", NOSQL),
        ("User.findOne({ $or: [{ name: req.body.name }] })", NOSQL),
        ("User.updateOne({ name: req.body.name }, { $set: { seen: true } })", NOSQL),
        ("User.deleteMany({ name: req.body.name })", NOSQL),
        ("db.collection('a').find({ $where: `this.a == ${q}` })", NOSQL),
        ("db.collection('a').find({ $where: 'this.a == ' + String(q) })", NOSQL),
        ("User.findOne({ name: String(q) })", set()),
        ("User.findOne({ name: `${q}` })", set()),
        ("User.findOne({ name: q.toString() })", set()),
        ("User.findOne({ name: { $eq: q } })", set()),
        ("User.findOne({ age: Number(q) })", set()),
        ("User.findOne({ _id: new ObjectId(q) })", set()),
        ("User.findById(req.params.id)", set()),
        ("User.findOne({ name: req.params.name })", set()),
        ("User.findOne({ name: req.user.name })", set()),
        ("User.updateOne({ id: 1 }, { $set: { name: q } })", set()),
        ("items.find((item) => item.name === q)", set()),
        ("[1, 2].find((item) => item === q)", set()),
    ],
)
def test_a_value_that_may_be_an_object_is_an_operator_in_a_query(call, rules):
    assert handled(f"await {call};") == rules


@pytest.mark.parametrize(
    ("check", "rules"),
    [
        ("if (typeof q !== 'string') return;", set()),
        ("if (typeof q === 'object') return;", NOSQL),
        ("if (!q) return;", NOSQL),
        ("if (typeof q !== 'string') throw new Error('no');", set()),
    ],
)
def test_a_test_of_the_type_takes_operators_away(check, rules):
    assert handled(f"{check}\nawait User.findOne({{ name: q }});") == rules


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("exec('ls ' + q)", COMMAND),
        ("execSync(`ls ${q}`)", COMMAND),
        ("exec('ls')", set()),
        ("execFile('ls', [q])", set()),
        ("execFile(q)", COMMAND),
        ("execFile('sh', ['-c', q])", COMMAND),
        ("execFile('bash', ['-c', 'ls ' + q])", COMMAND),
        ("spawn('ls', [q])", set()),
        ("spawn('ls', ['--', q], { stdio: 'inherit' })", set()),
        ("spawn('ls', [q], { shell: true })", COMMAND),
        ("spawn('ls', [q], { shell: '/bin/bash' })", COMMAND),
        ("spawn('ls', [q], { shell: false })", set()),
        ("spawn('ls ' + q, { shell: true })", COMMAND),
        ("spawn('cmd', ['/c', q])", COMMAND),
        ("spawnSync(q, ['-a'])", COMMAND),
        ("exec(`ls ${Number(q)}`)", set()),
        ("require('util').promisify(exec)('ls ' + q)", COMMAND),
        ("/a+/.exec(q)", set()),
    ],
)
def test_a_command_is_one_for_a_shell_or_names_the_program(call, rules):
    prelude = 'const { exec, execSync, execFile, spawn, spawnSync } = require("child_process");'
    assert handled(f"{call};", prelude) == rules


@pytest.mark.parametrize(
    ("markup", "rules"),
    [
        ("<div dangerouslySetInnerHTML={{ __html: a }} />", XSS),
        ("<div dangerouslySetInnerHTML={{ __html: clean }} />", set()),
        ("<iframe srcDoc={a} />", XSS),
        ("<a href={a}>a</a>", {"link-from-outside"}),
        ("<a href={`https://a.example/${a}`}>a</a>", set()),
        ("<a href={`/a/${a}`}>a</a>", set()),
        ("<a href={'?a=' + a}>a</a>", set()),
        ("<a title={a}>{a}</a>", set()),
        ("<iframe src={a} />", {"link-from-outside"}),
        ("<form action={a} />", {"link-from-outside"}),
        ("<img src={a} />", set()),
        ("<p>{a}</p>", set()),
        ("<p>{a && <b>{a}</b>}</p>", set()),
        ("<p>{[a].map((each) => <a href={each}>a</a>)}</p>", {"link-from-outside"}),
        ("<a {...{ href: a }}>a</a>", {"link-from-outside"}),
    ],
)
def test_elements_of_jsx(markup, rules):
    text = (
        "import DOMPurify from 'dompurify';\nexport default function Page({ searchParams }) {\n"
        f"  const a = searchParams.a;\n  const clean = DOMPurify.sanitize(a);\n  return {markup};\n}}\n"
    )
    assert rules_in(text, "a.tsx") == rules
    assert rules_in(text, "a.jsx") == rules


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("element.innerHTML = a;", XSS),
        ("element.innerHTML += `<p>${a}</p>`;", XSS),
        ("element.outerHTML = a;", XSS),
        ("element.innerHTML = '<p>a</p>';", set()),
        ("element.textContent = a;", set()),
        ("element.innerText = a;", set()),
        ("element.value = a;", set()),
        ("element.insertAdjacentHTML('beforeend', a);", XSS),
        ("element.append(a);", set()),
        ("document.write(a);", XSS),
        ("document.writeln('<p>' + a);", XSS),
        ("$('#a').html(a);", XSS),
        ("$('#a').append('<p>' + a);", XSS),
        ("$('#a').text(a);", set()),
        ("$('#' + a).show();", set()),
        ("$('<p>' + a).show();", XSS),
        ("$(a).show();", XSS),
        ("element.setAttribute('onclick', a);", XSS),
        ("element.setAttribute('href', a);", {"link-from-outside"}),
        ("element.setAttribute('href', '/a/' + a);", set()),
        ("element.setAttribute('title', a);", set()),
        ("element.setAttribute('data-a', a);", set()),
        ("element.href = a;", {"link-from-outside"}),
        ("element.src = a;", {"link-from-outside"}),
        ("element.href = '#' + a;", set()),
        later(
            "location = a;", {"open-redirect"}, why="location is a name like any other when it is assigned"
        ),
        ("location.href = a;", {"open-redirect"}),
        ("window.location = a;", {"open-redirect"}),
        ("window.location.href = '/search?q=' + a;", set()),
        ("location.assign(a);", {"open-redirect"}),
        ("location.replace(a);", {"open-redirect"}),
        ("window.open(a);", {"open-redirect"}),
        ("location.hash = a;", set()),
        ("setTimeout(a, 9);", {"code-injection"}),
        ("setTimeout('f(' + a + ')', 9);", {"code-injection"}),
        ("setInterval(`f('${a}')`, 9);", {"code-injection"}),
        ("setTimeout(() => show(a), 9);", set()),
        ("setTimeout(show, 9, a);", set()),
        ("new Function(a)();", {"code-injection"}),
        ("Function('a', a);", {"code-injection"}),
        ("localStorage.setItem('a', a);", set()),
    ],
)
def test_what_a_page_does_with_text_of_its_address(statement, rules):
    assert certain(f"const a = new URLSearchParams(location.search).get('a');\n{statement}\n") == rules


@pytest.mark.parametrize(
    ("call", "is_found"),
    [
        ("console.log(password)", True),
        ("console.error('no', user.password)", True),
        ("console.log(`key ${apiKey}`)", True),
        ("logger.info({ password })", True),
        ("log.debug('a', process.env.DB_PASSWORD)", True),
        ("console.log(config['api_key'])", True),
        ("console.log(req.headers.authorization)", True),
        ("console.log(password.length)", False),
        ("console.log(typeof password)", False),
        ("console.log('password')", False),
        ("console.log(hash(password))", False),
        ("console.log(passwordField)", False),
        ("console.log(user.name)", False),
        ("console.log(password ? 'set' : 'missing')", False),
        ("send(password)", False),
        ("console.log(csrf_token)", False),
    ],
)
def test_a_secret_in_a_log_is_found_by_its_name(call, is_found):
    assert (
        rules_in(f"function f(req, user, password, apiKey) {{\n  {call};\n}}\n") == {"secret-to-log"}
    ) is is_found


@pytest.mark.parametrize(
    ("call", "is_found"),
    [
        ("/^(a+)+$/.test(q)", True),
        ("/^([a-z]+)*$/.test(q)", True),
        ("/(\\w+\\s?)*$/.test(q)", True),
        ("q.match(/^(a+)+$/)", True),
        ("q.replace(/(a*)*b/, '')", True),
        ("q.search(/^(a|a)+$/)", True),
        ("/^(a+)+$/.exec(q)", True),
        ("new RegExp('^(a+)+$').test(q)", True),
        ("/^(a+)+$/.test('aaa')", False),
        ("/^(a+)+$/.test(req.user.name)", False),
        ("/^a+$/.test(q)", False),
        ("/^(a+b)+$/.test(q)", False),
        ("/^(\\d+\\.)+$/.test(q)", False),
        ("/^[a-z]+(-[a-z]+)*$/.test(q)", False),
    ],
)
def test_a_slow_pattern_matters_for_text_from_outside(call, is_found):
    assert (handled(f"{call};") == {"slow-regex"}) is is_found


@pytest.mark.parametrize(
    ("body", "rules"),
    [
        ("table[req.body.a][req.body.b] = q;", POLLUTION),
        ("table[req.body.a].b = q;", POLLUTION),
        ("const inner = table[req.body.a]; inner[req.body.b] = q;", POLLUTION),
        ("table[req.body.a] = q;", set()),
        ("if (req.body.a === '__proto__') return; table[req.body.a][req.body.b] = q;", set()),
        ("const a = req.body.a; if (a === '__proto__') return; table[a][req.body.b] = q;", set()),
        ("const a = req.body.a; if (['__proto__', 'prototype'].includes(a)) return; table[a].b = q;", set()),
        ("const a = req.body.a; if (!['x', 'y'].includes(a)) return; table[a].b = q;", set()),
        ("const own = Object.create(null); own[req.body.a] = q;", set()),
        ("const own = new Map(); own.set(req.body.a, q);", set()),
        ("Object.assign(table, req.body);", set()),
        ("const copy = { ...req.body };", set()),
    ],
)
def test_a_key_from_outside_reaches_what_all_objects_share_at_the_second_step(body, rules):
    assert handled(body, "const table = load();") - {"mass-assignment"} == rules


MERGE = """
function merge(target, source) {{
  for (const key in source) {{
    {guard}
    if (typeof source[key] === "object") {{
      merge(target[key], source[key]);
    }} else {{
      target[key] = source[key];
    }}
  }}
  return target;
}}
app.post("/", (req, res) => {{
  merge(settings, {source});
}});
"""


@pytest.mark.parametrize(
    ("guard", "source", "is_found"),
    [
        ("", "req.body", True),
        ("", "JSON.parse(req.query.a)", True),
        ("if (key === '__proto__' || key === 'constructor') continue;", "req.body", False),
        ("if (['__proto__', 'constructor'].includes(key)) continue;", "req.body", False),
        ("", "{ a: 1 }", False),
        ("", "defaults", False),
    ],
)
def test_a_recursive_merge_reaches_what_all_objects_share(guard, source, is_found):
    assert ("prototype-pollution" in certain(MERGE.format(guard=guard, source=source))) is is_found


@pytest.mark.parametrize(
    ("call", "rules"),
    [
        ("_.merge({}, req.body)", POLLUTION),
        ("_.defaultsDeep(settings, req.body)", POLLUTION),
        ("_.set(settings, q, 1)", POLLUTION),
        ("_.set(settings, 'a.b', q)", set()),
        ("_.merge({}, defaults)", set()),
        ("_.get(settings, q)", set()),
        ("$.extend(true, {}, req.body)", POLLUTION),
        ("$.extend({}, req.body)", set()),
        ("_.merge({}, _.pick(req.body, ['a']))", set()),
    ],
)
def test_functions_that_merge_deeply(call, rules):
    prelude = 'const _ = require("lodash");\nconst $ = require("jquery");'
    assert handled(f"{call};", prelude) - {"mass-assignment"} == rules


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("req.session.a = q;", {"trust-boundary"}),
        ("req.session['a'] = q;", {"trust-boundary"}),
        ("req.session[q] = 1;", {"trust-boundary"}),
        ("req.session.a = Number(q);", set()),
        ("req.session.a = req.user.id;", set()),
        ("req.session.a = 'a';", set()),
    ],
)
def test_what_is_kept_in_a_session(statement, rules):
    assert handled(statement) == rules


@pytest.mark.parametrize(
    ("statement", "is_found"),
    [
        ("const token = Math.random();", True),
        ("const sessionId = `s${Math.random()}`;", True),
        ("user.password = Math.random().toString(36);", True),
        ("const made = { resetCode: Math.random() };", True),
        ("let otp = ''; otp += Math.floor(Math.random() * 10);", True),
        ("function makeToken() { return Math.random().toString(36); }", True),
        ("const jitter = Math.random() * 100;", False),
        ("const id = `row-${Math.random()}`;", False),
        ("const color = COLORS[Math.floor(Math.random() * 3)];", False),
        ("const token = crypto.randomUUID();", False),
        ("const isToken = Math.random() > 0.5;", False),
    ],
)
def test_a_random_number_matters_under_a_name_of_what_must_not_be_guessed(statement, is_found):
    assert ("weak-random" in rules_in(f"{statement}\n")) is is_found


def test_a_weakness_stands_where_the_call_stands():
    text = "app.get('/', (req, res) => {\n  db.query(\n    'SELECT ' +\n      req.query.a,\n  );\n});\n"
    assert told(text) == {("sql-injection", 2)}


@pytest.mark.parametrize("kind", ["res.type('text/plain');", "res.setHeader('Content-Type', 'text/plain');"])
def test_a_type_that_is_no_page_is_no_comfort_for_what_else_the_answer_does(kind):
    assert handled(f"{kind} res.send(q);") == set()
    assert handled(f"{kind} res.redirect(q);") == {"open-redirect"}
    assert handled(f"{kind} res.location(q);") == {"open-redirect"}
    assert handled(f"{kind} res.render(q);") == {"path-traversal"}


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("$(location.hash)", XSS),
        ("$('<p>' + location.hash)", XSS),
        ("$('  <p>' + location.hash)", XSS),
        ("$('#' + location.hash)", set()),
        ("$('input[name=' + location.hash + ']')", set()),
    ],
)
def test_what_begins_like_a_selector_is_none_of_markup(text, rules):
    assert certain(text) == rules


@pytest.mark.parametrize(
    ("pattern", "is_local"),
    [
        (r"^\/(?!\/)", True),
        (r"^\/(?![\/\\])", True),
        (r"^\/\w+", True),
        (r"^\/(?!admin)", False),
        ("^/", False),
    ],
)
def test_only_a_pattern_that_refuses_a_second_slash_keeps_a_redirect_at_home(pattern, is_local):
    found = handled(f"if (!new RegExp({pattern!r}).test(q)) return; res.redirect(q);")
    assert (found == set()) is is_local


def test_a_pattern_that_is_very_long_does_not_take_very_long():
    hostile = "([" * 200_000
    text = f"const a = new RegExp({hostile!r});\nexport const b = (c) => a.test(c);\n"
    assert rules_in(text + "\n" * 2_000) == set()
