"""Scanners that users bring, played by programs of ours that behave as the documentation says.

Each case is one way in which a scanner ends; the reports are those of ``samples/parsers``. What they prove is
the adapter: command line, exit codes, where the report is left, and what shows that something was examined.
"""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from holdfast.model.scan import ScanStatus

SAMPLES = Path(__file__).parents[2] / "samples" / "parsers"
CLEAN, FINDINGS, FAILED = ScanStatus.CLEAN, ScanStatus.FINDINGS, ScanStatus.FAILED

ACTOR = f"""\
#!{sys.executable} -IS
import json, pathlib, sys
if sys.argv[1] in ("--version", "version", "-version", "-h") or "-version" in sys.argv:
    print("played 9.8.7")
    sys.exit(0)
part = json.loads(pathlib.Path(__file__ + ".part").read_text())
places = [word.partition("=")[2] or word for word in sys.argv[1:]]
places = [place for place in places if place.rpartition("/")[2].startswith("report-")]
if "-autorun" in sys.argv:
    plan = json.loads(pathlib.Path(sys.argv[-1]).read_text())
    places = [plan["jobs"][-1]["parameters"]["reportDir"] + "/report.json"]
if part["report"] is not None and places:
    pathlib.Path(places[0]).write_text(part["report"])
elif part["report"] is not None:
    sys.stdout.write(part["report"])
if places:
    sys.stdout.write(part["output"])
else:
    sys.stderr.write(part["output"])
sys.exit(part["code"])
"""


@dataclass(frozen=True)
class Case:
    """How one scanner ends, and what that means.

    ``sample`` is a file below ``samples/parsers``, ``report`` a text, and neither means that none is left.
    """

    scanner: str
    code: int
    status: ScanStatus
    sample: str = ""
    report: str | None = None
    output: str = ""
    why: str = ""
    name: str = ""

    @property
    def text(self) -> str | None:
        return (SAMPLES / self.sample).read_text(encoding="utf-8") if self.sample else self.report


PROGRAMS = {
    "trivy": "trivy", "trivy-image": "trivy", "grype": "grype", "grype-image": "grype",
    "osv-scanner": "osv-scanner", "gitleaks": "gitleaks", "trufflehog": "trufflehog", "ggshield": "ggshield",
    "snyk": "snyk", "snyk-code": "snyk", "zap-baseline": "zap-baseline.py", "zap-full": "zap-full-scan.py",
    "zap-automation": "zap.sh",
    "nuclei": "nuclei", "npm-audit": "npm", "pip-audit": "pip-audit", "yarn-audit": "yarn",
    "pnpm-audit": "pnpm", "clair": "clairctl", "dependency-check": "dependency-check.sh",
}  # fmt: skip

GRYPE_LOG = "[0001]  INFO found {} vulnerability matches across {} packages\n"
GITLEAKS_LOG = "12:00PM INF scanned ~{} bytes (1.2 KB) in 3ms\n"
TRUFFLEHOG_LOG = (
    '{{"level":"info-0","msg":"finished scanning","chunks":{},"bytes":900,"verified_secrets":0}}\n'
)
NUCLEI_LOG = '{{"duration":"0:00:30","requests":"40"}}\n{{"duration":"0:01:00","requests":"{}"}}\n'
SNYK_SARIF = {
    "version": "2.1.0",
    "runs": [{"tool": {"driver": {"name": "SnykCode", "rules": []}}, "results": []}],
}
SNYK_COUNTED = {
    "version": "2.1.0",
    "runs": [SNYK_SARIF["runs"][0] | {"properties": {"coverage": [{"files": 8, "type": "SUPPORTED"}]}}],
}

