"""Which copy of a page comes from other files: layouts, includes, imported components and constants, text keys?

Shallow and static: from the links that a reader found, and from what frameworks add without being asked, to files of the same
project. Asked only where a page lacks its statement. An age gate, a pop-up or a page of terms does not carry a statement to
another page. What a link names and no file answers to is told, so that a statement can be called unverifiable.
"""

import os
from collections.abc import Callable, Iterable, Sequence

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.files import EXCLUDED_FOLDERS, read_document, root_of
from rcolint.model import Borrowed, Borrowings, Link, Reading, Settings, TextBlock
from rcolint.readers import language_of, read

MAX_FILES = 50_000  # in the index of a project
MAX_DEPTH = 3  # page -> layout -> footer -> constant
MAX_SOURCES = 60  # files looked into for one page

_NO_CARRIER = Expression(
    r"age.?(?:gate|check|verif)|modal|dialog|pop-?up|prelaunch|consent|cookie|terms|privacy|checkout|drawer", 2
)
_SPEAKS = Expression(r"ruo|disclaim|notice|research|legal|complian|footer|banner|statement|warning", 2)
_LOCALES = Expression(r"(?:^|/)(?:locales?|i18n|lang|langs|languages|messages|translations)/")
_ALIASES = ("@/", "~/", "~~/", "#/", "$lib/", "src/", "app/", "components/", "/")
_LAYOUT_FOLDERS = ("layouts", "_layouts", "layout", "_includes", "templates")
# What a framework puts around a page without being asked: (a part of the page's path, files, searched upwards).
_AROUND = (
    ("/app/", ("layout.tsx", "layout.jsx", "layout.js", "layout.ts")),
    ("/pages/", ("_app.tsx", "_app.jsx", "_app.js", "_document.tsx", "_document.jsx", "_document.js")),
    ("/content/", ("layouts/_default/baseof.html", "layouts/_default/single.html", "layouts/baseof.html")),
    ("/templates/", ("layout/theme.liquid",)),
    ("/sections/", ("layout/theme.liquid",)),
    ("/routes/", ("+layout.svelte",)),
)


def carries(path: str) -> bool:
    """Whether a file may hold a statement for other pages: an age gate, a pop-up or a page of terms does not."""
    return not _NO_CARRIER.search(os.path.basename(path))


Note = Callable[[str, str, bytes], None]  # told the shown path, the real path and the bytes of what is read


