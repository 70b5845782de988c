"""Reading large reports: SARIF and Trivy, 20,000 findings each, parsed, fingerprinted and merged.

Each is read in a process of its own. Figures are CPU seconds and peak memory of that process, with start-up,
and the ratio to a process that only decodes the same file with the standard library's ``json``.
"""

import json
import resource
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

FINDINGS = 20_000
RUNS = 5
LIMITS = {"cpu_seconds": 1.5, "peak_mib": 300}


def sarif() -> dict[str, object]:
    rules = [
        {
            "id": f"rule-{number}",
            "shortDescription": {"text": f"Weakness number {number}"},
            "properties": {
                "tags": ["security", f"external/cwe/cwe-{79 + number % 20}"],
                "security-severity": "7.5",
            },
        }
        for number in range(200)
    ]
    results = [
        {
            "ruleId": f"rule-{number % 200}",
            "ruleIndex": number % 200,
            "level": "error",
            "message": {"text": f"Request data reaches a sink in function handler_{number}; see the flow."},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": f"src/package_{number % 300}/module_{number % 900}.py"},
                        "region": {
                            "startLine": number % 500 + 1,
                            "startColumn": 5,
                            "endColumn": 40,
                            "snippet": {"text": f"    cursor.execute(query_{number})"},
                        },
                    }
                }
            ],
            "partialFingerprints": {"primaryLocationLineHash": f"{number:016x}:1"},
        }
        for number in range(FINDINGS)
    ]
    driver = {"name": "BenchScan", "version": "1.0", "rules": rules}
    return {"version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}


def trivy() -> dict[str, object]:
    def vulnerability(number: int) -> dict[str, object]:
        name, version = f"package-{number // 4}", f"1.{number % 40}.0"
        return {
            "VulnerabilityID": f"CVE-{2015 + number % 10}-{10_000 + number}",
            "VendorIDs": [f"GHSA-{number:04x}-2222-3333"],
            "PkgID": f"{name}@{version}",
            "PkgName": name,
            "PkgIdentifier": {"PURL": f"pkg:npm/{name}@{version}"},
            "InstalledVersion": version,
            "FixedVersion": "2.0.0, 1.99.1",
            "Status": "fixed",
            "Severity": ("LOW", "MEDIUM", "HIGH", "CRITICAL")[number % 4],
            "CweIDs": ["CWE-79"],
            "Title": f"{name}: prototype pollution in merge",
            "Description": "A crafted object changes the prototype of all objects. " * 6,
            "PrimaryURL": f"https://advisories.example/{number}",
            "References": [f"https://advisories.example/{number}/{part}" for part in range(4)],
            "CVSS": {"nvd": {"V3Vector": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "V3Score": 9.8}},
            "PublishedDate": "2021-03-04T05:06:07Z",
        }

    results = [
        {
            "Target": f"service-{target}/package-lock.json",
            "Class": "lang-pkgs",
            "Type": "npm",
            "Vulnerabilities": [vulnerability(number) for number in range(target, FINDINGS, 10)],
        }
        for target in range(10)
    ]
    return {"SchemaVersion": 2, "ArtifactName": ".", "ArtifactType": "filesystem", "Results": results}


def read(path: str) -> int:
    from holdfast.app import App  # noqa: PLC0415 - its import belongs to the measured process only.

    return len(App.here().read_report.as_run([Path(path)], "bench", datetime.now(UTC)).findings)


def decode(path: str) -> int:
    return len(json.loads(Path(path).read_bytes()))


def measured(mode: str, path: Path) -> dict[str, float]:
    """The figures of the run that took the least CPU time: what else the machine does only adds."""
    command = [sys.executable, __file__, mode, str(path)]
    runs = [subprocess.run(command, check=True, capture_output=True) for _ in range(RUNS)]
    figures: list[dict[str, float]] = [json.loads(run.stdout) for run in runs]
    return min(figures, key=lambda one: one["cpu_seconds"])


def child(mode: str, path: str) -> None:
    count = read(path) if mode == "read" else decode(path)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    figures = {
        "count": count,
        "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 3),
        "peak_mib": round(usage.ru_maxrss / 1024, 1),
    }
    print(json.dumps(figures))


def main() -> None:
    answer: dict[str, object] = {"benchmark": "reports", "findings": FINDINGS, "limits": LIMITS}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in (("sarif", sarif), ("trivy", trivy)):
            path = Path(folder) / f"{name}.json"
            path.write_text(json.dumps(make()))
            ours, plain = measured("read", path), measured("decode", path)
            answer[name] = {
                "report_mib": round(path.stat().st_size / 2**20, 1),
                **ours,
                "ratio_to_json_loads": round(ours["cpu_seconds"] / plain["cpu_seconds"], 2),
                "is_within_limits": all(ours[key] <= limit for key, limit in LIMITS.items()),
            }
    print(json.dumps(answer))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        child(sys.argv[1], sys.argv[2])
    else:
        main()
