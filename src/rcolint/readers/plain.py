"""What does a plain text file say, and which of its lines are headings, list items or table rows?

Plain text has no markup, so headings are a guess from shape: a short line of its own without final punctuation that
something follows. A wrong guess moves a heading trail; it never loses text.
"""

from rcolint.expressions import Expression
from rcolint.model import Document, Reading
from rcolint.readers import Embed
from rcolint.readers.collect import Copy
from rcolint.readers.pieces import Pieces, Place
from rcolint.tuples import NamedTuple

MAX_TITLE = 45  # letters; wrapped prose is wider
MAX_HEADING_WORDS = 12

_LINE = Expression(r"([^\n\r]*)(\r\n|\n|\r|\Z)")
_ITEM = Expression(r"[ \t]*(?:[-*+•·▪◦‣–—]|\(?[0-9]{1,3}[.)])[ \t]+(?=\S)")
_RULE = Expression(r"[ \t]*([-=_*~#])(?:[ \t]*\1){2,}[ \t]*\Z")
_CELL_EDGE = Expression(r"\t+| *\| *")
_FINAL = ".,;!?…。"


class _Paragraph(NamedTuple):
    kind: str  # paragraph, list-item, cell, heading
    lines: tuple[tuple[int, int], ...]  # [start, end) of each, without the line break, marks or blanks around


def read(document: Document, embed: Embed) -> Reading:  # noqa: ARG001 - the signature of a reader
    """Reads plain text: paragraphs parted by blank lines, hard-wrapped lines joined."""
    copy = Copy(document)
    paragraphs = list(_paragraphs(document.text, copy))
    level = 0
    for n, paragraph in enumerate(paragraphs):
        following = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
        before = paragraphs[n - 1] if n else None
        if following is not None and _is_heading(document.text, paragraph):
            parent = before is None or level == 0 or not _is_heading(document.text, before)
            next_is_heading = n + 2 < len(paragraphs) and _is_heading(document.text, following)
            if (next_is_heading and parent) or level == 0:
                level = 1
            elif not parent:
                level += 1
            level = min(level, 6)
            _emit(copy, document.text, paragraph, "heading", level)
        else:
            _emit(copy, document.text, paragraph, paragraph.kind, int(paragraph.kind == "list-item"))
    return copy.reading()


def _paragraphs(text: str, copy: Copy) -> "list[_Paragraph]":
    found: list[_Paragraph] = []
    lines: list[tuple[int, int]] = []
    kind = "paragraph"

    def finish() -> None:
        nonlocal kind
        if kind == "paragraph" and _is_title_line(text, lines):
            found.append(_Paragraph(kind, (lines.pop(0),)))
        if lines:
            found.append(_Paragraph(kind, tuple(lines)))
        lines.clear()
        kind = "paragraph"

    for match in _LINE.finditer(text):
        start, end = match.span(1)
        line = match.group(1)
        if not line.strip():
            finish()
            continue
        low = start + len(line) - len(line.lstrip())
        high = start + len(line.rstrip())
        item = _ITEM.match(text, start, end)
        if _RULE.match(line):
            finish()
            copy.skip(low, high, "markup")
        elif item:
            finish()
            kind = "list-item"
            copy.skip(low, item.end(), "markup")
            lines.append((item.end(), high))
        elif "\t" in line.strip() or " | " in line:
            finish()
            found.append(_Paragraph("cell", ((low, high),)))
        else:
            lines.append((low, high))
    finish()
    return found


def _is_title_line(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether the first of several lines is a title that stands right above its text, and no wrapped line of it."""
    if len(lines) < 2:
        return False
    first, second = text[slice(*lines[0])], text[slice(*lines[1])]
    return (
        len(first) <= MAX_TITLE
        and len(second) > len(first)
        and first[-1] not in _FINAL
        and (second[0].isupper() or second[0].isdigit() or second[0] in "\"'\u201c")
        and any(letter.isalpha() for letter in first)
    )


def _is_heading(text: str, paragraph: _Paragraph) -> bool:
    if paragraph.kind != "paragraph" or len(paragraph.lines) != 1:
        return False
    line = text[slice(*paragraph.lines[0])]
    return (
        line[-1] not in _FINAL
        and len(line) <= 100
        and len(line.split()) <= MAX_HEADING_WORDS
        and any(letter.isalpha() for letter in line)
    )


def _emit(copy: Copy, text: str, paragraph: _Paragraph, role: str, level: int) -> None:
    pieces = Pieces()
    place = Place(0)
    previous = -1
    for start, end in paragraph.lines:
        if previous >= 0:
            pieces.add("\n", previous, start)
        if role == "cell":
            _cells(pieces, text, start, end)
        else:
            pieces.add_slice(text, start, end, place)
        previous = end
    if not copy.emit(pieces, role, level=level):
        for start, end in paragraph.lines:
            copy.skip(start, end, "markup")


def _cells(pieces: Pieces, text: str, start: int, end: int) -> None:
    at = start
    for edge in _CELL_EDGE.finditer(text, start, end):
        if at < edge.start():
            pieces.add(text[at : edge.start()], at, edge.start())
        if pieces.length and edge.end() < end:
            pieces.add(" | ", edge.start(), edge.end())
        at = edge.end()
    if at < end:
        pieces.add(text[at:end], at, end)
