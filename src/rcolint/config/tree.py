"""What does a configuration file say, and on which line and column does it say it?

YAML and the `[tool.rcolint]` table of a TOML file become the same tree. Text is read by the readers of front matter, which
refuse aliases, tags and deep nesting; nothing is built that was not looked at first.
"""

from typing import Any

from rcolint.errors import ConfigError, Mistake
from rcolint.positions import LineIndex
from rcolint.readers.scalars import BrokenError, Values
from rcolint.tuples import NamedTuple

MAX_DEPTH = 8
TABLE = ("tool", "rcolint")  # of pyproject.toml


class Node(NamedTuple):
    """A value with the offset of its key or of itself: a text, a number, true or false, a list or a mapping of nodes."""

    value: Any
    at: int


class Tree(NamedTuple):
    """A parsed file. `shown` is how messages name it."""

    root: Node
    text: str
    shown: str

    def mistake(self, node: Node, message: str, hint: str = "") -> Mistake:
        """A mistake at a node."""
        return _mistake(self.text, self.shown, node.at, message, hint)

    def line_of(self, node: Node) -> int:
        """The 1-based line of a node."""
        return LineIndex(self.text).line_column(node.at)[0]


def _mistake(text: str, shown: str, at: int, message: str, hint: str = "") -> Mistake:
    index = LineIndex(text)
    line, column = index.line_column(min(at, len(text)))
    span = index.line_span(line)
    return Mistake(message, shown, line, column, text[span.start : span.end].strip(), hint)


def parse(text: str, shown: str) -> Tree:
    """The tree of a file. Raises ConfigError where it cannot be read."""
    try:
        if shown.endswith(".toml"):
            return Tree(_toml(text), text, shown)
        return Tree(_yaml(text), text, shown)
    except BrokenError as broken:
        raise ConfigError([_mistake(text, shown, broken.at, f"cannot be read: {broken.why}")]) from None


def _yaml(text: str) -> Node:
    from rcolint.readers.yaml_lines import read_lines

    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n")):
        return Node({}, 0)  # comments only, as a new file may be
    values = read_lines(text)
    if values is None:  # more than the common subset: the library decides, at the price of its import
        from rcolint.readers.yaml_events import read_events

        values = read_events(text, MAX_DEPTH)
    return _grown(values)


def _grown(values: Values) -> Node:
    """The tree of flat values: a key was seen as one, a number that was not is a place in a list."""
    root = Node({}, 0)
    keys = dict(values.keys)
    seen: set[tuple[str, ...]] = set()
    for path, at in values.keys:
        if path in seen:
            raise BrokenError(f"the key '{path[-1]}' stands twice", at)
        seen.add(path)
        _put(root, path, None, at, keys)
    for scalar in values.scalars:
        if scalar.pieces is None:
            raise BrokenError("this value is not understood", scalar.span.start)
        text = scalar.pieces.text
        _put(root, scalar.path, _plain(text) if scalar.plain else text, scalar.span.start, keys)
    return _settled(root)


def _put(root: Node, path: tuple[str, ...], value: Any, at: int, keys: dict[tuple[str, ...], int]) -> None:
    """Puts a value at its path; lists are mappings from their numbers until the tree is whole."""
    inner = root.value
    for depth, part in enumerate(path[:-1], 1):
        name: Any = part if path[:depth] in keys else int(part)
        node = inner.get(name)
        if node is None or not isinstance(node.value, dict):
            node = inner[name] = Node({}, node.at if node else at)
        inner = node.value
    last: Any = path[-1] if path in keys else int(path[-1])
    inner[last] = Node(value, keys.get(path, at))


def _settled(node: Node) -> Node:
    if not isinstance(node.value, dict):
        return node
    if node.value and all(isinstance(key, int) for key in node.value):
        return Node([_settled(inner) for _, inner in sorted(node.value.items())], node.at)
    return Node({key: _settled(inner) for key, inner in node.value.items()}, node.at)


def _plain(text: str) -> Any:
    """What an unquoted word of YAML stands for, as far as configuration needs it."""
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    if text.lower() in ("null", "~", ""):
        return None
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else text


def _toml(text: str) -> Node:
    import tomllib

    from rcolint.readers.toml_values import read_values

    places = dict(read_values(text, MAX_DEPTH + len(TABLE)).keys)
    data: Any = tomllib.loads(text)
    for name in TABLE:
        data = data.get(name, {}) if isinstance(data, dict) else {}
    return _placed(data, TABLE, places, 0)


def _placed(data: Any, path: tuple[str, ...], places: dict[tuple[str, ...], int], above: int) -> Node:
    at = places.get(path, above)
    if isinstance(data, dict):
        return Node({key: _placed(inner, (*path, key), places, at) for key, inner in data.items()}, at)
    if isinstance(data, list):
        return Node([_placed(inner, (*path, str(n)), places, at) for n, inner in enumerate(data)], at)
    return Node(data, at)
