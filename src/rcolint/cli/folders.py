"""How is a report of several files written, so that no folder is left half old and half new?

Into a folder beside the target, which then takes its place. What stood there goes only where it is an earlier report of
this program and nothing else: no file of anybody else is ever removed.
"""

import os
import re
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress

from rcolint.cli.streams import OutputError
from rcolint.errors import ConfigError

_OURS = re.compile(r"index\.html|[0-9a-f]{20}\.html")
_MADE_BY = b'<meta name="generator" content="rcolint">'


def refuse_folder(path: str, inputs: Sequence[str] = ()) -> None:
    """Raises ConfigError where a folder cannot or must not be written, or holds what is to be checked."""
    if path in ("", "-"):
        raise ConfigError("an output needs a folder name")
    real = os.path.realpath(path)
    if any(os.path.realpath(one) == real or os.path.realpath(one).startswith(real + os.sep) for one in inputs):
        raise ConfigError(f"{path}: holds what is to be checked and would be replaced")
    above = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(above):
        raise ConfigError(f"{path}: the folder {above} does not exist")
    try:
        mode = os.lstat(path.rstrip("/" + os.sep) or path).st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise ConfigError(f"{path}: cannot be written: {error}") from None
    if not stat.S_ISDIR(mode):
        raise ConfigError(f"{path}: is not a folder")
    for name in _names(path):
        if not _OURS.fullmatch(name):
            raise ConfigError(f"{path}: holds {name}, which is no part of a report; name a new or an empty folder")


def write_folder(path: str, files: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Writes all files, or leaves what was there. Raises ConfigError for a bad target, OutputError when the system refuses."""
    refuse_folder(path)
    above, name = os.path.split(os.path.abspath(path))
    new, old = (os.path.join(above, f".{name[:40]}.{os.getpid()}.{what}") for what in ("tmp", "old"))
    try:
        os.mkdir(new)
        try:
            for file, pieces in files:
                with open(
                    os.path.join(new, file), "x", encoding="utf-8", errors="backslashreplace", newline=""
                ) as stream:
                    stream.writelines(pieces)
            if os.path.isdir(path):
                os.replace(path, old)
            os.replace(new, path)
        except BaseException:
            if os.path.isdir(old) and not os.path.exists(path):
                os.replace(old, path)
            with suppress(OSError):
                _remove(new)
            raise
        if os.path.isdir(old):
            _remove(old)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from None


def _names(path: str) -> list[str]:
    """What a folder holds. Raises ConfigError where its pages were not written by this program."""
    names = sorted(os.listdir(path))
    if "index.html" in names:
        with open(os.path.join(path, "index.html"), "rb") as stream:
            if _MADE_BY not in stream.read(4096):
                raise ConfigError(f"{path}: holds an index.html that is no report; name a new or an empty folder")
    elif names:
        raise ConfigError(f"{path}: is not empty; name a new or an empty folder")
    return names


def _remove(folder: str) -> None:
    for name in os.listdir(folder):
        if _OURS.fullmatch(name):
            os.unlink(os.path.join(folder, name))
    os.rmdir(folder)
