"""From the findings of reports to findings with an identity: paths, context, aliases, fingerprints."""

from collections.abc import Iterable

from holdfast.findings.aliases import canonical_ids
from holdfast.findings.context import ReadLines, no_source, with_contexts
from holdfast.findings.fingerprint import with_fingerprint
from holdfast.findings.paths import Relative, relative_path, with_relative_path
from holdfast.model.finding import Finding


def identified(
    findings: Iterable[Finding], read_lines: ReadLines = no_source, relative: Relative = relative_path
) -> list[Finding]:
    """The findings with relative paths, contexts and fingerprints; none is merged or lost.

    Args:
        findings: Of all reports that are to be merged: aliases are taken from all of them.
        read_lines: Gives the source, where it is at hand.
        relative: Writes a path of a report as one relative to the scanned folder.
    """
    placed = with_contexts([with_relative_path(finding, relative) for finding in findings], read_lines)
    canonical = canonical_ids(placed)
    return [with_fingerprint(finding, canonical) for finding in placed]
