"""How far is a long run?

One line on standard error, drawn only when a person looks at it and the run takes longer than a second, and cleared
at the end so that it never mixes with a report.
"""

import os
from time import monotonic
from typing import TextIO

from rcolint.cli.streams import is_terminal

_PATIENCE = 1.0  # seconds before the first line
_PAUSE = 0.1  # seconds between two drawings
_BAR = 20  # columns


class Progress:
    """Called with (done, total, shown path) as files are checked."""

    def __init__(self, stream: TextIO | None) -> None:
        self.stream = stream
        self.active = is_terminal(stream) and os.environ.get("TERM") != "dumb"
        self.drawn = False
        self.next = monotonic() + _PATIENCE

    def __call__(self, done: int, total: int, shown: str) -> None:
        """Draws the line when it is time to."""
        now = monotonic()
        if not self.active or now < self.next:
            return
        self.next = now + _PAUSE
        self._write("\r\x1b[K" + line(done, total, shown, self._columns()))
        self.drawn = True

    def clear(self) -> None:
        """Takes the line away."""
        if self.drawn:
            self._write("\r\x1b[K")
            self.drawn = False

    def _columns(self) -> int:
        try:
            return os.get_terminal_size(self.stream.fileno() if self.stream else -1).columns or 80
        except (OSError, ValueError):
            return 80

    def _write(self, text: str) -> None:
        if self.stream is None:
            return
        try:
            self.stream.write(text)
            self.stream.flush()
        except (OSError, ValueError):
            self.active = False


def line(done: int, total: int, shown: str, columns: int) -> str:
    """The line, in ASCII and shorter than the terminal is wide, so that it can be wiped."""
    full = _BAR * done // total if total else 0
    head = f"[{'#' * full}{'.' * (_BAR - full)}] {done}/{total} "
    name = "".join(c if " " <= c <= "~" else "?" for c in shown)
    room = columns - len(head) - 1
    if room < 8:
        return head[: max(0, columns - 1)]
    return head + (name if len(name) <= room else "..." + name[3 - room :])
