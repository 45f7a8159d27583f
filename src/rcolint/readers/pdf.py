"""What do the pages of a PDF file say, and on which of them is nothing that can be read?

Text comes page by page in the order in which the file draws it, with notes, form fields and the title. A page that shows
something and holds no text (a scan) is told as not read; an encrypted file is not read at all.
"""

import io
import re
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Document
from rcolint.readers.office import Written
from rcolint.tuples import NamedTuple

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MAX_PAGES = 400
_TITLES = {"/Title": "title", "/Subject": "meta", "/Keywords": "tag"}
_DRAWS = re.compile(
    rb"(?<![\w/])(?:Do|BI|f\*?|F|S|s|B\*?|b\*?|sh|Tj|TJ|'|\")(?!\w)"
)  # the signs that put something on a page
_ODD = Expression("[\\x00-\\x08\\x0e-\\x1f\\ue000-\\uf8ff\\ufffd]|/[A-Z]{1,6}[0-9]{1,5}(?=/)")
_ITEM = Expression(r"[ \t]*(?:[-*+•·▪◦‣–—]|\(?[0-9]{1,3}[.)])[ \t]+(?=\S)")
_LARGER = 1.15  # times the size of the text: a heading
_APART = 1.4  # times the usual distance of lines: another paragraph
# What keeps its hyphen at the end of a line: "anti-" above "inflammatory" is one word with a hyphen.
_PREFIXES = frozenset(
    "all anti co cost cross double ex first full half high in inter intra long low mid multi non off on one over peer post pre "
    "pro quasi re self semi short single small sub third three two ultra under well".split()
)


class _Line(NamedTuple):
    """A line of a page: its text, how far up it stands and how large it is."""

    text: str
    height: float
    size: float


def unpack(data: bytes, shown: str) -> Document:
    """The text of a PDF file. Raises ReadError where it cannot be read, or the library for it is not there."""
    try:
        from pypdf import PdfReader
    except ImportError:
        raise ReadError("is a PDF file, which only the extra reads: pip install 'rcolint[office]'") from None
    import logging

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it has to say about a file goes into the report
    written = Written()
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            raise ReadError("is encrypted; not read: save it without a password")
        _read(reader, written)
    except ReadError:
        raise
    except RecursionError:
        raise ReadError("is nested too deeply to be read") from None
    except Exception as error:  # noqa: BLE001 - a broken file makes the library fail in any way there is
        raise ReadError(f"is no PDF file that can be read ({type(error).__name__}: {error})"[:200]) from None
    return written.document(shown, "pdf")


def _read(reader: "PdfReader", written: Written) -> None:
    about: dict[str, Any] = dict(reader.metadata or {})
    for key, carrier in _TITLES.items():
        if text := str(about.get(key) or ""):
            written.add([(text, ())], "value", ("properties", key[1:].lower()), carrier)
    count = len(reader.pages)
    empty: list[int] = []
    for number in range(1, min(count, MAX_PAGES) + 1):
        page = reader.pages[number - 1]
        lines = _lines(page)
        if not _is_text("".join(line.text for line in lines)):
            if _shows_something(page):
                empty.append(number)
        else:
            _write(written, lines, number)
        for text, role, carrier in _notes(page):
            written.add([(text, ())], role, (f"page {number}", "note"), carrier)
    for name, value in (reader.get_form_text_fields() or {}).items():
        written.add([(str(value or ""), ())], "value", ("form", name))
    if empty:
        written.unread.append(f"{_numbers(empty)} no text that can be read (a scan, say)")
    if count > MAX_PAGES:
        written.unread.append(f"of its {count:,} pages the first {MAX_PAGES} were read")
    if _has_hidden_form(reader):
        written.unread.append("it holds a form (XFA) that is not read")


