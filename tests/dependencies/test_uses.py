"""What packages of a graph are used for."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.dependencies.uses import Use, Uses, widest
from holdfast.model.dependency import Scope

NODES = st.integers(0, 6)


def test_a_package_with_several_uses_has_the_widest_and_its_way():
    uses = Uses(
        {"app": Scope.RUNTIME, "tests": Scope.DEVELOPMENT},
        {"app": ["web"], "web": ["json"], "tests": ["json", "mock"]},
        str.upper,
    )
    assert uses.of("json") == Use(Scope.RUNTIME, False, ("APP", "WEB"))
    assert uses.of("mock") == Use(Scope.DEVELOPMENT, False, ("TESTS",))
    assert uses.of("tests") == Use(Scope.DEVELOPMENT, True, ())


def test_a_direct_package_has_no_way_though_a_wider_one_needs_it_too():
    uses = Uses({"app": Scope.RUNTIME, "json": Scope.DEVELOPMENT}, {"app": ["json"]}, str)
    assert uses.of("json") == Use(Scope.RUNTIME, True, ())


def test_what_a_package_works_without_is_optional_with_all_that_it_brings_in():
    uses = Uses(
        {"app": Scope.RUNTIME, "tests": Scope.DEVELOPMENT},
        {"speedups": ["compiler"], "app": ["json"], "tests": ["mock"]},
        str,
        may_need={"app": ["speedups", "json"], "tests": ["colours"]},
    )
    assert uses.of("speedups") == Use(Scope.OPTIONAL, False, ("app",))
    assert uses.of("compiler") == Use(Scope.OPTIONAL, False, ("app", "speedups"))
    assert uses.of("json").scope is Scope.RUNTIME
    assert uses.of("colours").scope is Scope.DEVELOPMENT


def test_what_nobody_asks_for_is_not_known_to_be_direct_or_not():
    assert Uses({}, {}, str).of("stray") == Use(Scope.RUNTIME, None, ())


def test_the_widest_of_nothing_is_the_run_time():
    assert widest(()) is Scope.RUNTIME
    assert widest((Scope.DEVELOPMENT, Scope.OPTIONAL)) is Scope.OPTIONAL


@given(
    direct=st.dictionaries(NODES, st.sampled_from(Scope)),
    needs=st.dictionaries(NODES, st.lists(NODES, max_size=4)),
)
def test_a_direct_package_is_at_least_as_wide_as_it_was_asked_for(direct, needs):
    uses = Uses(direct, needs, str)
    for node, scope in direct.items():
        use = uses.of(node)
        assert use.is_direct
        assert widest((use.scope, scope)) is use.scope
