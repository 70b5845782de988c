"""A bill of materials while it is read."""

import pytest

from holdfast.dependencies.bill import Bill, Part, named, spoken
from holdfast.model.dependency import Scope


def bill(**needs):
    made = Bill(subjects={"app"})
    for name in ("app", "web", "json", "mock", "os"):
        made.add(name, Part(name=name, version="1"))
    for name, needed in needs.items():
        made.needs[name] += needed
    return {one.name: one for one in made.dependencies()}


def test_what_the_subject_needs_is_direct_and_the_rest_has_a_way():
    found = bill(app=[("web", Scope.RUNTIME)], web=[("json", Scope.RUNTIME), ("lost", Scope.RUNTIME)])
    assert (found["web"].is_direct, found["json"].is_direct, found["mock"].is_direct) == (True, False, None)
    assert found["json"].path == ("web@1",)
    assert "app" not in found


def test_what_is_needed_only_for_development_is_for_development():
    found = bill(app=[("mock", Scope.DEVELOPMENT)], web=[("json", Scope.DEVELOPMENT)])
    assert (found["mock"].scope, found["json"].scope, found["os"].scope) == (
        Scope.DEVELOPMENT,
        Scope.DEVELOPMENT,
        Scope.RUNTIME,
    )


def test_parts_of_one_reference_are_all_kept():
    made = Bill()
    made.add("same", Part(name="a"))
    made.add("same", Part(name="b"))
    made.add("", Part(name="c"))
    assert [one.name for one in made.dependencies()] == ["a", "b", "c"]


def test_a_package_url_knows_better_than_the_name():
    assert named("core", "", "pkg:npm/%40babel/core@7.1.0") == (
        "@babel/core",
        "7.1.0",
        "pkg:npm/%40babel/core@7.1.0",
    )
    assert named("core", "2", "nonsense") == ("core", "2", "")


@pytest.mark.parametrize(
    ("licence", "said"), [("NOASSERTION", ""), ("none", ""), (None, ""), (" MIT ", "MIT")]
)
def test_a_bill_may_say_that_it_says_nothing(licence, said):
    assert spoken(licence) == said
