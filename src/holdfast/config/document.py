"""The whole of ``holdfast.yaml``."""

from pydantic import Field

from holdfast.config.gate import Policy
from holdfast.config.scan import ScanSettings
from holdfast.config.service import Environment, Service
from holdfast.config.values import Section
from holdfast.config.waivers import WaiverEntry


class Config(Section):
    """The configuration of one service."""

    service: Service
    """What is looked after."""
    environments: dict[str, Environment] = Field(default_factory=dict)
    """Where it runs, by name."""
    scan: ScanSettings = ScanSettings()
    """What is scanned, by which scanners, within which limits."""
    gate: Policy = Policy()
    """The policy that a change or a deployment must meet."""
    waivers: tuple[WaiverEntry, ...] = ()
    """Time-limited exceptions."""
