"""Services of a compose file become jobs."""

from holdfast.scan.pipelines.documents import read_documents
from holdfast.scan.pipelines.systems.compose import read_compose


def test_a_service_is_a_job_with_its_image_and_line():
    text = "services:\n  db:\n    image: postgres:17\n  app: {build: .}\n"
    jobs = read_compose("compose.yml", read_documents(text.encode())[0], text).jobs
    assert [(job.name, job.line, job.image[0]) for job in jobs] == [("db", 2, "postgres:17"), ("app", 4, "")]
