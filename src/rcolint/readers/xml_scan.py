"""Which tags and texts follow each other in XML?

Linear, without a tree. A document type is passed over and nothing is expanded but the five names and numbers that every
XML file may use. What is no XML is handed on as text.
"""

from collections.abc import Iterator

from rcolint.expressions import Expression
from rcolint.readers.html_tags import TAG, Attribute, attributes_in
from rcolint.readers.pieces import Pieces
from rcolint.tuples import NamedTuple

START, END, EMPTY, TEXT, CDATA, COMMENT, DOCTYPE, STRAY = range(8)
_ENTITY = Expression(r"&(?:amp|lt|gt|quot|apos|#[0-9]{1,8}|#x[0-9a-fA-F]{1,7});")
_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


class Part(NamedTuple):
    """A tag or a text: text[start:end]; of a tag its name, of a CDATA section or a comment what stands inside."""

    kind: int
    start: int
    end: int
    name: str = ""
    inside: tuple[int, int] = (0, 0)


def scan(text: str) -> Iterator[Part]:
    """The parts of a document, in its order and without gaps."""
    at, size = 0, len(text)
    declared = True  # whether a document type may still end
    while at < size:
        low = text.find("<", at)
        if low < 0:
            low = size
        if at < low:
            yield Part(TEXT, at, low)
        if low == size:
            return
        part = _tag(text, low, size) or _section(text, low, size)
        if part is None and declared and text.startswith("<!", low):
            part = _document_type(text, low, size)
            declared = part is not None
        part = part or Part(STRAY, low, low + 1)
        yield part
        at = part.end


def _tag(text: str, low: int, size: int) -> Part | None:
    tag = TAG.match(text, low)
    if tag is not None:
        kind = END if tag[1] else EMPTY if text[tag.end() - 2] == "/" and tag.end(3) < tag.end() - 1 else START
        return Part(kind, low, tag.end(), tag[2], tag.span(3))
    # A tag that does not end takes everything with it.
    return Part(STRAY, low, size) if _OPENING.match(text, low) else None


_OPENING = Expression(r"</?[A-Za-z]")
_SECTIONS = (("<!--", "-->", COMMENT), ("<![CDATA[", "]]>", CDATA), ("<?", "?>", COMMENT))


def _section(text: str, low: int, size: int) -> Part | None:
    for opening, closing, kind in _SECTIONS:
        if text.startswith(opening, low):
            start = low + len(opening)
            end = text.find(closing, start)
            if end < 0:  # what is never closed goes to the end
                return Part(kind if kind != CDATA else STRAY, low, size, "", (start, size))
            return Part(kind, low, end + len(closing), "", (start, end))
    return None


_MARK = Expression(r"[\[\]>\"'<]")


def _document_type(text: str, low: int, size: int) -> Part | None:
    """A declaration with what stands in its brackets; quoted text may hold any mark."""
    at, bracket = low + 2, False
    while (mark := _MARK.search(text, at)) is not None:
        at = mark.end()
        found = mark.group()
        if found in "\"'":
            closing = text.find(found, at)
            at = closing + 1 if closing >= 0 else size
        elif found == "<" and text.startswith("!--", at):
            closing = text.find("-->", at)
            at = closing + 3 if closing >= 0 else size
        elif found == "[":
            bracket = True
        elif found == "]":
            bracket = False
        elif found == ">" and not bracket:
            return Part(DOCTYPE, low, at, "", (low, at))
    return None


def attributes(text: str, part: Part) -> tuple[Attribute, ...]:
    """The attributes of a tag."""
    return attributes_in(text, *part.inside)


def decoded(pieces: Pieces, text: str, start: int, end: int) -> None:
    """Adds text[start:end] with its entities read."""
    pieces.add_said(text, start, end, _ENTITY, _entity)


def _entity(found: str) -> str:
    if found in _NAMED:
        return _NAMED[found]
    code = int(found[3:-1], 16) if found[2] == "x" else int(found[2:-1])
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"
