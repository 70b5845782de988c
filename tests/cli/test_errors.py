"""Facts about errors and exit codes on the command line."""

import pytest

from holdfast import errors
from holdfast.cli.errors import EXIT_CODES_HELP, ExitCode, exit_code, show, verdict_code
from holdfast.model.verdict import Verdict


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (errors.UsageError("x"), 2),
        (errors.UnknownNameError("x"), 2),
        (errors.ConfigError("x"), 2),
        (errors.TargetRefused("x"), 2),
        (errors.ReportError("x"), 3),
        (errors.ToolInstallError("x"), 3),
        (errors.TreeError("x"), 3),
        (errors.NoVerdictError("x"), 3),
        (errors.StorageError("x"), 3),
    ],
)
def test_what_the_user_can_mend_is_usage_and_the_rest_is_no_verdict(error, code):
    assert exit_code(error) == code


@pytest.mark.parametrize(("verdict", "code"), [(Verdict.PASS, 0), (Verdict.FAIL, 1), (Verdict.NO_VERDICT, 3)])
def test_each_verdict_has_its_code(verdict, code):
    assert verdict_code(verdict) == code


def test_every_code_is_named_in_the_help():
    assert all(str(int(code)) in EXIT_CODES_HELP for code in ExitCode)


def test_an_error_says_what_why_what_to_do_and_where_to_read(capsys):
    show(errors.ReportError("what happened", "the cause", "the next step"))
    assert capsys.readouterr().err.splitlines() == [
        "error[HF1201]: what happened",
        "  why: the cause",
        "  do:  the next step",
        "  see: docs/reference/errors.md#hf1201",
    ]


def test_a_short_error_has_no_empty_lines(capsys):
    show(errors.NoVerdictError("what happened"))
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_every_error_has_a_code_of_its_own():
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, Exception)]
    assert len({kind.code for kind in kinds}) == len(kinds)
