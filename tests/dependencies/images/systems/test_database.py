import pytest

from holdfast.dependencies.images.systems.database import system_package


@pytest.mark.parametrize(
    ("source", "purl"),
    [
        (("", ""), "pkg:deb/a@1-2?arch=amd64"),
        (("a", ""), "pkg:deb/a@1-2?arch=amd64"),
        (("a", "1-2"), "pkg:deb/a@1-2?arch=amd64"),
        (("b", ""), "pkg:deb/a@1-2?arch=amd64&upstream=b"),
        (("b", "1-2"), "pkg:deb/a@1-2?arch=amd64&upstream=b"),
        (("b", "3"), "pkg:deb/a@1-2?arch=amd64&upstream=b%403"),
        (("a", "3"), "pkg:deb/a@1-2?arch=amd64&upstream=a%403"),
    ],
)
def test_the_source_is_named_where_it_differs(source, purl):
    assert system_package("deb", "a", "1-2", source=source, arch="amd64").purl == purl


def test_an_epoch_is_part_of_the_version():
    assert str(system_package("rpm", "a", "1-2", epoch="3")) == "a@3:1-2"
    assert str(system_package("rpm", "a", "1-2", epoch="0")) == "a@1-2"
