"""Loading: what counts, where it comes from, and what is said when it is wrong."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from holdfast.config.load import Flag, check_names, load, load_policy
from holdfast.config.nodes import DEFAULT
from holdfast.config.sources import Sources
from holdfast.errors import ConfigError
from holdfast.model.severity import Severity
from holdfast.model.waiver import Waiver

LAYERS = ("system", "user", "project", "variable", "flag")
"""Weakest first."""


def sources(folder: Path, text: str | None = None, **environ: str) -> Sources:
    if text is not None:
        (folder / "holdfast.yaml").write_text(text, encoding="utf-8")
    return Sources(folder=folder, environ=environ, system=folder / "no-such-file")


def test_without_any_file_the_defaults_count_and_the_folder_gives_the_name(tmp_path):
    folder = tmp_path / "shop"
    folder.mkdir()
    loaded = load(sources(folder))

    assert loaded.config.service.name == "shop"
    assert str(loaded.origin(("service", "name"))) == "name of the folder"
    assert loaded.config.gate.default.severity is Severity.HIGH
    assert loaded.files == ()
    assert {str(origin) for path, origin in loaded.origins.items() if path != "service.name"} == {"default"}


def test_a_rule_of_the_default_can_be_changed_without_losing_the_others(tmp_path):
    loaded = load(sources(tmp_path, "service: {name: shop}\ngate:\n  default: {severity: low}\n"))

    assert loaded.config.gate.default.severity is Severity.LOW
    assert loaded.config.gate.default.max_findings == 0
    assert str(loaded.origin(("gate", "default", "severity"))) == "holdfast.yaml:3:23"
    assert loaded.origin(("gate", "default", "max_findings")) == DEFAULT


def test_the_model_reads_what_the_text_means(tmp_path):
    text = """
service: {name: 1.10, owner: on}
environments: {qa: {production: no, url: "https://qa.example"}, prod: {production: yes}}
scan:
  timeout: 1h30m
  jobs: 4
  max_file_size: 10MiB
  exclude: [007, null-safe, "*.min.js"]
  scanners: {zap: {options: {level: 3, strict: true}}}
