"""How does text leave the program, so that nothing is half written and nothing acts on the reader's screen?

Standard output may be closed, full or in an encoding that lacks a letter. Files are written whole or not at all: into
a temporary file beside the target, which then takes its place.
"""

import os
import stat
import sys
from collections.abc import Callable
from contextlib import suppress
from io import StringIO, TextIOWrapper
from typing import TextIO

from rcolint.errors import ConfigError


class OutputError(Exception):
    """Output that could not be written; the message says why."""


def say(text: str = "") -> None:
    """Writes lines to standard output, safe to show whatever a rule pack says."""
    from rcolint.reports.quoting import shown

    write_out(lambda stream: stream.write(shown(text, keep="\n") + "\n"))


def tell(text: str) -> None:
    """Writes lines to standard error, safe to show whatever file name or word they hold."""
    if sys.stderr is None:
        return
    from rcolint.reports.quoting import shown

    with suppress(OSError, ValueError):
        print(shown(text, keep="\n"), file=sys.stderr, flush=True)


def write_out(write: Callable[[TextIO], object]) -> None:
    """Lets `write` fill standard output. A reader that went away is no error; a full disk is."""
    if sys.stdout is None:  # closed before the start
        return
    try:
        write(_prepared(sys.stdout))
        sys.stdout.flush()
    except BrokenPipeError:
        _give_up_stdout()
    except OSError as error:
        _give_up_stdout()
        raise OutputError(f"cannot write to standard output: {error.strerror or error}") from None


def finish(code: int) -> int:
    """The exit code once everything is flushed."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except (OSError, ValueError):
            _give_up_stdout()
    return code


def _prepared(stream: TextIO) -> TextIO:
    """Piped output is UTF-8 with plain line breaks whatever the locale, so that two runs are byte-identical."""
    if isinstance(stream, TextIOWrapper):
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            stream.reconfigure(errors="backslashreplace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def _give_up_stdout() -> None:
    """Points standard output at nothing, so that the interpreter's last flush stays quiet."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)


def use_color(choice: str) -> bool:
    """Whether standard output gets colours: what was asked for, then NO_COLOR, FORCE_COLOR and the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(sys.stdout) and os.environ.get("TERM") != "dumb"


_LINKING = {"TERM_PROGRAM": ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "WarpTerminal", "rio"),
            "TERM": ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "contour", "wezterm")}  # fmt: skip


def use_links() -> bool:
    """Whether standard output is a terminal that makes links of addresses; FORCE_HYPERLINK decides where it is set."""
    if not is_terminal(sys.stdout) or os.environ.get("TERM") == "dumb":
        return False
    forced = os.environ.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if any(os.environ.get(name) in known for name, known in _LINKING.items()):
        return True
    vte = os.environ.get("VTE_VERSION", "")
    return bool(os.environ.get("WT_SESSION") or os.environ.get("KONSOLE_VERSION")) or (
        vte.isdigit() and int(vte) >= 5000
    )


def is_terminal(stream: TextIO | None) -> bool:
    """Whether a person looks at this stream."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def columns() -> int:
    """The width of the terminal; 80 when output is piped, so that it does not depend on who runs it."""
    if not is_terminal(sys.stdout):
        return 80
    with suppress(ValueError):
        return max(40, int(os.environ.get("COLUMNS", "")))
    with suppress(OSError, ValueError):
        return max(40, os.get_terminal_size(sys.stdout.fileno()).columns or 80)  # 0: nobody said how wide it is
    return 80


def refuse_target(path: str) -> None:
    """Raises ConfigError where a file cannot or must not be written, before any work is done."""
    if path in ("", "-"):
        raise ConfigError("an output needs a file name; standard output is chosen with --format")
    folder = os.path.dirname(path) or "."
    if not os.path.isdir(folder):
        raise ConfigError(f"{path}: the folder {folder} does not exist")
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be written: {error}") from None
    if stat.S_ISLNK(mode):
        raise ConfigError(f"{path}: is a symbolic link; name the file itself")
    if stat.S_ISDIR(mode):
        raise ConfigError(f"{path}: is a folder; name a file in it")
    if not stat.S_ISREG(mode):
        raise ConfigError(f"{path}: is not a regular file")


def write_file(path: str, write: Callable[[TextIO], object]) -> None:
    """Writes a file whole or not at all. Raises ConfigError for a bad target, OutputError when the system refuses."""
    refuse_target(path)
    text = StringIO(newline="")
    write(text)
    _put(path, text.getvalue().encode("utf-8", "backslashreplace"), None)


def replace_file(path: str, before: bytes, after: bytes) -> None:
    """Puts other bytes into a file that is there, whole or not at all, and leaves it as readable as it was.

    Raises OutputError where the file no longer holds what it held when it was looked at, or when the system refuses.
    """
    from rcolint.opening import read_bytes

    refuse_target(path)
    if read_bytes(path) != before:
        raise OutputError(f"{path}: has changed meanwhile; nothing was written to it")
    _put(path, after, stat.S_IMODE(os.lstat(path).st_mode))


def _put(path: str, data: bytes, mode: int | None) -> None:
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name[:40]}.{os.getpid()}.tmp")
    try:
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
            if mode is not None:
                os.chmod(temporary, mode)
            os.replace(temporary, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(temporary)
            raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from None


def append_file(path: str, write: Callable[[TextIO], object]) -> None:
    """Adds to a file that others add to as well. Raises OutputError when the system refuses; no link is followed."""
    text = StringIO(newline="")
    write(text)
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o666), "ab") as stream:
            stream.write(text.getvalue().encode("utf-8", "backslashreplace"))
    except (OSError, ValueError) as error:
        raise OutputError(f"{path}: cannot be written: {getattr(error, 'strerror', None) or error}") from None
