"""``gitlab-dependency-scanning``: GitLab's dependency scanning report.

See ``render/gitlab``.
"""

from holdfast.render.gitlab.locations import in_manifest
from holdfast.render.gitlab.report import Report
from holdfast.render.rendering import Format

FORMAT = Format(
    name="gitlab-dependency-scanning",
    title="GitLab report: dependencies",
    render=Report("dependency_scanning", in_manifest).render,
    is_for_repository=True,
)
