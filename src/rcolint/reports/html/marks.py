"""How is a text cut where highlights begin and end?

Highlights may overlap in any way, HTML elements may not: the text is split at every edge, and each part knows all the
notes that speak of it. Nothing here knows the model or writes markup.
"""

from collections.abc import Iterable
from functools import partial
from itertools import pairwise

from rcolint.tuples import NamedTuple

STYLES = ("error", "warning", "note", "waived", "statement")  # the heaviest first


class Highlight(NamedTuple):
    """A range of a text that a note speaks of. `number` 0 is a range without a note."""

    start: int
    end: int
    number: int
    style: str  # one of STYLES


class Part(NamedTuple):
    """A stretch of text under the same highlights; `refs` are the notes whose highlight ends with it."""

    start: int
    text: str
    numbers: tuple[int, ...]
    style: str  # of the heaviest highlight; empty where there is none
    refs: tuple[int, ...]


as_highlight = partial(tuple.__new__, Highlight)  # made by the ten thousand, as parts are
_as_part = partial(tuple.__new__, Part)


def cut(text: str, highlights: Iterable[Highlight], edges: Iterable[int] = ()) -> list[Part]:
    """The text in parts, split where any highlight begins or ends and at the `edges` asked for."""
    ranges = [h for h in highlights if h.start < h.end]
    places = {0, len(text), *edges}
    for start, end, _, _ in ranges:
        places.add(start)
        places.add(end)
    at = sorted(place for place in places if 0 <= place <= len(text))
    parts = []
    for start, end in pairwise(at):
        over = [h for h in ranges if h[0] <= start and end <= h[1]]
        if not over:
            parts.append(_as_part((start, text[start:end], (), "", ())))
            continue
        if len(over) == 1:
            [(_, stop, number, style)] = over
            told = (number,) if number else ()
            parts.append(_as_part((start, text[start:end], told, style, told if stop == end else ())))
            continue
        numbers = tuple(sorted({h.number for h in over if h.number}))
        refs = tuple(sorted({h.number for h in over if h.number and h.end == end}))
        style = min([h.style for h in over], key=STYLES.index)
        parts.append(_as_part((start, text[start:end], numbers, style, refs)))
    return parts
