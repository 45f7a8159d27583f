"""Which text does HTML inside other text show, and which does it hide?

Tags disappear: inline ones join the text around them, block-level ones part it. What was opened stays open across
calls, because Markdown lets an element begin in one piece of HTML and end in another.
"""

import itertools
import re

from rcolint.expressions import Expression
from rcolint.readers.collect import Copy, Facts, Flow
from rcolint.readers.html_tags import BLOCK, RAW, TEXT_ATTRIBUTES, VOID, Tag, TagReader, facts_of
from rcolint.readers.pieces import OBJECT, Pieces, Place, Within

_ROLES = {
    "li": "list-item",
    "dt": "list-item",
    "dd": "list-item",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
}
_HEADING = Expression(r"h([1-6])\Z")
_ROW_ENDS = frozenset(("tr", "table", "thead", "tbody", "tfoot"))
_CLOSES_ITSELF = {"li": ("li",), "p": ("p",), "tr": ("tr", "td", "th"), "td": ("td", "th"), "th": ("td", "th")}


class Elements:
    """The open HTML elements, each with the visibility that holds inside it."""

    def __init__(self, copy: Copy) -> None:
        self._copy = copy
        self._open: list[tuple[str, Facts, str]] = []  # name, visibility, the element that gives text its role
        self._count: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._open)

    @property
    def innermost(self) -> str:
        """The innermost element that gives text its role, or nothing."""
        return self._open[-1][2] if self._open else ""

    def open(self, name: str, facts: Facts) -> None:
        """Opens an element; one that closes itself ends its like before it."""
        if name in VOID:
            return
        for like in _CLOSES_ITSELF.get(name, ("p",) if name in BLOCK else ()):
            if self._open and self._open[-1][0] == like:
                self.cut(len(self._open) - 1)
        outer = self._open[-1][1] if self._open else ()
        if name == "summary":  # a closed <details> still shows its summary
            outer = tuple(fact for fact in outer if fact != "collapsed")
        if facts:
            outer = tuple(sorted({*outer, *facts}))
        role = name if name in _ROLES or name == "title" or _HEADING.match(name) else self.innermost
        self._open.append((name, outer, role))
        self._count[name] = self._count.get(name, 0) + 1
        self._copy.facts = outer

    def close(self, name: str) -> None:
        """Closes the innermost element of that name, with what was left open in it."""
        if not self._count.get(name):
            return
        for index in range(len(self._open) - 1, -1, -1):
            if self._open[index][0] == name:
                self.cut(index)
                break

    def cut(self, depth: int) -> None:
        """Forgets the elements beyond `depth`: a paragraph closes what was opened in it."""
        for name, _, _ in self._open[depth:]:
            self._count[name] -= 1
        del self._open[depth:]
        self._copy.facts = self._open[-1][1] if self._open else ()

    def end_paragraph(self) -> None:
        """A block of Markdown ends an HTML paragraph that was left open."""
        if self._open and self._open[-1][0] == "p":
            self.cut(len(self._open) - 1)


class HtmlFlow:
    """Reads pieces of HTML into the blocks of one document."""

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.elements = Elements(copy)

    def inline(self, html: str, start: int, place: Place, flow: Flow) -> bool:
        """One tag or comment at `start` of the content that `place` maps. True where a script or style begins."""
        copy, end = self.copy, start + len(html)
        copy.skip(place.at(start), place.end(end), "markup")
        if html[1] in "!?":
            within = Within(place, start)
            shown = aside_end(html, 0)
            self._aside(html, 0, shown, within)
            flow.pieces.add_prose(html, shown, len(html), within)
            return False
        tag = TagReader(html).read(0)
        if tag is None:
            return False
        if tag.name in BLOCK:
            flow.flush()
        self._enter(tag, html, Within(place, start), flow)
        if tag.name == "br":
            flow.pieces.add("\n", place.at(start), place.end(end))
        elif tag.name == "img":
            flow.pieces.add(OBJECT, place.at(start), place.end(end))
        return tag.name in RAW and not tag.closing

    def block(self, content: str, place: Place, role: str, level: int) -> None:
        """A whole block of HTML; text that no element gives a role gets `role`."""
        _HtmlBlock(self, content, place, role, level).read()

    def _enter(self, tag: Tag, text: str, place: Place, flow: Flow) -> None:
        if tag.closing:
            self.elements.close(tag.name)
            return
        facts = facts_of(tag, text)
        before = self.copy.facts
        for attribute in tag.attributes:
            carrier = TEXT_ATTRIBUTES.get(attribute.name)
            if carrier and attribute.end > attribute.start:
                pieces = Pieces()
                pieces.add_prose(text, attribute.start, attribute.end, place, decode=True)
                self.copy.emit(pieces, "caption", carrier, facts=tuple(sorted({*before, *facts})))
        self.elements.open(tag.name, facts)
        if facts and flow.pieces.length:
            flow.pieces.insert(" ")  # two hidden elements must not join into one word

    def _aside(self, text: str, start: int, end: int, place: Place) -> None:
        """A comment, declaration or processing instruction: what it says is hidden, not gone."""
        self.copy.skip(place.at(start), place.end(end), "markup")
        if _DOCTYPE.match(text, start):
            return
        low = start + (4 if text.startswith("<!--", start) else 2)
        high = end - (3 if text.endswith("-->", start, end) else 4 if text.endswith("--!>", start, end) else 1)
        if low < high:
            pieces = Pieces()
            pieces.add_prose(text, low, high, place)
            self.copy.emit(pieces, "comment", "comment", facts=("hidden",))


