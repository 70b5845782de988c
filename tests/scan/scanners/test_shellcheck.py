"""ShellCheck, the real one."""

import pytest

from holdfast.model.scan import ScanStatus

pytestmark = pytest.mark.tools

CLEAN = "#!/bin/sh\nset -eu\necho done\n"


def test_a_sound_script_is_clean(laboratory):
    laboratory.write("run.sh", CLEAN)
    coverage = laboratory.scan("shellcheck").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected) == (1, 1)


def test_a_deletion_below_an_empty_variable_is_found_at_its_line(laboratory):
    laboratory.write("scripts/clean", '#!/usr/bin/env bash\nrm -rf "$TARGET/"*\n')
    answer = laboratory.scan("shellcheck").must_be(ScanStatus.FINDINGS)
    assert ("SC2115", "scripts/clean", 2) in {
        (finding.rule, finding.location.path, finding.location.line) for finding in answer.findings
    }


def test_style_is_no_weakness(laboratory):
    laboratory.write("run.sh", '#!/bin/sh\nunused=1\nx=`date`\necho "$x"\n')
    laboratory.scan("shellcheck").must_be(ScanStatus.CLEAN)


@pytest.mark.parametrize("text", ["if [ 1\nfoo() {\n", "fi\nrm -rf $1/x\n", "echo\n)\nrm -rf $1/x\n"])
def test_a_script_that_cannot_be_parsed_to_its_end_is_no_verdict(laboratory, text):
    laboratory.write("run.sh", f"#!/bin/sh\n{text}")
    laboratory.scan("shellcheck").must_be(ScanStatus.FAILED, "examined 0 of 1 file")


def test_a_script_of_another_shell_beside_a_sound_one_is_partial(laboratory):
    laboratory.write("run.sh", CLEAN)
    laboratory.write("fancy.sh", "#!/bin/zsh\necho $x\n")
    coverage = laboratory.scan("shellcheck").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.unread) == (1, ("fancy.sh",))


def test_the_project_cannot_switch_rules_off(laboratory):
    laboratory.write("run.sh", "#!/bin/sh\nrm -rf $1/x\n")
    laboratory.write(".shellcheckrc", "disable=SC2086,SC2115\n")
    assert "SC2086" in laboratory.scan("shellcheck").rules


def test_names_with_blanks_and_dashes_are_read(laboratory):
    for name in ("a b/é😀.sh", "-c.sh"):
        laboratory.write(name, "#!/bin/sh\nrm -rf $1/x\n")
    assert laboratory.scan("shellcheck").must_be(ScanStatus.FINDINGS).scan.coverage.examined == 2


def test_a_repository_without_scripts_does_not_concern_it(laboratory):
    laboratory.write("run.py", "#!/usr/bin/env python3\n")
    laboratory.scan("shellcheck").must_be(ScanStatus.NOT_APPLICABLE)
