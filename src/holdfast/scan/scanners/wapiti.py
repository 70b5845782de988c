"""Wapiti: crawls a running web application and attacks what it finds, within one folder of one host."""

from datetime import timedelta
from urllib.parse import urlsplit

from holdfast.model.category import Category
from holdfast.scan.scanning import Exit, Job, Managed, Proof, Scanner, Sign, Tier, Url

MODULES = "xss,sql,exec,file,redirect,csp,http_headers,cookieflags"
"""Modules that send requests to the target only; ssrf, log4shell, takeover and wapp ask other hosts."""

CRAWL_SHARE = 3
"""A third of the time is for finding pages; its limit does not cover the attacks that follow."""


def command(job: Job) -> list[str]:
    """Crawl and attack below the address.

    Every module is loaded, wanted or not, and loading log4shell resolves a name of the maker's; payloads
    point at the maker's server. Both are turned to the target itself, so that nothing leaves its host.
    """
    parts = urlsplit(job.url)
    seconds = max(30, int(job.timeout.total_seconds()))
    modules = len(MODULES.split(","))
    return [
        job.executable, "--url", job.url, "--scope", "folder", "--module", MODULES, "--flush-session",
        "--endpoint", f"{parts.scheme}://{parts.netloc}/", "--dns-endpoint", "localhost",
        "--max-scan-time", str(seconds // CRAWL_SHARE),
        "--max-attack-time", str(max(10, seconds // CRAWL_SHARE // modules)),
        "--store-session", str(job.workdir / "session"), "--store-config", str(job.workdir / "config"),
        "--no-bugreport", "--format", "json", "--output", str(job.report),
    ]  # fmt: skip


SCANNER = Scanner(
    name="wapiti",
    title="Wapiti",
    category=Category.DAST,
    homepage="https://wapiti-scanner.github.io",
    install=Managed(package="wapiti3", executable="wapiti", tier=Tier.FULL),
    reads=Url(),
    command=command,
    report="wapiti",
    # 0 whatever it found, and also when the target does not answer: then it has crawled no page.
    exit_codes={0: Exit.CLEAN, 1: Exit.FAILED, 2: Exit.FAILED},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=10),
    signs=(
        Sign(pattern=r"^\[!\] Module \S+ seems broken", why="a module of Wapiti's could not be loaded"),
        Sign(pattern=r"^Max scan time was reached", why="the crawl was cut short", is_fatal=False),
        Sign(
            pattern=r"^Max attack time was reached for module \w+",
            why="an attack was cut short",
            is_fatal=False,
        ),
        Sign(
            pattern=r"^\d+ requests were skipped due to network issues",
            why="requests were lost on the network",
            is_fatal=False,
        ),
    ),
    limits="Sees what links and forms lead to, without logging in and without running JavaScript. "
    "Sends attacks: aim it at a test system.",
)
