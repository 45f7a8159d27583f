"""How does text become HTML in which it cannot act?

Only `Html` goes into a page as it stands; everything else is made visible and escaped on its way in. `Html` is made here and
nowhere else, apart from the style and the script that the package brings along.
"""

import re
from collections.abc import Iterable
from typing import LiteralString

from rcolint.reports.quoting import pieces, shown

_KEPT = "\n\t"  # white space that is left to the browser
# What cannot stand in a page as it is; most texts have none of it, and notes are written by the ten thousand.
_special = re.compile(r"[^\n\t !#-%(-;=?-~]").search


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


NOTHING = Html("")
_READY = (Html, int)


def safe(value: object) -> Html:
    """The value as HTML: controls and overrides as visible marks, and nothing that opens or closes anything."""
    if type(value) is Html:
        return value
    text = str(value)
    if not _special(text):
        return Html(text)
    if not (text.isascii() and text.isprintable()):
        text = shown(text, _KEPT)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Html(text.replace('"', "&#34;").replace("'", "&#39;"))


def fill(template: LiteralString, *values: object) -> Html:
    """A template of this package with a value for each %s. What is not `Html` is escaped."""
    return Html(template % tuple([v if type(v) in _READY else safe(v) for v in values]))


def put(template: LiteralString, *values: Html | int) -> Html:
    """The same for values that need no escaping, as the types say: notes and marks are written by the ten thousand."""
    return Html(template % values)


def join(parts: Iterable[Html]) -> Html:
    """Pieces of HTML behind each other."""
    return Html("".join(parts))


def words(value: object) -> Html:
    """A value from outside, kept apart from the direction of the text around it."""
    return fill("<bdi>%s</bdi>", value)


def spelled(text: str) -> Html:
    """Copy letter by letter; the mark of a character that cannot be seen stands apart from the letters."""
    if not _special(text):
        return Html(text)
    return join([put('<bdi class="sign">%s</bdi>' if p.label else "%s", safe(p.text)) for p in pieces(text, _KEPT)])
