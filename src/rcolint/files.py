"""Which files are read, in which order, under which name, and why not the others?

Nothing here knows what the text means. Files are untrusted: no symbolic link is followed, what is opened is what is
looked at and read, and what cannot be decoded whole is refused, never read in part.
"""

import os
import stat
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence

from rcolint.decoding import decode
from rcolint.errors import ReadError
from rcolint.model import Document
from rcolint.opening import kind_reason, limit_of, plain_reason, read_bytes, read_head
from rcolint.readers import EXTRAS, UNPACKERS, extra_for, language_in, language_of, unpack
from rcolint.tuples import NamedTuple

# Left out of every walk; a folder that is named on the command line is read all the same.
EXCLUDED_FOLDERS = {
    ".git": "version control",
    ".hg": "version control",
    ".svn": "version control",
    ".jj": "version control",
    "CVS": "version control",
    "node_modules": "dependencies",
    "bower_components": "dependencies",
    "vendor": "dependencies",
    "site-packages": "dependencies",
    ".venv": "dependencies",
    "venv": "dependencies",
    ".bundle": "dependencies",
    ".yarn": "dependencies",
    "dist": "built files",
    "build": "built files",
    "out": "built files",
    "target": "built files",
    "_site": "built files",
    ".next": "built files",
    ".nuxt": "built files",
    ".output": "built files",
    ".astro": "built files",
    ".svelte-kit": "built files",
    ".docusaurus": "built files",
    "coverage": "built files",
    "htmlcov": "built files",
    "__pycache__": "caches",
    ".cache": "caches",
    ".parcel-cache": "caches",
    ".turbo": "caches",
    ".tox": "caches",
    ".nox": "caches",
    ".mypy_cache": "caches",
    ".pytest_cache": "caches",
    ".ruff_cache": "caches",
    ".hypothesis": "caches",
}
QUIETLY_EXCLUDED = ("version control", "caches")  # nobody expects these to be read; the others get a notice
# Never read, named or not: a hook names every file that was changed.
EXCLUDED_FILES = {
    "*.min.*": "minified",
    "*.map": "source map",
    "*.lock": "lock file",
    "*.lockb": "lock file",
    "package-lock.json": "lock file",
    "rcolint.html": "report of rcolint",
    "rcolint-report.html": "report of rcolint",
    "rcolint.json": "report of rcolint",
    "rcolint-report.json": "report of rcolint",
    "npm-shrinkwrap.json": "lock file",
    "pnpm-lock.yaml": "lock file",
    "go.sum": "lock file",
    "requirements*.txt": "dependency list",
    "constraints*.txt": "dependency list",
    "CMakeLists.txt": "build script",
}


class Source(NamedTuple):
    """A file to read: the path to open, and the path that reports show."""

    path: str
    shown: str
    language: str = ""  # where its suffix does not tell


class Unread(NamedTuple):
    """A path that should have been read and was not."""

    shown: str
    reason: str


class Collected(NamedTuple):
    """What a list of paths holds, in the order of the shown paths."""

    files: tuple[Source, ...]
    skipped: tuple[tuple[str, int], ...] = ()  # suffix -> count of files that were left out by design
    unchecked: tuple[Unread, ...] = ()
    missing: tuple[str, ...] = ()  # named paths that do not exist: wrong use
    notices: tuple[str, ...] = ()
    reasons: tuple[tuple[str, int], ...] = ()  # why they were left out -> count, the most frequent first


Left = Callable[[str, bool], bool]  # whether a path, and whether it is a folder, is left out


def _nothing(_path: str, _folder: bool) -> bool:
    return False


def collect(
    paths: Sequence[str],
    exclude: Sequence[str] = (),
    found: Left | None = None,
    named: Left | None = None,
    language: str = "",
    outputs: Collection[str] = (),
) -> Collected:
    """The files to read under the named paths. `exclude` holds patterns in .gitignore syntax, for shown paths.

    `found` and `named` say which paths that a scan came upon, and which that were named, are left out besides. Named files
    are read as `language` where it is given. `outputs` are real paths that a scan passes by as if nothing lay there, so
    that a report does not count an older one of itself.
    Raises ConfigError for a pattern that cannot be understood.
    """
    walk = _Walk(_excluder(exclude), found or _nothing, named or _nothing, language, outputs)
    for path in paths:
        walk.add(path)
    return walk.result()


