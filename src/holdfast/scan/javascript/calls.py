"""Calls: those that search or match become what Python's tree has for it, all others stay calls."""

import ast
from collections.abc import Callable
from pathlib import PurePosixPath

from tree_sitter import Node

from holdfast.scan.javascript.lowering import Lowering, called, name, shown
from holdfast.scan.javascript.syntax import part, parts, text_of

SEARCHING = frozenset({"includes", "has", "hasOwnProperty"})
"""``list.includes(x)``, ``set.has(x)``, ``table.hasOwnProperty(x)``: ``x in list``."""
RENAMED = {"startsWith": "startswith", "endsWith": "endswith", "test": "search"}
FOUND = {("!==", "-1"), ("!=", "-1"), (">", "-1"), (">=", "0")}
MISSED = {("===", "-1"), ("==", "-1"), ("<", "0")}
"""How ``list.indexOf(x)`` is compared."""
BOUND = frozenset({"this", "null", "undefined", "identifier", "member_expression"})
"""What a function is bound to; a text or number is an argument of some other ``bind``."""
SCRIPTS = frozenset({".js", ".ts", ".mjs", ".cjs", ".json", ".jsx", ".tsx"})


def call(lowering: Lowering, node: Node) -> ast.expr:
    """A call, a tagged template, or an import."""
    function, given = part(node, "function"), part(node, "arguments")
    if function is None or given is None:
        return ast.Constant(None)
    if function.type == "await_expression" and part(node, "type_arguments") is not None:
        # The grammar reads "await f<T>(x)" as "(await f)<T>(x)".
        function = parts(function)[0]
    if given.type == "template_string":
        return _tagged(lowering, node, function, given)
    arguments = parts(given)
    if text_of(function) in {"require", "import"} and arguments and is_text(arguments[0]):
        return imported(lowering, node, text_of(arguments[0])[1:-1])
    if function.type == "super":
        start = ast.Attribute(called("super"), "__init__", ast.Load())
        return ast.Call(start, [lowering.expression(each) for each in arguments], [])
    special = _method(lowering, function, arguments) if function.type == "member_expression" else None
    return special or _plain(lowering, node, function, arguments)


def is_text(node: Node) -> bool:
    """Whether it is a literal text."""
    is_template = node.type == "template_string"
    return node.type == "string" or (
        is_template and not any(c.type == "template_substitution" for c in node.children)
    )


def new(lowering: Lowering, node: Node) -> ast.expr:
    """``new Thing(...)``: the call of its class."""
    constructor = part(node, "constructor")
    if constructor is None:
        return ast.Constant(None)
    return _plain(lowering, node, constructor, parts(part(node, "arguments")))


def _plain(lowering: Lowering, node: Node, function: Node, arguments: list[Node]) -> ast.Call:
    callee = lowering.expression(function)
    if isinstance(callee, ast.Attribute):
        callee.attr = RENAMED.get(callee.attr, callee.attr)
    made = ast.Call(callee, [lowering.expression(each) for each in arguments], [])
    made.shown = shown(node)  # type: ignore[attr-defined]
    return made


def _tagged(lowering: Lowering, node: Node, tag: Node, text: Node) -> ast.expr:
    """A tag gets the values beside the text, so it can keep them apart."""
    whole = lowering.expression(text)
    if text_of(tag) == "String.raw":
        return whole
    return lowering.at(node, called("@tagged", lowering.expression(tag), whole))


def imported(lowering: Lowering, node: Node, package: str) -> ast.expr:
    """``require("package")``."""
    alias = lowering.fresh("package")
    lowering.first(lowering.at(node, ast.Import([ast.alias(package_name(package), alias)])))
    return name(alias)


