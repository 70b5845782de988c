"""The parts of a SARIF 2.1.0 log that are read; everything else is passed over unread.

Real writers put ``null`` where the standard says "absent", so every optional part may be null. Long lists
stay raw: a bad item is then stated and passed over. The numbers name the sections of the standard
(https://docs.oasis-open.org/sarif/sarif/v2.1.0/).
"""

from typing import Any

import msgspec


class Part(msgspec.Struct, gc=False, rename="camel"):
    """An object of the log: camel case there, snake case here; never part of a cycle."""


class Text(Part):
    """A message in its forms, §3.11 and §3.12: text, or an id of a message string with arguments."""

    text: str | None = None
    markdown: str | None = None
    id: str | None = None
    arguments: list[str] | None = None


class ComponentReference(Part):
    """Which tool component is meant, §3.54."""

    name: str | None = None
    index: int = -1
    guid: str | None = None


class DescriptorReference(Part):
    """Which rule, notification or taxon is meant, §3.52."""

    id: str | int | None = None
    index: int = -1
    tool_component: ComponentReference | None = None


class ArtifactLocation(Part):
    """The address of a file, §3.4."""

    uri: str | None = None
    uri_base_id: str | None = None
    index: int = -1


class Region(Part):
    """A part of a file, §3.30."""

    start_line: int | None = None
    start_column: int | None = None
    end_line: int | None = None
    end_column: int | None = None
    snippet: Text | None = None


class PhysicalLocation(Part):
    """A place in a file, §3.29."""

    artifact_location: ArtifactLocation | None = None
    region: Region | None = None


class LogicalLocation(Part):
    """A named place: a function, a resource, §3.33."""

    name: str | None = None
    fully_qualified_name: str | None = None
    kind: str | None = None


class Place(Part):
    """A location of a result, §3.28."""

    physical_location: PhysicalLocation | None = None
    logical_locations: list[LogicalLocation] | None = None


class Suppression(Part):
    """Someone decided that a result is not to be reported, §3.35."""

    status: str | None = None


class Fix(Part):
    """A proposed repair, §3.55."""

    description: Text | None = None


class Result(Part):
    """One result, §3.27."""

    message: Text | None = None
    rule_id: str | int | None = None
    rule_index: int = -1
    rule: DescriptorReference | None = None
    kind: str | None = None
    level: str | None = None
    locations: list[Place] | None = None
    suppressions: list[Suppression] | None = None
    baseline_state: str | None = None
    taxa: list[DescriptorReference] | None = None
    fixes: list[Fix] | None = None
    properties: msgspec.Raw = msgspec.Raw()

    def bagged(self, name: str) -> Any:
        """A value of the property bag; ``None`` where there is none, or the bag is none."""
        raw = bytes(self.properties)
        if name.encode() not in raw:
            return None
        try:
            return msgspec.json.decode(raw, type=dict[str, Any]).get(name)
        except (msgspec.MsgspecError, RecursionError):
            return None

    @property
    def snippet(self) -> str:
        """The text at its first place; empty where the log does not quote it."""
        physical = self.locations[0].physical_location if self.locations else None
        region = physical.region if physical else None
        return (region.snippet.text or "") if region and region.snippet else ""

    @property
    def is_suppressed(self) -> bool:
        """Whether it is suppressed: by at least one decision, and none is pending or refused (§3.27.23)."""
        return bool(self.suppressions) and not any(
            suppression.status in {"underReview", "rejected"} for suppression in self.suppressions or ()
        )


class Configuration(Part):
    """The settings of a rule, §3.50."""

    level: str | None = None


class Relationship(Part):
    """How a rule relates to another descriptor, for instance to a weakness class, §3.53."""

    target: DescriptorReference | None = None


class RuleShape(Part):
    """A rule's metadata, §3.49."""

    id: str | int = ""
    name: str | None = None
    short_description: Text | None = None
    full_description: Text | None = None
    help: Text | None = None
    help_uri: str | None = None
    message_strings: dict[str, Text] | None = None
    default_configuration: Configuration | None = None
    relationships: list[Relationship] | None = None
    properties: dict[str, Any] | None = None


class Component(Part):
    """The driver or an extension of a tool, §3.19."""

    name: str = ""
    version: str | float | None = None
    semantic_version: str | None = None
    rules: list[msgspec.Raw] | None = None
    global_message_strings: dict[str, Text] | None = None


class Tool(Part):
    """The tool of a run, §3.18."""

    driver: Component
    extensions: list[Component] | None = None


class Notification(Part):
    """Something that happened while the tool ran, §3.58."""

    message: Text | None = None
    level: str | None = None
    locations: list[Place] | None = None


class Invocation(Part):
    """One call of the tool, §3.20."""

    execution_successful: bool | None = None
    exit_code: int | None = None
    exit_code_description: str | None = None
    exit_signal_name: str | None = None
    process_start_failure_message: str | None = None
    tool_execution_notifications: list[Notification] | None = None
    tool_configuration_notifications: list[Notification] | None = None


class Artifact(Part):
    """A file that matters to the run, §3.24."""

    location: ArtifactLocation | None = None
    roles: list[str] | None = None


class Run(Part):
    """One run of one tool, §3.14."""

    tool: Tool
    results: list[msgspec.Raw] | None = None
    artifacts: list[msgspec.Raw] | None = None
    invocations: list[msgspec.Raw] | None = None
    original_uri_base_ids: dict[str, ArtifactLocation] | None = None
    properties: Any = None


class Log(Part):
    """The whole file, §3.13."""

    runs: list[msgspec.Raw]
    version: str = ""
