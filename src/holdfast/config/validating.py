"""Validates a tree of nodes against the models, and says in plain words what is wrong and where."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from holdfast.config.fields import Place, place_at
from holdfast.config.mistakes import Mistake, refuse
from holdfast.config.nodes import KeyPath, Node, dotted
from holdfast.config.values import Section
from holdfast.kit.suggest import did_you_mean

S = TypeVar("S", bound=Section)

_KEY_MARK = "[key]"
"""How Pydantic marks, at the end of a path, that the key is wrong and not what stands behind it."""

_LONGEST_SHOWN = 60

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
"""Characters that no setting needs, and that would reach terminals, file names and reports."""


def validated(root: Node, model: type[S], prefix: KeyPath = ()) -> S:
    """The model of a tree.

    Args:
        root: What was written.
        model: What it must be.
        prefix: Where the tree stands in the whole configuration, for messages.

    Raises:
        ConfigError: Something is wrong; all of it is in one error.
    """
    refuse(list(_control_characters(root, prefix)))
    try:
        return model.model_validate(root.plain())
    except ValidationError as error:
        refuse([_mistake(details, root, model, prefix) for details in error.errors(include_url=False)])
        raise AssertionError("a ValidationError without errors") from error


def _control_characters(root: Node, prefix: KeyPath) -> Iterator[Mistake]:
    for path, node in root.leaves(prefix):
        where = dotted(path).encode("unicode_escape").decode()
        if not all(part.isprintable() for part in path if isinstance(part, str)):
            yield Mistake(node.key, f"{where}: a key with a control character", todo="remove it")
        if isinstance(node.value, str) and (found := _CONTROL.search(node.value)):
            name = f"U+{ord(found[0]):04X}"
            yield Mistake(node.origin, f"{where}: holds the control character {name}", todo="remove it")


def _mistake(details: ErrorDetails, root: Node, model: type[Section], prefix: KeyPath) -> Mistake:
    path: KeyPath = details["loc"]
    is_key = bool(path) and path[-1] == _KEY_MARK
    if is_key:
        path = path[:-1]
    node = root.nearest(path)
    at_key = is_key or details["type"] == "extra_forbidden"
    case = _Case(details, path, node, model)
    fact, todo = _TRANSLATIONS.get(details["type"], _other)(case)
    where = dotted((*prefix, *path))
    return Mistake(
        node.key if at_key else node.origin,
        f"{where}: {fact}" if where else fact,
        case.meaning,
        todo,
    )


class _Case:
    """One of Pydantic's errors, with what a translation needs to know."""

    def __init__(self, details: ErrorDetails, path: KeyPath, node: Node, model: type[Section]) -> None:
        self.path = path
        self.node = node
        self.context: Mapping[str, Any] = details.get("ctx", {})
        self.message = details["msg"]
        self.place = place_at(path, model)
        self.holder = place_at(path[:-1], model) or Place(model)

    @property
    def shown(self) -> str:
        """The value as it was written: what a variable put there may be secret."""
        value = self.node.written or self.node.value
        if value is None:
            return "nothing"
        if not isinstance(value, str):
            return "a mapping" if isinstance(value, Mapping) else "a list"
        return repr(value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…")

    @property
    def meaning(self) -> str:
        """What the setting means, by its model."""
        field = self.place.field if self.place else None
        if field is None or not field.description:
            return ""
        return f"{dotted(self.path)} means: {_lower_first(field.description)}"

    @property
    def examples(self) -> str:
        """What to write, by the model's examples."""
        field = self.place.field if self.place else None
        examples = [str(example) for example in (field.examples if field and field.examples else ())]
        return f"write for example {examples[0]}" if examples else ""


def _unknown_key(case: _Case) -> tuple[str, str]:
    known = sorted(case.holder.keys)
    return "unknown key", did_you_mean(str(case.path[-1]), known) or f"known keys: {', '.join(known)}"


def _missing(_case: _Case) -> tuple[str, str]:
    return "missing", "add it"


def _not_in_list(case: _Case) -> tuple[str, str]:
    known = re.findall(r"'([^']*)'", str(case.context.get("expected", "")))
    is_key = case.holder.is_named
    word = str(case.path[-1]) if is_key else str(case.node.value)
    fact = f"{repr(word) if is_key else case.shown} is not one of {', '.join(known)}"
    return fact, did_you_mean(word.lower(), known) or "choose one of them"


def _own_words(case: _Case) -> tuple[str, str]:
    fact = case.message.removeprefix("Value error, ")
    if case.node.written and isinstance(case.node.value, str):
        fact = fact.replace(repr(case.node.value), repr(case.node.written))
    fact, _, todo = fact.partition("; ")
    return fact, todo


def _too_short(case: _Case) -> tuple[str, str]:
    least = int(case.context["min_length"])
    return ("empty", "fill it in") if least == 1 else (f"shorter than {least} characters", "write a sentence")


def _too_long(case: _Case) -> tuple[str, str]:
    return f"longer than {case.context['max_length']} characters", "shorten it"


def _wrong_form(case: _Case) -> tuple[str, str]:
    return f"{case.shown} does not have the form that is needed", case.examples or str(
        case.context["pattern"]
    )


def _too_small(case: _Case) -> tuple[str, str]:
    return f"{case.shown} is too small", f"the least is {_number(case.context['ge'])}"


def _too_large(case: _Case) -> tuple[str, str]:
    most = case.context["le"]
    is_share = case.place is not None and case.place.kind is float and most == 1
    return (
        f"{case.shown} is too large",
        "the most is 1, which is 100%" if is_share else f"the most is {_number(most)}",
    )


def _bad_day(case: _Case) -> tuple[str, str]:
    return f"{case.shown} is no day of the calendar", "write year, month and day, for example 2027-01-31"


def _wanted(what: str, example: str = "") -> Callable[[_Case], tuple[str, str]]:
    def translate(case: _Case) -> tuple[str, str]:
        fact = "empty" if case.node.value is None else f"{case.shown} is not {what}"
        return fact, f"write for example {example}" if example else f"write {what}"

    return translate


def _other(case: _Case) -> tuple[str, str]:
    return f"{case.shown} does not fit: {_lower_first(case.message)}", ""


_TRANSLATIONS: Mapping[str, Callable[[_Case], tuple[str, str]]] = {
    "extra_forbidden": _unknown_key,
    "missing": _missing,
    "enum": _not_in_list,
    "value_error": _own_words,
    "string_too_short": _too_short,
    "string_too_long": _too_long,
    "string_pattern_mismatch": _wrong_form,
    "greater_than_equal": _too_small,
    "less_than_equal": _too_large,
    "date_from_datetime_parsing": _bad_day,
    "string_type": _wanted("a single text"),
    "int_parsing": _wanted("a whole number", "4"),
    "int_type": _wanted("a whole number", "4"),
    "int_parsing_size": _wanted("a number of sensible size", "4"),
    "float_parsing": _wanted("a number", "0.9"),
    "float_type": _wanted("a number", "0.9"),
    "finite_number": _wanted("a number", "0.9"),
    "bool_parsing": _wanted("true or false", "true"),
    "bool_type": _wanted("true or false", "true"),
    "time_delta_type": _wanted("a duration", "90s, 5m, 24h or 7d"),
    "date_type": _wanted("a date", "2027-01-31"),
    "tuple_type": _wanted("a list", "[first, second]"),
    "dict_type": _wanted("a mapping", "name: value"),
    "model_type": _wanted("a mapping", "key: value"),
}


def _number(value: Any) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")
