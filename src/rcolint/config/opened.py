"""Which settings does a configuration hold for a file, and where does each come from?

What it extends lies below it. Command-line options go over both.
"""

import os
from typing import Any

from rcolint.config import GIT
from rcolint.config.loading import Layer, load, texts
from rcolint.config.origin import Disk
from rcolint.config.schema import KEYS
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
        return False

    def nodes(self, name: str) -> list[tuple[Layer, Node]]:
        """What each file says about a setting, the extended files first."""
        return [(layer, node) for layer in self.layers if (node := layer.get(name)) is not None]


# Settings that grow from file to file; all others are replaced.
_GATHERED = ("statement-sources", "exclude", "rules", "waivers")


def _lay(found: dict[str, Setting], layer: Layer, mapping: dict[str, Node]) -> None:
    """Puts the settings of a mapping over those that were found before."""
    for name, node in mapping.items():
        if node.value is None or name in ("paths", "extends"):
            continue
        origin = f"{layer.tree.shown}:{layer.tree.line_of(node)}"
        value = plain(node)
        if KEYS[name].shape == "texts":
            value = [value] if isinstance(value, str) else value
        before = found.get(name)
        if before is not None and name in _GATHERED:
            value = {**before.value, **value} if isinstance(value, dict) else [*before.value, *value]
            origin = f"{before.origin}, {origin}"
        found[name] = Setting(value, origin)


def plain(node: Node) -> Any:
    """The value of a node without places."""
    if isinstance(node.value, dict):
        return {key: plain(inner) for key, inner in node.value.items()}
    if isinstance(node.value, list):
        return [plain(inner) for inner in node.value]
    return node.value


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
