"""Which functions the outside calls, and which of their parameters it fills."""

import ast
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from holdfast.scan.taint import containers
from holdfast.scan.taint.binding import as_secret
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.names import REQUEST
from holdfast.scan.taint.sources import (
    EVENT,
    EVENT_HANDLER,
    FREE_TYPES,
    HANDLER_BASES,
    INJECTED,
    NUMERIC_CONVERTERS,
    ROUTES,
    VIEW_BASE,
    is_web,
)
from holdfast.scan.taint.values import OPAQUE, Class, Function, Kind, Mark, Table, Value

FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
PLACE = re.compile(r"[<{](?:(?P<type>\w+)(?:\([^)]*\))?:)?(?P<name>\w+)(?::\w+)?[>}]")
"""A parameter in the path of a route: ``<int:number>``, ``{name}``."""
KEYS = re.compile(r"(pk|id|uuid|\w+_(pk|id|uuid)|year|month|day|page|number|slug)")
"""Parameters of views that are numbers by custom; Django's routes stand in another file."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A function to walk by itself.

    Attributes:
        node: Its code.
        frame: Where it was defined.
        of_class: The class whose method it is.
        is_injected: Whether a framework calls it to fill a parameter of a handler.
    """

    node: FunctionNode
    frame: Frame
    of_class: Class | None
    is_injected: bool = False


def parameters(node: FunctionNode) -> list[ast.arg]:
    """All its parameters, starred ones included."""
    given = node.args
    stars = [star for star in (given.vararg, given.kwarg) if star is not None]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *stars]


def route_of(node: FunctionNode) -> ast.Call | None:
    """The decorator that makes it a handler."""
    for decorator in node.decorator_list:
        function = decorator.func if isinstance(decorator, ast.Call) else None
        if (
            isinstance(decorator, ast.Call)
            and isinstance(function, ast.Attribute)
            and function.attr in ROUTES
        ):
            return decorator
    return None


def marked(argument: ast.arg) -> Value:
    """A parameter that the sender fills."""
    return Value(marks=frozenset({Mark(Kind.REQUEST, argument.lineno, f"parameter {argument.arg}")}))


def bind_parameters(machine: Machine, entry: Entry, frame: Frame) -> None:
    """Give each parameter what the outside fills it with."""
    route = route_of(entry.node)
    is_fastapi = not machine.imports.isdisjoint({"fastapi", "starlette", "litestar", "ninja"})
    given = parameters(entry.node)
    if entry.of_class is not None and given and not is_static(entry.node):
        frame.state.bind(frame.scope, given[0].arg, receiver(machine, entry.of_class, given[0], frame))
        given = given[1:]
    has_request = any(argument.arg == "request" for argument in given)
    for argument in given:
        if is_request(machine, argument):
            value = Value(name=REQUEST)
        elif (route is not None and is_fastapi) or entry.is_injected:
            value = of_fastapi(machine, entry.node, argument, frame)
        elif route is not None:
            value = of_route(route, argument)
        elif is_outside(machine, entry, argument, has_request=has_request):
            is_event = is_event_handler(entry.node)
            value = replace(marked(argument), name=EVENT) if is_event else marked(argument)
        else:
            value = Value(is_opaque=not is_free(argument.annotation))
        if value.name != REQUEST:
            value = as_secret(value, argument.arg, argument)
            value = as_field(entry.node, value, argument)
        frame.state.bind(frame.scope, argument.arg, value)


FIELD_METHODS = frozenset({"field_serializer", "field_validator", "validator"})
"""Decorators that name the fields of a model that a method is called for."""


def as_field(node: FunctionNode, value: Value, argument: ast.arg) -> Value:
    """The parameter of a method that is called for a field: a secret where the field has the name of one."""
    for call in node.decorator_list:
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in FIELD_METHODS:
            names = [str(part.value) for part in call.args if isinstance(part, ast.Constant)]
            for name in names:
                value = as_secret(value, name, ast.copy_location(ast.Name(name), argument))
    return value


def is_static(node: FunctionNode) -> bool:
    """Whether a method gets no object."""
    return any(getattr(decorator, "id", "") == "staticmethod" for decorator in node.decorator_list)


def is_request(machine: Machine, argument: ast.arg) -> bool:
    """Whether the parameter is the request."""
    if not is_web(machine.imports):
        return False
    hint = ast.unparse(argument.annotation) if argument.annotation else ""
    return argument.arg == "request" or hint.rpartition(".")[2] in {"Request", "HttpRequest"}


def is_event_handler(node: FunctionNode) -> bool:
    """Whether AWS Lambda calls the function, with an event and a context."""
    names = [parameter.arg for parameter in parameters(node)]
    return EVENT_HANDLER.fullmatch(node.name) is not None and len(names) == 2 and names[1] == "context"


def is_outside(machine: Machine, entry: Entry, argument: ast.arg, *, has_request: bool) -> bool:
    """Whether a view's further parameter, or a cloud function's event, comes from outside."""
    names = [parameter.arg for parameter in parameters(entry.node)]
    if is_event_handler(entry.node):
        return argument.arg == names[0]
    is_django = not machine.imports.isdisjoint({"django", "rest_framework"})
    is_method = entry.of_class is not None and is_view(entry.of_class) and entry.node.name in ROUTES
    is_view_function = is_django and has_request and (names[0] == "request" or is_method)
    is_kept = is_free(argument.annotation) or KEYS.fullmatch(argument.arg) is not None
    return (is_view_function or is_method) and not is_kept and argument.arg != "args"


def is_view(of_class: Class) -> bool:
    """Whether a framework calls the methods of the class."""
    return any(VIEW_BASE.search(base) or base in HANDLER_BASES for base in of_class.bases)


