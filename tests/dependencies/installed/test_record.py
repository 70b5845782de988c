import pytest

from holdfast.dependencies.installed.record import Record, Records, either, installed
from holdfast.errors import ReportError


def record(name, **over):
    return Record(name=name, **{"read_all": lambda _: iter(()), "wants": lambda path: path == name} | over)


def test_a_file_is_known_by_its_path_or_by_its_first_bytes():
    program = record("program", magic=b"\x7fELF", wants=lambda _: True)
    records = Records((record("a"), program))
    assert records.named("a").name == "a"
    assert records.named("b") is None
    assert records.begun("b", b"\x7fELF").name == "program"
    assert records.begun("b", b"#!/b") is None


def test_a_record_gives_each_package_once_with_its_file_and_a_normal_licence():
    def read_all(_):
        yield from [installed("npm", "a", "1", "apache2")] * 2

    [one] = record("a", read_all=read_all).read("x/a", b"").dependencies
    assert (one.manifest, one.licence, one.purl) == ("x/a", "Apache-2.0", "pkg:npm/a@1")


@pytest.mark.parametrize(("name", "version"), [("", "1"), ("a", "")])
def test_a_package_without_name_or_version_is_refused(name, version):
    with pytest.raises(ReportError):
        installed("npm", name, version)


@pytest.mark.parametrize(
    ("licences", "expression"),
    [([], ""), (["MIT"], "MIT"), (["MIT", " "], "MIT"), (["MIT", "A AND B"], "MIT OR (A AND B)")],
)
def test_licences_of_which_one_may_be_chosen_are_joined(licences, expression):
    assert either(licences) == expression
