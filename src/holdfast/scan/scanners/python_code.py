"""Our own reading of Python code: text that flows from a request to where it does harm."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.engine import command
from holdfast.scan.scanning import BuiltIn, Exit, Files, Proof, Scanner

INSTALL = BuiltIn(module="holdfast.scan.engines.python_code")

SCANNER = Scanner(
    name="python-code",
    title="Holdfast Python code",
    category=Category.SAST,
    homepage="https://cwe.mitre.org/top25/",
    install=INSTALL,
    reads=Files(suffixes=frozenset({".py"}), avoid=("test_*.py", "*_test.py", "tests/*", "*/tests/*")),
    command=command(INSTALL),
    report="holdfast",
    exit_codes={0: Exit.CLEAN},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=10),
    limits="Tests (test_*.py, *_test.py and folders tests) are not handed to it. Flows are followed within "
    "one file, through its own functions and classes; what functions of other files do is guessed from "
    "their names. Files that Holdfast's Python cannot parse are unread.",
)
