"""How is one slow file kept from holding up a run?

A file that takes too long is reported as not checked. The alarm works in the main thread of systems that have one; elsewhere the
readers' own limits are all there is.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from rcolint.errors import ReadError

SECONDS = 4.0  # for any file...
SECONDS_PER_MEGABYTE = 20.0  # ...and for its size: far above what honest text needs


@contextmanager
def deadline(size: int) -> Iterator[None]:
    """Raises ReadError inside the block when work on a text of `size` code points takes too long."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    seconds = SECONDS + SECONDS_PER_MEGABYTE * size / 1_000_000

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise ReadError(f"took longer than {seconds:.0f} seconds to check")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
