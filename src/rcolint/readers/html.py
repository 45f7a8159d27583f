"""What does a reader of a web page see, and what does a search engine?

A whole page or a part of one: its text with titles, descriptions, alternative texts, tooltips and comments, each with
its place, and whether it is hidden, tiny, pale or folded away. Scripts and data in it go to their own readers.
"""

import re
from collections.abc import Iterator

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Document, Reading
from rcolint.positions import SourceMap
from rcolint.readers import Embed
from rcolint.readers.collect import Copy
from rcolint.readers.html_flow import HtmlFlow
from rcolint.readers.html_tags import aside_end, raw_end
from rcolint.readers.opening import front_matter
from rcolint.readers.pieces import Pieces, Place
from rcolint.readers.styles import Sheet
from rcolint.readers.visibility import PLAIN, WHITE, Look

_SKIPPED = Expression(r"<!--|<script(?=[\s>/])|<style(?=[\s>/])", re.I)
_ELSEWHERE = ("stylesheet", "tailwind", "@import")  # styles that this file does not hold
_TEMPLATE = ("{{", "{%", "<?", "<%", "#include")
_XML = (".xhtml", ".xht")


def read(document: Document, embed: Embed) -> Reading:
    """Reads HTML as browsers do. Raises ReadError where it is nested too deep to be read or text would be lost."""
    try:
        return _read(document, embed)
    except RecursionError:
        raise ReadError("pages in pages are nested too deep; not read") from None


def _read(document: Document, embed: Embed) -> Reading:
    text, copy = document.text, Copy(document)
    start = _read_front_matter(copy, embed)
    content = _without_tags(copy, start) if any(mark in text for mark in _TEMPLATE) else text
    low = text.lower()
    sheet = Sheet(_sheets(text)) if "<style" in low else None
    flow = HtmlFlow(copy, embed, sheet, _root(low), document.path.lower().endswith(_XML), text)
    flow.read(content, Place(0), start)
    flow.finish()
    return copy.reading()


def _read_front_matter(copy: Copy, embed: Embed) -> int:
    """Reads what stands above the page; returns where the page begins."""
    text = copy.document.text
    front = front_matter(text)
    if front is None:
        return 0
    copy.skip(0, front.start, "markup")
    copy.skip(front.end, front.body, "markup")
    if front.end > front.start:
        inside = text[front.start : front.end]
        copy.take(embed(front.language, inside, SourceMap.identity(len(inside), front.start), ()))
    return front.body


def _without_tags(copy: Copy, start: int) -> str:
    """The page with its template tags replaced; texts that they pass on become blocks."""
    from rcolint.readers.template_tags import mask

    masked = mask(copy.document.text, start)
    for span in masked.tags:
        copy.skip(*span, "template tag")
    copy.links.extend(masked.links)
    for argument in masked.arguments:
        pieces = Pieces()
        pieces.add_prose(copy.document.text, argument.start, argument.end, Place(0), decode=True)
        copy.emit(pieces, "value", path=(argument.name,) if argument.name else ())
    return masked.text


def _root(low: str) -> Look:
    """How text looks before any element says so: on white, where the page, in small letters, holds all of its styles."""
    whole = "<html" in low or "<body" in low
    return PLAIN._replace(ground=WHITE) if whole and not any(word in low for word in _ELSEWHERE) else PLAIN


def _sheets(text: str) -> Iterator[str]:
    """The style sheets of a page, wherever they stand in it: they hold for what stands before them, too."""
    at = 0
    while found := _SKIPPED.search(text, at):
        if found.group() == "<!--":
            at = aside_end(text, found.start())
            continue
        inside = text.find(">", found.end()) + 1
        if not inside:
            return
        at = raw_end(text, found.group()[1:].lower(), inside)
        if found.group()[1:].lower() == "style":
            yield text[inside:at]
