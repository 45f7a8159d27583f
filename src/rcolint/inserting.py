"""Where in a page may a paragraph be put, and how is it written there?

Offers places, the best first; whoever asks reads the page again with the paragraph in it and takes the first place where nothing
else has changed. Knows markup, not meaning. Offsets are code points of the document.
"""

import re
from collections.abc import Callable, Iterator

from rcolint.model import Document, Reading, TextBlock
from rcolint.positions import Span
from rcolint.readers.opening import front_matter
from rcolint.tuples import NamedTuple

_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*(?=\r|\n|\Z)")
_BREAK = re.compile(r"\r\n|\n|\r")
_WHOLE = re.compile(r"<!doctype|<html|<body", re.IGNORECASE)
_OPENED = re.compile(r"<(?:main|article|body)\b[^<>]*>", re.IGNORECASE)
_HEADING_END = re.compile(r"</h[1-6][ \t\r\n]*>", re.IGNORECASE)
_BODY_END = re.compile(r"</body[ \t\r\n]*>", re.IGNORECASE)
# What ends the element around a claim, by the role of its block.
_ENDS = {
    "list-item": re.compile(r"</(?:ul|ol|dl|menu)[ \t\r\n]*>", re.IGNORECASE),
    "cell": re.compile(r"</table[ \t\r\n]*>", re.IGNORECASE),
    "quote": re.compile(r"</blockquote[ \t\r\n]*>", re.IGNORECASE),
}
_END = re.compile(r"</(?:p|h[1-6]|div|section|figcaption)[ \t\r\n]*>", re.IGNORECASE)


class Insertion(NamedTuple):
    """Text to put in front of the letter at `at`."""

    at: int
    text: str

    def into(self, text: str) -> str:
        """The text with it."""
        return text[: self.at] + self.text + text[self.at :]


def insertions(document: Document, reading: Reading, words: str, behind: TextBlock | None) -> Iterator[Insertion]:
    """The places for a paragraph: behind a block where one is given (there in bold), else below the first heading."""
    return WRITERS[document.language](document.text, reading, words, behind)


def _markdown(text: str, reading: Reading, words: str, behind: TextBlock | None) -> Iterator[Insertion]:
    if behind is not None:
        words = f"**{words}**"
        yield _below(text, _paragraph_end(text, behind.span), words)
    elif heading := _heading(reading):
        end = _line_end(text, heading.span.end)
        after = _BREAK.match(text, end)
        underline = _UNDERLINE.match(text, after.end()) if after else None
        yield _below(text, underline.end() if underline else end, words)
    if behind is None:
        front = front_matter(text)
        at, newline = front.body if front else 0, _newline(text)
        lead = "" if at == 0 or text[at - 1] in ("\r", "\n") else newline
        yield Insertion(at, f"{lead}{words}{newline}{newline}")
    yield _below(text, len(text.rstrip()), words)


def _below(text: str, end: int, words: str) -> Insertion:
    """A paragraph below the line that ends at `end`, with an empty line on either side."""
    newline = _newline(text)
    after = _BREAK.match(text, end)
    if after is None:
        return Insertion(end, f"{newline}{newline}{words}{newline if end == len(text) else ''}")
    following = text[after.end() : _line_end(text, after.end())]
    return Insertion(after.end(), f"{newline}{words}{newline}{newline if following.strip() else ''}")


def _paragraph_end(text: str, span: Span) -> int:
    """Where the last line without an empty one in front of it ends."""
    end = _line_end(text, span.end)
    while (after := _BREAK.match(text, end)) and text[
        after.end() : (following := _line_end(text, after.end()))
    ].strip():
        end = following
    return end


def _html(text: str, reading: Reading, words: str, behind: TextBlock | None) -> Iterator[Insertion]:
    paragraph = f"<p><strong>{words}</strong></p>" if behind is not None else f"<p>{words}</p>"
    newline = _newline(text)
    near = behind or _heading(reading)
    if near is not None:
        found = (_ENDS.get(near.role, _END) if behind else _HEADING_END).search(text, near.span.end)
        if found:
            yield Insertion(found.end(), f"{newline}{_indent(text, found.end())}{paragraph}")
    if behind is None:
        for opened in _OPENED.finditer(text):
            yield Insertion(opened.end(), f"{newline}{_indent(text, opened.start())}{paragraph}")
    if not _WHOLE.search(text):
        yield _below(text, len(text.rstrip()), paragraph)
    elif closing := _BODY_END.search(text):
        yield Insertion(closing.start(), f"{paragraph}{newline}")


WRITERS: dict[str, Callable[[str, Reading, str, TextBlock | None], Iterator[Insertion]]] = {
    "markdown": _markdown,
    "html": _html,
}


def _heading(reading: Reading) -> TextBlock | None:
    """The first heading that a reader of the page sees."""
    seen = (b for b in reading.blocks if b.role == "heading" and b.carrier == "body" and not b.visibility)
    return min(seen, key=lambda block: block.span.start, default=None)


def _line_end(text: str, at: int) -> int:
    found = _BREAK.search(text, at)
    return found.start() if found else len(text)


def _newline(text: str) -> str:
    """The line break of the document: its first."""
    found = _BREAK.search(text)
    return found[0] if found else "\n"


def _indent(text: str, at: int) -> str:
    """The blanks at the beginning of a line."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    return text[start : start + len(text[start:]) - len(text[start:].lstrip(" \t"))]
