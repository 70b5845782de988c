"""The rules as data, one file for each family of providers: every ``RULES`` in this folder counts."""

import importlib
import pkgutil

from holdfast.kit.secrets.rule import Rule


def all_rules() -> tuple[Rule, ...]:
    """Every rule, by file and then in the file's order."""
    names = sorted(info.name for info in pkgutil.iter_modules(__path__))
    families = (importlib.import_module(f"{__name__}.{name}").RULES for name in names)
    return tuple(rule for rules in families for rule in rules)
