"""How is one slow file kept from holding up a run?

A file that takes too long is reported as not checked. Processor time counts, so that a busy machine says the same. The alarm works in the main thread of systems that have one; elsewhere the
readers' own limits are all there is.
"""

from collections.abc import Callable
from typing import TypeVar

from rcolint.errors import ReadError

SMALL = 16_000  # code points; no text of this size can be slow, and the alarm costs start-up time
SECONDS = 4.0  # of processor time for any file...
SECONDS_PER_MEGABYTE = 60.0  # ...and for its size: far above what the densest honest copy needs
Result = TypeVar("Result")


def within_deadline(work: Callable[[], Result], size: int, most: int = 0) -> Result:
    """Does the work on a text of `size` code points. Raises ReadError when it takes too long.

    `most` says in seconds what is too long; without it the size does.
    """
    if size < SMALL:
        return work()
    import signal
    import threading

    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        return work()
    seconds = most or SECONDS + SECONDS_PER_MEGABYTE * size / 1_000_000

    def stop(_signal: int, _frame: object) -> None:
        raise ReadError(f"took more than {seconds:.0f} seconds of work")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return work()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
