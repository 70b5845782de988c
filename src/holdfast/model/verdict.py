"""The three answers of every check."""

from enum import StrEnum


class Verdict(StrEnum):
    """Pass, fail, or no verdict: absence of evidence is never green."""

    PASS = "pass"  # noqa: S105 - the word for a check that passed.
    FAIL = "fail"
    NO_VERDICT = "no_verdict"

    @property
    def label(self) -> str:
        """The words for people."""
        return "no verdict" if self is Verdict.NO_VERDICT else self.value
