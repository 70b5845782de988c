"""``gitlab-sast``: GitLab's SAST report, which also holds infrastructure and pipelines.

See ``render/gitlab``.
"""

from holdfast.render.gitlab.locations import in_file
from holdfast.render.gitlab.report import Report
from holdfast.render.rendering import Format

FORMAT = Format(
    name="gitlab-sast",
    title="GitLab report: SAST, infrastructure, pipelines",
    render=Report("sast", in_file).render,
    is_for_repository=True,
)
