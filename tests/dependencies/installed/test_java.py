import pytest

from dependencies_laws import reads
from holdfast.dependencies.installed import java
from holdfast.dependencies.installed.java import RECORD
from holdfast.errors import ReportError
from saved_images import MAVEN, jar


def manifest(**fields):
    return {"META-INF/MANIFEST.MF": "".join(f"{k.replace('_', '-')}: {v}\r\n" for k, v in fields.items())}


def test_maven_names_a_jar():
    [one] = reads(RECORD, "lib/whatever.jar", jar(MAVEN))
    assert one.purl == "pkg:maven/org.a/a-core@1.2.3"


def test_jars_within_jars_are_read_down_to_a_limit():
    inner = jar(MAVEN)
    for _ in range(java.MAX_DEPTH):
        inner = jar({"BOOT-INF/lib/in.jar": inner})
    assert [one.name for one in reads(RECORD, "app.war", inner)] == ["org.a:a-core"]
    read = RECORD.read("app.war", jar({"one.jar": inner}))
    assert read.dependencies == ()
    assert "deeper" in read.problems[0].why


def test_a_manifest_names_a_jar_that_maven_did_not_make():
    data = jar(manifest(Bundle_SymbolicName="org.b.b-core;singleton", Bundle_Version="9") | {"a.class": b""})
    [one] = reads(RECORD, "lib/b-core-2.0.1.jar", data)
    assert one.purl == "pkg:maven/org.b/b-core@2.0.1"


def test_a_jar_of_unknown_origin_is_stated_and_the_service_itself_is_not():
    read = RECORD.read("lib/odd-1.0.jar", jar({"a.class": b""}))
    assert [one.why for one in read.problems] == [
        "nothing in it tells its Maven group and version: it was not examined"
    ]
    assert reads(RECORD, "app.jar", jar(manifest(Main_Class="App") | {"a.class": b""})) == []
    assert reads(RECORD, "jrt-fs.jar", jar({"a.class": b""})) == []


def test_what_is_no_zip_is_refused():
    with pytest.raises(ReportError):
        RECORD.read("a.jar", b"PK nothing")


def test_a_bomb_is_stated_and_not_unpacked(monkeypatch):
    monkeypatch.setattr(java, "MAX_INNER_BYTES", 1000)
    read = RECORD.read("a.jar", jar({"in.jar": bytes(100_000)} | MAVEN))
    assert [one.name for one in read.dependencies] == ["org.a:a-core"]
    assert [one.why for one in read.problems] == ["it unpacks to more than is read"]