def package_name(package: str) -> str:
    """The name that the tables have for a package; of a file beside this one, its own name."""
    package = package.removeprefix("node:")
    if package.startswith((".", "/", "@/", "~/", "#")):
        path = PurePosixPath(package)
        return path.stem if path.suffix in SCRIPTS else path.name.strip(".") or "index"
    package = SAME_PACKAGES.get(package, package)
    scope, slash, rest = package.partition("/") if package.startswith("@") else ("", "", package)
    return f"{scope}{slash}{rest.replace('/', '.')}"


SAME_PACKAGES = {
    "fs/promises": "fs.promises",
    "fs-extra": "fs",
    "graceful-fs": "fs",
    "mysql2": "mysql",
    "mysql2/promise": "mysql",
    "mysql/promise": "mysql",
    "path/posix": "path",
    "timers/promises": "timers",
    "dns/promises": "dns",
    "stream/promises": "stream",
    "lodash/fp": "lodash",
    "underscore": "lodash",
}


def _method(lowering: Lowering, function: Node, arguments: list[Node]) -> ast.expr | None:
    """Methods that Python writes in another way."""
    owner, method = part(function, "object"), text_of(part(function, "property"))
    if owner is None or not arguments or arguments[0].type == "spread_element":
        return None
    if len(arguments) == 1 and method in SEARCHING:
        return _is_in(lowering, arguments[0], owner)
    if len(arguments) == 2 and (
        (text_of(owner), method) == ("Object", "hasOwn")
        or (text_of(owner).endswith("hasOwnProperty") and method == "call")
    ):
        return _is_in(lowering, arguments[1], arguments[0])
    rewritten = REWRITTEN.get(method)
    return rewritten(lowering, owner, arguments) if rewritten is not None else None


def _match(lowering: Lowering, owner: Node, arguments: list[Node]) -> ast.expr:
    """``text.match(pattern)``."""
    return called("re.search", lowering.expression(arguments[0]), lowering.expression(owner))


def _exec(lowering: Lowering, owner: Node, arguments: list[Node]) -> ast.expr | None:
    """``/pattern/.exec(text)``."""
    if owner.type != "regex":
        return None
    return called("re.search", lowering.expression(owner), lowering.expression(arguments[0]))


def _call(lowering: Lowering, owner: Node, arguments: list[Node]) -> ast.expr:
    """``function.call(this, ...)``."""
    return _plain(lowering, owner, owner, arguments[1:])


def _bind(lowering: Lowering, owner: Node, arguments: list[Node]) -> ast.expr | None:
    """``function.bind(this)``."""
    is_plain = len(arguments) == 1 and arguments[0].type in BOUND
    return lowering.expression(owner) if is_plain else None


def _apply(lowering: Lowering, owner: Node, arguments: list[Node]) -> ast.expr | None:
    """``function.apply(this, list)``."""
    if len(arguments) != 2:
        return None
    given = ast.Starred(lowering.expression(arguments[1]), ast.Load())
    return ast.Call(lowering.expression(owner), [given], [])


REWRITTEN: dict[str, Callable[[Lowering, Node, list[Node]], ast.expr | None]] = {
    "match": _match,
    "exec": _exec,
    "call": _call,
    "bind": _bind,
    "apply": _apply,
}


def _is_in(lowering: Lowering, item: Node, among: Node | None) -> ast.expr:
    return ast.Compare(lowering.expression(item), [ast.In()], [lowering.expression(among)])


def as_search(lowering: Lowering, left: Node | None, sign: str, right: str) -> ast.expr | None:
    """``list.indexOf(x) !== -1``: ``x in list``."""
    if (sign, right) not in FOUND | MISSED or left is None or left.type != "call_expression":
        return None
    function, arguments = part(left, "function"), parts(part(left, "arguments"))
    if function is None or function.type != "member_expression" or len(arguments) != 1:
        return None
    if text_of(part(function, "property")) != "indexOf":
        return None
    op: ast.cmpop = ast.In() if (sign, right) in FOUND else ast.NotIn()
    among = lowering.expression(part(function, "object"))
    return ast.Compare(lowering.expression(arguments[0]), [op], [among])