CASES = [
    Case("trivy", 0, CLEAN, sample="trivy/none.json"),
    Case("trivy", 0, FINDINGS, sample="trivy/one.json"),
    Case("trivy", 0, FAILED, report='{"SchemaVersion": 2, "ArtifactName": "."}', why="examined 0"),
    Case("trivy", 1, FAILED, output="FATAL\tFatal error\tinit error: DB error", why="fatal error"),
    Case("trivy-image", 0, CLEAN, sample="trivy/none.json"),
    Case("trivy-image", 1, FAILED, output="FATAL unable to find the image", why="fatal error"),
    Case("grype", 0, CLEAN, sample="grype/none.json", output=GRYPE_LOG.format(0, 12)),
    Case("grype", 0, FINDINGS, sample="grype/one.json", output=GRYPE_LOG.format(1, 12)),
    Case("grype", 0, FAILED, sample="grype/none.json", why="does not say how much", name="silent"),
    Case("grype", 0, FAILED, sample="grype/none.json", output=GRYPE_LOG.format(0, 0), why="examined 0"),
    Case("grype", 1, FAILED, output="failed to load vulnerability db", why="exit code 1"),
    Case("grype-image", 0, CLEAN, sample="grype/none.json", output=GRYPE_LOG.format(0, 80)),
    Case("osv-scanner", 0, CLEAN, sample="osv-scanner/none.json"),
    Case("osv-scanner", 1, FINDINGS, sample="osv-scanner/many.json"),
    Case("osv-scanner", 0, FAILED, report='{"results": []}', why="does not say what it examined"),
    Case("osv-scanner", 127, FAILED, output="failed to reach api.osv.dev", why="exit code 127"),
    Case("osv-scanner", 128, FAILED, why="says that there is nothing to scan, but it was given"),
    Case("gitleaks", 0, CLEAN, sample="gitleaks/none.json", output=GITLEAKS_LOG.format(900)),
    Case("gitleaks", 10, FINDINGS, sample="gitleaks/one.json", output=GITLEAKS_LOG.format(900)),
    Case("gitleaks", 0, FAILED, sample="gitleaks/none.json", output=GITLEAKS_LOG.format(0), why="examined 0"),
    Case("gitleaks", 1, FAILED, output="FTL unable to load gitleaks config", why="exit code 1"),
    Case("gitleaks", 10, FAILED, sample="gitleaks/none.json", why="the report holds none", name="lost"),
    Case("trufflehog", 0, CLEAN, report="", output=TRUFFLEHOG_LOG.format(3)),
    Case("trufflehog", 183, FINDINGS, sample="trufflehog/one.json", output=TRUFFLEHOG_LOG.format(3)),
    Case("trufflehog", 0, FAILED, report="", output=TRUFFLEHOG_LOG.format(0), why="examined 0"),
    Case(
        "trufflehog", 0, FAILED, report="", why="left something out",
        output="encountered errors during scan\n" + TRUFFLEHOG_LOG.format(3),
    ),
    Case("ggshield", 0, CLEAN, sample="ggshield/none.json"),
    Case("ggshield", 1, FINDINGS, sample="ggshield/one.json"),
    Case("ggshield", 3, FAILED, output="A GitGuardian API key is needed", why="not configured"),
    Case("ggshield", 128, FAILED, output="Unexpected error", why="exit code 128"),
    Case("snyk", 0, CLEAN, sample="snyk/none.json"),
    Case("snyk", 1, FINDINGS, sample="snyk/one.json"),
    Case("snyk", 2, FAILED, output="Authentication failed", why="exit code 2"),
    Case("snyk", 3, FAILED, output="Could not detect supported target files", why="nothing to scan"),
    Case("snyk-code", 0, FAILED, report=json.dumps(SNYK_SARIF), why="does not say what it examined"),
    Case("snyk-code", 0, CLEAN, report=json.dumps(SNYK_COUNTED)),
    Case("snyk-code", 1, FAILED, report=json.dumps(SNYK_SARIF), why="the report holds none"),
    Case("snyk-code", 3, FAILED, why="nothing to scan"),
    Case("zap-baseline", 2, FINDINGS, sample="zap/one.json", output="Total of 12 URLs\n"),
    Case("zap-baseline", 1, FINDINGS, sample="zap/many.json", output="Total of 1200 URLs\n"),
    Case("zap-baseline", 0, CLEAN, sample="zap/none.json", output="Total of 12 URLs\n"),
    Case("zap-baseline", 0, FAILED, sample="zap/none.json", output="Total of 2 URLs\n", why="at least 3"),
    Case("zap-baseline", 0, FAILED, sample="zap/none.json", why="does not say how much", name="silent"),
    Case(
        "zap-baseline", 3, FAILED, why="did not reach",
        output="No URLs found - is the target URL accessible? Local services may not be accessible\n",
    ),
    Case("zap-automation", 0, FINDINGS, sample="zap/one.json", output="Job spider found 12 URLs\n"),
    Case("zap-automation", 2, CLEAN, sample="zap/none.json", output="Job spider found 12 URLs\n"),
    Case(
        "zap-automation", 0, FAILED, why="at least 3",
        sample="zap/none.json", output="Job spider found 2 URLs\n",
    ),
    Case("zap-automation", 1, FAILED, output="Job spider error", why="exit code 1"),
    Case("zap-full", 2, FINDINGS, sample="zap/one.json", output="Total of 12 URLs\n"),
    Case("zap-full", 3, FAILED, output="Unexpected error", why="exit code 3"),
    Case("nuclei", 0, CLEAN, report="", output=NUCLEI_LOG.format(90)),
    Case("nuclei", 0, FINDINGS, sample="nuclei/one.jsonl", output=NUCLEI_LOG.format(90)),
    Case("nuclei", 0, FAILED, report="", output=NUCLEI_LOG.format(2), why="at least 3"),
    Case("nuclei", 0, FAILED, report="", why="does not say how much", name="silent"),
    Case("nuclei", 1, FAILED, output="[FTL] no templates provided for scan", why="no templates"),
    Case("npm-audit", 0, CLEAN, sample="npm-audit/none.json"),
    Case("npm-audit", 1, FINDINGS, sample="npm-audit/one.json"),
    Case("npm-audit", 1, FAILED, sample="npm-audit/refused.json", name="refused"),
    Case("pip-audit", 0, CLEAN, sample="pip-audit/none.json"),
    Case("pip-audit", 1, FINDINGS, sample="pip-audit/one.json"),
    Case("pip-audit", 0, FAILED, sample="pip-audit/skipped.json", why="examined 0", name="all-skipped"),
    Case("pip-audit", 1, FAILED, output="ConnectionError", why="left no report", name="no-network"),
    Case("yarn-audit", 0, CLEAN, sample="yarn-audit/none.jsonl"),
    Case("yarn-audit", 8, FINDINGS, sample="yarn-audit/one.jsonl"),
    Case("yarn-audit", 1, FAILED, sample="yarn-audit/failed.jsonl", name="failed"),
    Case("yarn-audit", 64, FAILED, sample="yarn-audit/one.jsonl", why="not in its table"),
    Case("pnpm-audit", 0, CLEAN, sample="pnpm-audit/none.json"),
    Case("pnpm-audit", 1, FINDINGS, sample="pnpm-audit/one.json"),
    Case("pnpm-audit", 1, FAILED, report='{"error": {"code": "ERR_PNPM_AUDIT", "message": "405"}}'),
    Case("clair", 0, CLEAN, sample="clair/none.json"),
    Case("clair", 0, FINDINGS, sample="clair/one.json"),
    Case("clair", 1, FAILED, output="connection refused", why="exit code 1"),
    Case("dependency-check", 0, CLEAN, sample="dependency-check/none.json"),
    Case("dependency-check", 0, FINDINGS, sample="dependency-check/one.json"),
    Case("dependency-check", 13, FAILED, sample="dependency-check/one.json", why="not in its table"),
]  # fmt: skip


