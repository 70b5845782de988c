"""Facts about what a user asks a scan for."""

from pathlib import Path

from holdfast.flows.scan_order import ScanOrder
from holdfast.model.category import Category


def test_what_is_aimed_at_decides_on_the_choice():
    wish = ScanOrder(path=Path("x"), url="http://127.0.0.1/", categories=frozenset({Category.DAST})).wish
    assert (wish.has_path, wish.has_url, wish.has_image) == (True, True, False)
    assert wish.categories == {Category.DAST}
    wish = ScanOrder(image="shop:1", scanners=frozenset({"trivy-image"})).wish
    assert (wish.has_path, wish.has_url, wish.has_image, wish.names) == (False, False, True, {"trivy-image"})
