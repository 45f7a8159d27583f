"""Which paths does a list of patterns in .gitignore syntax fit?

The common patterns (names, folders, `*`, `?`, `**`) are matched here, because the library for all of them costs as much start-up
time as reading a page; a list with anything else (`!`, `[...]`, a backslash, `**/` at the end) is left to the library.
"""

import re
from collections.abc import Callable, Sequence

Fits = Callable[[str, bool], bool]  # a path with "/" relative to where the patterns stand, and whether it is a folder


def matcher(patterns: Sequence[str]) -> Fits:
    """Whether the patterns leave a path out. Raises ValueError for a pattern that cannot be understood."""
    wanted = [p for p in (_trimmed(p) for p in patterns) if p and not p.startswith("#")]
    if any(letter in pattern for pattern in wanted for letter in "![\\") or any(p.endswith("**/") for p in wanted):
        from pathspec import GitIgnoreSpec

        spec = GitIgnoreSpec.from_lines(wanted)
        return lambda path, folder: bool(spec.match_file(path + "/" if folder else path))
    if not wanted:
        return lambda _path, _folder: False
    fits = re.compile("|".join(f"(?:{_expression(p)})" for p in wanted)).match
    return lambda path, folder: fits(path + "/" if folder else path) is not None


def _trimmed(pattern: str) -> str:
    return pattern.rstrip(" \t\r\n")


def _expression(pattern: str) -> str:
    """A pattern as a regular expression over a path; what lies in a folder that fits, fits too."""
    only_folders = pattern.endswith("/")
    body = pattern.rstrip("/")
    anchored = "/" in body
    parts = body.lstrip("/").split("/")
    out = "" if anchored else "(?:.*/)?"
    for n, part in enumerate(parts):
        last = n == len(parts) - 1
        if part == "**":
            out += ".*" if last else "(?:.*/)?"
        elif part and set(part) == {"*"}:
            out += "[^/]+" if last else "[^/]+/"
        else:
            out += "".join(_piece(piece) for piece in re.split(r"(\*+|\?)", part))
            out += "" if last else "/"
    if parts[-1] == "**" and not only_folders:
        return out + r"\Z"
    return out + ("/" if only_folders else r"(?:/|\Z)")


def _piece(piece: str) -> str:
    """Any number of stars inside a name is one; they and `?` stop at a folder's edge."""
    if piece and set(piece) == {"*"}:
        return "[^/]*"
    return "[^/]" if piece == "?" else re.escape(piece)
