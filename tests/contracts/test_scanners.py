"""Every scanner adapter keeps the contract of scan/scanning.py."""

import re
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from holdfast.findings import parsers, shell_rules
from holdfast.findings.parsing import Parser
from holdfast.kit.registry import Registry
from holdfast.scan import scanners
from holdfast.scan.calling import rules_folder
from holdfast.scan.pins import pin_of
from holdfast.scan.scanners import shellcheck
from holdfast.scan.scanning import (
    BuiltIn,
    Exit,
    External,
    Files,
    Folder,
    Image,
    Job,
    Managed,
    Output,
    Proof,
    Scanner,
    Tier,
    Url,
)

SCANNERS = Registry(scanners, Scanner, "holdfast.scanners", "scanner")
PARSERS = Registry(parsers, Parser, "holdfast.parsers", "parser")
ALL = [pytest.param(scanner, id=scanner.name) for scanner in SCANNERS]
MANAGED = [pytest.param(s, id=s.name) for s in SCANNERS if isinstance(s.install, Managed)]
EXTERNAL = [pytest.param(s, id=s.name) for s in SCANNERS if isinstance(s.install, External)]
FILES = [pytest.param(s, id=s.name) for s in SCANNERS if isinstance(s.reads, Files)]
RULED = [pytest.param(s, id=s.name) for s in SCANNERS if s.rules]

SHELL_WORDS = re.compile(r"[|;&<>`$]|^(?:sh|bash|env|xargs|-c)$")
TALKERS = (
    "ggshield",
    "npm-audit",
    "osv-scanner",
    "pip-audit",
    "pnpm-audit",
    "snyk",
    "snyk-code",
    "sonarqube",
    "yarn-audit",
)


def job_of(scanner: Scanner, **changes) -> Job:
    files = ("a b/-x.py", "./-y.sh") if isinstance(scanner.reads, Files) else ()
    given = {
        "executable": "/tools/program",
        "root": Path("/src/of a service"),
        "files": files[: scanner.reads.batch] if files else (),
        "report": Path("/private/work/report-0"),
        "workdir": Path("/private/work"),
        "rules": Path("/rules"),
        "url": "http://127.0.0.1:8000/app/" if isinstance(scanner.reads, Url) else "",
        "image": "registry.example/app:1" if isinstance(scanner.reads, Image) else "",
        "timeout": timedelta(minutes=3),
    }
    return Job(**given | changes)


@pytest.mark.parametrize("scanner", ALL)
def test_a_scanner_says_what_people_must_know(scanner):
    assert scanner.title
    assert scanner.homepage.startswith("https://")
    assert scanner.limits.endswith(".")
    assert len(scanner.limits) > 40


@pytest.mark.parametrize("scanner", ALL)
def test_a_report_has_its_parser(scanner):
    assert scanner.report in PARSERS


@pytest.mark.parametrize("scanner", ALL)
def test_a_command_is_a_list_of_words_that_starts_with_the_program(scanner):
    words = list(scanner.command(job_of(scanner)))
    # A scanner that cannot be told all on its command line is called by a program of ours.
    ours = words[0] == sys.executable and words[words.index("-m") + 1].startswith("holdfast.scan.")
    assert ours or words[0] == "/tools/program"
    assert "/tools/program" in words
    assert all(isinstance(word, str) and word for word in words)


@pytest.mark.parametrize("scanner", ALL)
def test_no_module_of_the_scanned_folder_is_run_in_place_of_pythons_own(scanner):
    """Without -P, ``python -m`` looks into the working directory first, which is the scanned folder."""
    words = list(scanner.command(job_of(scanner)))
    assert "-m" not in words or words[1:3] == ["-P", "-m"]


@pytest.mark.parametrize("scanner", ALL)
def test_no_command_goes_through_a_shell(scanner):
    words = [word for word in scanner.command(job_of(scanner)) if "://" not in word]
    assert [word for word in words[1:] if SHELL_WORDS.search(word)] == []


@pytest.mark.parametrize("scanner", ALL)
def test_a_command_leads_to_its_report(scanner):
    words = " ".join(scanner.command(job_of(scanner)))
    assert (scanner.output is Output.FILE) == ("work/report-0" in words)


@pytest.mark.parametrize("scanner", ALL)
def test_a_command_is_equal_for_an_equal_job(scanner):
    job = job_of(scanner)
    assert list(scanner.command(job)) == list(scanner.command(job))


@pytest.mark.parametrize("scanner", FILES)
def test_no_file_can_be_taken_for_an_option(scanner):
    job = job_of(scanner)
    words = list(scanner.command(job))
    if isinstance(scanner.install, BuiltIn):
        assert words[words.index("--files") + 1] == str(job.file_list)
        assert not set(job.files) & set(words)
    elif "--" in words:
        assert words[words.index("--") + 1 :] == list(job.files)
    else:
        # The runner writes a leading dash as "./-"; the word itself must not lose that.
        folder = job.files[0].rpartition("/")[0]
        assert any(word.endswith((job.files[0], folder)) for word in words)


