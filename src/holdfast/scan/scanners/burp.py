"""Burp Suite Professional: crawls and attacks a running application, asked by its REST API."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Job, Proof, Scanner, Service, Url

PROGRAM = "holdfast.scan.burp_api"


def command(job: Job) -> list[str]:
    """Start a scan and wait for its end; option ``configuration`` names one of Burp's."""
    named = [job.options["configuration"]] if "configuration" in job.options else []
    return [job.executable, "-P", "-m", PROGRAM, "scan", str(job.report), job.url, *named]


SCANNER = Scanner(
    name="burp",
    title="Burp Suite",
    category=Category.DAST,
    homepage="https://portswigger.net/burp",
    install=Service(
        program=PROGRAM,
        variable="BURP_REST_API_URL",
        how_to_get="start Burp Suite Professional, switch on Settings > Suite > REST API, and set "
        "BURP_REST_API_URL (http://127.0.0.1:1337 unless you changed it) and BURP_REST_API_KEY",
    ),
    reads=Url(),
    command=command,
    report="burp",
    # Of our program.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED, 2: Exit.FAILED, 78: Exit.NOT_CONFIGURED},
    proof=Proof.REPORT,
    is_offline=False,
    timeout=timedelta(hours=1),
    credentials=("BURP_REST_API_URL", "BURP_REST_API_KEY"),
    is_default=False,
    limits="Needs a Burp that runs, with a licence; its API cannot end a scan, so one that is out of time "
    "here goes on there. Scans the folder of the address, with Burp's default configuration unless option "
    "'configuration' names another. Sends attacks: aim it at a test system; whether they name the maker's "
    "Collaborator server is for Burp's own settings to say.",
)
