from datetime import timedelta

from holdfast.config.scan import ScannerSettings
from holdfast.scan.request import Request, saved_image
from holdfast.scan.scanning import Managed, Tier
from scanners import scanner

FULL = scanner("full", install=Managed(package="full", executable="full", tier=Tier.FULL))
SMALL = scanner("small", install=Managed(package="small", executable="small", tier=Tier.SMALL))


def test_the_configured_time_wins_over_the_adapters_own():
    request = Request(settings={"full": ScannerSettings(timeout=timedelta(seconds=7))})
    assert request.timeout_of(FULL) == timedelta(seconds=7)
    assert request.timeout_of(SMALL) == SMALL.timeout


def test_the_small_tier_and_what_is_named_is_installed_on_use():
    assert Request().is_installed_on_use(SMALL)
    assert not Request().is_installed_on_use(FULL)
    assert Request(installs_named=frozenset({"full"})).is_installed_on_use(FULL)
    assert not Request(installs_named=frozenset({"tool"})).is_installed_on_use(scanner("tool"))


def test_an_image_is_saved_as_an_archive_or_as_a_folder_with_an_index(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "app.tar").touch()
    (tmp_path / "nginx").mkdir()
    assert saved_image("app.tar") == tmp_path / "app.tar"
    assert saved_image("nginx") is None
    assert saved_image("nginx:1.27") is None
    (tmp_path / "nginx/index.json").touch()
    assert saved_image("nginx") == tmp_path / "nginx"
