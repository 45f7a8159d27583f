"""How is a text cut where highlights begin and end?

Highlights may overlap in any way, HTML elements may not: the text is split at every edge, and each part knows all the
notes that speak of it. Nothing here knows the model or writes markup.
"""

from collections.abc import Iterable
from itertools import pairwise

from rcolint.reports.quoting import Piece, pieces
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
    pieces: list[Piece]
    numbers: tuple[int, ...]
    style: str  # of the heaviest highlight; empty where there is none
    refs: tuple[int, ...]


def cut(text: str, highlights: Iterable[Highlight], edges: Iterable[int] = ()) -> list[Part]:
    """The text in parts, split where any highlight begins or ends and at the `edges` asked for."""
    ranges = [h for h in highlights if h.start < h.end]
    places = {0, len(text), *edges, *(h.start for h in ranges), *(h.end for h in ranges)}
    at = sorted(place for place in places if 0 <= place <= len(text))
    parts = []
    for start, end in pairwise(at):
        over = [h for h in ranges if h.start <= start and end <= h.end]
        parts.append(
            Part(
                start,
                pieces(text[start:end], keep="\n\t"),
                tuple(sorted({h.number for h in over if h.number})),
                min((h.style for h in over), key=STYLES.index, default=""),
                tuple(sorted({h.number for h in over if h.number and h.end == end})),
            )
        )
    return parts
