"""What do scripts, style sheets and attributes hold that is copy?

What is written in another language goes back through `embed`; what no reader reads is a named skip.
"""

import re

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Link, Notice, Reading
from rcolint.positions import Span
from rcolint.readers import READERS
from rcolint.readers.html_attributes import Said
from rcolint.readers.html_flow import HtmlFlow
from rcolint.readers.pieces import Pieces, Place
from rcolint.readers.styles import content_strings

_LETTERS = Expression(r"[^\W\d_]{2}")
# type of a script -> language; a script without a type is JavaScript
_LANGUAGES = {
    "application/ld+json": "json",
    "application/json": "json",
    "text/json": "json",
    "text/x-magento-init": "json",
    "text/html": "html",
    "text/template": "html",
    "text/x-template": "html",
    "text/x-handlebars": "html",
    "text/x-handlebars-template": "html",
    "text/x-mustache": "html",
    "text/x-jquery-tmpl": "html",
    "text/ng-template": "html",
    "text/markdown": "markdown",
    "": "javascript",
    "module": "javascript",
    "text/javascript": "javascript",
    "application/javascript": "javascript",
    "text/ecmascript": "javascript",
    "text/babel": "javascript",
    "text/jsx": "javascript",
    "text/typescript": "typescript",
    "text/tsx": "tsx",
}
_JSON_CARRIERS = ("body", "meta", "alt")  # of an island for search engines: nobody sees them on the page


def read_island(flow: HtmlFlow, name: str, said: Said, content: str, start: int, end: int, place: Place) -> None:
    """The inside of a script, a style sheet or another element that holds no tags."""
    if name == "style":
        _style(flow, content, start, end, place)
    elif name == "script":
        _script(flow, said, content, start, end, place)
    else:  # what only an old browser shows: <noframes>, <iframe>, <noembed>
        pieces = Pieces()
        pieces.add(content[start:end], place.at(start), place.end(end))
        _embed(flow, "html", pieces, Span(place.at(start), place.end(end)), ("hidden",))


def _script(flow: HtmlFlow, said: Said, content: str, start: int, end: int, place: Place) -> None:
    written = next((said.inside[a.start : a.end] for a in said.attributes if a.name == "type"), "")
    kind = written.partition(";")[0].strip().lower()
    language = _LANGUAGES.get(kind, "")
    span = Span(place.at(start), place.end(end))
    if language not in READERS or not _LETTERS.search(content, start, end):
        flow.copy.skip(*span, "code")
        return
    pieces = Pieces()
    pieces.add_slice(content, start, end, place)
    _embed(flow, language, pieces, span, ("hidden",) if language in ("html", "markdown") else (), kind)


def _embed(
    flow: HtmlFlow, language: str, pieces: Pieces, span: Span, facts: tuple[str, ...] = (), kind: str = ""
) -> None:
    text, map = pieces.whole()
    try:
        inner = flow.embed(language, text, map, ())
    except ReadError as error:
        if language == "html":
            raise
        flow.copy.skip(*span, "code")
        flow.copy.notices.append(Notice(f"the {language} in the page was not read: {error}", span))
        return
    flow.copy.take(_seen_as(inner, (*flow.elements.look.facts, *facts), kind))
    flow.copy.skip(*span, "code")


def _seen_as(inner: Reading, facts: tuple[str, ...], kind: str) -> Reading:
    """What another reader made of an island, under the visibility and the carrier of its place."""
    blocks = [
        block._replace(
            carrier="json-ld" if kind == "application/ld+json" and block.carrier in _JSON_CARRIERS else block.carrier,
            visibility=tuple(sorted({*block.visibility, *facts})),
            page="",  # a page that lists items is one page all the same
        )
        for block in inner.blocks
    ]
    return inner._replace(blocks=tuple(blocks))


def _style(flow: HtmlFlow, content: str, start: int, end: int, place: Place) -> None:
    """What a sheet puts on the page by `content` is copy; a picture of an icon font is not."""
    flow.copy.skip(place.at(start), place.end(end), "style sheet")
    for low, high in content_strings(content, start, end):
        pieces = Pieces()
        at = low
        for escape in _CSS_ESCAPE.finditer(content, low, high):
            pieces.add_slice(content, at, escape.start(), place)
            pieces.add(_css_letter(escape.group()), place.at(escape.start()), place.end(escape.end()))
            at = escape.end()
        pieces.add_slice(content, at, high, place)
        if _LETTERS.search(pieces.text):
            flow.copy.emit(pieces, "paragraph", path=("content",), facts=())


_CSS_ESCAPE = Expression(r"\\(?:[0-9a-fA-F]{1,6}[ \t\n\r\f]?|\r\n|[^0-9a-fA-F])", re.S)


def _css_letter(escape: str) -> str:
    digits = escape[1:].rstrip(" \t\n\r\f")
    if not digits:
        return ""  # a line that goes on
    if digits[0] not in "0123456789abcdefABCDEF":
        return digits
    code = int(digits, 16)
    return chr(code) if 0 < code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd"


def read_attributes(
    flow: HtmlFlow, name: str, said: Said, content: str, start: int, place: Place, facts: tuple[str, ...]
) -> None:
    """The attributes of a tag whose inside begins at content[start]."""
    for copied in said.copied:
        pieces = Pieces()
        pieces.add_prose(content, start + copied.start, start + copied.end, place, decode=True, attribute=True)
        flow.copy.emit(pieces, "value" if name == "meta" else "caption", copied.carrier, path=copied.path, facts=facts)
    for attribute in said.embedded:
        language = "html" if attribute.name == "srcdoc" else "json"
        low, high = start + attribute.start, start + attribute.end
        if language in READERS:
            pieces = Pieces()
            pieces.add_decoded(content, low, high, place)
            _embed(flow, language, pieces, Span(place.at(low), place.end(high)), facts)
    flow.copy.page_facts += tuple(fact for fact in said.page if fact not in flow.copy.page_facts)
    for target in said.includes:
        flow.copy.links.append(Link("include", target, (), Span(place.at(start), place.at(start))))
