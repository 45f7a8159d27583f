"""Where in the source does a piece of derived text come from?

Offsets are 0-based code points of the decoded document (a byte order mark is not counted, CRLF counts as two).
Bytes, UTF-16 columns and 1-based lines exist only at the edges, in LineIndex. Nothing here knows what the text means.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import partial
from operator import itemgetter
from typing import Any

from rcolint.tuples import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points: `start` is the first, `end` is one past the last."""

    start: int
    end: int


class Run(NamedTuple):
    """A piece of derived text and the piece of source it was made of.

    Equal lengths mean that the two correspond letter by letter. Otherwise the run is opaque (an entity, an
    escape, a collapsed stretch): any part of it maps to the whole of its source. An empty source marks text that was put in.
    """

    start: int
    end: int
    source_start: int
    source_end: int


# Maps are made by the thousand.
_as_run = partial(tuple.__new__, Run)
_as_span = partial(tuple.__new__, Span)
_FROM_START = [0]  # shared by all maps of one run; nobody changes it


class SourceMap:
    """Maps derived text to its source. Refuses to exist when it has gaps, overlaps or disorder."""

    __slots__ = ("_later", "_starts", "length", "runs")
    runs: tuple[Run, ...]

    def __init__(self, runs: Iterable[tuple[int, int, int, int]]) -> None:
        kept = tuple(map(_as_run, runs))
        at = source_at = 0
        for start, end, source_start, source_end in kept:
            if start != at or end <= start or source_start < source_at or source_end < source_start:
                run = (start, end, source_start, source_end)
                raise ValueError(f"run {run} does not follow {at} of the text and {source_at} of the source")
            at, source_at = end, source_end
        self.runs = kept
        self.length = at
        self._starts: list[int] | None = None  # of the runs; few maps are ever asked
        self._later: tuple[Span, Callable[[], Iterable[tuple[int, int, int, int]]]] | None = None

    @classmethod
    def later(cls, length: int, span: Span, runs: Callable[[], Iterable[tuple[int, int, int, int]]]) -> "SourceMap":
        """A map whose runs are made, and judged, when somebody asks: a table has thousands of rows, and few are asked."""
        map = cls.__new__(cls)
        map.length, map._starts, map._later = length, None, (span, runs)
        return map

    def __getattr__(self, name: str) -> Any:
        """Asked for what is not there: the runs of a map that is made later."""
        if name != "runs":
            raise AttributeError(name)
        assert self._later is not None
        span, runs = self._later
        made = SourceMap(runs())
        if (made.length, made.span) != (self.length, span):
            raise ValueError(f"runs up to {made.length} of {made.span} are not those of {self.length} of {span}")
        self.runs = made.runs
        return self.runs

    @classmethod
    def identity(cls, length: int, offset: int = 0) -> "SourceMap":
        """The map of a stretch of source taken over letter by letter."""
        if length <= 0 or offset < 0:
            return cls([(0, length, offset, offset + length)] if length else [])
        map = cls.__new__(cls)  # one run cannot be out of order, and most maps have one
        map.runs = (_as_run((0, length, offset, offset + length)),)
        map.length = length
        map._starts, map._later = _FROM_START, None
        return map

    def to_source(self, start: int, end: int) -> Span:
        """The source span of derived[start:end], in code points. An empty range maps to an empty span.

        Raises ValueError outside 0 <= start <= end <= length.
        """
        if not 0 <= start <= end <= self.length:
            raise ValueError(f"{start}:{end} is outside 0:{self.length}")
        if not self.runs:
            return Span(0, 0)
        starts = self._starts
        if starts is None:
            starts = self._starts = [run[0] for run in self.runs]
        first = self.runs[max(0, bisect_right(starts, start) - 1)]
        if start == end:
            at = self._edge(first, start)
            return Span(at, at)
        last = self.runs[bisect_right(starts, end - 1) - 1]
        exact_end = last.end - last.start == last.source_end - last.source_start
        return Span(
            self._edge(first, start),
            last.source_start + (end - last.start) if exact_end else last.source_end,
        )

    @staticmethod
    def _edge(run: Run, at: int) -> int:
        if run.end - run.start == run.source_end - run.source_start:
            return run.source_start + (at - run.start)
        return run.source_end if at >= run.end else run.source_start

    @property
    def span(self) -> Span:
        """From the first to the last letter of the source that any derived text came from."""
        if self._later is not None:
            return self._later[0]
        return _as_span((self.runs[0][2], self.runs[-1][3])) if self.runs else Span(0, 0)

    def compose(self, inner: "SourceMap") -> "SourceMap":
        """This map (derived -> middle) followed by `inner` (middle -> source): derived -> source."""
        return SourceMap(_composed(self, inner))

    def cut(self, start: int, end: int) -> "SourceMap":
        """The map of derived[start:end] taken as a text of its own."""
        runs: list[tuple[int, int, int, int]] = []
        for run in self.runs:
            low, high = max(run.start, start), min(run.end, end)
            if low < high:
                where = self.to_source(low, high)
                runs.append((low - start, high - start, where.start, where.end))
        return SourceMap(runs)


