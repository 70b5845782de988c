"""Our own reading of JavaScript and TypeScript: text that flows from outside to where it does harm."""

from datetime import timedelta

from holdfast.model.category import Category
from holdfast.scan.engine import command
from holdfast.scan.scanning import BuiltIn, Exit, Files, Proof, Scanner

INSTALL = BuiltIn(module="holdfast.scan.engines.javascript_code")

WRITTEN_BY_PROGRAMS = ("*.min.js", "*.bundle.js", "*.d.ts", "*.d.mts", "*.d.cts")
TESTS = (
    "*.test.*", "*.spec.*",
    *(pattern for name in ("test", "tests", "__tests__") for pattern in (f"{name}/*", f"*/{name}/*")),
)  # fmt: skip

SCANNER = Scanner(
    name="javascript-code",
    title="Holdfast JavaScript code",
    category=Category.SAST,
    homepage="https://cwe.mitre.org/top25/",
    install=INSTALL,
    reads=Files(
        suffixes=frozenset({".js", ".jsx", ".mjs", ".cjs", ".ts", ".tsx", ".mts", ".cts"}),
        avoid=(*WRITTEN_BY_PROGRAMS, *TESTS),
    ),
    command=command(INSTALL),
    report="holdfast",
    exit_codes={0: Exit.CLEAN},
    proof=Proof.REPORT,
    timeout=timedelta(minutes=10),
    limits="Tests (*.test.*, *.spec.* and folders test, tests and __tests__), minified files, bundles and "
    "declarations (*.d.ts) are not handed to it. Flows are followed within one file, through its own "
    "functions and classes; what functions of other files do is guessed from their names. What the grammar "
    "cannot read is named by its line and left out; the rest of the file is followed. Templates of Vue and "
    "Svelte, and scripts within HTML, are not read.",
)
