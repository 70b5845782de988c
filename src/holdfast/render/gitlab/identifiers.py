"""By what names GitLab knows a finding; the first tracks it from pipeline to pipeline."""

import re

from holdfast.model.finding import Finding
from holdfast.render.cleaning import line

MAX_IDENTIFIERS = 20
"""GitLab keeps the first twenty."""

_ADDRESSES = {
    "cve": "https://cve.mitre.org/cgi-bin/cvename.cgi?name={}",
    "ghsa": "https://github.com/advisories/{}",
    "osv": "https://osv.dev/vulnerability/{}",
}
_OSV_PREFIXES = ("PYSEC-", "RUSTSEC-", "GO-", "OSV-", "MAL-")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


def identifiers(finding: Finding) -> list[dict[str, str]]:
    """Vulnerability ids, then the tools' rules, then CWE numbers; never empty."""
    rules = [(source.tool, source.rule) for source in finding.sources] or [(finding.tool, finding.rule)]
    rules.sort(key=lambda rule: rule != (finding.tool, finding.rule))
    named = [_vulnerability(name) for name in finding.ids]
    named += [_rule(tool, rule) for tool, rule in rules if rule not in finding.ids]
    named += [_weakness(number) for number in finding.cwe]
    unique = {(name["type"], name["value"]): name for name in reversed(named)}
    kept = list(reversed(unique.values())) or [_rule(finding.tool, finding.rule)]
    return kept[:MAX_IDENTIFIERS]


def _vulnerability(name: str) -> dict[str, str]:
    upper = name.upper()
    kind = "cve" if upper.startswith("CVE-") else "ghsa" if upper.startswith("GHSA-") else ""
    kind = kind or ("osv" if upper.startswith(_OSV_PREFIXES) else "advisory")
    made = {"type": kind, "name": line(name) or "unnamed", "value": line(name) or "unnamed"}
    if kind in _ADDRESSES and _NAME.fullmatch(name):
        made["url"] = _ADDRESSES[kind].format(name)
    return made


def _rule(tool: str, rule: str) -> dict[str, str]:
    name = line(rule) or "unnamed"
    return {"type": f"{line(tool) or 'holdfast'}_rule", "name": f"{line(tool)} {name}".strip(), "value": name}


def _weakness(number: int) -> dict[str, str]:
    return {
        "type": "cwe",
        "name": f"CWE-{number}",
        "value": str(number),
        "url": f"https://cwe.mitre.org/data/definitions/{number}.html",
    }
