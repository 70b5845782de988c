"""A waiver has an owner, a reason, an end, and something that it is for."""

import pytest
from pydantic import ValidationError

from holdfast.config.waivers import PARTS, WaiverEntry

WHO = {"owner": "ann", "reason": "only used in tests", "expires": "2030-01-31"}
FITTING = {
    "fingerprint": "0123456789abcdef0123456789abcdef",
    "rule": "S105",
    "id": "CVE-2024-1",
    "path": "tests/**",
    "package": "axios",
}


@pytest.mark.parametrize("part", PARTS)
def test_one_part_is_enough(part):
    assert getattr(WaiverEntry.model_validate(WHO | {part: FITTING[part]}), part) == FITTING[part]


def test_a_waiver_for_everything_is_refused():
    with pytest.raises(ValidationError, match="a waiver for everything"):
        WaiverEntry.model_validate(WHO | dict.fromkeys(PARTS, ""))


@pytest.mark.parametrize("key", sorted(WHO))
def test_owner_reason_and_end_are_needed(key):
    with pytest.raises(ValidationError, match=key):
        WaiverEntry.model_validate(
            {name: text for name, text in WHO.items() if name != key} | {"rule": "S105"}
        )
