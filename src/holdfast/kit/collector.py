"""Python's cycle collector, held while values are made by the ten thousand."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Hold the cycle collector: it walks all living values again and again while their number grows.

    For code that makes many values and no cycles. Reference counting goes on.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
