"""What a rule says about its results, and which rule a result is of."""

import msgspec
import pytest

from holdfast.findings.parsing import Report
from holdfast.findings.sarif.rules import Rule, Rules, cwe_of_taxa, message_text, score_of
from holdfast.findings.sarif.shape import (
    Component,
    ComponentReference,
    DescriptorReference,
    Result,
    Text,
)


def component(*rules, name="driver", strings=None) -> Component:
    return Component(
        name=name,
        rules=[msgspec.Raw(msgspec.json.encode(rule)) for rule in rules],
        global_message_strings=strings,
    )


def only_rule(**fields) -> Rule:
    rules = Rules([component({"id": "R", **fields})], Report(b""), "runs[0]")
    return rules.of(Result(rule_id="R"))


class TestWhichRule:
    DRIVER = component({"id": "A"}, {"id": "B"})
    EXTENSION = component({"id": "A", "name": "other A"}, {"id": "C"}, name="pack")

    @pytest.mark.parametrize(
        ("result", "expected"),
        [
            pytest.param(Result(rule_id="B"), "B", id="by id"),
            pytest.param(Result(rule_index=1), "B", id="by index alone"),
            pytest.param(
                Result(rule_id="C", rule_index=1), "C", id="an index of another rule yields to the id"
            ),
            pytest.param(Result(rule_id="B/sub", rule_index=1), "B", id="a sub-rule by index"),
            pytest.param(Result(rule_id="B/sub"), "B", id="a sub-rule by id"),
            pytest.param(
                Result(rule_id="B", rule_index=99), "B", id="an index out of range yields to the id"
            ),
            pytest.param(Result(rule=DescriptorReference(id="B")), "B", id="by reference"),
            pytest.param(Result(rule=DescriptorReference(index=1)), "B", id="by index of the reference"),
            pytest.param(
                Result(rule=DescriptorReference(index=1, tool_component=ComponentReference(index=0))),
                "C",
                id="in an extension by index",
            ),
            pytest.param(
                Result(rule=DescriptorReference(index=1, tool_component=ComponentReference(name="pack"))),
                "C",
                id="in an extension by name",
            ),
            pytest.param(
                Result(rule=DescriptorReference(index=1, tool_component=ComponentReference(name="?"))),
                "B",
                id="in an unknown component: the driver",
            ),
            pytest.param(Result(rule_id="nowhere"), "nowhere", id="not described"),
            pytest.param(Result(), "", id="none named"),
        ],
    )
    def test_a_result_finds_its_rule(self, result, expected):
        rules = Rules([self.DRIVER, self.EXTENSION], Report(b""), "runs[0]")

        assert rules.of(result).id == expected

    def test_of_two_rules_of_one_id_the_driver_s_counts(self):
        rules = Rules([self.DRIVER, self.EXTENSION], Report(b""), "runs[0]")

        assert rules.of(Result(rule_id="A")).name == ""

    def test_a_bad_rule_is_a_problem_and_keeps_its_index(self):
        report = Report(b"")
        rules = Rules([component("bad", {"id": "B"})], report, "runs[0]")

        assert rules.of(Result(rule_index=1)).id == "B"
        assert rules.of(Result(rule_index=0)).id == ""
        assert [problem.place for problem in report.problems] == ["runs[0].tool.driver.rules[0]"]

    def test_a_bad_rule_of_an_extension_says_where_it_stands(self):
        report = Report(b"")
        Rules([component(), component({"id": []})], report, "runs[2]")

        assert [problem.place for problem in report.problems] == ["runs[2].tool.extensions[0].rules[0]"]


