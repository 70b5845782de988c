"""Facts about finding plug-ins."""

import importlib
import sys
from dataclasses import dataclass
from importlib.metadata import EntryPoint

import pytest

from holdfast.errors import UnknownNameError
from holdfast.kit.registry import Registry


@dataclass(frozen=True)
class Tool:
    name: str


@pytest.fixture
def package(tmp_path, monkeypatch):
    folder = tmp_path / "plugins_under_test"
    folder.mkdir()
    (folder / "__init__.py").write_text("")
    maker = "from dataclasses import make_dataclass\nimport sys\nTool = sys.modules['tool_kind'].Tool\n"
    (folder / "one.py").write_text(maker + "TOOL = Tool('one')\n")
    (folder / "two_words.py").write_text(maker + "TOOL = Tool('two-words')\n")
    (folder / "wrong.py").write_text(maker + "TOOL = Tool('other')\n")
    kinds = type(sys)("tool_kind")
    kinds.Tool = Tool
    monkeypatch.setitem(sys.modules, "tool_kind", kinds)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("plugins_under_test")
    for name in [name for name in sys.modules if name.startswith("plugins_under_test")]:
        del sys.modules[name]


@pytest.fixture
def registry(package):
    return Registry(package, Tool, "holdfast.none", "tool")


def test_a_plugin_is_found_in_the_file_of_its_name(registry):
    assert registry.get("one") == Tool("one")
    assert registry.get("two-words") == Tool("two-words")


def test_names_are_sorted_and_known_without_importing(registry):
    assert registry.names == ("one", "two-words", "wrong")
    assert "one" in registry
    assert "three" not in registry
    assert "plugins_under_test.one" not in sys.modules


def test_asking_for_one_imports_one(registry):
    registry.get("one")
    assert "plugins_under_test.two_words" not in sys.modules


def test_an_unknown_name_is_refused_with_a_guess(registry):
    with pytest.raises(UnknownNameError) as caught:
        registry.get("onee")
    assert caught.value.todo == "did you mean 'one'?"


def test_without_a_guess_the_known_names_are_listed(registry):
    with pytest.raises(UnknownNameError) as caught:
        registry.get("zzzzzz")
    assert "two-words" in caught.value.todo


def test_a_plugin_under_another_name_than_its_file_is_refused(registry):
    with pytest.raises(UnknownNameError, match="holds no tool"):
        registry.get("wrong")


def test_other_distributions_add_plugins(registry):
    registry._entry_points = {"extra": EntryPoint("extra", "tests_extra:TOOL", "holdfast.none")}
    module = type(sys)("tests_extra")
    module.TOOL = Tool("extra")
    sys.modules["tests_extra"] = module
    try:
        assert registry.get("extra") == Tool("extra")
    finally:
        del sys.modules["tests_extra"]


def test_iterating_gives_every_plugin(package):
    assert [tool.name for tool in registry_without_wrong(package)] == ["one", "two-words"]


def registry_without_wrong(package):
    registry = Registry(package, Tool, "holdfast.none", "tool")
    registry._modules = {name: place for name, place in registry._modules.items() if name != "wrong"}
    return registry
