"""go.mod, with and without its go.sum."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.go_mod import read
from holdfast.errors import ReportError

HASH = "h1:" + "A" * 43 + "="
BLOCKS = (
    "module shop.example/api // the shop",
    "go 1.21",
    "require github.com/gin-gonic/gin v1.9.0",
    'require (\n\t"golang.org/x/net" v0.7.0 // indirect\n\tgithub.com/Old/thing v1.0.0\n)',
    "require a.example/forked v1.2.0",
    "replace github.com/Old/thing => ../thing",
    "replace a.example/forked v1.2.0 => b.example/fork v1.2.1",
    "exclude golang.org/x/net v0.1.0",
    "retract [v1.0.0, v1.1.0] // broken",
)
GO_MOD = "\n\n".join(BLOCKS) + "\n"
GO_SUM = f"github.com/gin-gonic/gin v1.9.0 {HASH}\nc.example/unlisted v1.0.0 {HASH}\n"


def test_modules_are_direct_unless_marked_indirect():
    modules = found(read, "go.mod", GO_MOD)
    assert {name: one.is_direct for name, one in modules.items()} == {
        "github.com/gin-gonic/gin@v1.9.0": True,
        "golang.org/x/net@v0.7.0": False,
        "b.example/fork@v1.2.1": True,
        "stdlib@1.21.0": True,
    }


def test_a_module_carries_purl_line_and_the_hash_of_its_go_sum():
    gin = found(read, "go.mod", GO_MOD, {"go.sum": GO_SUM})["github.com/gin-gonic/gin@v1.9.0"]
    assert (gin.purl, gin.line, gin.hashes) == (
        "pkg:golang/github.com/gin-gonic/gin@v1.9.0",
        5,
        ("h1:" + "00" * 32,),
    )


def test_what_an_old_go_mod_does_not_list_comes_from_its_go_sum():
    old = GO_MOD.replace("go 1.21", "go 1.16")
    assert found(read, "go.mod", old, {"go.sum": GO_SUM})["c.example/unlisted@v1.0.0"].is_direct is False
    assert "c.example/unlisted@v1.0.0" not in found(read, "go.mod", GO_MOD, {"go.sum": GO_SUM})


@pytest.mark.parametrize(
    ("lines", "version"),
    [
        ("go 1.21.3", "1.21.3"),
        ("go 1.20", "1.20.0"),
        ("go 1.21\ntoolchain go1.22.1", "1.22.1"),
        ("go 1.21rc2", "1.21.0-rc.2"),
        ("go 1.22.0\ntoolchain default", "1.22.0"),
    ],
)
def test_the_standard_library_has_the_version_of_the_toolchain(lines, version):
    assert list(found(read, "go.mod", f"module a\n{lines}\n")) == [f"stdlib@{version}"]


def test_an_excluded_version_is_not_the_one_that_is_built():
    text = "module a\nrequire b.example/x v1.0.0\nexclude b.example/x v1.0.0\n"
    assert [one.place for one in read.read("go.mod", text.encode()).problems] == ["require b.example/x"]


@pytest.mark.parametrize("line", ["require a", "replace a b", "exclude a", "unheard of"])
def test_an_odd_line_is_a_problem(line):
    assert [one.place for one in read.read("go.mod", f"module a\n{line}\n".encode()).problems] == ["line 2"]


def test_what_names_no_module_is_refused():
    with pytest.raises(ReportError):
        read.read("go.mod", b"go 1.21\n")


test_hostile_files_are_read_or_refused = reads_or_refuses(read, "go.mod", GO_MOD, {"go.sum": GO_SUM})
test_the_order_of_statements_is_no_matter = order_is_no_matter(
    read, "go.mod", BLOCKS, "\n".join, {"go.sum": GO_SUM}
)
