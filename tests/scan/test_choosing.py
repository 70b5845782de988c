"""Facts about which scanners are asked, and which must answer."""

import pytest

from holdfast.config.scan import ScannerSettings
from holdfast.model.category import Category
from holdfast.scan.choosing import Choice, Wish, choose
from holdfast.scan.scanning import Exit, External, Files, Folder, Image, Managed, Proof, Scanner, Tier, Url

ON, OFF = ScannerSettings(enabled=True), ScannerSettings(enabled=False)


def scanner(name, **over):
    fields = {
        "name": name,
        "title": name.title(),
        "category": Category.SAST,
        "homepage": "https://scanner.example",
        "install": Managed(package=name, executable=name, tier=Tier.SMALL),
        "reads": Files(is_any=True),
        "command": lambda job: [job.executable],
        "report": "sarif",
        "exit_codes": {0: Exit.CLEAN},
        "proof": Proof.FILES_GIVEN,
    }
    return Scanner(**fields | over)


SMALL = scanner("small")
FULL = scanner("full", install=Managed(package="full", executable="full", tier=Tier.FULL))
EXTERNAL = scanner("external", install=External(executables=("external",), how_to_get="ask"), reads=Folder())
OPT_IN = scanner("opt-in", is_default=False)
SECRETS = scanner("secrets", category=Category.SECRETS)
DAST = scanner("dast", category=Category.DAST, reads=Url())
IMAGE = scanner("image", category=Category.CONTAINER, reads=Image())
ALL = (IMAGE, DAST, SECRETS, OPT_IN, EXTERNAL, FULL, SMALL)


def names(settings=None, **wish):
    return [choice.scanner.name for choice in choose(ALL, settings or {}, Wish(**wish))]


def test_a_plain_scan_asks_the_default_scanners_of_folders_in_a_fixed_order():
    assert names() == ["external", "full", "small", "secrets"]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"has_path": False, "has_url": True}, ["dast"]),
        ({"has_path": False, "has_image": True}, ["image"]),
        ({"has_url": True, "categories": frozenset({Category.DAST})}, ["dast"]),
        ({"categories": frozenset({Category.SECRETS})}, ["secrets"]),
        ({"names": frozenset({"opt-in"})}, ["opt-in"]),
        ({"names": frozenset({"dast"})}, []),
        ({"names": frozenset({"small"}), "categories": frozenset({Category.SECRETS})}, ["small"]),
    ],
)
def test_the_command_line_narrows_the_choice(wish, expected):
    assert names(**wish) == expected


def test_the_configuration_switches_scanners_on_and_off():
    assert names({"opt-in": ON, "small": OFF}) == ["external", "full", "opt-in", "secrets"]


def test_a_name_on_the_command_line_outweighs_the_configuration():
    assert names({"small": OFF}, names=frozenset({"small"})) == ["small"]


def choice(given, *, is_asked_for=False):
    return Choice(scanner=given, is_asked_for=is_asked_for, settings=ScannerSettings())


@pytest.mark.parametrize(
    ("given", "is_asked_for", "is_installed", "must_answer"),
    [
        (SMALL, False, False, True),
        (FULL, False, False, False),
        (FULL, False, True, True),
        (FULL, True, False, True),
        (EXTERNAL, False, False, False),
        (EXTERNAL, False, True, True),
        (EXTERNAL, True, False, True),
    ],
)
def test_what_is_there_or_was_asked_for_must_answer(given, is_asked_for, is_installed, must_answer):
    assert choice(given, is_asked_for=is_asked_for).must_answer(is_installed=is_installed) is must_answer


@pytest.mark.parametrize(
    ("given", "is_asked_for", "installs"),
    [(SMALL, False, True), (FULL, False, False), (FULL, True, True), (EXTERNAL, True, False)],
)
def test_only_the_small_tier_and_what_was_asked_for_is_installed_without_asking(
    given, is_asked_for, installs
):
    assert choice(given, is_asked_for=is_asked_for).is_installed_on_use is installs
