"""What one handler leaves on request or response is there for the next, field by field."""

import pytest

from holdfast.scan.javascript.keeping import DEEPEST, flattened, restored, snapshot
from holdfast.scan.taint.state import State
from holdfast.scan.taint.values import Kind, Mark, Sequence, Table, Value, known
from scan.javascript.asking import certain

OUTSIDE = Value(marks=frozenset({Mark(Kind.REQUEST, 1, "req.query")}))


def test_an_object_keeps_its_fields_in_another_state():
    state, other = State(), State()
    inner = state.hold(Table({"b": OUTSIDE, "c": known("c")}))
    kept = snapshot(state.hold(Table({"a": inner, "d": known(1)})), state)
    shape = other.shape(restored(kept, other))
    assert shape.items["d"].constant == 1
    fields = other.shape(shape.items["a"])
    assert (fields.items["b"].marks, fields.items["c"].constant) == (OUTSIDE.marks, "c")


def test_what_is_no_object_is_kept_as_one_value():
    state = State()
    assert snapshot(state.hold(Sequence((known(1), OUTSIDE))), state).marks == OUTSIDE.marks
    assert restored(known("a"), state).constant == "a"


def test_an_object_that_is_too_deep_is_kept_as_one_value():
    state = State()
    value = OUTSIDE
    for _ in range(DEEPEST + 2):
        value = state.hold(Table({"a": value}))
    kept = snapshot(value, state)
    for _ in range(DEEPEST):
        kept = kept.items["a"]
    assert kept.marks == OUTSIDE.marks
    assert flattened(snapshot(value, state)).marks == OUTSIDE.marks


def test_fields_that_are_not_known_are_kept_together():
    state = State()
    kept = snapshot(state.hold(Table({"a": known(1)}, OUTSIDE)), state)
    assert flattened(kept).marks == OUTSIDE.marks
    assert state.shape(restored(kept, state)).rest.marks == OUTSIDE.marks


@pytest.mark.parametrize(
    ("left", "read", "is_found"),
    [
        ("req.name = req.query.name", "req.name", True),
        ("req.name = 'a'", "req.name", False),
        ("req.account = findAccount(1)", "req.account.name", False),
        ("req.context = { name: req.query.name, user: 1 }", "req.context.name", True),
        ("req.context = { name: req.query.name, user: 1 }", "req.context.user", False),
        ("res.locals.name = req.query.name", "res.locals.name", True),
        ("res.locals.name = 'a'", "res.locals.name", False),
        ("res.locals.user = await load(1)", "res.locals.user.name", False),
    ],
)
def test_what_middleware_keeps_on_a_request_is_what_it_put_there(left, read, is_found):
    text = (
        f"app.use(async (req, res, next) => {{\n  {left};\n  next();\n}});\n"
        f"app.get('/', (req, res) => {{\n  eval({read});\n}});\n"
    )
    assert ("code-injection" in certain(text)) is is_found


def test_a_state_of_koa_keeps_what_middleware_put_there():
    text = (
        "const Koa = require('koa');\nconst app = new Koa();\n"
        "app.use(async (ctx, next) => {{\n  ctx.state.name = {};\n  await next();\n}});\n"
        "app.use(async (ctx) => {{\n  eval(ctx.state.name);\n}});\n"
    )
    assert certain(text.format("ctx.query.name")) == {"code-injection"}
    assert certain(text.format("'a'")) == set()
