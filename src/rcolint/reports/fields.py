"""What does a field of a saved report hold, and where is it not what it should be?

A saved report comes from anywhere. What does not fit is a ValueError that names its place. Nothing here knows the shape.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from rcolint.positions import Span

T = TypeVar("T")
_MISSING: Any = object()


class Node:
    """A dictionary of the content, and where it stands in it."""

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, dict):
            raise ValueError(f"{place or 'the report'} is no mapping")
        self.data: dict[str, Any] = data
        self.place = place

    def get(self, name: str, kind: type, default: Any = _MISSING) -> Any:
        """The value of a field that has a kind."""
        value = self.data.get(name, default)
        if value is default and default is not _MISSING:
            return value
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise ValueError(f"{self.path(name)} is {'missing' if value is _MISSING else f'no {kind.__name__}'}")
        return value

    def path(self, name: str) -> str:
        """Where a field stands."""
        return f"{self.place}.{name}" if self.place else name

    def names(self) -> list[str]:
        """The names of all fields, as they stand."""
        return list(self.data)

    def text(self, name: str, default: Any = _MISSING) -> str:
        """A field that is a text."""
        return str(self.get(name, str, default))

    def maybe(self, name: str, kind: type) -> Any:
        """A field that may be null or missing."""
        return None if self.data.get(name) is None else self.get(name, kind)

    def number(self, name: str, default: Any = _MISSING) -> int:
        """A field that counts or points: a whole number from 0."""
        value = int(self.get(name, int, default))
        if value < 0:
            raise ValueError(f"{self.path(name)} is below 0")
        return value

    def texts(self, name: str, default: Any = _MISSING) -> tuple[str, ...]:
        """A field that is a list of texts."""
        values = self.get(name, list, default)
        if not all(isinstance(value, str) for value in values):
            raise ValueError(f"{self.path(name)} holds something that is no text")
        return tuple(values)

    def one_of(self, name: str, known: Iterable[str], default: Any = _MISSING) -> Any:
        """A field that is one of some words."""
        value = self.text(name, default)
        if value not in known:
            raise ValueError(f"{self.path(name)} is {value!r}")
        return value

    def node(self, name: str) -> "Node":
        """A field that is a mapping."""
        return Node(self.data.get(name), self.path(name))

    def nodes(self, name: str, default: Any = _MISSING) -> list["Node"]:
        """A field that is a list of mappings."""
        return [Node(one, f"{self.path(name)}[{at}]") for at, one in enumerate(self.get(name, list, default))]

    def perhaps(self, name: str, make: "Callable[[Node], T]") -> T | None:
        """What `make` makes of a mapping, or None where it is null or missing."""
        return None if self.data.get(name) is None else make(self.node(name))

    def span(self) -> Span:
        """The offsets of the fields `start` and `end`."""
        start, end = self.node("start").number("offset"), self.node("end").number("offset")
        if end < start:
            raise ValueError(f"{self.place} ends before it starts")
        return Span(start, end)

    def span_or_none(self) -> Span | None:
        """The same, where it may be null."""
        return None if self.data.get("start") is None else self.span()
