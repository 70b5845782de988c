"""The effective model of a pom.xml."""

from hypothesis import given
from hypothesis import strategies as st

from holdfast.dependencies.maven import MAX_PARENTS, MAX_VALUE_CHARS, Model, model_of, parent_of
from holdfast.dependencies.reading import Manifest
from holdfast.kit.bounded import read_xml

CHILD = (
    "<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version>%s</parent></project>"
)


def test_properties_are_filled_in_through_each_other():
    model = Model({"a": "1.${b}", "b": "2"})
    assert model.filled("v${a}-${unset}-${b}") == "v1.2-${unset}-2"


@given(
    st.dictionaries(st.sampled_from("abc"), st.text("abc${}", max_size=12)), st.text("abc${}", max_size=30)
)
def test_properties_that_name_each_other_come_to_an_end(properties, value):
    assert len(Model(properties).filled(value)) <= MAX_VALUE_CHARS


def test_a_property_that_doubles_itself_stays_within_bounds():
    assert len(Model({"a": "${a}${a}" * 100}).filled("${a}")) <= MAX_VALUE_CHARS


def test_a_parent_is_a_folder_above_unless_it_says_otherwise():
    assert parent_of(read_xml(b"<project/>")) is None
    paths = {"": "../pom.xml", "<relativePath/>": "", "<relativePath>x</relativePath>": "x"}
    assert {tag: parent_of(read_xml((CHILD % tag).encode())).relative_path for tag in paths} == paths


def test_a_chain_of_parents_without_end_is_cut():
    text = (CHILD % "<relativePath>.</relativePath>").replace(
        "<project>", "<project><artifactId>p</artifactId>"
    )
    manifest = Manifest(path="pom.xml", data=b"", beside=lambda path: text.encode())
    model_of(manifest, read_xml(text.encode()))
    assert [problem.why for problem in manifest.problems] == [f"more than {MAX_PARENTS} parents"]


def test_a_parent_elsewhere_is_remembered():
    manifest = Manifest(path="pom.xml", data=b"")
    assert model_of(manifest, read_xml((CHILD % "").encode())).elsewhere == ["g:p:1"]
    other = Manifest(
        path="pom.xml", data=b"", beside=lambda path: b"<project><artifactId>q</artifactId></project>"
    )
    assert model_of(other, read_xml((CHILD % "").encode())).elsewhere == ["g:p:1"]


def test_a_broken_parent_is_a_problem():
    manifest = Manifest(path="pom.xml", data=b"", beside=lambda path: b"<")
    model_of(manifest, read_xml((CHILD % "").encode()))
    assert [problem.place for problem in manifest.problems] == ["../pom.xml"]
