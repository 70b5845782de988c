"""Which scanners a run asks, and which of them must answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from holdfast.config.scan import ScannerSettings
from holdfast.model.category import Category
from holdfast.scan.scanning import Files, Folder, Image, Managed, Scanner, Tier, Url


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the user asked for on the command line.

    Attributes:
        categories: Only these; all, when empty.
        names: Only these scanners, whether default or not; the default ones, when empty.
        has_path: Whether a folder is scanned.
        has_url: Whether a running application is scanned.
        has_image: Whether an image is scanned.
    """

    categories: frozenset[Category] = frozenset()
    names: frozenset[str] = frozenset()
    has_path: bool = True
    has_url: bool = False
    has_image: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A scanner to run.

    Attributes:
        scanner: The adapter.
        is_asked_for: Whether the user or the configuration named it: it must answer, installed or not.
        settings: What the configuration says of it.
    """

    scanner: Scanner
    is_asked_for: bool
    settings: ScannerSettings

    @property
    def is_installed_on_use(self) -> bool:
        """Whether a missing scanner is installed without asking: the small tier, and what was asked for."""
        install = self.scanner.install
        return isinstance(install, Managed) and (install.tier is Tier.SMALL or self.is_asked_for)

    def must_answer(self, *, is_installed: bool) -> bool:
        """Whether its silence leaves the run without a verdict."""
        return self.is_asked_for or self.is_installed_on_use or is_installed


def choose(
    scanners: Iterable[Scanner], settings: Mapping[str, ScannerSettings], wish: Wish
) -> tuple[Choice, ...]:
    """The scanners that a run asks, sorted by category and name.

    A scanner that the configuration switches off is not asked, unless the command line names it.
    """
    chosen = []
    for scanner in scanners:
        own = settings.get(scanner.name, ScannerSettings())
        is_named = scanner.name in wish.names
        if not is_named and (wish.names or own.enabled is False):
            continue
        if not _is_aimed_at(scanner, wish):
            continue
        if wish.categories and scanner.category not in wish.categories and not is_named:
            continue
        if is_named or own.enabled or scanner.is_default:
            chosen.append(Choice(scanner=scanner, is_asked_for=is_named or bool(own.enabled), settings=own))
    return tuple(sorted(chosen, key=lambda choice: (choice.scanner.category, choice.scanner.name)))


def _is_aimed_at(scanner: Scanner, wish: Wish) -> bool:
    match scanner.reads:
        case Files() | Folder():
            return wish.has_path
        case Url():
            return wish.has_url
        case Image():
            return wish.has_image