@pytest.mark.parametrize("scanner", FILES)
def test_a_scanner_of_files_is_handed_at_least_one(scanner):
    assert scanner.reads.batch >= 1
    assert scanner.reads.is_any or scanner.reads.suffixes or scanner.reads.names or scanner.reads.paths


@pytest.mark.parametrize("scanner", ALL)
def test_a_scanner_of_something_is_told_what(scanner):
    job = job_of(scanner)
    words = " ".join(scanner.command(job))
    match scanner.reads:
        case Url():
            assert job.url in words
        case Image():
            assert job.image in words
        case Folder():
            assert scanner.is_run_outside <= (str(job.root) in words)
        case Files():
            assert str(job.root) not in words


@pytest.mark.parametrize("scanner", ALL)
def test_the_exit_codes_tell_clean_from_failed(scanner):
    assert scanner.exit_codes[0] is Exit.CLEAN
    assert all(0 <= code <= 255 for code in scanner.exit_codes)
    # Killed by a signal, or not to be executed: never something that the scanner means.
    assert not {124, 137, 139}.intersection(scanner.exit_codes)


@pytest.mark.parametrize("scanner", ALL)
def test_the_patterns_are_patterns(scanner):
    for sign in scanner.signs:
        assert re.compile(sign.pattern, re.MULTILINE)
        assert not re.search(sign.pattern, "", re.MULTILINE), "a sign must not be in silence"
        assert set(re.compile(sign.pattern).groupindex) <= {"unread"}
        assert sign.why
    assert (scanner.proof is Proof.OUTPUT) == bool(scanner.proof_pattern)
    if scanner.proof_pattern:
        assert re.compile(scanner.proof_pattern).groups == 1


@pytest.mark.parametrize("scanner", ALL)
def test_only_files_handed_over_count_by_themselves(scanner):
    assert isinstance(scanner.reads, Files) or scanner.proof is not Proof.FILES_GIVEN


@pytest.mark.parametrize("scanner", ALL)
def test_credentials_are_names_of_variables(scanner):
    assert all(re.fullmatch(r"[A-Z][A-Z0-9_]+", name) for name in scanner.credentials)
    assert not set(scanner.credentials).intersection(scanner.environment)
    words = " ".join(scanner.command(job_of(scanner)))
    assert not any(name in words for name in scanner.credentials)


@pytest.mark.parametrize("scanner", RULED)
def test_rules_that_it_is_given_exist(scanner):
    assert any(path.is_file() for path in rules_folder(scanner).rglob("*"))
    assert "/rules" in " ".join(scanner.command(job_of(scanner)))


@pytest.mark.parametrize("scanner", ALL)
def test_a_scanner_has_a_sane_limit_of_time(scanner):
    assert timedelta(minutes=1) <= scanner.timeout <= timedelta(hours=1)


@pytest.mark.parametrize("scanner", MANAGED)
def test_a_managed_scanner_is_pinned_with_hashes_and_without_addresses(scanner):
    pin = pin_of(scanner.name, scanner.install.package)
    text = pin.lock.read_text(encoding="utf-8")
    pinned = re.findall(
        r"^[a-z0-9][a-z0-9._-]*(?:\[[a-z0-9, _-]+\])?==\S+.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+",
        text,
        re.MULTILINE,
    )
    required = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
    assert len(pinned) == len(required) >= 1
    assert "://" not in text


def test_every_lock_belongs_to_a_managed_scanner():
    locks = Path(pin_of("ruff", "ruff").lock).parent
    managed = {scanner.name for scanner in SCANNERS if isinstance(scanner.install, Managed)}
    assert {path.stem for path in locks.glob("*.txt")} - {"uv"} == managed


def test_the_small_tier_is_what_a_first_scan_installs():
    small = {s.name for s in SCANNERS if isinstance(s.install, Managed) and s.install.tier is Tier.SMALL}
    assert small == {"ruff", "zizmor", "detect-secrets", "hadolint", "shellcheck"}


@pytest.mark.parametrize("scanner", MANAGED)
def test_a_managed_scanner_works_without_network(scanner):
    assert scanner.is_offline


@pytest.mark.parametrize("scanner", EXTERNAL)
def test_an_external_scanner_says_where_to_get_it(scanner):
    assert len(scanner.install.how_to_get) > 20
    assert scanner.install.executables


@pytest.mark.parametrize("name", TALKERS)
def test_what_tells_others_about_the_code_is_asked_for_first(name):
    scanner = SCANNERS.get(name)
    assert not scanner.is_default
    assert not scanner.is_offline