class TestWhatItSays:
    def test_a_full_rule(self):
        rule = only_rule(
            name="Injection",
            shortDescription={"text": " SQL "},
            fullDescription={"text": "A query."},
            helpUri="https://example.org",
            defaultConfiguration={"level": "note"},
            properties={"security-severity": "8.8", "precision": "very-high", "tags": ["security", "CWE-89"]},
        )

        assert (rule.name, rule.title, rule.description) == ("Injection", "SQL", "A query.")
        assert (rule.level, rule.score, rule.confidence) == ("note", 8.8, "high")
        assert (rule.cwe, rule.tags, rule.references) == ((89,), ("security",), ("https://example.org",))

    def test_an_empty_rule_says_nothing(self):
        assert only_rule() == Rule(id="R")

    def test_help_and_the_short_description_stand_in_for_the_long_one(self):
        assert only_rule(help={"markdown": "Do **this**."}).description == "Do **this**."
        assert only_rule(shortDescription={"text": "Short"}).description == "Short"

    @pytest.mark.parametrize(
        "fields",
        [
            {"properties": {"tags": ["external/cwe/cwe-089"]}},
            {"properties": {"tags": ["CWE-89: SQL Injection"]}},
            {"properties": {"cwe": "CWE-89"}},
            {"properties": {"CWE": [89]}},
            {"properties": {"cwe_ids": ["89"]}},
            {"relationships": [{"target": {"id": "89", "toolComponent": {"name": "CWE"}}}]},
            {"relationships": [{"target": {"id": "CWE-89"}}, {"target": None}]},
        ],
    )
    def test_the_cwe_is_found_wherever_tools_write_it(self, fields):
        assert only_rule(**fields).cwe == (89,)

    def test_a_year_among_the_tags_is_no_cwe(self):
        rule = only_rule(properties={"tags": ["owasp-2021", "2021", True, None]})

        assert rule.cwe == ()
        assert rule.tags == ("owasp-2021", "2021")

    def test_tags_are_bounded(self):
        assert len(only_rule(properties={"tags": [f"t{number}" for number in range(50)]}).tags) == 20


@pytest.mark.parametrize(
    ("value", "score"),
    [
        ("8.8", 8.8),
        (7, 7.0),
        (0, 0.0),
        ("high", None),
        (None, None),
        (11, None),
        (-1, None),
        ("nan", None),
        ([], None),
    ],
)
def test_a_score_is_a_number_from_0_to_10(value, score):
    assert score_of(value) == score


def test_an_integer_beyond_every_float_is_no_score():
    assert score_of(10**400) is None


STRINGS = {
    "default": Text(text="{0} is {1}, {{literal}} {9}"),
    "bold": Text(markdown="**{0}**"),
}


class TestMessage:
    @pytest.mark.parametrize(
        ("message", "words"),
        [
            (None, ""),
            (Text(), ""),
            (Text(text="plain {0}"), "plain {0}"),
            (Text(text="a {0}", arguments=["b"]), "a b"),
            (Text(markdown="**m**"), "**m**"),
            (Text(id="default", arguments=["x", "y"]), "x is y, {literal} {9}"),
            (Text(id="bold", arguments=["x"]), "**x**"),
            (Text(id="unknown"), "unknown"),
            (
                Text(text="see [here](1) and [there](https://example.org)"),
                "see here and [there](https://example.org)",
            ),
        ],
    )
    def test_a_message_is_looked_up_filled_and_freed_of_links(self, message, words):
        assert message_text(message, STRINGS) == words

    def test_a_message_is_bounded(self):
        assert len(message_text(Text(text="x" * 100_000), {})) == 5000

    def test_arguments_that_are_repeated_do_not_outgrow_the_bound(self):
        assert len(message_text(Text(text="{0}" * 1600, arguments=["x" * 10_000]), {})) == 5000

    def test_global_strings_serve_rules_and_results_without_rule(self):
        rules = Rules([component({"id": "R"}, strings=STRINGS)], Report(b""), "runs[0]")

        assert rules.of(Result(rule_id="R")).messages == STRINGS
        assert rules.of(Result(rule_id="?")).messages == STRINGS


def test_only_taxa_of_cwe_give_numbers():
    taxa = [
        DescriptorReference(id="79", tool_component=ComponentReference(name="cwe")),
        DescriptorReference(id="A03", tool_component=ComponentReference(name="OWASP")),
        DescriptorReference(id=89),
        DescriptorReference(id="CWE-20"),
        DescriptorReference(),
    ]

    assert cwe_of_taxa(taxa) == (79, 20)
    assert cwe_of_taxa(None) == ()
