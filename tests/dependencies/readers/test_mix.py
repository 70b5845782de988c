"""mix.lock."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.mix import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

INNER, OUTER = "1" * 64, "2" * 64


def entry(name, version, needs=""):
    return f'  "{name}": {{:hex, :{name}, "{version}", "{INNER}", [:mix], [{needs}], "hexpm", "{OUTER}"}},'


BLOCKS = (
    entry("phoenix", "1.6.2", '{:plug, "~> 1.10", [hex: :plug, repo: "hexpm", optional: false]}'),
    entry("plug", "1.12.1"),
    entry("credo", "1.5.6"),
)
MIX_EXS = (
    'defp deps do\n  [{:phoenix, "~> 1.6"}, {:credo, "~> 1.5", only: [:dev, :test], runtime: false}]\nend\n'
)
BESIDE = {"mix.exs": MIX_EXS}


def lock(blocks=BLOCKS):
    return "\n".join(("%{", *blocks, "}", ""))


def test_packages_are_told_with_their_ways():
    packages = found(read, "mix.lock", lock(), BESIDE)
    assert {name: (one.scope, one.is_direct, one.path, one.line) for name, one in packages.items()} == {
        "phoenix@1.6.2": (Scope.RUNTIME, True, (), 2),
        "plug@1.12.1": (Scope.RUNTIME, False, ("phoenix@1.6.2",), 3),
        "credo@1.5.6": (Scope.DEVELOPMENT, True, (), 4),
    }
    plug = packages["plug@1.12.1"]
    assert (plug.purl, plug.hashes) == ("pkg:hex/plug@1.12.1", (f"sha256:{OUTER}",))


def test_without_a_mix_exs_directness_is_not_known():
    assert {one.is_direct for one in found(read, "mix.lock", lock()).values()} == {None}


@pytest.mark.parametrize("line", ['  "x": {:git, "https://git.example/x", "abc", []},', "odd"])
def test_what_has_no_version_is_a_problem(line):
    assert [one.place for one in read.read("mix.lock", lock((line,)).encode()).problems] == ["line 2"]


def test_what_holds_no_map_is_refused():
    with pytest.raises(ReportError):
        read.read("mix.lock", b"hello")


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "mix.lock", lock(), BESIDE)
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "mix.lock", BLOCKS, lock, BESIDE)
