"""Trees of written values: how they join, and what they remember."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.config.nodes import DEFAULT, Node, Origin, dotted, from_plain, grow, overlay

LOW, HIGH = Origin("low", 1, 1), Origin("high", 2, 3)

LEAVES = st.none() | st.text("uvw", max_size=2) | st.lists(st.text("uvw", max_size=2), max_size=2)

# A name is always of the same kind, as in files that pass validation.
TREES = st.recursive(
    st.dictionaries(st.sampled_from("xyz"), LEAVES, max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)


def test_mappings_join_key_by_key_and_each_value_keeps_its_origin():
    joined = overlay(from_plain({"a": {"b": 1, "c": 1}}, LOW), from_plain({"a": {"c": 2, "d": 2}}, HIGH))

    assert joined.plain() == {"a": {"b": "1", "c": "2", "d": "2"}}
    assert [str(node.origin) for _, node in joined.leaves()] == ["low:1:1", "high:2:3", "high:2:3"]


def test_a_list_replaces_a_list_whole():
    joined = overlay(from_plain({"a": [1, 2, 3]}, LOW), from_plain({"a": [4]}, HIGH))

    assert joined.plain() == {"a": ["4"]}


def test_a_key_with_nothing_behind_it_replaces_nothing():
    assert overlay(from_plain({"a": {"b": 1}}, LOW), from_plain({"a": None}, HIGH)).plain() == {
        "a": {"b": "1"}
    }


@given(TREES, TREES, TREES)
def test_joining_does_not_depend_on_which_two_are_joined_first(first, second, third):
    a, b, c = from_plain(first, LOW), from_plain(second, HIGH), from_plain(third, Origin("highest"))

    assert overlay(overlay(a, b), c) == overlay(a, overlay(b, c))


@given(TREES)
def test_a_tree_over_itself_is_itself(tree):
    node = from_plain(tree, LOW)

    assert overlay(node, node).plain() == node.plain()


def test_a_path_is_written_as_people_write_it():
    assert dotted(("waivers", 0, "owner")) == "waivers[0].owner"
    assert dotted(()) == ""


def test_the_nearest_node_is_one_that_somebody_wrote():
    tree = overlay(from_plain({"a": {"b": {"c": 1}}}, DEFAULT), from_plain({"a": {"x": 1}}, LOW))

    assert tree.nearest(("a", "b", "c")).origin == LOW
    assert tree.nearest(("a", "x")).plain() == "1"
    assert tree.nearest(("z",)) is tree


def test_a_grown_tree_adds_its_leaf_and_claims_nothing_else():
    leaf = Node("5m", HIGH, HIGH)
    joined = overlay(from_plain({"a": {"b": 1}}, LOW), grow(("a", "c"), leaf))

    assert joined.at(("a", "c")) is leaf
    assert joined.at(("a",)).origin == LOW
    assert joined.at(("a", "b", "nothing", 3)) is None
