"""Where are configuration files read from: the disk, or a revision that is trusted?"""

import os

from rcolint.errors import ReadError
from rcolint.opening import read_bytes


class Disk:
    """The files as they lie there."""

    def exists(self, path: str) -> bool:
        """Whether there is something at a path."""
        return os.path.lexists(path)

    def read(self, path: str) -> bytes:
        """The bytes of a file. Raises ReadError."""
        return read_bytes(path)

    def names(self, folder: str) -> list[str]:
        """The names of what lies in a folder, in order; none where there is no such folder."""
        try:
            return sorted(os.listdir(folder))
        except OSError:
            return []


class Revision(Disk):
    """The files as a commit holds them; what lies on the disk is not looked at."""

    def __init__(self, top: str, commit: str) -> None:
        self.top = top
        self.commit = commit
        self._known: dict[str, bytes | None] = {}

    def exists(self, path: str) -> bool:
        """Whether the commit holds a file at a path."""
        return self._blob(path) is not None

    def read(self, path: str) -> bytes:
        """The bytes that the commit holds. Raises ReadError."""
        found = self._blob(path)
        if found is None:
            raise ReadError("is not in the trusted revision")
        return found

    def names(self, folder: str) -> list[str]:
        """The names of what the commit holds in a folder."""
        from rcolint.git import names_in

        inside = os.path.relpath(folder, self.top).replace(os.sep, "/")
        return [] if inside.startswith("..") else sorted(names_in(self.top, self.commit, inside))

    def _blob(self, path: str) -> bytes | None:
        if path not in self._known:
            from rcolint.git import blob

            inside = os.path.relpath(path, self.top).replace(os.sep, "/")
            self._known[path] = None if inside.startswith("..") else blob(self.top, self.commit, inside)
        return self._known[path]
