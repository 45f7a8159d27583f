"""What does this YAML hold, as the library sees it?

Works from parser events, never from a composed tree: depth, aliases, tags and size are judged before anything can be
built, and nothing recurses.
"""

import yaml

from rcolint.positions import Span
from rcolint.readers.scalars import BrokenError, Scalar, Values, decode, decode_block


class _Level:
    __slots__ = ("column", "count", "is_map", "key", "path")

    def __init__(self, is_map: bool, path: tuple[str, ...], column: int) -> None:
        self.is_map = is_map
        self.path = path
        self.column = column
        self.count = 0
        self.key: str | None = None


def read_events(text: str, max_depth: int) -> Values:
    """All values of a YAML mapping. Raises BrokenError for what is not one, or not safe to read."""
    reader = _Events(text, max_depth)
    try:
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            reader.take(event)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        why = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is no YAML"
        at = mark.index if mark is not None else getattr(error, "position", 0)
        raise BrokenError(str(why).split("\n")[0], at) from None
    if not reader.values.keys:
        raise BrokenError("it holds no keys", 0)
    reader.find_skips()
    return reader.values


class _Events:
    def __init__(self, text: str, max_depth: int) -> None:
        self.text = text
        self.max_depth = max_depth
        self.values = Values()
        self.levels: list[_Level] = []
        self.documents = 0

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        at = event.start_mark.index if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise BrokenError("it uses aliases", at)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise BrokenError("it holds more than one document", at)
        elif isinstance(event, yaml.NodeEvent):
            if event.anchor is not None:
                raise BrokenError("it uses anchors", at)
            if getattr(event, "tag", None) is not None:
                raise BrokenError("it uses tags", at)
            self._node(event, at)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.levels.pop()
            self._value_done()

    def _node(self, event: yaml.NodeEvent, at: int) -> None:
        level = self.levels[-1] if self.levels else None
        if level is None and not isinstance(event, yaml.MappingStartEvent):
            raise BrokenError("it is not a list of keys with values", at)
        if level is not None and level.is_map and level.key is None:
            if not isinstance(event, yaml.ScalarEvent):
                raise BrokenError("a key is not a plain word", at)
            if event.value == "<<":
                raise BrokenError("it uses merge keys", at)
            level.key = event.value
            self.values.keys.append(((*level.path, event.value), at))
            return
        path: tuple[str, ...] = ()
        if level is not None:
            path = (*level.path, level.key if level.is_map and level.key is not None else str(level.count))
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, path, level.column if level else -1)
            self._value_done()
            return
        if len(self.levels) >= self.max_depth:
            raise BrokenError(f"nested more than {self.max_depth} deep", at)
        flow = bool(getattr(event, "flow_style", False))
        column = (
            -1
            if flow and level is None
            else level.column
            if flow and level
            else event.start_mark.column
            if event.start_mark
            else 0
        )
        self.levels.append(_Level(isinstance(event, yaml.MappingStartEvent), path, column))

    def _value_done(self) -> None:
        if self.levels:
            self.levels[-1].count += 1
            self.levels[-1].key = None

    def _scalar(self, event: yaml.ScalarEvent, path: tuple[str, ...], column: int) -> None:
        if event.start_mark is None or event.end_mark is None or event.start_mark.index == event.end_mark.index:
            return
        start, end = event.start_mark.index, event.end_mark.index
        if event.style in ("|", ">"):
            pieces = decode_block(self.text, start, end, column)
            while end > start and self.text[end - 1] in " \r\n":  # the mark lies at the next key
                end -= 1
        else:
            quote = event.style or ""
            pieces = decode(self.text, start + len(quote), end - len(quote), quote)
        whole = pieces if pieces is not None and pieces.text == event.value else None
        self.values.scalars.append(Scalar(path, whole, Span(start, end), event.style is None))

    def find_skips(self) -> None:
        """What lies between the values: keys, comments, marks."""
        at = 0
        for scalar in sorted(self.values.scalars, key=lambda s: s.span):
            self._skip(at, scalar.span.start)
            at = scalar.span.end
        self._skip(at, len(self.text))

    def _skip(self, start: int, end: int) -> None:
        part = self.text[start:end]
        if part.strip():
            start += len(part) - len(part.lstrip())
            self.values.skips.append(Span(start, start + len(part.strip())))
