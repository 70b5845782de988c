"""What others answer: promises and listeners are followed, databases answer with what they hold."""

import pytest

from scan.javascript.asking import certain, handled, rules_in, told

CODE = {"code-injection"}


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("Promise.resolve(q).then((a) => eval(a));", True),
        ("Promise.resolve(q).then((a) => a).then((a) => eval(a));", True),
        ("Promise.resolve(q).then((a) => 'a').then((a) => eval(a));", False),
        ("Promise.resolve(q).catch(() => 'a').then((a) => eval(a));", True),
        ("Promise.resolve(q).finally(() => stop()).then((a) => eval(a));", True),
        ("Promise.resolve('a').catch((error) => eval(q));", True),
        ("load().then(() => eval(q), () => {});", True),
        ("load().then(function () { eval(q); });", True),
        ("User.findOne({ a: String(q) }).then((user) => eval(user.name));", False),
        ("Promise.all([q, 'a']).then(([a, b]) => eval(a));", True),
        ("Promise.all([q, 'a']).then(([a, b]) => eval(b));", False),
    ],
)
def test_promises_hand_on_what_they_hold(body, is_found):
    assert (handled(body) == CODE) is is_found


@pytest.mark.parametrize(
    "asked",
    [
        "await User.findByPk(req.query.a)",
        "await User.findOne({ where: { id: Number(req.query.a) } })",
        "(await pool.query('select $1', [req.query.a])).rows[0].name",
        "await prisma.user.findUnique({ where: { id: String(req.query.a) } })",
        "await store.loadText(req.query.a)",
        "await getText(req.query.a)",
        "await users.findByName(req.query.a)",
        "await fetchUser(req.query.a)",
        "isKnown(req.query.a)",
    ],
)
def test_what_is_looked_up_is_not_what_it_was_looked_up_by(asked):
    assert certain(f"app.get('/', async (req, res) => {{\n  eval({asked});\n}});") == set()


@pytest.mark.parametrize(
    "made", ["format(req.query.a)", "helper.fill(req.query.a)", "render(req.query.a, 1)"]
)
def test_a_function_of_another_file_may_answer_with_what_it_is_given(made):
    assert certain(f"app.get('/', (req, res) => {{\n  eval({made});\n}});") == CODE


@pytest.mark.parametrize(
    ("logged", "is_found"),
    [
        ("password.trim()", True),
        ("'a'.concat(password)", True),
        ("password.padEnd(20)", True),
        ("JSON.stringify({ password })", True),
        ("util.inspect(password)", True),
        ("[password].join(' ')", True),
        ("check(password)", False),
        ("bcrypt.hashSync(password, 12)", False),
        ("await login(name, password)", False),
        ("store.verify(password)", False),
    ],
)
def test_what_is_answered_to_a_secret_is_none_unless_it_is_its_text(logged, is_found):
    text = (
        f"const util = require('util');\nasync function f(name, password) {{\n  console.log({logged});\n}}\n"
    )
    assert (rules_in(text) == {"secret-to-log"}) is is_found


def test_a_callback_of_a_stranger_is_walked():
    assert handled("stranger.each((row) => { eval(q); });") == {"code-injection"}
    assert handled("fs.readFile('a', (error, data) => { eval(q); });", 'const fs = require("fs");') == {
        "code-injection"
    }
    assert told("a.b(function () { c.d(() => { eval(location.hash); }); });") == {("code-injection", 1)}
