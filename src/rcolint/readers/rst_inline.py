"""What do the marks inside a paragraph of reStructuredText stand for?

Stars, backquotes, roles, links and escapes go; the words in them stay where they are.
"""

import re

from rcolint.expressions import Expression
from rcolint.readers.collect import Copy
from rcolint.readers.pieces import OBJECT, Pieces, Place

_OPENS = r"(?<![^\s\-:/'\"<(\[{\u2010-\u201f\u00ab\u00a1\u00bf*`])"
_MARK = Expression(
    r"\\(?P<escape>[\s\S])"
    rf"|{_OPENS}"
    r"``(?P<literal>[^\s`][^`]*(?:`[^`]+){0,9}?)``"
    r"|(?::(?P<role>[\w.:+-]{1,40}):)?`(?P<text>[^`\s][^`<]*?)(?P<target>\s*<[^<>`]*>)?`_{0,2}(?::[\w.+-]{1,40}:)?"
    rf"|{_OPENS}\*\*(?P<strong>[^\s*](?:[^*]|\*(?!\*)){{0,800}}?(?<=\S))\*\*(?!\w)"
    rf"|{_OPENS}\*(?P<emphasis>[^\s*](?:[^*]*[^\s*])?)\*(?!\w)"
    r"|\[(?:[0-9]{1,4}|#[\w-]*|\*|[A-Za-z][\w.-]*)\](?P<note>_)(?!\w)"
    r"|(?<=[^\W_])(?P<link>__?)(?=[\s.,;:!?)\]'\"-]|\Z)",
    re.S,
)
_CODE_ROLES = frozenset(
    "code math samp kbd command file option envvar program func meth class mod attr py:func".split()
)


def add_inline(copy: Copy, pieces: Pieces, content: str, place: Place) -> None:
    """Adds what a paragraph says without its marks."""
    at = 0
    for found in _MARK.finditer(content):
        low, high = found.span()
        pieces.add_prose(content, at, low, place)
        copy.skip(place.at(low), place.end(high), "markup")
        kind = found.lastgroup
        role = found["role"] or ""
        if kind == "escape":
            if not found["escape"].isspace():
                pieces.add(found["escape"], place.at(low), place.end(high))
        elif kind == "literal" or role in _CODE_ROLES:
            pieces.add(OBJECT, place.at(low), place.end(high))
        elif kind in ("strong", "emphasis"):
            pieces.add_prose(content, *found.span(kind), place)
        elif kind in ("text", "target", "role"):
            pieces.add_prose(content, *found.span("text"), place)
        at = high
    pieces.add_prose(content, at, len(content), place)
