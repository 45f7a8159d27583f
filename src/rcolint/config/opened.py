"""Which settings does a configuration hold for a file, and where does each come from?

What it extends lies below it. Command-line options go over both.
"""

import os
from typing import Any

from rcolint.config import GIT
from rcolint.config.loading import Layer, load, texts
from rcolint.config.origin import Disk
from rcolint.config.schema import KEYS, Key
from rcolint.config.tree import Node
from rcolint.globs import matcher
from rcolint.tuples import NamedTuple


class Setting(NamedTuple):
    """The value of a setting and where it was said: "file:line", or "default"."""

    value: Any
    origin: str


class Config(NamedTuple):
    """The settings of one configuration file and those that it extends, which come first."""

    layers: tuple[Layer, ...]
    folder: str  # real path; what `paths` and `exclude` start from in the nearest file
    root: str  # the folder that reports show paths from

    def settings_for(self, real: str) -> dict[str, Setting]:
        """Every setting that applies to a file, by name."""
        found: dict[str, Setting] = {}
        for layer in self.layers:
            _lay(found, layer, layer.tree.root.value)
            inside = os.path.relpath(real, layer.folder).replace(os.sep, "/")
            sections = layer.get("paths")
            for pattern, section in sections.value.items() if sections else ():
                if section.value and matcher([str(pattern)])(inside, False):
                    _lay(found, layer, section.value)
        return found

    def excludes(self, real: str, folder: bool) -> bool:
        """Whether a file, or a whole folder, is left out."""
        for layer in self.layers:
            patterns = texts(layer.get("exclude"))
            inside = os.path.relpath(real, layer.folder).replace(os.sep, "/")
            if patterns and not inside.startswith("../") and matcher(patterns)(inside, folder):
                return True
            for name in texts(layer.get("rule-folders")):  # own rules quote claims and are no copy
                rules = os.path.realpath(os.path.join(layer.folder, name))
                if real == rules or real.startswith(rules + os.sep):
                    return True
        return False

    def nodes(self, name: str) -> list[tuple[Layer, Node]]:
        """What each file says about a setting, the extended files first."""
        return [(layer, node) for layer in self.layers if (node := layer.get(name)) is not None]


# Settings that grow from file to file; all others are replaced.
_GATHERED = ("statement-sources", "exclude", "rules", "waivers", "names", "words", "rule-folders", "keys")


def _lay(found: dict[str, Setting], layer: Layer, mapping: dict[str, Node]) -> None:
    """Puts the settings of a mapping over those that were found before."""
    for name, node in mapping.items():
        if node.value is None or name in ("paths", "extends"):
            continue
        origin = f"{layer.tree.shown}:{layer.tree.line_of(node)}"
        value = plain(node, KEYS[name])
        before = found.get(name)
        if before is not None and name in _GATHERED:
            value = _grown(before.value, value)
            origin = f"{before.origin}, {origin}"
        found[name] = Setting(value, origin)


def _grown(before: Any, value: Any) -> Any:
    """What two files or sections say of one setting, together: lists are joined, whatever else is replaced."""
    if isinstance(before, dict) and isinstance(value, dict):
        return before | {key: _grown(before[key], inner) if key in before else inner for key, inner in value.items()}
    return [*before, *value] if isinstance(before, list) and isinstance(value, list) else value


def plain(node: Node, key: Key | None = None) -> Any:
    """The value of a node without places. One text where there may be several is a list of one."""
    if isinstance(node.value, dict):
        return {name: plain(inner, _inside(key, name)) for name, inner in node.value.items()}
    if isinstance(node.value, list):
        return [plain(inner) for inner in node.value]
    return [node.value] if key is not None and key.shape == "texts" and node.value is not None else node.value


def _inside(key: Key | None, name: str) -> Key | None:
    if key is None:
        return None
    return key.inner.get(name) if key.inner is not None else key.each


def open_config(path: str, files: Disk | None = None) -> Config:
    """The configuration in a file. Raises ConfigError with all mistakes."""
    folder = os.path.dirname(os.path.realpath(path))
    root = _root_above(folder)
    layers = load(path, os.path.relpath(os.path.realpath(path), root).replace(os.sep, "/"), root, files or Disk())
    return Config(layers, folder, root)


def _root_above(folder: str) -> str:
    """The repository that a folder lies in, else the folder itself."""
    at = folder
    while not os.path.lexists(os.path.join(at, GIT)):
        if os.path.dirname(at) == at:
            return folder
        at = os.path.dirname(at)
    return at
