"""Which settings, waivers, baseline and change apply in one run?

Everything that differs from file to file, or that comes from outside the copy: configuration files (from the disk or from a
trusted revision), the entries in them that waive a finding, the baseline, and the lines that a change touches.
"""

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from rcolint.engine import Judge, prepare
from rcolint.errors import ConfigError
from rcolint.files import Source, read_document
from rcolint.model import BASELINE_FILE, Baseline, Borrowings, Document, FileResult, Provenance, Reading, Settings
from rcolint.ruleset.pack import Pack
from rcolint.tuples import NamedTuple

if TYPE_CHECKING:
    from rcolint.built import Built
    from rcolint.config import Finder
    from rcolint.config.opened import Config
    from rcolint.config.origin import Disk
    from rcolint.config.packs import Packs
    from rcolint.provenance import Ledger
    from rcolint.sources import Elsewhere
    from rcolint.waivers.configured import Entries

# Folders in which a framework may put a layout around a page that names none.
FRAMED = ("/app/", "/pages/", "/content/", "/templates/", "/sections/", "/routes/")


class Choice(NamedTuple):
    """What a run hears besides its paths and settings."""

    configured: bool = True  # whether configuration files are heard
    explicit: frozenset[str] = frozenset()  # settings that go over every configuration: profile, tier, fail-on
    config_rev: str = ""  # the revision that configuration and baseline are taken from; empty: the disk
    baseline: str = ""  # its file; empty: what the configuration names, else .rcolint-baseline.json at the root
    since: str = ""  # findings on lines that changed since this revision only
    staged: bool = False  # the staged content, and findings on its changed lines only
    language: str = ""  # the reader for the files that are named; empty: by suffix or content
    outputs: frozenset[str] = frozenset()  # the real paths of the reports: an older one is nothing to check
    recorded: bool = False  # whether a record is kept of what the report rests on


