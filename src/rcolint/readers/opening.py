"""Does a document begin with front matter, and where does the rest begin?"""

from rcolint.expressions import Expression
from rcolint.tuples import NamedTuple

OPENING = Expression(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_LANGUAGES = {"---": "yaml", "+++": "toml"}
_CLOSING_LINES = {"---": ("---", "..."), "+++": ("+++",)}
_LINE_BREAK = Expression(r"\r\n|\n|\r")


class FrontMatter(NamedTuple):
    """Front matter at text[start:end], in `language`; the document itself begins at `body`."""

    language: str
    start: int
    end: int
    body: int


def front_matter(text: str) -> FrontMatter | None:
    """The front matter of a document; None where there is none or where it is not closed."""
    opening = OPENING.match(text)
    if opening is None:
        return None
    at, closing = opening.end(), _CLOSING_LINES[opening[1]]
    start = at
    while at < len(text):
        line_break = _LINE_BREAK.search(text, at)
        end, after = (line_break.start(), line_break.end()) if line_break else (len(text), len(text))
        if text[at:end].rstrip(" \t") in closing:
            return FrontMatter(_LANGUAGES[opening[1]], start, at, after)
        at = after
    return None
