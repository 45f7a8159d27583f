"""Is a configuration file well made, and which settings does it hold?

Collects every mistake with line, column and the nearest valid word, then stops. Files that it extends are loaded first;
they must lie inside the same root. No code is ever loaded.
"""

import os
import re
from typing import Any

from rcolint.config.origin import Disk
from rcolint.config.schema import KEYS, Key
from rcolint.config.tree import Node, Tree, parse
from rcolint.errors import ConfigError, Mistake, ReadError, nearest
from rcolint.tuples import NamedTuple

MAX_BYTES = 1024 * 1024
MAX_EXTENDS = 10


class Layer(NamedTuple):
    """The settings of one file. `root` is a mapping node that was checked; `folder` is what its paths start from."""

    tree: Tree
    folder: str

    def get(self, name: str) -> Node | None:
        """The node of a setting, or None where this file does not have it."""
        node: Node | None = self.tree.root.value.get(name)
        return node if node is not None and node.value is not None else None


def load(path: str, shown: str, root: str, files: Disk) -> tuple[Layer, ...]:
    """The layers of a file, those that it extends first. Raises ConfigError with all mistakes at once.

    `root` is the folder that `extends` must not leave.
    """
    layers: list[Layer] = []
    mistakes: list[Mistake] = []
    _load(path, shown, root, (), layers, mistakes, files)
    if mistakes:
        raise ConfigError(mistakes)
    return tuple(layers)


def _load(
    path: str,
    shown: str,
    root: str,
    above: tuple[str, ...],
    layers: list[Layer],
    mistakes: list[Mistake],
    files: Disk,
) -> None:
    try:
        tree = parse(_text(path, shown, files), shown)
    except ConfigError as error:
        mistakes += error.mistakes
        return
    before = len(mistakes)
    check_mapping(tree, tree.root, KEYS, mistakes)
    layer = Layer(tree, os.path.dirname(os.path.realpath(path)))
    extends = layer.get("extends") if len(mistakes) == before else None
    for node in entries(extends):
        reason = _why_not(node.value, layer.folder, root, (*above, os.path.realpath(path)), files)
        if reason:
            mistakes.append(tree.mistake(node, f"extends '{node.value}': {reason}"))
            continue
        target = os.path.join(layer.folder, node.value)
        _load(target, os.path.relpath(target, root), root, (*above, os.path.realpath(path)), layers, mistakes, files)
    layers.append(layer)


def _why_not(target: str, folder: str, root: str, above: tuple[str, ...], files: Disk) -> str:
    """Why a file cannot be extended, or nothing."""
    if re.match(r"[a-z][a-z0-9+.-]*:", target, re.I) or target.startswith("//"):
        return "only files of this project can be extended; nothing is ever fetched"
    real = os.path.realpath(os.path.join(folder, target))
    if os.path.commonpath([real, os.path.realpath(root)]) != os.path.realpath(root):
        return "lies outside the project"
    if real in above:
        return "the files extend each other in a circle"
    if len(above) > MAX_EXTENDS:
        return f"more than {MAX_EXTENDS} files extend each other"
    if not files.exists(real):
        return "no such file"
    return "" if real.endswith((".yaml", ".yml", ".toml")) else "is no YAML or TOML file"


def _text(path: str, shown: str, files: Disk) -> str:
    from rcolint.decoding import decode

    try:
        raw = files.read(path)
        if len(raw) > MAX_BYTES:
            raise ReadError(f"is larger than {MAX_BYTES} bytes")
        return decode(raw)[0]
    except ReadError as error:
        raise ConfigError([Mistake(str(error), shown)]) from None


def check_mapping(tree: Tree, node: Node, keys: dict[str, Key], mistakes: list[Mistake]) -> None:
    """Adds what is wrong with a mapping of fixed keys."""
    if not isinstance(node.value, dict):
        mistakes.append(tree.mistake(node, "must be a mapping of settings, like `profile: supplement`"))
        return
    for name, inner in node.value.items():
        if name not in keys:
            mistakes.append(tree.mistake(inner, f"unknown setting '{name}'", nearest(str(name), list(keys))))
        elif inner.value is not None:
            check_value(tree, str(name), inner, keys[name], mistakes)


def check_value(tree: Tree, name: str, node: Node, key: Key, mistakes: list[Mistake]) -> None:
    """Adds what is wrong with one value."""
    value = node.value
    if key.shape == "mapping" and key.inner is not None:
        check_mapping(tree, node, key.inner, mistakes)
    elif key.shape in ("mapping", "list") and key.each is not None:
        _check_each(tree, name, node, key, mistakes)
    elif key.shape == "texts":
        for entry in entries(node):
            if not isinstance(entry.value, str) or not entry.value.strip():
                mistakes.append(tree.mistake(entry, f"'{name}' takes texts, not {_told(entry.value)}"))
    elif key.shape == "number":
        if not isinstance(value, int) or isinstance(value, bool) or not 1 <= value <= key.most:
            mistakes.append(
                tree.mistake(node, f"'{name}' must be a whole number from 1 to {key.most}, not {_told(value)}")
            )
    elif key.shape == "flag":
        if not isinstance(value, bool):
            mistakes.append(tree.mistake(node, f"'{name}' must be true or false, not {_told(value)}"))
    elif not isinstance(value, str) or not value.strip():
        mistakes.append(tree.mistake(node, f"'{name}' must be a text, not {_told(value)}"))
    elif key.values and value not in key.values:
        mistakes.append(tree.mistake(node, f"unknown {name} '{value}'", nearest(value, key.values)))


def _check_each(tree: Tree, name: str, node: Node, key: Key, mistakes: list[Mistake]) -> None:
    wanted, word = (dict, "mapping") if key.shape == "mapping" else (list, "list")
    if not isinstance(node.value, wanted):
        mistakes.append(tree.mistake(node, f"'{name}' must be a {word}, not {_told(node.value)}"))
        return
    inner = node.value.items() if isinstance(node.value, dict) else ((name, entry) for entry in node.value)
    for label, entry in inner:
        if key.each is not None and entry.value is not None:
            check_value(tree, str(label), entry, key.each, mistakes)


def _told(value: Any) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list" if not any(isinstance(e.value, dict) for e in value) else "a list of mappings"
    if value is None:
        return "nothing"
    return f"'{str(value).lower() if isinstance(value, bool) else value}'"


def entries(node: Node | None) -> list[Node]:
    """The entries of a list; one text is a list of one."""
    if node is None or node.value is None:
        return []
    return list(node.value) if isinstance(node.value, list) else [node]


def texts(node: Node | None) -> tuple[str, ...]:
    """The texts of a checked setting of shape `texts`."""
    return tuple(str(entry.value) for entry in entries(node))
