import json

from dependencies_laws import reads
from holdfast.dependencies.installed.dotnet import RECORD


def test_packages_and_the_run_time_are_read_and_projects_are_not():
    libraries = {
        "Newtonsoft.Json/13.0.1": {"type": "package"},
        "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.0": {"type": "runtimepack"},
        "App/1.0.0": {"type": "project"},
    }
    found = reads(RECORD, "app/App.deps.json", json.dumps({"libraries": libraries}))
    assert [one.purl for one in found] == [
        "pkg:nuget/Newtonsoft.Json@13.0.1",
        "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.0",
    ]


def test_a_library_without_a_version_is_stated():
    read = RECORD.read("a.deps.json", b'{"libraries": {"A": {"type": "package"}}}')
    assert [one.place for one in read.problems] == ["libraries[A]"]
