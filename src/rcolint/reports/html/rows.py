"""How does the copy of a page look beside its notes?

As a reader sees it, in rows: a paragraph, a list, a table; what belongs to a key of data under that key; what a reader does
not see in a box that says so. Between the marks stands the text of the blocks, letter by letter.
"""

from collections.abc import Iterable
from functools import partial
from itertools import groupby

from rcolint.model import PageResult, TextBlock
from rcolint.positions import Span
from rcolint.reports.html.marks import Highlight, Part, as_highlight, cut
from rcolint.reports.html.markup import NOTHING, Html, fill, join, put, safe, spelled, words
from rcolint.reports.places import derived
from rcolint.tuples import NamedTuple

CARRIERS = {
    "title": "title",
    "meta": "description for search engines",
    "alt": "text in place of an image",
    "attribute": "text of an attribute",
    "json-ld": "structured data",
    "tag": "tag",
    "name": "name",
    "review": "review",
    "comment": "comment in the source",
}
VISIBILITY = {
    "hidden": "hidden from readers",
    "tiny": "set very small",
    "pale": "set very pale",
    "collapsed": "shown only when opened",
}
_METADATA = ("title", "meta", "tag")
_KINDS = {"list-item": "list", "cell": "table", "quote": "quote", "heading": "heading", "literal": "literal"}
_JOINED = ("list", "table", "values", "quote")
_GAP = " | "  # stands between the cells of a table row


class Noted(NamedTuple):
    """The words of a note: its number, how it is shown, and its span in the source."""

    number: int
    style: str
    span: Span


as_noted = partial(tuple.__new__, Noted)  # made by the ten thousand, as highlights are


class Block(NamedTuple):
    """A block with what stands on it."""

    block: TextBlock
    highlights: list[Highlight]


class Row(NamedTuple):
    """Blocks that are shown as one thing, and the numbers of the notes beside it."""

    kind: str
    blocks: list[Block]
    notes: list[int]


def rows(result: PageResult, notes: list[Noted]) -> list[Row]:
    """The copy in rows, with each note beside the first one that it speaks of."""
    found: list[Row] = []
    placed: set[int] = set()
    statements = [as_noted((0, "statement", s.span)) for s in result.statements if s.span and not s.source]
    notes = sorted([*notes, *statements], key=lambda note: note.span)
    for block in result.page.blocks:
        kind = _kind(block)
        if not (found and found[-1].kind == kind and kind in _JOINED):
            found.append(Row(kind, [], []))
        highlights = _highlights(block, notes)
        found[-1].blocks.append(Block(block, highlights))
        for one in highlights:
            if one.number and one.number not in placed:
                placed.add(one.number)
                found[-1].notes.append(one.number)
    return found


def _highlights(block: TextBlock, notes: list[Noted]) -> list[Highlight]:
    """Where the notes stand in a block. The notes come in the order of the source."""
    start, end = block.span
    found = []
    for number, style, span in notes:
        if span[0] >= end:
            break
        if start < span[1]:
            seen = derived(block, span)
            if seen:
                found.append(as_highlight((*seen, number, style)))
    return found


def _kind(block: TextBlock) -> str:
    if block.role != "cell" and (block.path or block.role == "value"):
        return "values"
    if block.visibility or block.carrier != "body" or block.role == "comment":
        return "boxed"
    return _KINDS.get(block.role, "paragraph")


def shown(row: Row) -> Html:
    """A row as HTML."""
    return _SHOWN.get(row.kind, _paragraphs)(row.blocks)


def lettered(block: Block) -> Html:
    """The text of a block with its marks."""
    text, highlights = block.block.text, block.highlights
    if not highlights:
        return spelled(text)
    parts: list[Html] = []
    at = 0
    for start, end, number, style in highlights:
        if start < at or start == end or not number:
            return _marked(cut(text, highlights))  # they overlap: the text is cut at every edge
        parts += (spelled(text[at:start]), _mark(style, number, spelled(text[start:end])))
        at = end
    return join([*parts, spelled(text[at:])])


def _marked(parts: Iterable[Part]) -> Html:
    return join([_part(part) if part.style else spelled(part.text) for part in parts])


