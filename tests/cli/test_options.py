"""Facts about options that several commands share."""

from pathlib import Path

import pytest

from holdfast.cli.options import Limits, NoVerdict, app_for, code_for, known_in, path_for
from holdfast.errors import ConfigError, UsageError
from holdfast.model.verdict import Verdict

FINGERPRINT = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("path", "url", "image", "expected"),
    [
        (None, "", "", Path()),
        (None, "http://127.0.0.1/", "", None),
        (None, "", "shop:1.0", None),
        (Path("x"), "http://127.0.0.1/", "", Path("x")),
    ],
)
def test_the_working_directory_is_scanned_when_nothing_was_named(path, url, image, expected):
    assert path_for(path, url, image) == expected


def test_limits_outweigh_the_configuration(tmp_path):
    (tmp_path / "holdfast.yaml").write_text("service: {name: shop}\nscan: {jobs: 1, timeout: 1h}\n")
    settings = app_for(tmp_path, None, Limits(jobs=3, timeout="10m")).config.config.scan
    assert (settings.jobs, settings.timeout.total_seconds()) == (3, 600)
    settings = app_for(tmp_path, None, Limits()).config.config.scan
    assert (settings.jobs, settings.timeout.total_seconds()) == (1, 3600)


def test_a_bad_limit_names_the_flag(tmp_path):
    with pytest.raises(ConfigError) as caught:
        _ = app_for(tmp_path, None, Limits(timeout="soon")).config
    assert "--timeout" in caught.value.what


def test_a_path_that_does_not_exist_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError):
        app_for(tmp_path / "missing", None, Limits())


def test_the_app_of_a_file_is_that_of_its_folder(tmp_path):
    (tmp_path / "a.py").write_text("")
    assert app_for(tmp_path / "a.py", None, Limits()).root == tmp_path


def test_a_baseline_is_read(tmp_path):
    path = tmp_path / "baseline"
    path.write_text(f"holdfast-baseline 1\n{FINGERPRINT}\n")
    assert known_in(path) == {FINGERPRINT}
    assert known_in(None) is None


def test_a_baseline_that_does_not_exist_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match="does not exist"):
        known_in(tmp_path / "missing")


@pytest.mark.parametrize(
    ("verdict", "no_verdict", "is_exit_zero", "code"),
    [
        (Verdict.PASS, NoVerdict.FAIL, False, 0),
        (Verdict.FAIL, NoVerdict.FAIL, False, 1),
        (Verdict.NO_VERDICT, NoVerdict.FAIL, False, 3),
        (Verdict.NO_VERDICT, NoVerdict.WARN, False, 0),
        (Verdict.FAIL, NoVerdict.WARN, False, 1),
        (Verdict.FAIL, NoVerdict.FAIL, True, 0),
        (Verdict.NO_VERDICT, NoVerdict.FAIL, True, 0),
    ],
)
def test_the_user_decides_what_a_verdict_does_to_the_exit_code(verdict, no_verdict, is_exit_zero, code):
    assert code_for(verdict, no_verdict, is_exit_zero=is_exit_zero) == code
