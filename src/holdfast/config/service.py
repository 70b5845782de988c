"""Section ``service`` and ``environments``: what is looked after, and where it runs."""

from pydantic import Field

from holdfast.config.values import Section


class Service(Section):
    """What is looked after."""

    name: str = Field(min_length=1, max_length=100)
    """Name of the service, as people say it."""
    description: str = ""
    """What it does, in a sentence."""
    owner: str = ""
    """Team or person who answers for it."""
    repository: str = ""
    """Address of its source."""


class Environment(Section):
    """A place where the service runs."""

    url: str = ""
    """Address of the service there."""
    is_production: bool = Field(default=False, alias="production")
    """Whether real users depend on it."""