def _part(part: Part) -> Html:
    text = spelled(part.text)
    if part.style == "statement":
        return fill('<span class="stated">%s</span>', text)
    if len(part.numbers) == len(part.refs) == 1:
        return _mark(part.style, part.numbers[0], text)
    return fill(
        '<mark class="%s%s" data-notes="%s" aria-details="n%s">%s</mark>%s',
        *(part.style, " over" if len(part.numbers) > 1 else "", " ".join(map(str, part.numbers))),
        *(part.numbers[0], text),
        join([fill('<a class="ref" href="#n%s" aria-label="note %s">%s</a>', n, n, n) for n in part.refs]),
    )


def _mark(style: str, number: int, text: Html) -> Html:
    return put(
        '<mark class="%s" data-notes="%s" aria-details="n%s">%s</mark><a class="ref" href="#n%s" aria-label="note %s">%s</a>',
        *(safe(style), number, number, text, number, number, number),
    )


def _paragraphs(blocks: list[Block]) -> Html:
    return join([put('<p dir="auto">%s</p>', lettered(block)) for block in blocks])


def _headings(blocks: list[Block]) -> Html:
    # Not headings of the report: its outline must not depend on that of the copy.
    return join(fill('<p class="h%s" dir="auto">%s</p>', max(1, b.block.level), lettered(b)) for b in blocks)


def _list(blocks: list[Block]) -> Html:
    items = (fill('<li class="l%s" dir="auto">%s</li>', min(b.block.level, 6), lettered(b)) for b in blocks)
    return fill("<ul>%s</ul>", join(items))


def _quote(blocks: list[Block]) -> Html:
    return fill("<blockquote>%s</blockquote>", _paragraphs(blocks))


def _boxes(blocks: list[Block]) -> Html:
    return join(
        fill('<div class="boxed"><p class="boxlabel">%s</p><p dir="auto">%s</p></div>', _label(b.block), lettered(b))
        for b in blocks
    )


def _literals(blocks: list[Block]) -> Html:
    return join(fill('<pre dir="auto">%s</pre>', lettered(b)) for b in blocks)


def _table(blocks: list[Block]) -> Html:
    head = len(blocks) > 1 and not blocks[0].block.path
    lines = []
    for at, block in enumerate(blocks):
        cell = '<th scope="col" dir="auto">%s</th>' if head and not at else '<td dir="auto">%s</td>'
        lines.append(fill("<tr>%s</tr>", join(fill(cell, _marked(parts)) for parts in _cells(block))))
    return fill('<table class="cells">%s</table>', join(lines))


def _cells(block: Block) -> list[list[Part]]:
    starts, ends = [0], []
    for number, cell in enumerate(block.block.text.split(_GAP)):
        end = starts[number] + len(cell)
        ends.append(end)
        starts.append(end + len(_GAP))
    parts = cut(block.block.text, block.highlights, [*starts, *ends])
    return [[p for p in parts if start <= p.start < end] for start, end in zip(starts, ends, strict=False)]


def _values(blocks: list[Block]) -> Html:
    """Texts under the keys, columns or fields that hold them; what stands under one key is one row."""
    caption = "Metadata" if all(b.block.carrier in _METADATA for b in blocks) else "By key"
    lines = []
    for key, group in groupby(blocks, lambda b: b.block.path):
        texts = (fill('<p class="%s" dir="auto">%s%s</p>', b.block.role, lettered(b), _tagged(b.block)) for b in group)
        lines.append(fill('<tr><th scope="row">%s</th><td>%s</td></tr>', words(" › ".join(key)), join(texts)))
    return fill('<table class="values"><caption>%s</caption>%s</table>', caption, join(lines))


def _tagged(block: TextBlock) -> Html:
    label = _label(block)
    return fill(' <span class="boxlabel">%s</span>', label) if label else NOTHING


def _label(block: TextBlock) -> str:
    """What a reader of the page would not know by looking: where the text stands and that it cannot be seen."""
    told = [CARRIERS[block.carrier]] if block.carrier in CARRIERS else []
    if block.path and block.carrier in block.path:
        told = []  # the key says it
    return ", ".join(told + [VISIBILITY.get(fact, fact) for fact in block.visibility])


_SHOWN = {
    "heading": _headings,
    "list": _list,
    "quote": _quote,
    "boxed": _boxes,
    "literal": _literals,
    "table": _table,
    "values": _values,
}
