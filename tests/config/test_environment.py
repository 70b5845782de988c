"""Settings from variables."""

import pytest

from holdfast.config.environment import read_environment, variable_for
from holdfast.config.fields import ANY_ITEM, ANY_NAME, setting_paths
from holdfast.config.nodes import DEFAULT, Origin, from_plain
from holdfast.errors import ConfigError

NOTHING = from_plain({}, DEFAULT)


LISTED = "`holdfast config show` lists the settings; two underscores stand between keys"


def read(written=NOTHING, **environ):
    return read_environment(environ, written).plain()


def refused(**environ) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        read(**environ)
    return caught.value


def test_two_underscores_stand_between_the_keys():
    assert read(HOLDFAST_SCAN__TIMEOUT="10m", HOLDFAST_GATE__DEFAULT__NEW_ONLY="yes") == {
        "scan": {"timeout": "10m"},
        "gate": {"default": {"new_only": "yes"}},
    }


def test_every_setting_can_be_given_by_its_variable():
    paths = [path for path in setting_paths() if ANY_ITEM not in path]

    assert len(paths) > 40
    for path in paths:
        spelled = tuple("npm-audit" if part == ANY_NAME else part for part in path)
        tree = read_environment({variable_for(spelled): "x"}, NOTHING)
        assert [found for found, _ in tree.leaves()] == [spelled]


def test_a_value_knows_its_variable():
    tree = read_environment({"HOLDFAST_SCAN__JOBS": "2"}, NOTHING)

    assert tree.at(("scan", "jobs")).origin == Origin("HOLDFAST_SCAN__JOBS")


def test_names_of_users_are_spelled_as_the_file_spells_them():
    written = from_plain({"environments": {"Prod_EU": {}}, "scan": {"scanners": {"npm-audit": {}}}}, DEFAULT)

    assert read(
        written,
        HOLDFAST_ENVIRONMENTS__PROD_EU__URL="https://eu.example",
        HOLDFAST_SCAN__SCANNERS__NPM_AUDIT__ENABLED="false",
        HOLDFAST_SCAN__SCANNERS__PIP_AUDIT__ENABLED="false",
    ) == {
        "environments": {"Prod_EU": {"url": "https://eu.example"}},
        "scan": {"scanners": {"npm-audit": {"enabled": "false"}, "pip-audit": {"enabled": "false"}}},
    }


def test_lists_and_mappings_are_yaml_and_of_one_origin():
    tree = read_environment(
        {"HOLDFAST_SCAN__EXCLUDE": "[a, 'b c']", "HOLDFAST_GATE": "{required: [{scanner: x}]}"}, NOTHING
    )

    assert tree.plain() == {"scan": {"exclude": ["a", "b c"]}, "gate": {"required": [{"scanner": "x"}]}}
    assert {str(node.origin) for _, node in tree.leaves()} == {"HOLDFAST_SCAN__EXCLUDE", "HOLDFAST_GATE"}


@pytest.mark.parametrize("value", ["[a", "{a: b", "[a]\nb: c"])
def test_a_broken_list_names_its_variable(value):
    assert refused(HOLDFAST_SCAN__EXCLUDE=value).what.startswith("HOLDFAST_SCAN__EXCLUDE: ")


def test_a_file_holds_the_value_without_its_last_line_break(tmp_path):
    secret = tmp_path / "owner"
    secret.write_bytes(b"  team\nof two $$ \r\n")
    tree = read_environment({"HOLDFAST_SERVICE__OWNER_FILE": str(secret)}, NOTHING)
    node = tree.at(("service", "owner"))

    assert node.value == "  team\nof two $$ "
    assert "team" not in node.written


def test_a_file_that_cannot_be_read_is_an_error(tmp_path):
    (tmp_path / "binary").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "large").write_bytes(b"x" * (2**20 + 1))

    for name in ("missing", "binary", "large", "."):
        error = refused(HOLDFAST_SERVICE__OWNER_FILE=str(tmp_path / name))
        assert error.what.startswith(f"HOLDFAST_SERVICE__OWNER_FILE: {tmp_path}")


@pytest.mark.parametrize(
    ("variable", "hint"),
    [
        ("HOLDFAST_SCAN__TIMOUT", "did you mean 'HOLDFAST_SCAN__TIMEOUT'?"),
        ("HOLDFAST_SCAM__TIMEOUT", "did you mean 'HOLDFAST_SCAN__TIMEOUT'?"),
        ("HOLDFAST_SCAN__JOBS__MORE", "did you mean 'HOLDFAST_SCAN__JOBS'?"),
        ("HOLDFAST_SCAN__", "did you mean 'HOLDFAST_SCAN'?"),
        (
            "HOLDFAST_QQ__WWWWWWWWWWW",
            "`holdfast config show` lists the settings; two underscores stand between keys",
        ),
        ("HOLDFAST_SCAN_TIMEOUT", "write HOLDFAST_SCAN__TIMEOUT"),
        ("HOLDFAST_GATE_DEFAULT_NEW_ONLY", "write HOLDFAST_GATE__DEFAULT__NEW_ONLY"),
    ],
)
def test_a_mistyped_variable_is_an_error_with_the_right_name(variable, hint):
    error = refused(**{variable: "5m"})

    assert error.what.startswith(f"{variable}: ")
    assert error.todo == hint


def test_other_variables_are_passed_over():
    assert read(HOLDFAST_TOKEN="t", HOLDFAST_SECRET_KEY="k", HOLDFAST_SECRET_KEY_FILE="f", PATH="/bin") == {}
