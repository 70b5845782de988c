"""The labels of the unseen corpus, kept as a file so that a change of a case shows.

`python -m labelled_unseen.labels` in the folder of the tests writes the file anew.
"""

import csv
import hashlib
import io
from pathlib import Path

from labelled_unseen.cases import corpus

PATH = Path(__file__).with_name("labels.csv")


def labels() -> str:
    """All cases as CSV: name, category, sitting, part, label, templates, start of the text's SHA-256."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(("case", "category", "sitting", "part", "vulnerable", "made_of", "sha256"))
    for case in corpus():
        digest = hashlib.sha256(case.text.encode()).hexdigest()[:12]
        label = "yes" if case.is_vulnerable else "no"
        writer.writerow((case.name, case.category, case.sitting, case.part, label, case.made_of, digest))
    return lines.getvalue()


if __name__ == "__main__":
    PATH.write_text(labels(), encoding="utf-8")
