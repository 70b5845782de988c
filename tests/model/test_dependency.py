"""The dependency value."""

from holdfast.model.dependency import Dependency


def test_a_dependency_is_named_with_its_version():
    assert str(Dependency(name="axios", version="1.4.0")) == "axios@1.4.0"


def test_a_dependency_without_a_version_is_named_alone():
    assert str(Dependency(name="axios")) == "axios"
