"""Showing the configuration that counts."""

import pytest

from holdfast.config.load import Flag, LoadedConfig, load
from holdfast.config.showing import as_yaml, rows, shown
from holdfast.config.sources import Sources

TEXT = """
service: {name: shop, owner: "${TEAM}", description: "a: b # c"}
environments: {qa: {url: https://qa.example, production: no}}
scan:
  exclude: ["*.min.js", "$${x}"]
  scanners: {zap: {timeout: 5m, options: {"a b": "yes"}}}
  dast: {expect_header: {"X-Build": "1.10"}}
gate:
  categories: {sca: {severity: critical, epss: 10%}}
  required: [{scanner: ruff}, {scanner: zizmor, min_coverage: 95%}]
waivers:
  - {owner: ann, reason: only in tests, rule: S105, expires: 2030-01-31}
"""


@pytest.fixture
def loaded(tmp_path) -> LoadedConfig:
    (tmp_path / "holdfast.yaml").write_text(TEXT, encoding="utf-8")
    environ = {"TEAM": "hunter2", "HOLDFAST_SCAN__JOBS": "3"}
    sources = Sources(folder=tmp_path, environ=environ, system=tmp_path / "none")
    return load(sources, [Flag(("scan", "timeout"), "9m", "--timeout")])


@pytest.mark.parametrize("with_origin", [True, False])
def test_what_is_shown_is_a_configuration_of_the_same_meaning(loaded, tmp_path, with_origin):
    (tmp_path / "again").mkdir()
    (tmp_path / "again" / "holdfast.yaml").write_text(
        as_yaml(loaded, with_origin=with_origin), encoding="utf-8"
    )
    again = load(Sources(folder=tmp_path / "again", environ={"TEAM": "hunter2"}, system=tmp_path / "none"))

    assert again.config == loaded.config


def test_each_value_has_its_origin(loaded):
    origins = {row.setting: row.origin for row in rows(loaded)}

    assert origins["service.name"] == "holdfast.yaml:2"
    assert origins["scan.exclude[1]"] == "holdfast.yaml:5"
    assert origins["scan.jobs"] == "HOLDFAST_SCAN__JOBS"
    assert origins["scan.timeout"] == "--timeout"
    assert origins["scan.dast.min_urls"] == "default"
    assert origins["waivers[0].expires"] == "holdfast.yaml:12"
    assert origins["waivers[0].approver"] == "default"


def test_the_value_of_a_reference_is_not_shown(loaded):
    assert "hunter2" not in as_yaml(loaded, with_origin=True)
    assert shown(loaded)["service"]["owner"] == "${TEAM}"
    assert loaded.config.service.owner == "hunter2"
