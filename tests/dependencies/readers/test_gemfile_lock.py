"""Gemfile.lock."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.gemfile_lock import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

DIGEST = "ab" * 32
BLOCKS = (
    """GIT
  remote: https://git.example/acme/paint.git
  revision: 0123456789abcdef0123456789abcdef01234567
  specs:
    paint (2.3.0)
""",
    """PATH
  remote: engines/billing
  specs:
    billing (0.1.0)
      money (~> 6.0)
""",
    """GEM
  remote: https://gems.example/
  specs:
    actionpack (7.0.4)
      rack (~> 2.0, >= 2.2.0)
    money (6.16.0)
    nokogiri (1.13.9)
    nokogiri (1.13.9-x86_64-linux)
    rack (2.2.3)
    rails (7.0.4)
      actionpack (= 7.0.4)
      nokogiri
""",
    "PLATFORMS\n  ruby\n  x86_64-linux\n",
    "DEPENDENCIES\n  billing!\n  paint!\n  rails (~> 7.0)\n",
    "BUNDLED WITH\n   2.3.7\n",
)
LOCK = "\n".join(BLOCKS)


def test_gems_are_told_with_their_way():
    gems = found(read, "Gemfile.lock", LOCK)
    assert {name: (one.is_direct, one.path) for name, one in gems.items()} == {
        "paint@2.3.0": (True, ()),
        "money@6.16.0": (True, ()),
        "rails@7.0.4": (True, ()),
        "actionpack@7.0.4": (False, ("rails@7.0.4",)),
        "nokogiri@1.13.9": (False, ("rails@7.0.4",)),
        "rack@2.2.3": (False, ("rails@7.0.4", "actionpack@7.0.4")),
        "bundler@2.3.7": (True, ()),
    }


def test_a_gem_carries_purl_line_and_checksum():
    lock = f"{LOCK}\nCHECKSUMS\n  rack (2.2.3) sha256={DIGEST}\n  rails (7.0.4)\n"
    rack = found(read, "Gemfile.lock", lock)["rack@2.2.3"]
    assert (rack.purl, rack.hashes) == ("pkg:gem/rack@2.2.3", (f"sha256:{DIGEST}",))
    assert lock.splitlines()[rack.line - 1] == "    rack (2.2.3)"


def test_bundler_itself_is_for_development():
    assert found(read, "Gemfile.lock", LOCK)["bundler@2.3.7"].scope is Scope.DEVELOPMENT


@pytest.mark.parametrize("line", ["NEWS", "    broken gem", "    rack (3.0.0)"])
def test_an_odd_line_is_a_problem(line):
    lock = LOCK.replace("    rails (7.0.4)", f"{line}\n    rails (7.0.4)")
    assert read.read("Gemfile.lock", lock.encode()).problems


@pytest.mark.parametrize("text", ["", "hello", "{}"])
def test_what_has_no_section_of_gems_is_refused(text):
    with pytest.raises(ReportError):
        read.read("Gemfile.lock", text.encode())


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "Gemfile.lock", LOCK)
test_the_order_of_sections_is_no_matter = order_is_no_matter(read, "Gemfile.lock", BLOCKS, "\n".join)
