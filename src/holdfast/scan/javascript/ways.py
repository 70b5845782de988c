"""What knows the answers of calls, in the order in which it is asked."""

from collections.abc import Callable

from holdfast.scan.javascript.language import RESOLVED, from_language
from holdfast.scan.javascript.lists import of_list, of_map
from holdfast.scan.javascript.members import EITHER
from holdfast.scan.javascript.responses import from_response
from holdfast.scan.javascript.schemas import from_schema
from holdfast.scan.javascript.services import (
    from_callback,
    from_reader,
    from_secret,
    from_service,
    from_stranger,
)
from holdfast.scan.javascript.texts import folded, from_path_or_address, from_pattern, from_random, from_table
from holdfast.scan.taint import containers
from holdfast.scan.taint.answers import from_container
from holdfast.scan.taint.checks import Call
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.values import NOTHING, Function, Value


def from_function_value(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``resolve(value)``, ``table[name](value)``."""
    if call.callee.name == EITHER:
        answers = [
            machine.call(value.target, call.arguments, frame)
            for value in call.callee.origins
            if isinstance(value.target, Function)
        ]
        return containers.either(tuple(answers), frame.state)
    if call.callee.name == RESOLVED and call.arguments.positional:
        containers.call(frame.state, call.callee, "append", Arguments([call.arguments.positional[0]]))
        return NOTHING
    return None


WAYS: tuple[Callable[[Machine, Call, Frame], Value | None], ...] = (
    from_function_value,
    folded,
    from_language,
    of_list,
    from_schema,
    of_map,
    from_container,
    from_pattern,
    from_callback,
    from_random,
    from_table,
    from_path_or_address,
    from_response,
    from_reader,
    from_stranger,
    from_service,
    from_secret,
)
