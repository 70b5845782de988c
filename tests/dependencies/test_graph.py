"""Shortest ways through a graph of dependencies."""

from holdfast.dependencies.graph import MAX_STEPS, Ways


def test_a_direct_node_has_an_empty_way():
    assert Ways(["a"], {}).to("a") == ()


def test_the_way_runs_from_the_direct_node_to_the_parent():
    assert Ways(["a"], {"a": ["b"], "b": ["c"]}).to("c") == ("a", "b")


def test_the_shortest_way_wins():
    ways = Ways(["a", "z"], {"a": ["b"], "b": ["c"], "z": ["c"]})
    assert ways.to("c") == ("z",)


def test_equal_lengths_go_by_the_order_given():
    assert Ways(["y", "x"], {"x": ["c"], "y": ["c"]}).to("c") == ("y",)


def test_a_cycle_ends():
    ways = Ways(["a"], {"a": ["b"], "b": ["a"]})
    assert (ways.to("b"), ways.to("a")) == (("a",), ())


def test_what_cannot_be_reached_is_not_in_it():
    ways = Ways(["a"], {"x": ["y"]})
    assert "a" in ways
    assert "y" not in ways
    assert ways.to("y") == ()


def test_an_endless_chain_is_cut_at_its_far_end():
    ways = Ways([0], {number: [number + 1] for number in range(1000)})
    assert ways.to(1000) == tuple(range(1000 - MAX_STEPS, 1000))
