"""What does this YAML hold, as the library sees it?

Works from parser events, never from a composed tree: depth, aliases, tags and size are judged before anything can be
built, and nothing recurses.
"""

import yaml

from rcolint.expressions import Expression
from rcolint.positions import Span
from rcolint.readers.scalars import BrokenError, Scalar, Values, decode, decode_block

_PROPERTIES = Expression(r"(?:[&!]\S*+\s++(?:#[^\r\n]*+\s++)*+)*+")  # anchor and tag before a value
# The parser in C has the same events and is twenty times faster; it is not in every build of the library.
_FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_events(text: str, max_depth: int) -> Values:
    """All values of the YAML mapping of front matter. Raises BrokenError for what is not one, or not safe to read."""
    reader = _Strict(text, max_depth)
    reader.run(yaml.SafeLoader)
    if not reader.values.keys:
        raise BrokenError("it holds no keys", 0)
    reader.find_skips()
    return reader.values


def read_documents(text: str, max_depth: int) -> tuple[Values, BrokenError | None]:
    """All values of a YAML file up to its end or to what is broken; an alias is read where its anchor stands."""
    reader = _Events(text, max_depth)
    try:
        reader.run(_FAST if _can_encode(text) else yaml.SafeLoader)
    except BrokenError as broken:
        return reader.values, broken
    return reader.values, None


def _can_encode(text: str) -> bool:
    """Whether the parser in C can take the text; it wants UTF-8, which has no half surrogate pairs."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


class _Level:
    """A mapping or list that is open."""

    __slots__ = ("column", "count", "is_key", "is_map", "key", "path")

    def __init__(self, is_map: bool, path: tuple[str, ...], column: int, is_key: bool) -> None:
        self.is_map = is_map
        self.path = path
        self.column = column
        self.is_key = is_key  # it stands where a key is expected
        self.count = 0
        self.key: str | None = None


class _Events:
    def __init__(self, text: str, max_depth: int) -> None:
        self.text = text
        self.max_depth = max_depth
        self.values = Values()
        self.levels: list[_Level] = []

    def run(self, loader: type) -> None:
        """Takes all events. Raises BrokenError where there are no more."""
        try:
            for event in yaml.parse(self.text, Loader=loader):
                self.take(event)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            why = getattr(error, "problem", None) or getattr(error, "reason", None) or "it is no YAML"
            at = mark.index if mark is not None else getattr(error, "position", 0)
            raise BrokenError(str(why).split("\n")[0], at) from None

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._close()
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event)
        elif isinstance(event, yaml.AliasEvent):
            self._done("*")

    def _open(self, event: yaml.Event) -> None:
        level = self.levels[-1] if self.levels else None
        at = event.start_mark
        if len(self.levels) >= self.max_depth:
            raise BrokenError(f"nested more than {self.max_depth} deep", at.index if at else 0)
        column = at.column if at else 0
        if getattr(event, "flow_style", False):
            column = level.column if level else -1
        is_key = level is not None and level.is_map and level.key is None
        path = self._path() if not is_key else (*self.levels[-1].path, "?")
        self.levels.append(_Level(isinstance(event, yaml.MappingStartEvent), path, column, is_key))

    def _close(self) -> None:
        if self.levels.pop().is_key:
            self.levels[-1].key = "?"
        else:
            self._done("?")

    def _path(self) -> tuple[str, ...]:
        """The path of the value that comes next."""
        if not self.levels:
            return ()
        level = self.levels[-1]
        return (*level.path, level.key if level.is_map and level.key is not None else str(level.count))

    def _done(self, key: str) -> None:
        """A value has been taken, or what stands for a key."""
        if self.levels:
            level = self.levels[-1]
            if level.is_map and level.key is None:
                level.key = key
            else:
                level.count += 1
                level.key = None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        level = self.levels[-1] if self.levels else None
        if level is not None and level.is_map and level.key is None:
            level.key = event.value
            self.values.keys.append(((*level.path, event.value), event.start_mark.index if event.start_mark else 0))
            return
        self._value(event, self._path(), level.column if level else -1)
        self._done("")

    def _value(self, event: yaml.ScalarEvent, path: tuple[str, ...], column: int) -> None:
        if event.start_mark is None or event.end_mark is None or event.start_mark.index == event.end_mark.index:
            return
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            properties = _PROPERTIES.match(self.text, start, end)
            start = properties.end() if properties else start
        if event.style in ("|", ">"):
            pieces = decode_block(self.text, start, end, column)
            while end > start and self.text[end - 1] in " \r\n":  # the mark lies at the next key
                end -= 1
        else:
            quote = event.style or ""
            pieces = decode(self.text, start + len(quote), end - len(quote), quote)
        whole = pieces if pieces is not None and pieces.text == event.value else None
        self.values.scalars.append(Scalar(path, whole, Span(start, end), not event.style))

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


class _Strict(_Events):
    """What front matter may be: one mapping, without anything that could stand for something else."""

    documents = 0

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        at = event.start_mark.index if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent):
            raise BrokenError("it uses aliases", at)
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise BrokenError("it holds more than one document", at)
        if isinstance(event, yaml.NodeEvent):
            self._refuse(event, at)
        super().take(event)

    def _refuse(self, event: yaml.NodeEvent, at: int) -> None:
        level = self.levels[-1] if self.levels else None
        if event.anchor is not None:
            raise BrokenError("it uses anchors", at)
        if getattr(event, "tag", None) is not None:
            raise BrokenError("it uses tags", at)
        if level is None and not isinstance(event, yaml.MappingStartEvent):
            raise BrokenError("it is not a list of keys with values", at)
        if level is not None and level.is_map and level.key is None:
            if not isinstance(event, yaml.ScalarEvent):
                raise BrokenError("a key is not a plain word", at)
            if event.value == "<<":
                raise BrokenError("it uses merge keys", at)