@pytest.mark.parametrize(
    ("name", "code", "meaning"),
    [
        ("ruff", 2, None),
        ("zizmor", 3, Exit.NOTHING_TO_SCAN),
        ("zizmor", 14, None),
        ("shellcheck", 4, Exit.FAILED),
        ("semgrep", 2, Exit.FAILED),
        ("checkov", 1, Exit.FINDINGS),
        ("bandit", 2, Exit.FAILED),
        ("ggshield", 3, Exit.NOT_CONFIGURED),
        ("snyk", 2, Exit.FAILED),
        ("snyk", 3, Exit.NOTHING_TO_SCAN),
        ("snyk-code", 3, Exit.NOTHING_TO_SCAN),
        ("zap-baseline", 2, Exit.FINDINGS),
        ("zap-baseline", 3, Exit.FAILED),
        ("zap-full", 3, Exit.FAILED),
        ("trivy", 1, Exit.FAILED),
        ("gitleaks", 1, Exit.FAILED),
        ("gitleaks", 10, Exit.FINDINGS),
        ("trufflehog", 183, Exit.FINDINGS),
        ("osv-scanner", 127, Exit.FAILED),
        ("osv-scanner", 128, Exit.NOTHING_TO_SCAN),
        ("yarn-audit", 24, Exit.FINDINGS),
        ("yarn-audit", 32, None),
        ("dependency-check", 14, None),
    ],
)
def test_documented_exit_codes(name, code, meaning):
    assert SCANNERS.get(name).exit_codes.get(code) is meaning


def test_shellcheck_is_asked_for_what_its_parser_reads():
    assert set(shellcheck.WEAKNESSES) == set(shell_rules.WEAKNESSES)
    assert set(shellcheck.UNREAD) == set(shell_rules.NOT_PARSED)


@pytest.mark.parametrize("name", ["trivy-image", "grype-image"])
def test_an_image_in_a_file_is_read_from_the_file(name):
    scanner = SCANNERS.get(name)
    words = list(scanner.command(job_of(scanner, image="/images/app.tar")))
    assert words[-2:] == ["--input", "/images/app.tar"] or words[-1] == "docker-archive:/images/app.tar"


@pytest.mark.parametrize("name", ["trivy", "trivy-image", "osv-scanner", "dependency-check"])
def test_without_network_no_database_is_fetched(name):
    scanner = SCANNERS.get(name)
    online = set(scanner.command(job_of(scanner)))
    offline = set(scanner.command(job_of(scanner, is_offline=True)))
    assert offline - online


def test_wapiti_sends_nothing_to_other_hosts():
    words = list(SCANNERS.get("wapiti").command(job_of(SCANNERS.get("wapiti"))))
    assert words[words.index("--endpoint") + 1] == "http://127.0.0.1:8000/"
    assert words[words.index("--dns-endpoint") + 1] == "localhost"
    assert words[words.index("--scope") + 1] == "folder"
    modules = set(words[words.index("--module") + 1].split(","))
    assert not modules & {"ssrf", "log4shell", "takeover", "wapp", "nikto", "xxe", "all", "common"}


def test_zap_in_its_image_writes_beside_the_folder_that_its_script_insists_on():
    scanner = SCANNERS.get("zap-baseline")
    words = list(
        scanner.command(job_of(scanner, executable="zap-baseline.py", report=Path("/work/report-0")))
    )
    assert words[words.index("-J") + 1] == "../../work/report-0"


@pytest.mark.parametrize(
    ("name", "path", "shebang", "is_wanted"),
    [
        ("ruff", "src/app.py", "", True),
        ("ruff", "tests/test_app.py", "", False),
        ("zizmor", ".github/workflows/ci.yml", "", True),
        ("zizmor", "deploy/action.yaml", "", True),
        ("zizmor", "docs/workflows/ci.yml", "", False),
        ("hadolint", "api/Dockerfile", "", True),
        ("hadolint", "Dockerfile.prod", "", True),
        ("hadolint", "Dockerfile.dockerignore", "", False),
        ("shellcheck", "scripts/deploy", "bash", True),
        ("shellcheck", "scripts/deploy", "python3", False),
        ("shellcheck", "run.SH", "", True),
        ("detect-secrets", "config/.env", "", True),
        ("detect-secrets", "package-lock.json", "", False),
        ("detect-secrets", "docs/swagger/index.html", "", False),
        ("semgrep", "web/App.tsx", "", True),
        ("semgrep", "web/jquery.min.js", "", False),
        ("npm-audit", "client/package-lock.json", "", True),
        ("pip-audit", "requirements-dev.txt", "", True),
    ],
)
def test_a_scanner_wants_its_files_and_no_others(name, path, shebang, is_wanted):
    assert SCANNERS.get(name).reads.wants(path, shebang) is is_wanted
