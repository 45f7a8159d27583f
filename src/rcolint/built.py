"""Which finished pages does a source file become?

A site generator puts pages/x.tsx at x/index.html or x.html, content/x.md at x/index.html. On the finished page nothing is
left to resolve: what it says of a statement is what a visitor gets. Pages are found by their paths alone; addresses that
front matter or a configuration invents are not known, and such a page counts as not found.
"""

import os
from collections.abc import Callable, Iterator, Sequence

from rcolint.errors import ConfigError, ReadError
from rcolint.files import clean_path, read_document, root_of
from rcolint.model import Borrowed, Borrowings
from rcolint.readers import language_of, read

Note = Callable[[str, str, bytes], None]
# Behind a folder of such a name, the path of a source is the path of its page.
_SOURCES = frozenset("pages _pages app content src source routes site docs views public static www".split())
_INDEXES = ("index", "_index", "page", "+page", "readme")
_ENDS = (".html", "/index.html", ".htm")
MAX_PAGES = 200  # that one source with a variable in its path may become


class Built:
    """The folder that holds a finished site."""

    def __init__(self, folder: str, note: Note | None = None) -> None:
        self.folder = os.path.realpath(folder)
        self._note = note  # is told of each page that was read
        root = root_of(self.folder) or os.path.dirname(self.folder)
        self.shown = clean_path(os.path.relpath(self.folder, root))
        if not os.path.isdir(self.folder):
            raise ConfigError(f"--built {folder}: no such folder; build the site first")

    def pages_of(self, real: str) -> Borrowings | None:
        """The finished pages of the source at a real path; None where there is none."""
        for trail in _trails(os.path.relpath(real, root_of(real) or os.path.dirname(real))):
            found = list(self._found(trail))
            if found:
                return self._read(found)
        return None

    def _found(self, trail: Sequence[str]) -> Iterator[str]:
        """The files that a path of names may stand for, from the folder on."""
        at = [""]
        for name in trail:
            if _is_variable(name):
                at = [f"{path}{entry}/" for path in at for entry in self._names(path)][:MAX_PAGES]
            else:
                at = [f"{path}{name}/" for path in at]
        for path in at:
            for end in _ENDS if path else ("index.html", "index.htm"):
                inside = path.rstrip("/") + end
                real = next((p for p in (inside, inside.lower()) if os.path.isfile(os.path.join(self.folder, p))), "")
                if real:
                    yield real
                    break

    def _names(self, inside: str) -> list[str]:
        """What stands in a folder: its pages and its folders, by the names that an address has."""
        try:
            names = sorted(os.listdir(os.path.join(self.folder, inside)))
        except OSError:
            return []
        return [name.removesuffix(".html") for name in names if name != "index.html"]

    def _read(self, found: Sequence[str]) -> Borrowings:
        pages: list[Borrowed] = []
        for inside in found:
            shown = f"{self.shown}/{inside}"
            try:
                real = os.path.join(self.folder, inside)
                pages.append(Borrowed(shown, read(read_document(real, shown, note=self._note)).blocks))
            except (ReadError, RecursionError):
                return Borrowings((), (shown,))
        return Borrowings((), (), tuple(pages))


def _trails(inside: str) -> Iterator[tuple[str, ...]]:
    """The paths that a page may have by the path of its source, the longest first."""
    parts = [part for part in inside.replace(os.sep, "/").split("/") if not part.startswith(("(", "@"))]
    name = parts.pop()
    while language_of(name):
        name = os.path.splitext(name)[0]
    if name.lower() not in _INDEXES:
        parts.append(name)
    starts = [0, *(n + 1 for n, part in enumerate(parts) if part.lower() in _SOURCES)]
    for start in starts:
        yield tuple(parts[start:])


def _is_variable(name: str) -> bool:
    """Whether a framework puts a value there: `[slug]`, `$slug`."""
    return (name[:1] == "[" and name[-1:] == "]" and "..." not in name) or name[:1] == "$"
