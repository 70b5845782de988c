"""Facts about paths as CI systems count them."""

from dataclasses import replace

import factories
from holdfast.model.category import Category
from holdfast.model.finding import Component, Location
from holdfast.model.scan import Coverage, Target
from holdfast.render.rendering import Document
from holdfast.render.repository import from_repository


def moved(*findings, place="services/shop/", **over):
    run = factories.run(findings=findings, target=Target(path="services/shop", place=place), **over)
    return from_repository(Document(run=run)).run


def test_paths_count_from_the_top_of_the_repository_and_nothing_else_changes():
    found = factories.finding(location=Location(path="app.py", line=3))
    (shown,) = moved(found).findings
    assert shown.location == Location(path="services/shop/app.py", line=3)
    assert shown.fingerprint == found.fingerprint


def test_at_the_top_everything_stays():
    document = Document(run=factories.run(findings=(factories.finding(),)))
    assert from_repository(document) is document


def test_what_is_not_in_the_folder_is_not_moved():
    outside = factories.finding(location=Location(path="/etc/x"))
    online = factories.finding(location=Location(url="http://localhost/"))
    in_image = factories.finding(
        category=Category.CONTAINER, component=Component(name="zlib"), location=Location(path="lib/apk/db")
    )
    assert moved(outside, online, in_image).findings == (outside, online, in_image)


def test_names_of_unread_files_move_too():
    unread = Coverage(unit="file", selected=2, examined=1, unread=("b.py",))
    packages = Coverage(unit="package", selected=2, examined=1, unread=("left-pad",))
    scans = tuple(replace(factories.scan(), coverage=each) for each in (unread, packages))
    assert [scan.coverage.unread for scan in moved(scans=scans).scans] == [
        ("services/shop/b.py",),
        ("left-pad",),
    ]
