"""What does a JSON file say to the reader of a page?

Catalogues, feeds, page data, translations: every string is a block with its key path, unless its keys say that it is no copy.
"""

from rcolint.model import Document, Reading
from rcolint.readers import Embed
from rcolint.readers.data_copy import DataCopy
from rcolint.readers.json_scan import OPEN, STRAY, WORD, decode, scan
from rcolint.readers.locales import holds_translations


def read(document: Document, embed: Embed) -> Reading:
    """Reads one JSON document. Raises ReadError where it is nested too deep."""
    return _read(document, embed, many=False)


def read_lines(document: Document, embed: Embed) -> Reading:
    """Reads JSON documents that follow each other, one on each line as a rule."""
    return _read(document, embed, many=True)


def read_arb(document: Document, embed: Embed) -> Reading:
    """Reads a file of app strings, where keys with an @ hold notes for the translator."""
    return _read(document, embed, many=False, notes="@")


def _read(document: Document, embed: Embed, many: bool, notes: str = "\0") -> Reading:
    text = document.text
    copy = DataCopy(document, embed, holds_translations(document.path) or notes == "@")
    odd: list[int] = []
    for path, start, end, kind in scan(text, many):
        if kind == WORD:
            copy.tell(path, text[start:end])
        elif kind in (STRAY, OPEN):
            odd.append(start)
            copy.add_as_it_stands(path, start, end)
        elif path and path[0].startswith(notes):
            continue
        elif text.find("\\", start, end) < 0:
            copy.add_slice(path, start, end)
        else:
            copy.add(path, decode(text, start, end))
    if odd:
        more = f", and {len(odd) - 1} more" if len(odd) > 1 else ""
        copy.note(f"is no JSON here{more}: what was not understood is read as it stands", min(odd), min(odd))
    return copy.reading()
