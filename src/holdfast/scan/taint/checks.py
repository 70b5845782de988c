"""Judges calls: by the table of sinks, and by their settings where a table is not enough."""

import ast
from collections.abc import Callable
from dataclasses import dataclass, replace

from holdfast.scan.taint import sinks
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.sources import GUESSABLE
from holdfast.scan.taint.values import NOTHING, UNKNOWN, Kind, Mark, Sequence, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call with all its values.

    Attributes:
        node: Its code.
        name: Full name of what is called, empty when it is not known.
        owner: What the method is called on; ``None`` for plain names.
        callee: What is called.
        arguments: What it is given.
    """

    node: ast.Call
    name: str
    owner: Value | None
    callee: Value
    arguments: Arguments

    @property
    def method(self) -> str:
        """The last part of the name as it is written."""
        function = self.node.func
        return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")

    def setting(self, position: int, name: str) -> object:
        """The constant given as that argument; ``UNKNOWN`` when it is none, ``None`` when it is missing."""
        value = self.arguments.pick(position, name)
        if value is None:
            return UNKNOWN if self.arguments.others else None
        return value.constant


NEVER = 99
"""A position that no argument has: for arguments that are always named."""

UNSAFE_LOADERS_END = ("SafeLoader", "BaseLoader")
PLAIN_TYPES = (
    "text/plain",
    "application/json",
    "text/csv",
    "application/octet-stream",
    "application/pdf",
    "image/",
)
SHELLS = frozenset(
    {
        "sh",
        "bash",
        "zsh",
        "ksh",
        "dash",
        "/bin/sh",
        "/bin/bash",
        "/bin/zsh",
        "cmd",
        "cmd.exe",
        "powershell",
        "powershell.exe",
        "/usr/bin/env",
    }
)
SUBPROCESS = frozenset({"run", "call", "check_call", "check_output", "Popen"})
WEAK_HASHES = frozenset({"md2", "md4", "md5", "sha", "sha1", "sha-1", "md5-sha1", "ripemd160"})
WEAK_CIPHERS = frozenset(
    {"DES", "DES3", "ARC2", "ARC4", "Blowfish", "XOR", "CAST", "TripleDES", "IDEA", "SEED", "CAST5"}
)
LOGGERS = (
    "logging.",
    "logger.",
    "log.",
    "app.logger",
    "_logger.",
    "LOG.",
    "loguru.",
    "flask.current_app.logger",
    "structlog.",
)
LEVELS = frozenset({"debug", "info", "warning", "warn", "error", "exception", "critical", "log", "success"})
MAKERS = frozenset({"create", "update", "update_or_create", "get_or_create", "insert", "bulk_create"})
TRUE_FEATURES = (
    "external-general-entities",
    "external-parameter-entities",
    "feature_external_ges",
    "feature_external_pes",
)


def check(machine: Machine, call: Call, frame: Frame) -> None:
    """Judge one call of something that is not in the file."""
    sink = sinks.FUNCTIONS.get(call.name)
    if sink is not None and is_meant(call):
        judge(machine, sink, call, frame)
    elif sink is None and call.owner is not None:
        owner = call.owner.name
        if call.method == "search" and not owner.startswith("re") and is_directory(machine, call):
            owner = "ldap3."
        for entry in sinks.METHODS.get(call.method, ()):
            if entry.fits(owner):
                judge(machine, entry, call, frame)
    for special in CHECKS:
        special(machine, call, frame)


def is_directory(machine: Machine, call: Call) -> bool:
    """Whether a search is one in a directory: by the file's imports, or the shape of the filter."""
    if not machine.imports.isdisjoint({"ldap", "ldap3", "bonsai"}):
        return True
    return any(value.prefix.startswith(("(&", "(|", "(uid=", "(cn=")) for value in call.arguments.all())


def judge(machine: Machine, sink: sinks.Sink, call: Call, frame: Frame) -> None:
    """Judge the dangerous arguments of a call."""
    given = call.arguments
    values = [given.named[name] for name in sink.keywords if name in given.named]
    for position in sink.positions:
        if position == -1 and call.owner is not None:
            values.append(call.owner)
        elif position == -2:
            values.extend(given.positional)
        elif 0 <= position < len(given.positional):
            values.append(given.positional[position])
    if 0 in sink.positions and (is_starred(call) or not given.positional):
        values.extend(given.others)
    for value in values:
        content = frame.state.content(value)
        machine.judge(sink.rule, content, call.node, is_doubtful_alone=sink.is_doubtful_alone)


def is_starred(call: Call) -> bool:
    """Whether a list of unknown length is handed over with a star."""
    return any(isinstance(argument, ast.Starred) for argument in call.node.args)