def label(case: Case) -> str:
    return "-".join(filter(None, (case.scanner, str(case.code), case.status.value, case.name)))


def service(laboratory) -> None:
    """Something for everybody to read."""
    for name in ("package-lock.json", "yarn.lock", "pnpm-lock.yaml", "requirements.txt", "app.py"):
        laboratory.write(name, "")


def target(scanner: str) -> dict[str, str]:
    if scanner in {"zap-automation", "zap-baseline", "zap-full", "nuclei"}:
        return {"url": "http://127.0.0.1:9/"}
    return {"image": "registry.example/app:1"} if scanner.endswith(("-image", "clair")) else {}


@pytest.mark.parametrize("case", [pytest.param(case, id=label(case)) for case in CASES])
def test_an_end_means_what_the_documentation_says(case, bench_of_fakes):
    program = PROGRAMS[case.scanner]
    part = {"report": case.text, "output": case.output, "code": case.code}
    laboratory = bench_of_fakes({program: ACTOR, f"{program}.part": json.dumps(part)})
    service(laboratory)
    wishes = target(case.scanner)
    answer = laboratory.scan(case.scanner, min_inputs=3 if "url" in wishes else 1, **wishes)
    answer.must_be(case.status, case.why)
    assert answer.scan.evidence.tool_version == "9.8.7"


def test_sonarqube_without_a_server_is_not_configured(bench_of_fakes):
    laboratory = bench_of_fakes({"sonar-scanner": ACTOR})
    service(laboratory)
    laboratory.scan("sonarqube").must_be(ScanStatus.FAILED, "not configured")


@pytest.mark.parametrize("scanner", sorted(PROGRAMS))
def test_a_scanner_that_is_not_there_says_where_to_get_it(scanner, bench_of_fakes):
    laboratory = bench_of_fakes({})
    service(laboratory)
    answer = laboratory.scan(scanner, **target(scanner)).must_be(ScanStatus.MISSING)
    assert PROGRAMS[scanner].removesuffix(".sh") in " ".join(answer.scan.reasons)


@pytest.mark.parametrize(
    ("scanner", "variable"),
    [("snyk", "SNYK_TOKEN"), ("ggshield", "GITGUARDIAN_API_KEY"), ("clair", "CLAIR_API")],
)
def test_a_scanner_gets_its_own_credential_and_no_other(scanner, variable, bench_of_fakes):
    program = PROGRAMS[scanner]
    # What it prints is also the answer to the question for its version.
    spy = f"#!{sys.executable} -IS\nimport os, sys\nprint('1.2.3', sorted(os.environ), file=sys.stderr)\n"
    laboratory = bench_of_fakes(
        {program: spy}, **{variable: "made-up-value", "AWS_SECRET_ACCESS_KEY": "made-up"}
    )
    service(laboratory)
    seen = laboratory.scan(scanner, **target(scanner)).scan.evidence.stderr_tail
    assert variable in seen or "…" in seen
    assert "AWS_SECRET_ACCESS_KEY" not in seen
    assert "made-up-value" not in seen
