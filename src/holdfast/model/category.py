"""What kind of scan found a weakness."""

from enum import StrEnum


class Category(StrEnum):
    """The classes of scanning; a gate has one set of rules for each."""

    SAST = "sast"
    SCA = "sca"
    SECRETS = "secrets"  # pragma: allowlist secret
    IAC = "iac"
    CONTAINER = "container"
    PIPELINE = "pipeline"
    DAST = "dast"

    @property
    def label(self) -> str:
        """The words for people."""
        return _TITLES[self]


_TITLES = {
    Category.SAST: "Code (SAST)",
    Category.SCA: "Dependencies (SCA)",
    Category.SECRETS: "Secrets",  # pragma: allowlist secret
    Category.IAC: "Infrastructure as code",
    Category.CONTAINER: "Containers",
    Category.PIPELINE: "Pipelines",
    Category.DAST: "Running application (DAST)",
}