def is_meant(call: Call) -> bool:
    """Whether the settings of the call leave the danger in place."""
    if call.name.startswith("yaml.load"):
        loader = call.arguments.pick(1, "Loader")
        return loader is None or not loader.name.endswith(UNSAFE_LOADERS_END)
    if call.name == "flask.make_response" or call.name.startswith("django.http.HttpResponse"):
        kind = call.setting(1, "content_type") if "django" in call.name else None
        return not is_plain(kind)
    return True


def is_plain(kind: object) -> bool:
    """Whether a content type is one that browsers do not run scripts in."""
    return isinstance(kind, str) and kind.startswith(PLAIN_TYPES)


def check_response(machine: Machine, call: Call, frame: Frame) -> None:
    """Responses whose type decides whether a script in them runs."""
    if call.name == "flask.Response":
        kind = call.arguments.pick(3, "mimetype") or call.arguments.pick(4, "content_type")
        is_page = kind is None or not is_plain(kind.constant)
        body = call.arguments.pick(0, "response")
    elif call.name == "fastapi.responses.Response":
        kind = call.arguments.pick(3, "media_type")
        is_page = kind is not None and isinstance(kind.constant, str) and "html" in kind.constant
        body = call.arguments.pick(0, "content")
    else:
        return
    if is_page and body is not None:
        machine.judge("cross-site-scripting", frame.state.content(body), call.node)


def check_subprocess(machine: Machine, call: Call, frame: Frame) -> None:
    """Commands read by a shell; programs chosen from outside."""
    package, _, function = call.name.partition(".")
    if package != "subprocess" or function not in SUBPROCESS:
        return
    command = call.arguments.pick(0, "args")
    if command is None:
        return
    shell = call.setting(8, "shell")
    shape = frame.state.shape(command)
    if shell is not None and shell is not UNKNOWN and bool(shell):
        machine.judge("command-injection", frame.state.content(command), call.node, is_doubtful_alone=True)
    elif isinstance(shape, Sequence):
        check_list(machine, shape, call, frame)
    else:
        machine.judge("command-injection", frame.state.content(command), call.node)


def check_list(machine: Machine, command: Sequence, call: Call, frame: Frame) -> None:
    """A command as a list: its program, and its script when the program is a shell."""
    program, *_ = command.values() or (NOTHING,)
    if command.items:
        machine.judge("command-injection", frame.state.content(program), call.node)
    if program.possible & SHELLS:
        for part in (*command.items[1:3], *([command.rest] if command.rest else [])):
            machine.judge("command-injection", frame.state.content(part), call.node)


def check_exec(machine: Machine, call: Call, frame: Frame) -> None:
    """``os.exec`` and ``os.spawn`` with a shell as the program."""
    if call.name.startswith(("os.exec", "os.spawn", "pty.spawn", "asyncio.create_subprocess_exec")):
        given = [frame.state.content(value) for value in call.arguments.positional]
        flat = [item for value in given for item in (value, *shape_items(value, frame))]
        if any(value.constant in SHELLS for value in flat):
            for value in given:
                machine.judge("command-injection", value, call.node)


def shape_items(value: Value, frame: Frame) -> tuple[Value, ...]:
    """What is in a container."""
    shape = frame.state.shape(value)
    return shape.values() if shape else ()


def check_hash(machine: Machine, call: Call, _frame: Frame) -> None:
    """Hashes that can be forged."""
    if not call.name.startswith(("hashlib.", "Crypto.Hash.", "cryptography.hazmat.primitives.hashes.")):
        return
    if call.setting(NEVER, "usedforsecurity") is False:
        return
    parts = call.name.split(".")
    names: frozenset[object] = frozenset(parts[-1:])
    if parts[-1] == "new":
        chosen = call.arguments.pick(0, "name")
        names = frozenset(parts[-2:-1]) if parts[0] == "Crypto" else (chosen or NOTHING).possible
    if any(isinstance(name, str) and name.lower() in WEAK_HASHES for name in names):
        machine.report("weak-hash", call.node)


def check_cipher(machine: Machine, call: Call, _frame: Frame) -> None:
    """Broken ciphers, and blocks that show which are equal."""
    parts = call.name.split(".")
    is_new = parts[0] == "Crypto" and parts[-1] == "new" and len(parts) > 2
    is_primitive = call.name.startswith("cryptography.hazmat.") and "ciphers" in parts
    mode = call.arguments.pick(1, "mode")
    is_weak = (
        is_new and (parts[-2] in WEAK_CIPHERS or (mode is not None and mode.name.endswith(".MODE_ECB")))
    ) or (is_primitive and (parts[-1] in WEAK_CIPHERS or parts[-1] == "ECB"))
    if is_weak:
        machine.report("weak-cipher", call.node)