gate: {min_coverage: 85%}
"""
    config = load(sources(tmp_path, text)).config

    assert (config.service.name, config.service.owner) == ("1.10", "on")
    assert [place.is_production for place in config.environments.values()] == [False, True]
    assert (config.scan.timeout, config.scan.jobs) == (timedelta(minutes=90), 4)
    assert config.scan.max_file_size == 10 * 2**20
    assert config.scan.exclude == ("007", "null-safe", "*.min.js")
    assert config.scan.scanners["zap"].options == {"level": "3", "strict": "true"}
    assert config.gate.min_coverage == pytest.approx(0.85)


def test_sections_over_commented_lines_count_as_left_out(tmp_path):
    text = "service:\n  name: shop\n  owner:\nscan:\n  # jobs: 2\ngate:\nenvironments:\n  qa:\nwaivers:\n"
    loaded = load(sources(tmp_path, text))

    assert loaded.config == load(sources(tmp_path, "service: {name: shop}\nenvironments: {qa: {}}\n")).config


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=32)
@given(st.sets(st.sampled_from(LAYERS)))
def test_the_strongest_source_that_says_something_counts(tmp_path, present):
    (tmp_path / "xdg" / "holdfast").mkdir(parents=True, exist_ok=True)
    files = {
        "system": tmp_path / "system.yaml",
        "user": tmp_path / "xdg" / "holdfast" / "holdfast.yaml",
        "project": tmp_path / "holdfast.yaml",
    }
    for rank, (layer, path) in enumerate(files.items(), 1):
        setting = f"scan: {{jobs: {rank}}}\n" if layer in present else ""
        path.write_text(f"service: {{name: shop}}\n{setting}", encoding="utf-8")
    environ = {"XDG_CONFIG_HOME": str(tmp_path / "xdg")}
    environ |= {"HOLDFAST_SCAN__JOBS": "4"} if "variable" in present else {}
    flags = [Flag(("scan", "jobs"), 5, "--jobs")] if "flag" in present else []
    loaded = load(Sources(folder=tmp_path, environ=environ, system=files["system"]), flags)

    strongest = max((LAYERS.index(layer) + 1 for layer in present), default=0)
    names = (
        "default",
        str(files["system"]),
        str(files["user"]),
        "holdfast.yaml",
        "HOLDFAST_SCAN__JOBS",
        "--jobs",
    )
    assert loaded.config.scan.jobs == strongest
    assert loaded.origin(("scan", "jobs")).source == names[strongest]
    assert loaded.files == (files["project"], files["user"], files["system"])


def test_layers_join_below_the_sections(tmp_path):
    text = "service: {name: shop}\nscan: {scanners: {semgrep: {timeout: 5m}}}\n"
    loaded = load(sources(tmp_path, text, HOLDFAST_SCAN__SCANNERS__SEMGREP__ENABLED="true"))

    assert loaded.config.scan.scanners["semgrep"].enabled is True
    assert loaded.config.scan.scanners["semgrep"].timeout == timedelta(minutes=5)


def test_a_wrong_flag_or_variable_is_named_in_the_error(tmp_path):
    place = sources(tmp_path, "service: {name: shop}\n", HOLDFAST_SCAN__JOBS="many")

    with pytest.raises(ConfigError) as caught:
        load(place, [Flag(("scan", "timeout"), "soon", "--timeout")])

    assert "HOLDFAST_SCAN__JOBS: scan.jobs: 'many' is not a whole number" in caught.value.what
    assert "--timeout: scan.timeout: 'soon' is not a duration" in caught.value.what


def test_dollar_signs_in_flags_are_text(tmp_path):
    loaded = load(
        sources(tmp_path, "service: {name: shop}\n"), [Flag(("scan", "exclude"), ["a$$", "${B}"], "-x")]
    )

    assert loaded.config.scan.exclude == ("a$$", "${B}")


def test_the_value_of_a_reference_never_stands_in_an_error(tmp_path):
    text = "scan: {timeout: '${A}', jobs: '${A}'}\ngate: {default: {severity: '${A}'}}\n"

    with pytest.raises(ConfigError) as caught:
        load(sources(tmp_path, "service: {name: shop}\n" + text, A="hunter2"))

    error = caught.value
    assert "hunter2" not in f"{error.what}{error.why}{error.todo}"
    assert error.what.count("${A}") == 3


def test_the_content_of_a_file_of_secrets_never_stands_in_an_error(tmp_path):
    (tmp_path / "secret").write_text("hunter2", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load(sources(tmp_path, None, HOLDFAST_SCAN__TIMEOUT_FILE=str(tmp_path / "secret")))

    assert "hunter2" not in caught.value.what
    assert "content of" in caught.value.what


WAIVER = "  - {owner: ann, reason: only in tests, rule: S105, expires: 2030-01-31}\n"


def test_waivers_know_where_they_are_written(tmp_path):
    loaded = load(sources(tmp_path, f"service: {{name: shop}}\nwaivers:\n{WAIVER}"))

    assert loaded.waivers == (
        Waiver(
            owner="ann",
            reason="only in tests",
            rule="S105",
            expires=date(2030, 1, 31),
            origin="holdfast.yaml:3",
        ),
    )


def test_a_policy_file_may_hold_the_section_alone(tmp_path):
    policy = tmp_path / "policy.yaml"
    policy.write_text("default: {severity: low}\nwaivers: {approver_required: yes}\n", encoding="utf-8")
    loaded = load_policy(policy, {})

    assert loaded.policy.default.severity is Severity.LOW
    assert loaded.policy.default.max_findings == 0
    assert loaded.policy.waivers.approver_required is True
    assert loaded.waivers == ()


@pytest.mark.parametrize("head", ["gate: {default: {severity: low}}\n", "service: {name: x}\n", ""])
def test_a_policy_file_may_be_a_whole_configuration(tmp_path, head):
    policy = tmp_path / "policy.yaml"
    policy.write_text(f"{head}waivers:\n{WAIVER}", encoding="utf-8")
    loaded = load_policy(policy, {})

    assert [waiver.rule for waiver in loaded.waivers] == ["S105"]
    assert loaded.policy.default.severity is (Severity.LOW if head.startswith("gate") else Severity.HIGH)


def test_a_mistake_in_a_policy_has_its_place(tmp_path):
    policy = tmp_path / "policy.yaml"
    policy.write_text("default:\n  severty: low\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load_policy(policy, {})

    assert caught.value.what == f"{policy}:2:3: gate.default.severty: unknown key"
    assert caught.value.todo == "did you mean 'severity'?"


def test_unknown_scanners_are_errors_with_their_line(tmp_path):
    text = """service: {name: shop}
scan:
  scanners:
    rufff: {enabled: true}
    semgrep: {}
gate:
  required:
    - scanner: ruf
    - scanner: ruff
"""
    loaded = load(sources(tmp_path, text))
    check_names(loaded, {"ruff", "rufff", "semgrep", "ruf"})

    with pytest.raises(ConfigError) as caught:
        check_names(loaded, {"ruff", "semgrep"})

    assert caught.value.what.splitlines() == [
        "holdfast.yaml:4:5: scan.scanners.rufff: there is no scanner named 'rufff'; did you mean 'ruff'?",
        "holdfast.yaml:8:16: gate.required[0].scanner: there is no scanner named 'ruf'; did you mean 'ruff'?",
    ]


def test_unknown_scanners_of_a_policy_file_are_found_too(tmp_path):
    policy = tmp_path / "policy.yaml"
    policy.write_text("required:\n  - {scanner: nothing}\n", encoding="utf-8")

    with pytest.raises(ConfigError, match=r"policy\.yaml:2:15: gate.required\[0\].scanner"):
        check_names(load_policy(policy, {}), {"ruff"})