def read_document(
    path: str,
    shown: str,
    language: str | None = None,
    note: Callable[[str, str, bytes], None] | None = None,
    megabytes: int = 0,
) -> Document:
    """The decoded file. Raises ReadError with the reason where it cannot be read whole and exactly.

    `note` is told the shown path, the path and the bytes; `megabytes` goes in place of the limit of its kind.
    """
    raw = read_bytes(path, limit_of(path, megabytes))
    if note is not None:
        note(shown, path, raw)
    return document_of(raw, shown, language)


def document_of(data: bytes, shown: str, language: str | None = None) -> Document:
    """The document that these bytes hold. Raises ReadError where they cannot be read whole and exactly."""
    language = language or language_of(shown) or "text"
    if language in UNPACKERS:
        return unpack(data, shown, language)
    text, notices = decode(data)
    return Document(shown, text, language, notices)


def clean_path(path: str) -> str:
    """A path as reports show it: posix, and bytes that are not UTF-8 written as \\xff, whatever the locale."""
    text = os.fsencode(path).decode("utf-8", "surrogateescape").replace(os.sep, "/")
    return "".join(f"\\x{ord(c) - 0xDC00:02x}" if "\udc80" <= c <= "\udcff" else c for c in text)


_ROOT_MARKS = (".git", ".rcolint.yaml")


class _Walk:
    """Gathers what the named paths hold; one walk a run. "Real" paths have no symbolic link in them."""

    def __init__(
        self, excluded: Left, found: Left, named: Left, language: str = "", outputs: Collection[str] = ()
    ) -> None:
        self.outputs = outputs
        self.excluded = excluded  # of a shown path
        self.left_found = found  # of real paths
        self.left_named = named
        self.language = language
        self.languages: dict[str, str] = {}  # real path -> language, where the suffix does not tell
        self.files: dict[str, str] = {}  # real path -> shown path: what is named twice is read once
        self.skipped: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.unchecked: dict[str, str] = {}
        self.missing: list[str] = []
        self.notices: list[str] = []
        self.left_out: set[str] = set()  # folders left out by default
        self.roots: dict[str, str | None] = {}
        self.real_folders: dict[str, str] = {}

    def add(self, path: str) -> None:
        """Adds a named path: a file, or a folder with all it holds."""
        trimmed = path.rstrip("/" + os.sep) or path
        try:
            mode = os.lstat(trimmed).st_mode
        except (FileNotFoundError, NotADirectoryError, ValueError):
            self.missing.append(clean_path(path))
        except OSError as error:
            self.unchecked[clean_path(path)] = plain_reason(path, error)
        else:
            if stat.S_ISDIR(mode):
                self._add_folder(os.path.realpath(path))
            else:
                self._add_named_file(trimmed, mode)

    def _add_named_file(self, path: str, mode: int) -> None:
        folder, name = os.path.split(path)
        if folder not in self.real_folders:
            self.real_folders[folder] = os.path.realpath(folder)
        real = os.path.join(self.real_folders[folder], name)
        shown = self._shown(real, self.real_folders[folder])
        if self.excluded(shown, False) or self.left_named(real, False):
            self.notices.append(f"{shown}: excluded, not checked")
            self._skip(_suffix(name), "excluded")
        elif not stat.S_ISREG(mode):
            self.unchecked[shown] = kind_reason(mode)
        elif why := self._unread(path, shown):
            self.notices.append(f"{shown}: {why}, not checked")
            self._skip(_suffix(name), "no reader" if why.startswith("no reader") else why)
        else:
            self.files[real] = shown
            if self.language or language_of(name) is None:
                self.languages[real] = self.language or language_in(read_head(path))

    def _unread(self, path: str, shown: str) -> str:
        """Why a named file is not read, or nothing."""
        if self.language:
            return ""
        if why := _excluded_file(shown):
            return why
        known = language_of(path) or language_in(read_head(path))
        return "" if known else f"no reader for {_suffix(os.path.basename(path))}"

    def _add_folder(self, top: str) -> None:
        found = False
        waiting = [top]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as listing:
                    entries = list(listing)
            except OSError as error:
                self.unchecked[self._shown(folder, top)] = plain_reason(folder, error)
                found = True
                continue
            for entry in entries:
                if entry.path in self.outputs:
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    found = self._add_found(entry, top) or found
                elif self._enters(entry, top):
                    waiting.append(entry.path)
        if not found:
            self.unchecked[self._shown(top, os.path.dirname(top))] = "holds no file that rcolint reads"

    def _add_found(self, entry: "os.DirEntry[str]", top: str) -> bool:
        """Adds what a walk came upon; whether it is something to read."""
        if entry.is_symlink():
            self._skip("(symbolic link)", "not followed")
            return False
        shown = self._shown(entry.path, top)
        language = language_of(entry.name)
        why = "no reader" if language is None else _excluded_file(shown)
        if not why and language in EXTRAS and (extra := extra_for(language)):
            why = f"needs the extra {extra}"
        if not why and (self.excluded(shown, False) or self.left_found(entry.path, False)):
            why = "excluded"
        if why:
            self._skip(_suffix(entry.name), why)
            return False
        if entry.is_file(follow_symlinks=False):
            self.files[entry.path] = shown
        else:
            self.unchecked[shown] = kind_reason(entry.stat(follow_symlinks=False).st_mode)
        return True

    def _skip(self, suffix: str, why: str) -> None:
        self.skipped[suffix] += 1
        self.reasons[why] += 1

    def _enters(self, entry: "os.DirEntry[str]", top: str) -> bool:
        why = EXCLUDED_FOLDERS.get(entry.name)
        if why is None and os.path.exists(os.path.join(entry.path, "pyvenv.cfg")):
            why = "dependencies"
        if why is None:
            return not (self.excluded(self._shown(entry.path, top), True) or self.left_found(entry.path, True))
        if why not in QUIETLY_EXCLUDED:
            self.left_out.add(self._shown(entry.path, top) + "/")
        return False

    def _shown(self, real: str, named: str) -> str:
        """A path relative to the nearest repository or configuration above it, else to the named folder."""
        root = self._root(os.path.dirname(real)) or named
        return clean_path(os.path.relpath(real, root))

    def _root(self, folder: str) -> str | None:
        if folder not in self.roots:
            above = os.path.dirname(folder)
            self.roots[folder] = folder if _is_root(folder) else None if above == folder else self._root(above)
        return self.roots[folder]

    def result(self) -> Collected:
        """Everything gathered, sorted by shown path."""
        if self.left_out:
            names = ", ".join(sorted(self.left_out))
            self.notices.append(f"left out by default: {names} (name a folder to have it checked)")
        return Collected(
            tuple(sorted(self._sources(), key=lambda source: (source.shown, source.path))),
            tuple(sorted(self.skipped.items())),
            tuple(Unread(shown, reason) for shown, reason in sorted(self.unchecked.items())),
            tuple(self.missing),
            tuple(self.notices),
            tuple(sorted(self.reasons.items(), key=lambda reason: (-reason[1], reason[0]))),
        )

    def _sources(self) -> Iterator[Source]:
        """Files without a root above them may share a shown path: those are shown from the folder they all lie in."""
        counts = Counter(self.files.values())
        twice = [os.path.dirname(real) for real, shown in self.files.items() if counts[shown] > 1]
        common = os.path.commonpath(twice) if twice else ""
        for real, shown in self.files.items():
            apart = clean_path(os.path.relpath(real, common)) if counts[shown] > 1 else shown
            yield Source(real, apart, self.languages.get(real, ""))


