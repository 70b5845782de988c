"""What is special about the corpus: folders of another name, and reports that we answer otherwise."""

PARSER_OF_FOLDER = {
    "anchore_grype": "grype",
    "burp_api": "burp",
    "burp_graphql": "burp",
    "npm_audit_7_plus": "npm-audit",
}
"""The parser of each folder whose name differs from the parser's by more than a hyphen."""

SUPPRESSED = "Results that the tool was told to suppress are counted, and are no findings (sarif/reading.py)."
MERGED_LATER = "The parser gives one finding a result; equal ones become one when findings are merged."
NOTE_IS_LOW = "Level note is a minor problem by the standard, so low; for none it has a level of its own."
EACH_INSTANCE = "One finding for each address and parameter of an alert: each is repaired by itself."
EACH_VERSION = (
    "A vulnerable package that is installed in two versions is two findings: both need the upgrade."
)
OWN_RATING = "The severity is the advisory's own; the corpus takes the worst over all ways that lead to it."

DIFFERENCES: dict[str, tuple[int, dict[str, int], str]] = {
    "anchore_grype/check_all_fields.json": (6, {"Critical": 2, "High": 3, "Info": 1}, MERGED_LATER),
    "burp_graphql/two_findings.json": (3, {"High": 3}, MERGED_LATER),
    "clair/clairklar_mixed.json": (
        6,
        {"Critical": 2, "High": 1, "Medium": 1, "Low": 1, "Info": 1},
        "Klar's Defcon1 is critical, its Unknown is unknown; the corpus makes both critical.",
    ),
    "cyclonedx/issue_8022.json": (0, {}, "The analysis of its only vulnerability says that it is not live."),
    "gitleaks/gitleaks8_many.json": (4, {"High": 4}, MERGED_LATER),
    "npm_audit/multiple_cwes.json": (
        44,
        {"Critical": 2, "High": 15, "Medium": 25, "Low": 2},
        EACH_VERSION,
    ),
    "npm_audit/multiple_cwes2.json": (7, {"High": 1, "Medium": 6}, EACH_VERSION),
    "npm_audit_7_plus/many_vulns.json": (
        3,
        {"Medium": 2, "Low": 1},
        "Packages that only depend on a weak one are its way in, and no findings of their own.",
    ),
    "npm_audit_7_plus/multiple_cwes_fabricated.json": (1, {"Medium": 1}, OWN_RATING),
    "npm_audit_7_plus/one_vuln.json": (
        2,
        {"High": 1, "Medium": 1},
        "The package has two advisories with ids of their own; the corpus keeps the first.",
    ),
    "osv_scanner/some_findings.json": (
        1,
        {"Critical": 1},
        "A malicious package carries no rating; the corpus falls back to low, and it is an attack.",
    ),
    "pip_audit/many_vulns_new.json": (
        7,
        {"Info": 7},
        "pip-audit rates nothing, which is unknown (Info in the words of the corpus), and not medium.",
    ),
    "sarif/SuppressionTestCurrent.sarif": (1, {"Medium": 1}, SUPPRESSED),
    "sarif/appendix_k.sarif": (0, {}, SUPPRESSED),
    "sarif/appendix_k4.sarif": (0, {}, SUPPRESSED),
    "sarif/bash-report-fabricated-no-internal-dupes-subset.sarif": (4, {"Low": 4}, NOTE_IS_LOW),
    "sarif/bash-report-subset-same-hash-code-same-unique-id.sarif": (4, {"Low": 4}, NOTE_IS_LOW),
    "semgrep/repeated_findings.json": (2, {"Medium": 2}, MERGED_LATER),
    "snyk/snykcontainer_issue_epss.json": (
        13,
        {"Critical": 1, "High": 2, "Medium": 9, "Low": 1},
        "The applications inside the image (applications[]) are read too; severity is the one Snyk shows.",
    ),
    "snyk_issue_api/snyk_sca_scan_api_single_vuln.json": (
        0,
        {},
        "The issue is ignored in Snyk; it is counted.",
    ),
    "sonarqube/findings_over_api_multi_cwe_fabricated.json": (
        1,
        {"Medium": 1},
        "Two of the three are code smells, which stay in SonarQube.",
    ),
    "trivy/all_statuses.json": (
        7,
        {"Low": 7},
        "One of the eight has the status not_affected: the vendor says there is nothing to repair.",
    ),
    "trufflehog/v2_many_vulns.json": (
        65,
        {"High": 65},
        "Each text of each commit; merged they are 19, one a secret and file. The corpus drops second keys.",
    ),
    "zap/0_zap_sample_without_zap3.xml": (11, {"Low": 11}, EACH_INSTANCE),
    "zap/3_zap_sampl_0_and_different_severities.xml": (12, {"Low": 3, "Medium": 9}, EACH_INSTANCE),
    "zap/dvwa_baseline_dojo.xml": (124, {"Medium": 35, "Low": 47, "Info": 42}, EACH_INSTANCE),
    "zap/dvwa_baseline_dojo_fabricated_internal_duplicates_subset.xml": (
        75,
        {"Medium": 44, "Low": 11, "Info": 20},
        EACH_INSTANCE,
    ),
    "zap/dvwa_baseline_dojo_subset.xml": (97, {"Medium": 33, "Low": 26, "Info": 38}, EACH_INSTANCE),
}
"""Reports that we answer otherwise: number of findings, of each severity, and why."""

PARTIAL = {
    "burp_api/example.json": "The scan was still running when the report was taken.",
    "burp_api/many_vulns.json": "The scan was still running when the report was taken.",
    "cyclonedx/jake.xml": "Specification 1.1 keeps vulnerabilities in an extension that is gone since 1.4.",
    "cyclonedx/retirejs.latest.xml": "Specification 1.0 has no vulnerabilities.",
}
"""Reports that cannot be read to the end, and why."""
