"""Podfile.lock."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.cocoapods import read
from holdfast.errors import ReportError

BLOCKS = (
    "  - Alamofire (5.4.3)",
    "  - Firebase/Core (8.0.0):\n    - Firebase/CoreOnly (= 8.0.0)\n    - Analytics (~> 8.0)",
    "  - Firebase/CoreOnly (8.0.0)",
    "  - Analytics (8.1.0)",
    '  - "Own+Kit (0.1.0)":\n    - Alamofire',
)


def lock(blocks=BLOCKS):
    pods = "\n".join(blocks)
    return f"""PODS:
{pods}

DEPENDENCIES:
  - Firebase/Core (~> 8.0)
  - "Own+Kit (from `../kit`)"

EXTERNAL SOURCES:
  Own+Kit:
    :path: "../kit"

COCOAPODS: 1.11.2
"""


def test_pods_are_told_once_with_their_ways():
    pods = found(read, "Podfile.lock", lock())
    assert {name: (one.is_direct, one.path, one.line) for name, one in pods.items()} == {
        "Alamofire@5.4.3": (False, ("Own+Kit@0.1.0",), 2),
        "Firebase@8.0.0": (True, (), 3),
        "Analytics@8.1.0": (False, ("Firebase@8.0.0",), 7),
    }
    assert pods["Firebase@8.0.0"].purl == "pkg:cocoapods/Firebase@8.0.0"


@pytest.mark.parametrize("pod", ["  - NoVersion", "  - [a]", "  - '( )'"])
def test_a_pod_without_a_version_is_a_problem(pod):
    assert [one.place for one in read.read("Podfile.lock", lock((pod,)).encode()).problems] == ["PODS[0]"]


@pytest.mark.parametrize("text", ["", "a: 1", "- x"])
def test_what_has_no_pods_is_refused(text):
    with pytest.raises(ReportError):
        read.read("Podfile.lock", text.encode())


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "Podfile.lock", lock())
test_the_order_of_pods_is_no_matter = order_is_no_matter(read, "Podfile.lock", BLOCKS, lock)
