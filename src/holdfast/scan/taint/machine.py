"""What the parts of the walk share: where it is, what it found, and how much it may still do."""

import ast
from abc import ABC, abstractmethod
from collections.abc import Mapping
from collections.abc import Sequence as Values
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdfast.scan.taint.rules import RULES, Rule
from holdfast.scan.taint.sanitizers import VALIDATING
from holdfast.scan.taint.sources import GUESSABLE, is_web
from holdfast.scan.taint.state import State
from holdfast.scan.taint.values import Class, Function, Kind, Mark, Scope, Sequence, Value

if TYPE_CHECKING:
    from holdfast.scan.taint.checks import Call

STEPS = 20_000
"""Most expressions walked for one handler; what is behind them counts as not read."""
DEPTH = 5
"""Most calls within calls."""
SHALLOW_DEPTH = 1
"""The same in files that no request comes into: all that is followed there are constants and secrets."""

RESPONSES = ("flask.", "fastapi.", "django.", "sanic.", "bottle.", "aiohttp.", "markupsafe.escape")
"""Beginnings of names of answers that were judged when they were made."""
CROSS_ORIGIN = "access-control-allow-"
"""Beginning of the names of headers that say which sites may read an answer."""


class TooMuchError(Exception):
    """The handler takes more steps than it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weakness:
    """One weakness in the scanned file.

    Attributes:
        rule: Its name in ``RULES``.
        line: First line, counted from 1.
        end_line: Last line.
        column: First column, counted from 1.
        end_column: Column after the last.
        source: The code that reads the request, empty when the flow begins elsewhere.
        source_line: Its line, 0 when there is none.
        is_certain: Whether a flow was seen; else only that nothing is known of the value.
        within: The function that was walked by itself when it was seen.
    """

    rule: str
    line: int
    end_line: int
    column: int
    end_column: int
    source: str = ""
    source_line: int = 0
    is_certain: bool = True
    within: ast.AST | None = None


@dataclass(slots=True)
class Frame:
    """One function being walked.

    Attributes:
        scope: Its names.
        state: What is known now.
        is_handler: Whether its answer goes to a browser.
        returned: Values and states at its ``return`` statements.
        left: States at ``continue``, of the loop being walked.
        broken: States at its ``break``.
        answers: The code of what was returned.
    """

    scope: Scope
    state: State
    is_handler: bool = False
    returned: list[tuple[Value, State]] = field(default_factory=list)
    left: list[State] = field(default_factory=list)
    broken: list[State] = field(default_factory=list)
    answers: list[ast.expr] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The values of a call.

    Attributes:
        positional: In order; items of a starred list of known length stand for themselves.
        named: By name.
        others: Of starred lists and dictionaries of unknown content.
    """

    positional: Values[Value] = ()
    named: Mapping[str, Value] = field(default_factory=dict)
    others: Values[Value] = ()

    def all(self) -> tuple[Value, ...]:
        """Every value."""
        return (*self.positional, *self.named.values(), *self.others)

    def pick(self, position: int, name: str) -> Value | None:
        """The argument at that position or of that name."""
        if position < len(self.positional):
            return self.positional[position]
        return self.named.get(name)