def root_of(real: str) -> str:
    """The nearest folder at or above a path that holds a repository or a configuration, or nothing."""
    at = real if os.path.isdir(real) else os.path.dirname(real)
    while not _is_root(at):
        if os.path.dirname(at) == at:
            return ""
        at = os.path.dirname(at)
    return at


def _is_root(folder: str) -> bool:
    if any(os.path.lexists(os.path.join(folder, mark)) for mark in _ROOT_MARKS):
        return True
    try:
        return b"\n[tool.rcolint" in b"\n" + read_bytes(os.path.join(folder, "pyproject.toml"))
    except ReadError:
        return False


def _excluded_file(shown: str) -> str:
    """Why a file of this name is never read; a pattern has one or two stars (a general matcher is slower to load)."""
    name = shown.rpartition("/")[2]
    for pattern, why in EXCLUDED_FILES.items():
        begin, *middle, end = pattern.split("*") if "*" in pattern else (pattern, pattern)
        fits = name.startswith(begin) and name.endswith(end) and all(part in name for part in middle)
        if fits and ("*" in pattern or name == pattern):
            return why
    if language_of(name) in ("csv", "json", "jsonl", "properties", "toml", "yaml"):
        from rcolint.readers.configuration import configures

        what = configures(shown)
        return f"{what} configuration" if what else ""
    return ""


def _excluder(patterns: Sequence[str]) -> Callable[[str, bool], bool]:
    """Whether a shown path (and whether it is a folder) is excluded."""
    if not patterns:
        return lambda _shown, _folder: False
    from rcolint.globs import matcher

    try:
        return matcher(patterns)
    except ValueError as error:
        from rcolint.errors import ConfigError

        raise ConfigError(f"--exclude: {error}") from None


def _suffix(name: str) -> str:
    return clean_path(os.path.splitext(name)[1].lower()) or "(no suffix)"
