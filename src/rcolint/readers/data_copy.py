"""How do the values of a data file become blocks?

JSON, YAML, TOML, tables and translations hand their values in here: which of them are copy, as what, and on which page. HTML and
Markdown inside a value go to their own readers.
"""

import re
from collections.abc import Callable
from functools import partial

from rcolint.expressions import Expression
from rcolint.model import CITED, Document, Link, Notice, Reading, Skip, TextBlock
from rcolint.positions import SourceMap, Span
from rcolint.readers import Embed
from rcolint.readers.catalogue import Catalogue
from rcolint.readers.keys import facts_of, shows
from rcolint.readers.pieces import OBJECT, Pieces
from rcolint.readers.rich_text import Nodes

_NOTHING = " \t\n\r\f\v\u00a0|" + OBJECT
_HTML = Expression(
    r"</?(?:p|br|hr|li|ul|ol|dl|dt|dd|div|span|h[1-6]|strong|b|em|i|u|s|a|sup|sub|small|table|tbody|thead|t[rdh]|img"
    r"|section|article|header|footer|main|blockquote|details|summary|font|center|style|script|figure|button|label|video"
    r"|iframe|svg|mark|del|ins|code|pre)(?=[\s/>])|<!--|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
    re.I,
)
_HTML_BLOCK = Expression(
    r"</?(?:p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|td|section|article|header|footer|main|blockquote|details|figure|pre)(?=[\s/>])",
    re.I,
)
_MARKDOWN = Expression(
    r"\*\*|__(?=\w)|(?:\A|\n)(?:#{1,6}|[-*+]|[0-9]{1,2}[.)]|>)[ \t]+\S|\]\((?=\S)|\n[ \t]*\|.*\|[ \t]*\n"
)
# A catalogue has thousands of each.
_as_block: Callable[[tuple[object, ...]], TextBlock] = partial(tuple.__new__, TextBlock)
_as_skip: Callable[[tuple[object, ...]], Skip] = partial(tuple.__new__, Skip)
_as_span: Callable[[tuple[int, int]], Span] = partial(tuple.__new__, Span)
SYNTAX = "data syntax"  # keys, quotes, brackets, numbers and what is not copy


class DataCopy:
    """Collects the blocks of one data file, in the order of the source.

    With `all_text` every value is copy whatever its key, as in a file of translations.
    """

    def __init__(self, document: Document, embed: Embed, all_text: bool = False) -> None:
        self.document = document
        self.embed = embed
        self.all_text = all_text
        self.blocks: list[TextBlock] = []
        self.skips: list[Skip] = []
        self.notices: list[Notice] = []
        self.links: list[Link] = []
        # Texts of many pages: none of them is a page that could lack a statement.
        self.facts: tuple[tuple[str, str], ...] = (("part", "translations"),) if all_text else ()
        self.catalogue = Catalogue()
        self.nodes = Nodes()

    def tell(self, path: tuple[str, ...], value: str) -> None:
        """Hears of a value that is no text (`price: 4`), for what it says of the items."""
        self.catalogue.tell(path, value)

    def add_slice(self, path: tuple[str, ...], start: int, end: int) -> None:
        """Adds the value that stands at document.text[start:end] letter by letter."""
        text = self.document.text[start:end]
        if text[:1].isspace() or text[-1:].isspace():
            start += len(text) - len(text.lstrip(_NOTHING))
            text = text.strip(_NOTHING)
        if text:
            self._add(path, text, SourceMap.identity(len(text), start))

    def add(self, path: tuple[str, ...], pieces: Pieces) -> None:
        """Adds a value that was put together from pieces."""
        done = pieces.finish()
        if done is not None:
            self._add(path, *done)

    def _add(self, path: tuple[str, ...], text: str, map: SourceMap) -> None:
        self.catalogue.tell(path, text)
        facts = facts_of(path)
        if facts.node:
            self.nodes.tell(path, text)
        if self.all_text:
            facts = facts._replace(technical=False)
        if shows(facts, text) and text.strip(_NOTHING):
            self.put(path, text, map, facts.shown)

    def put(self, path: tuple[str, ...], text: str, map: SourceMap, carrier: str, page: str = "") -> None:
        """Makes blocks of a value that is copy."""
        language = language_in(text)
        if language:
            self.put_embedded(language, path, text, map, carrier, page)
        else:
            self.blocks.append(_as_block((text, map, "value", carrier, (), path, (), 0, page)))

    def put_embedded(
        self, language: str, path: tuple[str, ...], text: str, map: SourceMap, carrier: str = "body", page: str = ""
    ) -> None:
        """Makes blocks of what the reader of another language sees in a value."""
        inner = self.embed(language, text, map, path)
        for block in inner.blocks:
            as_what = carrier if block.carrier == "body" else block.carrier
            self.blocks.append(block._replace(carrier=as_what, page=page or block.page))
        self.skips.extend(inner.skips)
        self.notices.extend(inner.notices)
        self.links.extend(inner.links)

    def add_as_it_stands(self, path: tuple[str, ...], start: int, end: int) -> None:
        """Adds text that could not be understood, line by line, whatever its key."""
        for line in _LINE.finditer(self.document.text, start, end):
            pieces = Pieces()
            pieces.add(line.group(), line.start(), line.end())
            done = pieces.finish()
            if done:
                self.blocks.append(TextBlock(done[0], done[1], "value", facts_of(path).shown, (), path))

    def note(self, message: str, start: int, end: int) -> None:
        """Tells something about document.text[start:end]."""
        self.notices.append(Notice(message, Span(start, end)))

    def reading(self) -> Reading:
        """Everything, in the order of the source, each block with its page."""
        blocks = self.blocks
        blocks.sort(key=_begin)
        if self.nodes.seen:
            blocks = list(self.nodes.joined(self.document.text, blocks))
        if self.catalogue.close():
            blocks = self._placed(blocks)
        return Reading(
            tuple(blocks), (*self.skips, *self._between()), tuple(self.notices), self.facts, tuple(self.links)
        )

    def _placed(self, blocks: list[TextBlock]) -> list[TextBlock]:
        """The blocks with their pages, and under the heading of references where a work is cited."""
        cites, page_of = self.catalogue.cites, self.catalogue.page_of
        if self.catalogue.has_works:
            blocks = [b._replace(headings=(CITED,)) if cites(b.path) else b for b in blocks]
        return [b if b.page else _as_block((*b[:8], page_of(b.path))) for b in blocks]

    def _between(self) -> list[Skip]:
        """What lies between the blocks."""
        found: list[Skip] = []
        at = 0
        for start, end in [block.map.span for block in self.blocks]:
            if start > at:
                found.append(_as_skip((_as_span((at, start)), SYNTAX)))
            at = max(at, end)
        if at < len(self.document.text):
            found.append(Skip(Span(at, len(self.document.text)), SYNTAX))
        return found


def _begin(block: TextBlock) -> int:
    return block.map.span.start


_LINE = Expression(r"[^\n\r]+")


def language_in(text: str) -> str:
    """The language that a value is written in: html, markdown, or nothing for plain words. A cheap look."""
    if ("<" in text or "&" in text) and _HTML.search(text):
        # Markdown may hold tags; what has whole blocks of HTML is HTML.
        return "markdown" if _MARKDOWN.search(text) and not _HTML_BLOCK.search(text) else "html"
    if (
        "*" in text or "\n" in text or "](" in text or "__" in text or text[0] in "#-+>0123456789"
    ) and _MARKDOWN.search(text):
        return "markdown"
    return ""