class Run:
    """One run while it goes on."""

    def __init__(self, pack: Pack, settings: Settings, choice: Choice, paths: Sequence[str]) -> None:
        self.pack = pack
        self.choice = choice
        self.paths = list(paths)
        self._base = settings
        self._judges: dict[object, Judge] = {}
        self._folders: set[str] = set()  # of the files that were checked
        self._left_out = 0  # findings on lines that the change does not touch
        self._entries: Entries | None = None
        self._elsewhere: Elsewhere | None = None
        self._site: Built | None = None
        self._unbuilt: set[str] = set()  # sources that no finished page was found for
        self._by_source: list[str] = []  # those of them whose statement is in question
        self._top = self._git_top(paths)
        self._taken_in = b""  # the baseline, as it was read
        self.ledger = _ledger(paths) if choice.recorded else None
        if settings.built:
            self._built(settings.built)  # a folder that is not there is told at once
        self._finder: Finder | None = None
        self._packs: Packs | None = None  # where there is a configuration
        if choice.configured:
            from rcolint import config

            self._finder = config.Finder(self._accept, self._files())
        if choice.since:
            from rcolint.git import commit_of, merge_base

            self._commit = merge_base(self._top, commit_of(self._top, choice.since))
        if choice.staged and not paths:
            from rcolint.git import staged

            self.paths = [os.path.join(self._top, name) for name in staged(self._top)]
        first = os.path.realpath(self.paths[0]) if self.paths else ""
        applies = self._config(first) if first else None
        of_first = self._settings(applies, first) if applies else settings
        self.settings = settings._replace(gate=of_first.gate, tier=of_first.tier)  # of the run as a whole
        self._first_pack = self._pack(applies)

    def _git_top(self, paths: Sequence[str]) -> str:
        if not (self.choice.since or self.choice.staged or self.choice.config_rev):
            return ""
        from rcolint.git import top_of

        return top_of(paths[0] if paths else ".")

    def _files(self) -> "Disk | None":
        if not self.choice.config_rev:
            return None
        from rcolint.config.origin import Revision
        from rcolint.git import commit_of

        return Revision(self._top, commit_of(self._top, self.choice.config_rev))

    def _accept(self, config: "Config") -> None:
        from rcolint.config.packs import Packs

        if self._packs is None:
            self._packs = Packs(self.pack, self._files())
        self._packs.accept(config)

    def _pack(self, config: "Config | None") -> Pack:
        """The rules that run under a configuration."""
        return self._packs.of(config) if self._packs and config else self.pack

    def excludes(self, real: str, folder: bool) -> bool:
        """Whether a configuration, or .gitignore where it is heard, leaves out what a folder scan came upon."""
        config = self._finder.config_of(real) if self._finder else None
        if config is not None and config.excludes(real, folder):
            return True
        heard = config is None or config.settings_for(real).get("gitignore", (True,))[0]
        return bool(heard) and self._ignored(real, folder)

    def _ignored(self, real: str, folder: bool) -> bool:
        if not hasattr(self, "_ignores"):
            from rcolint.ignored import Ignored

            self._ignores = Ignored()
        return self._ignores(real, folder)

    def excludes_named(self, real: str, _folder: bool) -> bool:
        """Whether a configuration leaves out a file that was named."""
        config = self._finder.config_of(real) if self._finder else None
        return config is not None and config.excludes(real, False)

    def read(self, source: Source, settings: Settings) -> Document:
        """The document of a file: what lies there, or what is staged. Raises ReadError."""
        note = self.ledger.note if self.ledger else None
        if not self.choice.staged:
            return read_document(source.path, source.shown, source.language or None, note, settings.megabytes)
        from rcolint.errors import ReadError
        from rcolint.files import document_of
        from rcolint.git import blob
        from rcolint.opening import limit_of, too_large

        raw = blob(self._top, "", self._inside(source.path))
        if raw is None:
            raise ReadError("is not staged")
        if len(raw) > (limit := limit_of(source.path, settings.megabytes)):
            raise ReadError(too_large(len(raw), limit))
        if note:
            note(source.shown, source.path, raw)
        return document_of(raw, source.shown, source.language or None)

    def _inside(self, real: str) -> str:
        return os.path.relpath(real, self._top).replace(os.sep, "/")

    def of_file(self, real: str) -> tuple[Judge, Settings]:
        """The compiled rules and the settings for a file, by its real path."""
        config = self._config(real)
        settings = self._settings(config, real) if config else self._base
        return self._judge(self._pack(config), settings), settings

    def _config(self, real: str) -> "Config | None":
        return (
            self._finder.config_of(os.path.join(real, "x") if os.path.isdir(real) else real) if self._finder else None
        )

    def _settings(self, config: "Config", real: str) -> Settings:
        from rcolint.config.applying import settings_for

        inside = os.path.join(real, "x") if os.path.isdir(real) else real
        return settings_for(self._base, self.choice.explicit, config, inside, self._pack(config).rules)

    def _judge(self, pack: Pack, settings: Settings) -> Judge:
        """The rules that the settings select, compiled once."""
        key = (pack.digest, settings.select, settings.ignore, settings.weights, settings.names)
        if key not in self._judges:
            self._judges[key] = prepare(pack, settings)
        return self._judges[key]

    def whole(self) -> Judge:
        """The rules of the run as a whole: those of the first path, and what other configurations have of their own."""
        judge = self._judge(self._first_pack, self.settings)
        known = {rule.id for rule in self._first_pack.rules}
        own = {r.id: r for other in self._judges.values() for r in other.rules if r.id not in known}
        return judge._replace(rules=(*judge.rules, *own.values())) if own else judge

    def borrowed(self, real: str, settings: Settings, reading: Reading) -> Borrowings | None:
        """What a page shows that other files hold; None where it names none and no framework puts any around it.

        With the finished site at hand, that is the pages that it becomes.
        """
        if settings.built:
            finished = self._built(settings.built).pages_of(real)
            if finished:
                return finished
            self._unbuilt.add(real)
        framed = any(part in real.replace(os.sep, "/") for part in FRAMED)
        if not (reading.links or settings.statement_sources or framed):
            return None
        if self._elsewhere is None:
            from rcolint.sources import Elsewhere

            self._elsewhere = Elsewhere(self.ledger.note_source if self.ledger else None)
        return self._elsewhere(real, reading.links, settings)

    def _built(self, folder: str) -> "Built":
        """The finished site. Raises ConfigError where there is no such folder."""
        if self._site is None:
            from rcolint.built import Built

            self._site = Built(folder, self.ledger.note_source if self.ledger else None)
        return self._site

    def settled(self, result: FileResult, real: str) -> FileResult:
        """A file's result with the waivers of its configuration, and only with what belongs to the change."""
        self._folders.add(os.path.dirname(real))
        if real in self._unbuilt and result.statement not in ("ok", "not-required"):
            self._by_source.append(result.path)
        config = self._finder.config_of(real) if self._finder else None
        entries = config.nodes("waivers") if config and self._base.waivers else ()
        if config and entries:
            from rcolint.waivers.configured import Entries, waivers_of

            self._entries = self._entries or Entries(self._base.today)
            result = self._entries.apply(result, real, waivers_of(config))
        if self.choice.since or self.choice.staged:
            from rcolint.changes import only_changed

            result, left_out = only_changed(result, self._before(real))
            self._left_out += left_out
        return result

    def _before(self, real: str) -> str | None:
        """What the file was before the change, or None where it was not there or cannot be compared."""
        from rcolint.errors import ReadError
        from rcolint.files import document_of
        from rcolint.git import blob

        raw = blob(self._top, "HEAD" if self.choice.staged else self._commit, self._inside(real))
        try:
            return None if raw is None else document_of(raw, real).text
        except ReadError:
            return None

    def finished(self, results: list[FileResult]) -> tuple[list[FileResult], Baseline | None]:
        """All results with the baseline on them and with what is wrong about waivers, and what became of the baseline."""
        if self._entries is not None:
            results = results + self._entries.about(self.pack.rules)
        path = self._baseline_path()
        if not path or not self._base.waivers:
            return results, None
        raw = self._baseline_bytes(path)
        if raw is None:
            if self.choice.baseline:
                raise ConfigError(f"{self.choice.baseline}: no such baseline; write it with `rcolint baseline`")
            return results, None
        from rcolint.waivers.baseline import compare, read

        self._taken_in = raw
        standing = compare(results, read(raw.decode("utf-8", "replace"), os.path.basename(path)), self._exists(path))
        summary = Baseline(os.path.basename(path), standing.known, len(standing.fixed), standing.oldest)
        return list(standing.results), summary

    def _baseline_path(self) -> str:
        """The baseline of this run; it lies at the root unless it is named."""
        if self.choice.baseline:
            return "" if self.choice.baseline == os.devnull else os.path.realpath(self.choice.baseline)
        if not self._finder or not self.paths:
            return ""
        first = os.path.realpath(self.paths[0])
        config = self._config(first)
        named = config.nodes("baseline") if config else []
        if named:
            layer, node = named[-1]
            return os.path.join(layer.folder, str(node.value))
        from rcolint.files import root_of

        root = config.folder if config else root_of(first)
        return os.path.join(root, BASELINE_FILE) if root else ""

    def _baseline_bytes(self, path: str) -> bytes | None:
        from rcolint.config.origin import Disk
        from rcolint.errors import ReadError

        files = self._files() or Disk()
        try:
            return files.read(path) if files.exists(path) else None
        except ReadError as error:
            raise ConfigError(f"{path}: {error}") from None

    def _exists(self, baseline: str) -> Callable[[str], bool]:
        """Whether a path of the baseline is still there: its findings have not moved away."""
        folder = os.path.dirname(baseline)
        return lambda path: os.path.lexists(os.path.join(folder, path))

    def notices(self) -> list[str]:
        """What is worth telling of the run as a whole."""
        told = [
            f"the configuration changes the rules: {words}" for words in (self._packs.told() if self._packs else ())
        ]
        if self._by_source:
            names = ", ".join(sorted(self._by_source)[:5]) + (", ..." if len(self._by_source) > 5 else "")
            told.append(f"no finished page was found for {names}: the statement is judged by the source")
        if self._left_out:
            many = "s" if self._left_out > 1 else ""
            told.append(
                f"{self._left_out} finding{many} on lines that the change does not touch: not shown, not counted"
            )
        if self.choice.config_rev and self._finder:
            names = ", ".join(sorted(self._differing()))
            if names:
                told.append(f"the configuration differs from {self.choice.config_rev} and was not heard: {names}")
        return told

    def _differing(self) -> set[str]:
        """The configuration files whose text on the disk is not that of the trusted revision."""
        from rcolint.config import Finder

        other = self._heard(Finder(lambda _config: None))
        return {name for name, _ in self._heard(self._finder) ^ other}

    def _heard(self, finder: "Finder | None") -> set[tuple[str, str]]:
        """The name and the text of every configuration file that counts for a file of this run."""
        found: set[tuple[str, str]] = set()
        for folder in self._folders:
            try:
                config = finder.config_of(os.path.join(folder, "x")) if finder else None
            except ConfigError as error:
                found.update((mistake.path, "broken") for mistake in error.mistakes)
                continue
            found.update((layer.tree.shown, layer.tree.text) for layer in (config.layers if config else ()))
        return found

    def provenance(self) -> Provenance | None:
        """What the report rests on, where a record was asked for."""
        if self.ledger is None:
            return None
        from rcolint.git import commit_of
        from rcolint.provenance import asked_of

        choice = self.choice
        options = {
            "configuration": "" if choice.configured else "none",
            "config-rev": commit_of(self._top, choice.config_rev) if choice.config_rev else "",
            "baseline": _below_root(choice.baseline) if choice.baseline else "",
            "since": self._commit if choice.since else "",
            "staged": "yes" if choice.staged else "",
            "language": choice.language,
            "built": _below_root(self._base.built) if self._base.built else "",
        }
        asked = asked_of(self._base, choice.explicit, options)
        heard = [*self._heard(self._finder), ("baseline", self._taken_in.decode("utf-8", "replace"))]
        if self._packs:
            heard += self._packs.own_files()
        return self.ledger.record(self._first_pack.digest, self._base, asked, heard)


def _ledger(paths: Sequence[str]) -> "Ledger":
    from rcolint.provenance import Ledger

    return Ledger(os.path.realpath(paths[0]) if paths else os.path.realpath("."))


def _below_root(path: str) -> str:
    from rcolint.files import root_of

    real = os.path.realpath(path)
    return os.path.relpath(real, root_of(real) or os.path.dirname(real)).replace(os.sep, "/")
