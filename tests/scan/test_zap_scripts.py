"""How ZAP's packaged scans are called."""

from datetime import timedelta
from pathlib import Path

import pytest

from holdfast.scan.scanning import Job
from holdfast.scan.zap_scripts import command


def words(executable: str, **over: timedelta) -> list[str]:
    job = Job(
        executable=executable,
        root=Path("/src"),
        url="http://127.0.0.1:8000",
        report=Path("/work/report-0"),
        workdir=Path("/work"),
        **over,
    )
    return command(job)


@pytest.mark.parametrize(
    ("executable", "report"),
    [("zap-full-scan.py", "../../work/report-0"), ("/opt/zap/zap-full-scan.py", "/work/report-0")],
)
def test_in_its_image_the_report_is_named_from_the_folder_that_the_script_puts_in_front(
    executable: str, report: str
):
    assert words(executable)[4] == report


def test_zap_keeps_its_files_in_the_private_folder_and_to_its_time():
    arguments = words("zap-baseline.py", timeout=timedelta(seconds=30))
    assert arguments[-2:] == ["-z", "-dir /work/zap"]
    assert arguments[arguments.index("-T") + 1] == "1"