def _lines(page: "PageObject") -> list[_Line]:
    """The lines of a page in the order in which they are drawn."""
    lines: list[_Line] = []
    text, height, size = "", 0.0, 0.0

    def hear(piece: str, of_page: list[float], of_text: list[float], _font: object, font_size: float) -> None:
        nonlocal text, height, size
        scale = abs(of_text[3] or of_text[0] or 1.0) * abs(of_page[3] or of_page[0] or 1.0)
        for n, part in enumerate(piece.split("\n")):
            if n:
                lines.append(_Line(text, height, size))
                text = ""
            if part.strip() and not text.strip():
                height, size = of_page[5] + of_text[5] * of_page[3], font_size * scale
            text += part

    page.extract_text(visitor_text=hear)
    lines.append(_Line(text, height, size))
    return lines


def _is_text(text: str) -> bool:
    """Whether letters were found, and not the numbers of drawings in a font that does not say what they mean."""
    letters = sum(letter.isalnum() for letter in text)
    return letters > 0 and len(_ODD.findall(text)) * 10 < letters


def _shows_something(page: "PageObject") -> bool:
    contents = page.get_contents()
    return contents is not None and _DRAWS.search(contents.get_data()) is not None


def _write(written: Written, lines: list[_Line], page: int) -> None:
    """Paragraphs of the lines, parted where a line is larger, stands apart or begins an item."""
    seen = [(n, line) for n, line in enumerate(lines, 1) if line.text.strip()]
    sizes = sorted(line.size for _, line in seen for _ in line.text)
    usual = sizes[len(sizes) // 2]
    gaps = sorted(
        above.height - below.height for (_, above), (_, below) in pairwise(seen) if above.height > below.height
    )
    gap = gaps[len(gaps) // 4] if gaps else 0.0
    taken: list[tuple[int, _Line]] = []
    for n, line in seen:
        if taken and _begins(taken[-1][1], line, gap, taken[-1][0] + 1 < n):
            _paragraph(written, taken, page, usual)
            taken = []
        taken.append((n, line))
    _paragraph(written, taken, page, usual)


def _begins(above: _Line, line: _Line, gap: float, blank_between: bool) -> bool:
    """Whether a line begins a paragraph of its own."""
    if blank_between or _ITEM.match(line.text):
        return True
    if abs(above.size - line.size) > 0.1 * max(above.size, line.size):
        return True
    distance = above.height - line.height
    return distance < -0.5 * above.size or (gap > 0 and distance > _APART * gap)


def _paragraph(written: Written, lines: list[tuple[int, _Line]], page: int, usual: float) -> None:
    number, first = lines[0]
    item = _ITEM.match(first.text)
    heading = first.size > _LARGER * usual and len(lines) < 4
    role = "heading" if heading else "list-item" if item else "paragraph"
    level = min(6, max(1, 4 - int(2 * first.size / usual))) if heading and usual else int(bool(item))
    parts = list(_joined([line.text for _, line in lines], item.end() if item else 0))
    written.add([(text, ()) for text in parts], role, (f"page {page}", f"line {number}"), "body", level)


def _joined(lines: list[str], used: int) -> Iterator[str]:
    """The lines of a paragraph; a word that was broken at the end of a line is whole again."""
    text = lines[0][used:].strip()
    for line in lines[1:]:
        word = text.removesuffix("-").rpartition(" ")[2]
        if text.endswith("-") and word.isalpha() and line.strip()[:1].islower():
            yield text if word.lower() in _PREFIXES else text[:-1]
        else:
            yield text + "\n"
        text = line.strip()
    yield text


def _notes(page: "PageObject") -> Iterator[tuple[str, str, str]]:
    """The notes on a page; a text that stands on the page itself is no comment."""
    for one in page.get("/Annots") or ():
        note = one.get_object()
        text = str(note.get("/Contents") or "") if hasattr(note, "get") else ""
        if text.strip():
            yield (text, "paragraph", "body") if note.get("/Subtype") == "/FreeText" else (text, "comment", "comment")


def _has_hidden_form(reader: "PdfReader") -> bool:
    form = reader.root_object.get("/AcroForm")
    return form is not None and "/XFA" in form.get_object()


def _numbers(pages: list[int]) -> str:
    shown = ", ".join(str(page) for page in pages[:8]) + (", ..." if len(pages) > 8 else "")
    return f"page {shown} holds" if len(pages) == 1 else f"pages {shown} hold"