class Machine(ABC):
    """Walks a file; ``interpreter.py`` fills in how.

    Attributes:
        rules: What is found, by name.
        tests: Functions that say yes to what is harmless, and for which dangers.
        validating: Functions that raise unless what they are given is harmless.
    """

    rules: Mapping[str, Rule] = RULES
    tests: Mapping[str, frozenset[str]] = {}
    validating: frozenset[str] = VALIDATING

    def __init__(self, imports: frozenset[str]) -> None:
        """A machine for one file.

        Args:
            imports: Names of the packages that the file imports.
        """
        self.imports = imports
        self.depth = DEPTH if is_web(imports) else SHALLOW_DEPTH
        self.found: dict[tuple[str, int, int], Weakness] = {}
        self.steps = 0
        self.calls: list[ast.AST] = []
        self.called: set[ast.AST] = set()
        self.raised: list[Value] = []
        self.scopes = 0
        self.too_large: set[ast.AST] = set()
        self.credentials: set[ast.AST | None] = set()
        self.reflected: dict[ast.AST | None, tuple[ast.AST, Mark]] = {}

    @abstractmethod
    def evaluate(self, node: ast.expr, frame: Frame) -> Value:
        """The value of an expression; what it does is done to the frame's state."""

    @abstractmethod
    def inspect(self, call: "Call", frame: Frame) -> None:
        """Judge a call of something that is not in the file."""

    @abstractmethod
    def answer(self, call: "Call", frame: Frame) -> Value | None:
        """The answer of a call that something is known of."""

    @abstractmethod
    def call(self, function: Function, arguments: Arguments, frame: Frame) -> Value:
        """The answer of a function of the file."""

    @abstractmethod
    def start(self, function: Function, frame: Frame, *, is_injected: bool) -> Value:
        """The answer of a function that others call: a framework, with the request, or nobody knows."""

    @abstractmethod
    def run(self, body: Values[ast.stmt], frame: Frame) -> bool:
        """Walk statements; whether their end is reached."""

    @abstractmethod
    def defined(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame, of_class: Class | None
    ) -> None:
        """Note a function, to be walked by itself later."""

    def judge_page(self, value: Value, node: ast.Return, frame: Frame) -> None:
        """Judge what a handler sends to the browser: text, or text with a status."""
        shape = frame.state.shape(value)
        if isinstance(shape, Sequence) and isinstance(node.value, ast.Tuple) and shape.items:
            value = shape.items[0]
        if value.shape is None and not value.name.startswith(RESPONSES):
            self.judge("cross-site-scripting", value, node)

    def stored(self, owner: Value, key: Value, value: Value, node: ast.AST, frame: Frame) -> None:
        """Judge what is stored under a key: of a session, or among the headers of an answer."""
        del frame
        if owner.name == "@session":
            self.judge("trust-boundary", key, node)
            self.judge("trust-boundary", value, node)
            self.judge_random(value, node)
        elif key.constant in {"Location", "location"}:
            self.judge("open-redirect", value, node)
        elif any(str(name).lower().startswith(CROSS_ORIGIN) for name in key.possible):
            self.judge_origin({str(name).lower() for name in key.possible}, value, node)
        elif any(GUESSABLE.search(str(name)) for name in (owner.name, key.constant, key.name) if name):
            self.judge_random(value, node)

    def judge_origin(self, headers: set[str], value: Value, node: ast.AST) -> None:
        """Judge headers by which any site may read: the origin that asked, together with credentials."""
        entry = self.calls[0] if self.calls else None
        if CROSS_ORIGIN + "credentials" in headers:
            self.credentials.add(entry)
        mark = value.carries(Kind.REQUEST, "cross-origin")
        if CROSS_ORIGIN + "origin" in headers and mark is not None:
            self.reflected.setdefault(entry, (node, mark))
        if entry in self.credentials and entry in self.reflected:
            self.report("cross-origin", *self.reflected[entry])

    def judge_setting(self, owner: Value, name: str, value: Value, node: ast.AST) -> None:
        """Judge what an attribute of an object is set to."""
        is_client = name == "verify" and owner.name.startswith(("requests.", "httpx."))
        is_context = owner.name.startswith("ssl.") and name == "check_hostname"
        is_off = value.constant is False and (is_client or is_context)
        if is_off or (name == "verify_mode" and value.name == "ssl.CERT_NONE"):
            self.report("weak-tls", node)

    def judge_random(self, value: Value, node: ast.AST) -> None:
        """Report a predictable number where it must not be guessed."""
        mark = value.carries(Kind.RANDOM, "weak-random")
        if mark is not None:
            self.report("weak-random", node, mark)

    def step(self) -> None:
        """Count one expression.

        Raises:
            TooMuchError: The handler has had its share.
        """
        self.steps += 1
        if self.steps > STEPS:
            raise TooMuchError

    def new_scope(self, parent: Scope | None) -> Scope:
        """A scope for a call."""
        self.scopes += 1
        return Scope(self.scopes, parent)

    def report(self, rule: str, node: ast.AST, mark: Mark | None = None, *, is_certain: bool = True) -> None:
        """Note a weakness; what is certain replaces what is not."""
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        key = (rule, line, column)
        old = self.found.get(key)
        if old is not None and (old.is_certain or not is_certain):
            return
        self.found[key] = Weakness(
            rule=rule,
            line=line,
            end_line=getattr(node, "end_lineno", None) or line,
            column=column + 1,
            end_column=(getattr(node, "end_col_offset", None) or column) + 1,
            source=mark.text if mark else "",
            source_line=mark.line if mark else 0,
            is_certain=is_certain,
            within=self.calls[0] if self.calls else None,
        )

    def weaknesses(self) -> list[Weakness]:
        """What was found; of a function that the file itself calls, its callers tell what it is given."""
        return [found for found in self.found.values() if found.is_certain or found.within not in self.called]

    def judge(self, rule: str, value: Value, node: ast.AST, *, is_doubtful_alone: bool = False) -> None:
        """Report the value at a dangerous place, if it is from outside and not harmless there."""
        mark = value.carries(Kind.REQUEST, rule)
        if mark is not None and not is_prefixed(self.rules[rule], value):
            self.report(rule, node, mark)
        elif is_doubtful_alone and value.is_opaque and not value.is_known and not value.marks:
            self.report(rule, node, is_certain=False)


def is_prefixed(rule: Rule, value: Value) -> bool:
    """Whether the known beginning of the text takes the danger away."""
    pattern = rule.harmless_prefix
    return pattern is not None and pattern.match(value.prefix) is not None
