"""Does .gitignore leave a path out of a folder scan?

The files from the path's folder up to the top of its repository are asked, the nearest first, as Git does. Outside a repository
nothing is ignored. Files that are named one by one are never asked about.
"""

import os
from typing import Any

from rcolint.errors import ReadError
from rcolint.opening import read_bytes

NAME = ".gitignore"


class Ignored:
    """Callable with a real path and whether it is a folder; every .gitignore is read once."""

    def __init__(self) -> None:
        self._chains: dict[str, tuple[tuple[str, Any], ...] | None] = {}

    def __call__(self, real: str, folder: bool) -> bool:
        """Whether the nearest .gitignore that says anything leaves the path out."""
        for base, spec in self._chain(os.path.dirname(real)) or ():
            inside = os.path.relpath(real, base).replace(os.sep, "/")
            said: bool | None = spec.check_file(inside + "/" if folder else inside).include
            if said is not None:
                return said
        return False

    def _chain(self, folder: str) -> tuple[tuple[str, Any], ...] | None:
        """The .gitignore files that count in a folder, nearest first; None outside a repository."""
        if folder not in self._chains:
            above = os.path.dirname(folder)
            if os.path.lexists(os.path.join(folder, ".git")):
                outer: tuple[tuple[str, Any], ...] | None = ()
            else:
                outer = self._chain(above) if above != folder else None
            own = _spec(os.path.join(folder, NAME)) if outer is not None else None
            self._chains[folder] = outer if outer is None or own is None else ((folder, own), *outer)
        return self._chains[folder]


def _spec(path: str) -> Any:
    """The patterns of a .gitignore, or None where there is none that can be read."""
    if not os.path.lexists(path):
        return None
    from pathspec import GitIgnoreSpec

    try:
        return GitIgnoreSpec.from_lines(read_bytes(path).decode("utf-8", "replace").splitlines())
    except (ReadError, ValueError):
        return None