_start_of = itemgetter(0)


def _composed(outer: SourceMap, inner: SourceMap) -> Iterable[tuple[int, int, int, int]]:
    at_most = 0
    for run in outer.runs:
        if run.end - run.start != run.source_end - run.source_start:
            source = inner.to_source(run.source_start, run.source_end)
            begin = max(source.start, at_most)
            yield run.start, run.end, begin, max(source.end, begin)
            at_most = max(source.end, at_most)
            continue
        index = max(0, bisect_right(inner.runs, run.source_start, key=_start_of) - 1)
        for part in inner.runs[index:]:
            low, high = max(part.start, run.source_start), min(part.end, run.source_end)
            if low >= high:
                break
            source = inner.to_source(low, high)
            shift = run.start - run.source_start
            # A long run may cut an opaque run in two: the later half then has only what is left of the source.
            begin = max(source.start, at_most)
            yield low + shift, high + shift, begin, max(source.end, begin)
            at_most = max(source.end, at_most)


_LINE_BREAK = re.compile(r"\r\n|\n|\r")


class LineIndex:
    """Lines and columns of a text. Only CRLF, LF and CR end a line, as in editors and Git."""

    __slots__ = ("starts", "text")
    exact = True  # whether the text is at hand, so that columns can be counted in every unit

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(m.end() for m in _LINE_BREAK.finditer(text))]

    def line_column(self, offset: int) -> tuple[int, int]:
        """1-based line and 1-based column in code points."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def utf16_column(self, offset: int) -> int:
        """0-based column in UTF-16 code units, as editors' protocols count."""
        line = bisect_right(self.starts, offset)
        return len(self.text[self.starts[line - 1] : offset].encode("utf-16-le", "surrogatepass")) // 2

    def utf8_column(self, offset: int) -> int:
        """1-based column in UTF-8 bytes."""
        line = bisect_right(self.starts, offset)
        return len(self.text[self.starts[line - 1] : offset].encode("utf-8", "surrogatepass")) + 1

    def line_span(self, line: int) -> Span:
        """The span of a 1-based line without its line break."""
        start = self.starts[line - 1]
        end = self.starts[line] if line < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def __len__(self) -> int:
        return len(self.starts)


class KnownPlaces(LineIndex):
    """The lines and columns that a saved report tells, where its text is not at hand. Nothing else is known."""

    __slots__ = ("places",)
    exact = False

    def __init__(self, places: Iterable[tuple[int, int, int]]) -> None:
        """Takes (offset, line, column)."""
        super().__init__("")
        self.places = sorted(set(places))

    def line_column(self, offset: int) -> tuple[int, int]:
        """The place that was told for an offset, else the one before it."""
        at = bisect_right(self.places, (offset, _FAR, _FAR)) - 1
        return self.places[at][1:] if at >= 0 else (1, 1)


_FAR = 1 << 62
