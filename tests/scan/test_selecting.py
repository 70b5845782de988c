import pytest

from holdfast.kit.tree import walk
from holdfast.model.scan import ScanStatus
from holdfast.scan.raw_scan import NotRun
from holdfast.scan.request import Request
from holdfast.scan.scanning import Files, Folder, Image, Url
from holdfast.scan.selecting import left_out, passed_over, select
from repositories import Repository
from scanners import scanner


@pytest.fixture
def tree(tmp_path):
    for name, text in (("a.py", ""), ("Dockerfile", ""), ("run", "#!/bin/sh\n"), ("b.js", "")):
        (tmp_path / name).write_text(text)
    return walk(tmp_path)


def chosen(reads, request):
    selected = select(scanner(reads=reads), request)
    return selected.reason if isinstance(selected, NotRun) else [entry.path for entry in selected]


def test_files_are_chosen_by_name_and_by_interpreter(tree):
    request = Request(tree=tree)
    assert chosen(Files(suffixes=frozenset({".py"})), request) == ["a.py"]
    assert chosen(Files(suffixes=frozenset({".sh"}), shebangs=("sh",)), request) == ["run"]
    assert chosen(Folder(markers=Files(names=("Dockerfile",))), request) == ["Dockerfile"]
    assert len(chosen(Folder(), request)) == 4


def test_a_scanner_without_files_does_not_apply(tree, tmp_path):
    reads = Files(suffixes=frozenset({".tf"}))
    result = select(scanner(reads=reads), Request(tree=tree))
    assert result == NotRun(
        status=ScanStatus.NOT_APPLICABLE, reason="none of the 4 files is one that Tool reads"
    )
    (tmp_path / "empty").mkdir()
    assert chosen(reads, Request(tree=walk(tmp_path / "empty"))) == "there is no file to read"
    assert chosen(reads, Request()) == "no folder was given"


def test_addresses_and_images_apply_when_they_are_given(tree):
    assert chosen(Url(), Request(tree=tree)) == "no address was given (--url)"
    assert chosen(Url(), Request(url="http://localhost")) == []
    assert chosen(Image(), Request(tree=tree)) == "no image was given (--image)"
    assert chosen(Image(), Request(image="a:1")) == []


def test_a_scanner_of_saved_images_does_not_apply_to_a_reference(tmp_path):
    reads = Image(is_file_only=True)
    (tmp_path / "app.tar").touch()
    assert chosen(reads, Request(image=str(tmp_path / "app.tar"))) == []
    result = select(scanner(reads=reads), Request(image="registry.example/app:1"))
    assert result == NotRun(
        status=ScanStatus.NOT_APPLICABLE,
        reason="registry.example/app:1 is no file; save it as one with docker save -o app.tar, and give that",
    )


def test_a_scanner_that_looks_beyond_the_tree_applies_to_an_empty_one(tmp_path):
    assert chosen(Folder(is_beyond_tree=True), Request(tree=walk(tmp_path))) == []


def test_a_scanner_of_utf8_gets_no_binary_files_and_owns_up_to_other_text(tmp_path):
    (tmp_path / "utf8").write_text("grün")
    (tmp_path / "latin1").write_bytes("grün".encode("latin-1"))
    (tmp_path / "binary").write_bytes(b"\0\1")
    careful, request = (
        scanner(reads=Files(is_any=True, is_text=True, is_utf8=True)),
        Request(tree=walk(tmp_path)),
    )
    selected = select(careful, request)
    assert not isinstance(selected, NotRun)
    assert [entry.path for entry in selected] == ["latin1", "utf8"]
    assert passed_over(careful, request, selected) == ("latin1",)
    assert passed_over(scanner(reads=Files(is_any=True)), request, selected) == ()


def test_a_folder_of_binary_files_is_nothing_for_a_scanner_of_text(tmp_path):
    (tmp_path / "blob").write_bytes(b"\0\1")
    careful = scanner(reads=Files(is_any=True, is_text=True))
    assert isinstance(select(careful, Request(tree=walk(tmp_path))), NotRun)


@pytest.fixture
def large(tmp_path):
    (tmp_path / "small.py").write_text("x")
    (tmp_path / "large.py").write_text("x" * 2000)
    (tmp_path / "large.bin").write_bytes(b"\0" * 2000)
    return walk(tmp_path, max_file_bytes=1000)


def test_files_that_are_too_large_are_owned_up_to_by_those_who_would_read_them(large):
    python = scanner(reads=Files(suffixes=frozenset({".py"})))
    assert left_out(python, Request(tree=large)) == ("large.py",)
    assert left_out(scanner(reads=Files(is_any=True)), Request(tree=large)) == ("large.bin", "large.py")
    assert left_out(scanner(reads=Files(is_any=True, is_text=True)), Request(tree=large)) == ("large.py",)
    assert left_out(scanner(reads=Url()), Request(tree=large)) == ()


def test_a_scanner_whose_files_are_all_too_large_has_failed_and_is_not_inapplicable(large):
    python = scanner(reads=Files(names=("large.py",)))
    result = select(python, Request(tree=large))
    assert isinstance(result, NotRun)
    assert result.status is ScanStatus.FAILED
    assert "large.py" in result.reason


def test_a_file_that_is_too_large_still_calls_for_a_scanner_that_walks_itself(large):
    assert select(scanner(reads=Folder(markers=Files(names=("large.py",)))), Request(tree=large)) == ()


def test_a_scanner_of_the_history_needs_a_repository_and_no_files(tmp_path, tree):
    reads = Folder(unit="version", is_history=True)
    assert chosen(reads, Request(tree=tree)) == "the folder is in no git repository"
    repository = Repository(tmp_path / "repo")
    assert chosen(reads, Request(tree=walk(repository.root))) == []
    repository.write("large.txt", "x" * 20)
    request = Request(tree=walk(repository.root, max_file_bytes=10))
    assert left_out(scanner(reads=reads), request) == ()
    assert left_out(scanner(reads=Folder()), request) == ("large.txt",)
