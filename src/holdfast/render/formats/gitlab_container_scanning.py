"""``gitlab-container-scanning``: GitLab's container scanning report.

See ``render/gitlab``.
"""

from holdfast.render.gitlab.locations import in_image
from holdfast.render.gitlab.report import Report
from holdfast.render.rendering import Format

FORMAT = Format(
    name="gitlab-container-scanning",
    title="GitLab report: packages in images",
    render=Report("container_scanning", in_image).render,
    is_for_repository=True,
)
