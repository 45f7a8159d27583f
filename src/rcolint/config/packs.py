"""Which rules run under a configuration: the shipped ones, or those that it makes of them?

Own rules are read from where the configuration comes from, so that a trusted revision brings its own. Their folders must lie
inside the project.
"""

import os
from collections.abc import Callable, Iterator

from rcolint import __version__
from rcolint.config import Finder
from rcolint.config.applying import check_names, check_requirements
from rcolint.config.loading import Layer, entries
from rcolint.config.opened import Config
from rcolint.config.origin import Disk
from rcolint.config.own import check_own
from rcolint.config.tree import Node
from rcolint.errors import ConfigError, Mistake, ReadError
from rcolint.ruleset.changes import NONE, Changes, OwnFile, Word
from rcolint.ruleset.pack import Pack, load

MAX_FILES = 500
SUFFIXES = (".yaml", ".yml")
LISTS = "words"  # the folder inside a folder of rules


class Packs:
    """The rules of each configuration of a run, compiled once."""

    def __init__(self, shipped: Pack, files: Disk | None = None) -> None:
        self.shipped = shipped
        self._files = files or Disk()
        self._by_folder: dict[str, tuple[Changes, Pack]] = {}

    def of(self, config: Config) -> Pack:
        """The rules under a configuration. Raises ConfigError or RuleError with what is wrong about its own."""
        if not (config.nodes("words") or config.nodes("rule-folders")):
            return self.shipped
        if config.folder not in self._by_folder:
            from rcolint.ruleset.changed import load_changed

            changes = changes_of(config, self._files)
            self._by_folder[config.folder] = (
                changes,
                load_changed(self.shipped, changes) if changes != NONE else self.shipped,
            )
        return self._by_folder[config.folder][1]

    def accept(self, config: Config) -> None:
        """Raises ConfigError or RuleError with what is wrong about a configuration."""
        check_requirements(config, __version__, self.shipped.digest)
        check_own(config)
        check_names(config, self.of(config).rules)

    def own_files(self) -> list[tuple[str, str]]:
        """The name and the text of every own rule and list that was heard."""
        return [(file.shown, file.text) for changes, _ in self._by_folder.values() for file in changes.files]

    def told(self) -> list[str]:
        """What the configurations of the run change, in words."""
        return [changes.told for changes, _ in self._by_folder.values() if changes.told]


def config_at(path: str, packs: Packs) -> Config | None:
    """The configuration that applies to a path on the disk, whether or not there is anything, found good."""
    real = os.path.realpath(path)
    return Finder(packs.accept).config_of(os.path.join(real, "x") if os.path.isdir(real) else real)


def pack_at(path: str) -> Pack:
    """The rules that run for a path on the disk."""
    packs = Packs(load())
    config = config_at(path, packs)
    return packs.of(config) if config else packs.shipped


def changes_of(config: Config, files: Disk) -> Changes:
    """What a configuration changes about the rules. Raises ConfigError."""
    words: list[Word] = []
    own: dict[str, OwnFile] = {}
    mistakes: list[Mistake] = []
    for layer in config.layers:
        words += _words(layer)
        for node in entries(layer.get("rule-folders")):
            wrong = _add_folder(str(node.value), layer, config.root, files, own)
            if wrong:
                mistakes.append(layer.tree.mistake(node, f"rule-folders '{node.value}': {wrong}"))
    if mistakes:
        raise ConfigError(mistakes)
    return Changes(tuple(words), tuple(own.values()))


def _words(layer: Layer) -> Iterator[Word]:
    lists = layer.get("words")
    for name, change in lists.value.items() if lists else ():
        for field in ("add", "remove"):
            for node in entries((change.value or {}).get(field)):
                yield Word(str(name), str(node.value), field == "add", _teller(layer, node))


def _teller(layer: Layer, node: Node) -> Callable[[str, str], Mistake]:
    return lambda message, hint: layer.tree.mistake(node, message, hint)


def _add_folder(name: str, layer: Layer, root: str, files: Disk, own: dict[str, OwnFile]) -> str:
    """Adds the rules and lists of a folder; why it cannot be used, or nothing."""
    folder = os.path.realpath(os.path.join(layer.folder, name))
    if os.path.commonpath([folder, os.path.realpath(root)]) != os.path.realpath(root):
        return "lies outside the project"
    before = len(own)
    try:
        for is_list, at in ((True, os.path.join(folder, LISTS)), (False, folder)):
            for path in (os.path.join(at, name) for name in files.names(at) if name.endswith(SUFFIXES)):
                shown = os.path.relpath(path, root).replace(os.sep, "/")
                own[shown] = OwnFile(shown, files.read(path).decode("utf-8-sig"), is_list)
                if len(own) > MAX_FILES:
                    return f"holds more than {MAX_FILES} files"
    except (ReadError, UnicodeDecodeError) as error:
        return f"{shown}: {error}"
    return "" if len(own) > before else "holds no rule (*.yaml)"