def receiver(machine: Machine, of_class: Class, argument: ast.arg, frame: Frame) -> Value:
    """The object that a method is called on, after its ``__init__``."""
    table: dict[object, Value] = {}
    name = ""
    if is_view(of_class):
        table = {"request": Value(name=REQUEST), "kwargs": marked(argument)}
    if any(base in HANDLER_BASES or base.endswith("RequestHandler") for base in of_class.bases):
        name = "@handler"
    instance = frame.state.hold(Table(table, OPAQUE, of_class), Value(name=name))
    start = of_class.methods.get("__init__")
    if start is not None:
        machine.start(Function(start, of_class.scope, instance), frame, is_injected=False)
    return instance


def of_route(route: ast.Call, argument: ast.arg) -> Value:
    """A parameter of a route's path: free text, unless its converter says otherwise."""
    path = " ".join(str(part.value) for part in ast.walk(route) if isinstance(part, ast.Constant))
    for place in PLACE.finditer(path):
        if place["name"] == argument.arg:
            return Value() if place["type"] in NUMERIC_CONVERTERS else marked(argument)
    return OPAQUE if not is_free(argument.annotation) else Value()


def hint_names(annotation: ast.expr | None) -> set[str]:
    """The last parts of all names in an annotation."""
    if annotation is None:
        return set()
    if isinstance(annotation, ast.Constant) and isinstance(annotation.value, str):
        return set(re.findall(r"\w+", annotation.value))
    found = {part.id for part in ast.walk(annotation) if isinstance(part, ast.Name)}
    return found | {part.attr for part in ast.walk(annotation) if isinstance(part, ast.Attribute)}


def is_free(annotation: ast.expr | None) -> bool:
    """Whether the annotation lets no text of the sender through."""
    names = hint_names(annotation) - {
        "Optional",
        "Annotated",
        "Query",
        "Path",
        "Body",
        "Header",
        "Cookie",
        "Form",
    }
    return bool(names & FREE_TYPES) and not names & {"str", "dict", "Any", "bytes"}


def default_of(node: FunctionNode, name: str) -> ast.expr | None:
    """The default of a parameter."""
    plain = [*node.args.posonlyargs, *node.args.args]
    defaults = dict(zip([a.arg for a in plain[::-1]], node.args.defaults[::-1], strict=False))
    named = {a.arg: d for a, d in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if d}
    return (defaults | named).get(name)


def of_fastapi(machine: Machine, node: FunctionNode, argument: ast.arg, frame: Frame) -> Value:
    """A parameter that FastAPI fills: from the request, unless it is injected or no text."""
    default = default_of(node, argument.arg)
    filler = injected(argument.annotation) or injected(default)
    if filler is not None:
        provider = machine.evaluate(filler.args[0], frame) if filler.args else OPAQUE
        names = sorted(hint_names(argument.annotation)) if not filler.args else []
        hinted = [found for name in names if (found := frame.state.look_up(frame.scope, name)) is not None]
        return provided(machine, [provider, *hinted], frame)
    if is_free(argument.annotation):
        return Value()
    names = sorted(hint_names(argument.annotation))
    for name in names:
        found = frame.state.look_up(frame.scope, name)
        if found is not None and isinstance(found.target, Class):
            return of_model(found.target, argument, frame)
    if "UploadFile" in names:
        return Value(marks=marked(argument).marks, name="@request.files[]")
    return marked(argument)


def provided(machine: Machine, providers: list[Value], frame: Frame) -> Value:
    """What a function or class of the file fills a parameter with; nothing is known of others."""
    for provider in providers:
        if isinstance(provider.target, Function):
            answer = machine.start(provider.target, frame, is_injected=True)
            return containers.elements(frame.state, answer) if is_generator(provider.target.node) else answer
        if isinstance(provider.target, Class):
            instance = frame.state.hold(Table(of_class=provider.target, rest=OPAQUE))
            start = provider.target.methods.get("__init__")
            if start is not None:
                machine.start(Function(start, provider.target.scope, instance), frame, is_injected=True)
            return instance
    return OPAQUE


@lru_cache(2048)
def is_generator(node: ast.AST) -> bool:
    """Whether the function yields."""
    return any(isinstance(part, ast.Yield) for part in ast.walk(node))


def injected(node: ast.expr | None) -> ast.Call | None:
    """The call of ``Depends`` in an annotation or default."""
    for part in ast.walk(node) if node is not None else ():
        if (
            isinstance(part, ast.Call)
            and getattr(part.func, "id", getattr(part.func, "attr", "")) in INJECTED
        ):
            return part
    return None


def of_model(model: Class, argument: ast.arg, frame: Frame) -> Value:
    """A record filled from the request: its text fields are from outside."""
    if any(base.startswith("enum.") for base in model.bases):
        return Value()
    outside = marked(argument)
    fields: dict[object, Value] = {
        name: Value() if is_free(hint) else outside for name, hint in model.fields.items()
    }
    return frame.state.hold(Table(fields, None if fields else outside, model))


def is_page(machine: Machine, entry: Entry) -> bool:
    """Whether text that the function returns is sent as a page."""
    if entry.of_class is not None:
        return is_view(entry.of_class) and entry.node.name in ROUTES and "flask" in machine.imports
    is_plain_web = not machine.imports.isdisjoint({"flask", "quart", "bottle", "cherrypy"})
    route = route_of(entry.node)
    is_html = route is not None and any(
        word.arg == "response_class" and "HTML" in ast.unparse(word.value) for word in route.keywords
    )
    return (route is not None and is_plain_web) or is_html
