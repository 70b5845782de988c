"""What a SARIF rule says about all its results: worked out once a rule, not once a result."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from holdfast.findings.parsing import Report
from holdfast.findings.sarif.shape import Component, DescriptorReference, Result, RuleShape, Text
from holdfast.kit.vulnerability_ids import cwe_numbers

MAX_TAGS = 20

_CONFIDENCE = {"very-high": "high", "high": "high", "medium": "medium", "low": "low"}
_LINK_TO_PLACE = re.compile(r"\[([^\]\[]{1,300})\]\(\d{1,6}\)")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\d{1,3})\}")
_TEXT_LIMIT = 5000
_ARGUMENT_LIMIT = 1000
"""A message may repeat an argument a thousand times: both must be small for the whole to be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What holds for every result of a rule.

    Attributes:
        id: Its id in the report.
        name: Its readable name, if it has one.
        title: Its short description.
        description: Its long description.
        level: Level of its results, where they give none.
        score: Its ``security-severity``, 0 to 10.
        cwe: CWE numbers.
        references: Where to read about it.
        tags: Its tags, those that name a CWE left out.
        confidence: How sure the tool is of its results, from ``precision``.
        messages: Message strings by id, the tool's global ones included.
    """

    id: str = ""
    name: str = ""
    title: str = ""
    description: str = ""
    level: str | None = None
    score: float | None = None
    cwe: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    confidence: str = ""
    messages: Mapping[str, Text] = field(default_factory=dict)


class Rules:
    """The rules of a run: those of the driver and of its extensions."""

    def __init__(self, components: Sequence[Component], report: Report, place: str) -> None:
        """Read the rules of the driver (first) and the extensions; bad ones become problems."""
        self._components = [
            _read_rules(component, report, f"{place}.tool.{part}.rules")
            for part, component in zip(_parts(len(components)), components, strict=True)
        ]
        self._names = [component.name for component in components]
        self._by_id: dict[str, Rule] = {}
        for rule in (rule for rules in reversed(self._components) for rule in reversed(rules) if rule):
            self._by_id[rule.id] = rule
        self._undescribed: dict[str, Rule] = {}
        self._unknown = Rule(messages=components[0].global_message_strings or {})

    def of(self, result: Result) -> Rule:
        """The rule of a result; one with nothing but its id where the report does not describe it."""
        reference = result.rule
        wanted = result.rule_id if result.rule_id is not None else reference and reference.id
        index = result.rule_index if result.rule_index >= 0 else reference.index if reference else -1
        rule_id = "" if wanted is None else str(wanted)
        found = self._at(index, reference) if index >= 0 else None
        if found and (not rule_id or _is_same_or_below(rule_id, found.id)):
            return found
        return self._named(rule_id)

    def _named(self, rule_id: str) -> Rule:
        # "CA1000/1" is the first sub-rule of CA1000 where CA1000/1 has no entry of its own (§3.27.5).
        found = self._by_id.get(rule_id) or self._by_id.get(rule_id.rsplit("/", 1)[0])
        return found or self._undescribed.setdefault(rule_id, replace(self._unknown, id=rule_id))

    def _at(self, index: int, reference: DescriptorReference | None) -> Rule | None:
        rules = self._components[self._component_index(reference)]
        return rules[index] if index < len(rules) else None

    def _component_index(self, reference: DescriptorReference | None) -> int:
        """0 for the driver; n for the n-th extension that the reference points at by index or name."""
        component = reference.tool_component if reference else None
        if component is None:
            return 0
        if 0 <= component.index < len(self._components) - 1:
            return component.index + 1
        return self._names.index(component.name) if component.name in self._names else 0


def message_text(message: Text | None, strings: Mapping[str, Text]) -> str:
    """The words of a message: looked up by id, arguments filled in, links to locations turned into text."""
    if message is None:
        return ""
    text = message.text or message.markdown
    if not text and message.id:
        template = strings.get(message.id)
        text = (template.text or template.markdown) if template else message.id
    if not text:
        return ""
    text = text[:_TEXT_LIMIT]
    if message.arguments and "{" in text:
        text = _filled(text, message.arguments)
    return _LINK_TO_PLACE.sub(r"\1", text) if "](" in text else text


def score_of(value: Any) -> float | None:
    """A ``security-severity`` as a number from 0 to 10; ``None`` for anything else."""
    try:
        score = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return score if 0 <= score <= 10 else None


def cwe_of_taxa(references: Iterable[DescriptorReference] | None) -> tuple[int, ...]:
    """The CWE numbers among taxa: by the name of their taxonomy, or because the id says CWE."""
    return cwe_numbers(*(reference.id for reference in references or () if _is_cwe(reference)))


def _is_cwe(reference: DescriptorReference) -> bool:
    taxonomy = reference.tool_component.name if reference.tool_component else None
    return any(str(name).upper().startswith("CWE") for name in (taxonomy, reference.id))


def _filled(text: str, arguments: Sequence[str]) -> str:
    def fill(match: re.Match[str]) -> str:
        if match[1] is None:
            return match[0][0]
        number = int(match[1])
        return arguments[number][:_ARGUMENT_LIMIT] if number < len(arguments) else match[0]

    return _PLACEHOLDER.sub(fill, text)[:_TEXT_LIMIT]


def _is_same_or_below(rule_id: str, other: str) -> bool:
    return rule_id == other or rule_id.startswith(f"{other}/")


def _parts(count: int) -> Iterator[str]:
    """Where in the log each component stands: the driver first, then the extensions."""
    yield "driver"
    yield from (f"extensions[{index}]" for index in range(count - 1))


def _read_rules(component: Component, report: Report, place: str) -> list[Rule | None]:
    """The rules by index; a bad one keeps its index as ``None``."""
    raws = component.rules or []
    rules: list[Rule | None] = [None] * len(raws)
    for where, shape in report.rows(raws, RuleShape, place):
        index = int(where[len(place) + 1 : -1])
        rules[index] = _rule(shape, component.global_message_strings or {})
    return rules


def _rule(shape: RuleShape, global_strings: Mapping[str, Text]) -> Rule:
    properties = shape.properties or {}
    tags = [tag for tag in _texts(properties.get("tags")) if tag]
    title = _plain(shape.short_description)
    return Rule(
        id=str(shape.id),
        name=shape.name or "",
        title=title,
        description=_plain(shape.full_description) or _plain(shape.help) or title,
        level=shape.default_configuration.level if shape.default_configuration else None,
        score=score_of(properties.get("security-severity")),
        cwe=_cwe(shape, properties, tags),
        references=(shape.help_uri,) if shape.help_uri else (),
        tags=tuple(tag for tag in tags if "cwe" not in tag.lower())[:MAX_TAGS],
        confidence=_CONFIDENCE.get(str(properties.get("precision")).lower(), ""),
        messages={**global_strings, **(shape.message_strings or {})},
    )


def _cwe(shape: RuleShape, properties: Mapping[str, Any], tags: Iterable[str]) -> tuple[int, ...]:
    named = (text for key, value in properties.items() if key.lower() in _CWE_KEYS for text in _texts(value))
    tagged = (tag for tag in tags if "cwe" in tag.lower())
    related = cwe_of_taxa(relation.target for relation in shape.relationships or () if relation.target)
    return cwe_numbers(*tagged, *named, *related)


_CWE_KEYS = frozenset({"cwe", "cwes", "cwe_id", "cwe-id", "cweid", "cwe_ids", "cwe-ids"})


def _texts(value: Any) -> list[str]:
    """A text or a list of texts, as a list of texts."""
    values = value if isinstance(value, list) else [value]
    return [str(item) for item in values if isinstance(item, str | int) and not isinstance(item, bool)]


def _plain(message: Text | None) -> str:
    return (message.text or message.markdown or "")[:_TEXT_LIMIT].strip() if message else ""