class Project:
    """The files below one root, each indexed and read once."""

    def __init__(
        self, root: str, note: Note | None = None, keys: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    ) -> None:
        self.root = root
        self._note = note
        self._keys = keys
        self._readings: dict[str, Reading | None] = {}
        self._index: dict[str, list[str]] | None = None

    def copy_for(self, real: str, links: Sequence[Link], configured: Sequence[str] = ()) -> Borrowings:
        """What the page at a real path takes from other files. `configured` names files that stand on every page."""
        sources: list[Borrowed] = []
        unanswered: list[str] = []
        seen = {real}
        waiting = [(path, names, 1) for path, names in self._configured(configured, unanswered)]
        waiting += [(path, (), 1) for path in self._around(real)]
        waiting += self._answers(real, links, 1, unanswered)
        while waiting and len(seen) <= MAX_SOURCES:
            path, names, depth = waiting.pop(0)
            if (path in seen and not names) or _NO_CARRIER.search(os.path.basename(path)):
                continue
            seen.add(path)
            reading = self._reading(path)
            if reading is None:
                continue
            blocks = _named(reading.blocks, names)
            if blocks:
                sources.append(Borrowed(self._shown(path), blocks))
            if depth < MAX_DEPTH:
                waiting += self._answers(path, reading.links, depth + 1, [])
        return Borrowings(tuple(sources), tuple(dict.fromkeys(unanswered)))

    def _configured(self, entries: Iterable[str], unanswered: list[str]) -> list[tuple[str, tuple[str, ...]]]:
        found: list[tuple[str, tuple[str, ...]]] = []
        for entry in entries:
            if entry.startswith("key:"):
                found += [(path, (entry[4:],)) for path in self._locales()]
                continue
            name, _, inside = entry.partition(":")
            path = os.path.join(self.root, name)
            if os.path.isfile(path):
                found.append((path, tuple(inside.split(".")) if inside else ()))
            else:
                unanswered.append(entry)
        return found

    def _around(self, real: str) -> list[str]:
        """Layouts that a framework adds, the innermost first."""
        found: list[str] = []
        inside = "/" + os.path.relpath(real, self.root).replace(os.sep, "/")
        for part, names in _AROUND:
            if part not in inside:
                continue
            folder = os.path.dirname(real)
            while folder.startswith(self.root):
                found += [path for name in names if os.path.isfile(path := os.path.join(folder, name)) and path != real]
                if folder == self.root:
                    break
                folder = os.path.dirname(folder)
        return found

    def _answers(
        self, real: str, links: Iterable[Link], depth: int, unanswered: list[str]
    ) -> list[tuple[str, tuple[str, ...], int]]:
        found: list[tuple[str, tuple[str, ...], int]] = []
        for link in links:
            if link.kind == "key":
                found += [(path, (link.target,), depth) for path in self._locales()]
                continue
            if _NO_CARRIER.search(link.target) or (link.names and _NO_CARRIER.search(link.names[0])):
                continue
            path = self._answer(real, link)
            if path:
                found.append((path, link.names if link.kind == "import" else (), depth))
            elif _is_own(link) and _SPEAKS.search(" ".join((link.target, *link.names))):
                unanswered.append(link.target)
        return found

    def _answer(self, real: str, link: Link) -> str:
        """The file that a link means, or nothing."""
        target = link.target.strip().lstrip("/")
        if link.kind in ("import", "component"):
            if link.target.startswith("."):
                return self._with_suffix(os.path.normpath(os.path.join(os.path.dirname(real), link.target)))
            if not _is_own(link):
                return ""
            for alias in _ALIASES[:5]:
                target = target.removeprefix(alias.lstrip("/"))
        near = os.path.join(os.path.dirname(real), target)
        if link.kind == "include" and os.path.isfile(near):
            return near
        name = os.path.splitext(target)[0] if language_of(target) else target
        ends = f"/{name}"
        fits = [p for p in self.index.get(os.path.basename(name), ()) if f"/{_stem(p)}".endswith(ends)]
        if link.kind == "layout":
            fits = [p for p in fits if any(f"{folder}/" in f"{p}/" for folder in _LAYOUT_FOLDERS)]
        if not fits and link.kind in ("import", "component"):
            fits = [p for p in self.index.get("index", ()) if f"/{_stem(p)}".endswith(f"{ends}/index")]
        fits.sort(key=lambda p: (-len(os.path.commonpath([p, self._inside(real)])), len(p), p))
        return os.path.join(self.root, fits[0]) if fits else ""

    def _with_suffix(self, path: str) -> str:
        if os.path.isfile(path) and language_of(path):
            return path
        inside = self._inside(path)
        for stem in (inside, f"{inside}/index"):
            fits = sorted(p for p in self.index.get(os.path.basename(stem), ()) if _stem(p) == stem)
            if fits:
                return os.path.join(self.root, fits[0])
        return ""

    @property
    def index(self) -> dict[str, list[str]]:
        """File name without suffix -> paths below the root, with "/"."""
        if self._index is None:
            self._index = {}
            count, waiting = 0, [self.root]
            while waiting and count < MAX_FILES:
                try:
                    with os.scandir(waiting.pop()) as listing:
                        entries = sorted(listing, key=lambda e: e.name)
                except OSError:
                    continue
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False) and entry.name not in EXCLUDED_FOLDERS:
                        waiting.append(entry.path)
                    elif entry.is_file(follow_symlinks=False) and language_of(entry.name):
                        count += 1
                        inside = self._inside(entry.path)
                        self._index.setdefault(os.path.basename(_stem(inside)), []).append(inside)
        return self._index

    def _locales(self) -> list[str]:
        """Files of translated texts, English first."""
        found = [p for paths in self.index.values() for p in paths if _LOCALES.search(p)]
        found.sort(key=lambda p: ("/en" not in f"/{p}", p))
        return [os.path.join(self.root, p) for p in found[:MAX_SOURCES]]

    def _reading(self, path: str) -> Reading | None:
        if path not in self._readings:
            try:
                self._readings[path] = read(read_document(path, self._shown(path), note=self._note), self._keys)
            except (ReadError, RecursionError):
                self._readings[path] = None
        return self._readings[path]

    def _inside(self, real: str) -> str:
        return os.path.relpath(real, self.root).replace(os.sep, "/")

    def _shown(self, real: str) -> str:
        return self._inside(real)


def _is_own(link: Link) -> bool:
    """Whether a link means a file of the project, and not a package."""
    return link.kind in ("include", "layout") or link.target.startswith((".", *_ALIASES))


def _stem(path: str) -> str:
    return os.path.splitext(path)[0]


def _named(blocks: tuple[TextBlock, ...], names: tuple[str, ...]) -> tuple[TextBlock, ...]:
    """The blocks under the names of an imported constant or a text key; all of them where nothing is named."""
    wanted = [name for name in ".".join(names).split(".") if name and name not in ("*", "default")]
    if not wanted:
        return blocks
    return tuple(b for b in blocks if _within(wanted, [p for p in ".".join(b.path).split(".") if not p.isdigit()]))


def _within(wanted: list[str], path: list[str]) -> bool:
    """Whether the names stand in a key path in this order, one after the other."""
    return any(path[at : at + len(wanted)] == wanted for at in range(len(path) - len(wanted) + 1))


class Elsewhere:
    """Finds the copy of other files for each page of a run; callable with a real path, its links and the named sources."""

    def __init__(self, note: Note | None = None) -> None:
        self._note = note
        self._projects: dict[object, Project] = {}

    def __call__(self, real: str, links: Sequence[Link], settings: Settings) -> Borrowings:
        """What the page takes from elsewhere."""
        root = root_of(real) or os.path.dirname(real)
        key = (root, settings.keys)
        if key not in self._projects:
            self._projects[key] = Project(root, self._note, settings.keys)
        return self._projects[key].copy_for(real, links, settings.statement_sources)