_DOCTYPE = Expression(r"<!doctype\b", re.I)
_COMMENT_END = Expression(r"--!?>")


def aside_end(text: str, at: int) -> int:
    """One past the end of a comment, declaration or instruction, as browsers see it: all but comments end at ">".

    What stands between that and the place where Markdown sees the end ("?>", "]]>") is plain to see on the page.
    """
    if not text.startswith("<!--", at):
        end = text.find(">", at)
        return end + 1 if end >= 0 else len(text)
    for empty in ("<!-->", "<!--->"):
        if text.startswith(empty, at):
            return at + len(empty)
    closing = _COMMENT_END.search(text, at + 4)
    return closing.end() if closing else len(text)


class _HtmlBlock:
    """One block of HTML while it is read."""

    def __init__(self, owner: HtmlFlow, content: str, place: Place, role: str, level: int) -> None:
        self.owner = owner
        self.copy = owner.copy
        self.content = content
        self.place = place
        self.role = role
        self.level = level
        self.flow = Flow(owner.copy, role, level)
        self.row: list[str] | None = None  # the names of the cells of the row that is open
        self.cell_starts: list[int] = []
        self.headers: tuple[str, ...] = ()

    def read(self) -> None:
        """Reads all of it."""
        content, tags = self.content, TagReader(self.content)
        at, size = 0, len(self.content)
        while at < size:
            low = content.find("<", at)
            if low < 0:
                low = size
            self._text(at, low)
            if low >= size:
                break
            at = self._markup(low, tags)
        self._flush()

    def _markup(self, low: int, tags: TagReader) -> int:
        content, place = self.content, self.place
        follows = content[low + 1 : low + 2]
        if follows and follows in "!?":
            end = aside_end(content, low)
            self.owner._aside(content, low, end, place)
            return end
        tag = tags.read(low)
        if tag is None:
            self._text(low, low + 1)
            return low + 1
        self.copy.skip(place.at(low), place.end(tag.end), "markup")
        self._tag(tag, low)
        if tag.name in RAW and not tag.closing:
            close = re.compile(f"</{tag.name}", re.I).search(content, tag.end)
            end = close.start() if close else len(content)
            self.copy.skip(place.at(tag.end), place.end(end), "code")
            return end
        return tag.end

    def _text(self, start: int, end: int) -> None:
        if start < end:
            self.flow.pieces.add_prose(self.content, start, end, self.place, decode=True)

    def _tag(self, tag: Tag, low: int) -> None:
        name = tag.name
        if name in _ROW_ENDS:
            self._flush()
            self.row = [] if name == "tr" and not tag.closing else None
            if name == "table":
                self.headers = ()
        elif name in BLOCK and self.row is None:
            self._flush()
        elif name in ("td", "th") and self.row is not None and not tag.closing:
            if self.row:
                self.flow.pieces.insert(" | ", self.place.at(low))
            self.row.append(name)
            self.cell_starts.append(self.flow.plain.length)
        elif name == "br" or (name in BLOCK and name not in ("td", "th")):
            self.flow.pieces.add("\n", self.place.at(low), self.place.end(tag.end))
        elif name == "img":
            self.flow.pieces.add(OBJECT, self.place.at(low), self.place.end(tag.end))
        self.owner._enter(tag, self.content, self.place, self.flow)

    def _flush(self) -> None:
        flow, name = self.flow, self.owner.elements.innermost
        carrier, flow.path = "body", ()
        heading = _HEADING.match(name)
        flow.role, flow.level = (
            ("heading", int(heading[1]))
            if heading
            else (_ROLES.get(name, self.role), self.level or int(name in _ROLES))
        )
        if name == "title":
            carrier = "title"
        if self.row is not None:
            flow.role = "cell"
            header = self.row and all(cell == "th" for cell in self.row) and not self.headers
            if header:
                text = flow.plain.text
                edges = [*self.cell_starts, len(text) + 3]
                self.headers = tuple(text[a : b - 3].strip() for a, b in itertools.pairwise(edges))
            else:
                flow.path = self.headers
        self.cell_starts = []
        flow.flush(carrier)
