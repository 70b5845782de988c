"""What may stand where."""

import pytest

from holdfast.config.document import Config
from holdfast.config.fields import ANY_ITEM, ANY_NAME, place_at, setting_paths
from holdfast.config.gate import CategoryRules
from holdfast.config.scan import ScannerSettings
from holdfast.config.waivers import WaiverEntry
from holdfast.model.severity import Severity


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ((), Config),
        (("gate", "categories", "sca"), CategoryRules),
        (("scan", "scanners", "any-name"), ScannerSettings),
        (("waivers", 3), WaiverEntry),
        (("gate", "default", "severity"), Severity),
        (("gate", "min_coverage"), float),
    ],
)
def test_a_path_leads_to_its_type(path, kind):
    assert place_at(path).kind is kind


@pytest.mark.parametrize("path", [("scan", "x"), ("waivers", "x"), ("scan", 0), ("scan", "jobs", "x", "y")])
def test_nothing_stands_at_a_path_that_cannot_be_written(path):
    assert place_at(path) is None


def test_keys_are_those_of_the_file_and_not_of_the_code():
    assert "production" in place_at(("environments", "qa")).keys
    assert "is_production" not in place_at(("environments", "qa")).keys


def test_every_path_can_be_followed():
    paths = list(setting_paths())

    assert ("environments", ANY_NAME, "url") in paths
    assert ("waivers", ANY_ITEM, "owner") in paths
    assert all(place_at(path) is not None for path in paths)
