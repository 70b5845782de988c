"""``gitlab-secret-detection``: GitLab's secret detection report, without the secrets.

See ``render/gitlab``.
"""

from holdfast.render.gitlab.locations import in_commit
from holdfast.render.gitlab.report import Report
from holdfast.render.rendering import Format

FORMAT = Format(
    name="gitlab-secret-detection",
    title="GitLab report: secrets",
    render=Report("secret_detection", in_commit).render,
    is_for_repository=True,
)
