"""Attributes of requests are from outside, but for those that the server sets."""

import pytest


@pytest.mark.parametrize(
    "part", ["args['a']", "form.get('a')", "headers['A']", "json['a']", "path", "get_json()['a']"]
)
def test_what_the_sender_writes_is_from_outside(found, part):
    assert found(f"cursor.execute(request.{part})") == ["sql-injection"]


@pytest.mark.parametrize("part", ["method", "remote_addr", "endpoint", "user.name"])
def test_what_the_server_sets_is_not(found, part):
    assert found(f"cursor.execute(request.{part})") == []


def test_methods_of_bases_are_found_and_overridden(found):
    bases = "class A:\n    def f(self, a):\n        return a\n\nclass B(A):\n    pass\n\n"
    assert found("os.system(B().f(q))", bases) == ["command-injection"]
    assert (
        found("os.system(B().f(q))", f"{bases}class B(A):\n    def f(self, a):\n        return 'x'\n") == []
    )