def check_cookie(machine: Machine, call: Call, frame: Frame) -> None:
    """Flags of cookies, and random numbers in them."""
    if call.owner is None or call.method != "set_cookie" or len(call.arguments.all()) < 2:
        return
    secure, readable = call.setting(6, "secure"), call.setting(7, "httponly")
    value = call.arguments.pick(1, "value")
    if value is not None:
        machine.judge_random(frame.state.content(value), call.node)
    if not (secure is UNKNOWN or secure):
        machine.report("insecure-cookie", call.node)
    elif not (readable is UNKNOWN or readable):
        machine.report("readable-cookie", call.node)


def check_session(machine: Machine, call: Call, frame: Frame) -> None:
    """Methods that write to the session."""
    if (
        call.owner is None
        or call.owner.name != "@session"
        or call.method not in {"update", "setdefault", "__setitem__"}
    ):
        return
    for value in call.arguments.all():
        content = frame.state.content(value)
        machine.judge("trust-boundary", content, call.node)
        machine.judge_random(content, call.node)


def check_xml(machine: Machine, call: Call, frame: Frame) -> None:
    """Parsers that were told to fetch external entities."""
    owner = call.owner
    if owner is not None and call.method == "setFeature" and owner.name.startswith("xml.sax"):
        feature = call.arguments.pick(0, "name")
        name = str(feature.constant) if feature and feature.is_known else (feature.name if feature else "")
        if name.endswith(TRUE_FEATURES):
            is_on = call.setting(1, "value")
            frame.state.replace_value(
                owner,
                replace(owner, name=entity_name(owner.name, is_on=bool(is_on) and is_on is not UNKNOWN)),
            )
        return
    parser = owner if owner is not None and call.method in {"parse", "feed"} else None
    for value in (*call.arguments.positional[1:], *call.arguments.named.values()):
        if value.name.endswith("+entities"):
            parser = value
    is_lxml = call.name.startswith("lxml.") and call.method in {"fromstring", "parse", "XML", "iterparse"}
    is_default = is_lxml and call.arguments.pick(1, "parser") is None
    if (parser is not None and parser.name.endswith("+entities")) or (is_default and call.method != "parse"):
        for value in call.arguments.all():
            machine.judge("xml-external-entity", frame.state.content(value), call.node)


def entity_name(name: str, *, is_on: bool) -> str:
    """The name of a parser that fetches external entities, or not any more."""
    plain = name.removesuffix("+entities")
    return f"{plain}+entities" if is_on else plain


def parser_name(call: Call) -> str:
    """The name of a parser as it was made."""
    if call.name != "lxml.XMLParser":
        return f"{call.name}()"
    resolves, loads = call.setting(NEVER, "resolve_entities"), call.setting(NEVER, "load_dtd")
    network = call.setting(NEVER, "no_network")
    is_on = resolves is True or (resolves is None and (loads is True or network is False))
    return entity_name("lxml.XMLParser()", is_on=is_on)


def check_log(machine: Machine, call: Call, frame: Frame) -> None:
    """Secrets in logs."""
    is_log = call.name == "print" or (
        call.method in LEVELS
        and (call.name.startswith(LOGGERS) or ".getLogger()." in call.name or ".logger." in call.name)
    )
    if is_log:
        for value in call.arguments.all():
            mark = frame.state.content(value).carries(Kind.SECRET, "secret-to-log")
            if mark is not None:
                machine.report("secret-to-log", call.node, mark)


def check_fields(machine: Machine, call: Call, _frame: Frame) -> None:
    """The fields of a record, taken from the request as they come."""
    last = call.method
    if call.arguments.others and any(word.arg is None for word in call.node.keywords):
        is_record = last[:1].isupper() or last in MAKERS
        for value in call.arguments.others if is_record else ():
            machine.judge("mass-assignment", value, call.node)


def check_random(machine: Machine, call: Call, frame: Frame) -> None:
    """Random numbers handed over under a name that says they must not be guessed."""
    if call.name == "random.shuffle" and call.arguments.positional:
        mixed = call.arguments.positional[0]
        mark = Mark(Kind.RANDOM, call.node.lineno, ast.unparse(call.node)[:80])
        content = frame.state.content(mixed)
        frame.state.reshape(mixed, Sequence(rest=Value(marks=content.marks | {mark})))
    for name, value in call.arguments.named.items():
        if GUESSABLE.search(name):
            machine.judge_random(frame.state.content(value), call.node)
    if not call.name.startswith("random.") and GUESSABLE.search(call.method):
        for value in call.arguments.positional:
            machine.judge_random(frame.state.content(value), call.node)


CHECKS: tuple[Callable[[Machine, Call, Frame], None], ...] = (
    check_response,
    check_subprocess,
    check_exec,
    check_hash,
    check_cipher,
    check_cookie,
    check_session,
    check_xml,
    check_log,
    check_fields,
    check_random,
)
