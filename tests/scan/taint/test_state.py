"""States fork, and meet again with what is true on either way."""

from holdfast.scan.taint.state import State, common_prefix, joined, merged
from holdfast.scan.taint.values import UNKNOWN, Kind, Mark, Scope, Sequence, Value, known

HERE = Scope(1)
TAINTED = Value(marks=frozenset({Mark(Kind.REQUEST, 1, "q")}))


def test_a_fork_does_not_change_what_it_came_from():
    state = State()
    state.bind(HERE, "a", known(1))
    fork = state.fork()
    fork.bind(HERE, "a", known(2))
    state.bind(HERE, "b", known(3))
    assert state.look_up(HERE, "a").constant == 1
    assert fork.look_up(HERE, "b") is None


def test_where_ways_meet_either_value_is_possible():
    one, other = State(), State()
    one.bind(HERE, "a", known("x"))
    other.bind(HERE, "a", TAINTED)
    value = merged([one, other]).look_up(HERE, "a")
    assert value.constant is UNKNOWN
    assert value.marks == TAINTED.marks


def test_the_same_constant_stays_known_and_a_few_stay_possible():
    assert joined(known("x"), known("x"), State()).constant == "x"
    assert joined(known("x"), known("y"), State()).possible == {"x", "y"}
    assert joined(known(1), known(True), State()).constant is UNKNOWN


def test_a_container_holds_on_either_way_what_one_way_put_there():
    state = State()
    items = state.hold(Sequence((known(1),)))
    fork = state.fork()
    fork.reshape(items, Sequence((TAINTED,)))
    assert merged([state, fork]).content(items).marks == TAINTED.marks


def test_a_name_is_looked_up_in_the_scopes_around():
    state = State()
    state.bind(HERE, "a", known(1))
    assert State(state).look_up(Scope(2, HERE), "a").constant == 1


def test_what_was_learned_holds_for_every_name_of_the_value():
    state = State()
    state.bind(HERE, "a", TAINTED)
    state.bind(HERE, "b", TAINTED)
    state.replace_value(TAINTED, TAINTED.harmless())
    assert not state.look_up(HERE, "a").marks | state.look_up(HERE, "b").marks


def test_the_names_of_a_call_are_forgotten():
    state = State()
    state.bind(HERE, "a", known(1))
    state.leave(HERE)
    assert state.look_up(HERE, "a") is None


def test_a_common_prefix_ends_at_the_first_difference():
    assert common_prefix("https://a", "https://b") == "https://"
