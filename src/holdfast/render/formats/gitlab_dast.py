"""``gitlab-dast``: GitLab's DAST report.

See ``render/gitlab``.
"""

from holdfast.render.gitlab.locations import at_address
from holdfast.render.gitlab.report import Report
from holdfast.render.rendering import Format

FORMAT = Format(
    name="gitlab-dast",
    title="GitLab report: DAST",
    render=Report("dast", at_address).render,
    is_for_repository=True,
)
