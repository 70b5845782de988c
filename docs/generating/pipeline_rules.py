"""``pipeline-rules.md``: every rule of the scanner ``pipelines``, with an example of each kind."""

from pathlib import Path
from typing import Any

import yaml

from generating.markdown import code, facts, page, section, table, text
from holdfast.scan.pipelines.catalogue import RULES
from holdfast.scan.pipelines.linting import Rule

SAMPLES = Path(__file__).parents[2] / "tests" / "samples" / "pipelines"
_ANY_SYSTEM = "a job, a phase, a stage or a script"

INTRODUCTION = """The scanner [`pipelines`](scanners.md#pipelines) reads all files of a tree together: what
one file lacks, another may have. Rules on commands hold in every system alike, and in shell scripts that a
pipeline calls. The examples are the tests of the rules; the lines that are found end with `«`.

A comment on the line of a finding, or on the line above, takes it back. It needs a reason, and may have an
end:

```yaml
# holdfast:ignore[image-latest] until 2027-01-31 the new registry keeps versions
```"""


def render() -> str:
    """The page."""
    samples = _samples()
    rows = [
        (f"[{code(rule.id)}](#{rule.id})", rule.severity.value, _cwe(rule), text(rule.title))
        for rule in RULES
    ]
    return page(
        "Pipeline rules",
        INTRODUCTION,
        table(("rule", "severity", "weakness", "finds"), rows),
        *(_section(rule, samples[rule.id]) for rule in RULES),
    )


def _samples() -> dict[str, dict[str, list[dict[str, str]]]]:
    read: dict[str, Any] = {}
    for path in sorted(SAMPLES.glob("*.yaml")):
        read |= yaml.safe_load(path.read_text(encoding="utf-8"))
    return read


def _section(rule: Rule, samples: dict[str, list[dict[str, str]]]) -> str:
    told = facts(
        (
            ("Why", text(rule.why)),
            ("Fix", text(rule.fix)),
            ("Severity", rule.severity.value),
            ("Weakness", _cwe(rule)),
        )
    )
    bad, good = (_example(samples[kind][0]) for kind in ("bad", "good"))
    return section(rule.id, f"{text(rule.title)}.", told, "Found:", bad, "Left alone:", good)


def _example(files: dict[str, str]) -> str:
    """The files of an example, each under its name; ``commands`` stand in any system."""
    named = {_ANY_SYSTEM if path == "commands" else path: content for path, content in files.items()}
    blocks = (f'```text title="{name}"\n{content.rstrip()}\n```' for name, content in named.items())
    return "\n\n".join(blocks)


def _cwe(rule: Rule) -> str:
    return f"CWE-{rule.cwe}" if rule.cwe else ""
