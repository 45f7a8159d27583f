"""Which text does HTML show, and which does it hide?

Tags disappear: inline ones join the text around them, block-level ones part it. What was opened stays open across
calls, because Markdown lets an element begin in one piece of HTML and end in another. Each piece is read once, from
left to right.
"""

import re

from rcolint.expressions import Expression
from rcolint.model import Notice
from rcolint.positions import Span
from rcolint.readers import Embed
from rcolint.readers.collect import Copy, Flow
from rcolint.readers.html_attributes import Attributes, Said
from rcolint.readers.html_elements import ASIDES, Change, Elements
from rcolint.readers.html_tables import Table
from rcolint.readers.html_tags import (
    BLANK, BLOCK, DECODED, RAW, SHOWN_RAW, TAG, VOID, aside_end, cdata_end, foreign_end,
    raw_end,
)  # fmt: skip
from rcolint.readers.pieces import OBJECT, Pieces, Place, Within
from rcolint.readers.styles import Sheet
from rcolint.readers.visibility import PLAIN, Look, look_inside

_ROLES = {
    "li": "list-item",
    "dt": "list-item",
    "dd": "list-item",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "title": "paragraph",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
}
_TABLE_TAGS = frozenset("table thead tbody tfoot tr td th caption col colgroup".split())
_TAKES_UP = frozenset("button marquee math object optgroup option select svg xmp".split())
_UNSEEN: Change = ({}, ("hidden",))
_SVG_BLOCKS = ("text", "desc")
# In a cell these are more than a line of it: the table is there for the layout.
_LAYOUT = frozenset(
    "article aside blockquote dl footer form h1 h2 h3 h4 h5 h6 header hr main nav ol pre section ul".split()
)
_STANDS_FOR = {"br": "\n", **dict.fromkeys("img image input embed area keygen".split(), OBJECT)}
_MAX_AROUND = 60  # elements that a style rule may look at
_DOCTYPE = Expression(r"<!doctype\b", re.I)
_COMMENT_WORD = Expression(r"[^\W\d_]{2}")
_CONDITION = Expression(r"<!(?:--)?\[(?:if|endif)\b|<!--\s*#", re.I)  # for an old browser; for the server
_OPENS_IN_TABLE = Expression(r"\s*<(?:tr|td|th|tbody|thead|tfoot)[\s>]", re.I)
_UNENDED = "an HTML tag does not end; what follows is read as it stands"


class HtmlFlow:
    """Reads pieces of HTML into the blocks of one document."""

    def __init__(
        self,
        copy: Copy,
        embed: Embed,
        sheet: Sheet | None = None,
        root: Look = PLAIN,
        xml: bool = False,
        original: str = "",
    ) -> None:
        self.copy = copy
        self.embed = embed
        self.xml = xml  # whether "/>" closes every element, and CDATA is text
        self._original = original  # the content before template tags in it were replaced
        self.elements = Elements(root, self._closed)
        self.role, self.level = "paragraph", 0  # of text that no element gives a role
        self._attributes = Attributes(sheet or Sheet())
        self._tables: list[Table] = []
        self._flow = Flow(copy, "paragraph")
        self._trails: list[list[tuple[int, str]]] = []  # of the headings around an aside
        self._ended, self._ended_name = -1, ""  # where the last end tag ended, and whose
        self._seam = -1  # where an inline element began right behind another one

    # --- pieces that Markdown found --------------------------------------------------------------------------------

    def inline(self, html: str, start: int, place: Place, flow: Flow) -> bool:
        """One tag or comment at `start` of the content that `place` maps. True where a script or style begins."""
        within = Within(place, start)
        if html[1] in "!?":
            shown = aside_end(html, 0)
            self._mark(0, shown, within)
            self._aside(html, 0, shown, within)
            flow.pieces.add_prose(html, shown, len(html), within)
            return False
        tag = TAG.match(html)
        self.copy.skip(place.at(start), place.end(start + len(html)), "markup")
        if tag is None:
            return False
        name, before = tag[2].lower(), self.copy.facts
        if name in _TABLE_TAGS:
            flow.flush()
            return False
        outer, self._flow = self._flow, flow
        if tag[1]:
            self._end_tag(name, *tag.span(), within)
        else:
            self._start_tag(html, tag, name, within)
        self._flow = outer
        if self.copy.facts != before and not tag[1] and flow.pieces.length:
            flow.pieces.insert(" ")  # two hidden elements must not join into one word
        return name in ("script", "style") and not tag[1]

    def block(self, content: str, place: Place, role: str, level: int) -> None:
        """A whole block of HTML; text that no element gives a role gets `role`."""
        self.role, self.level = role, level
        self.read(content, place)
        self.finish()

    def cut(self, depth: int) -> None:
        """Forgets the elements beyond `depth`: a paragraph of Markdown closes what was opened in it."""
        self.elements.cut(depth)
        self.copy.facts = self.elements.look.facts

    def end_paragraph(self) -> None:
        """A block of Markdown ends an HTML paragraph that was left open."""
        if self.elements.open and self.elements.open[-1].name == "p":
            self.cut(len(self.elements.open) - 1)

    # --- reading -----------------------------------------------------------------------------------------------------

    def read(self, content: str, place: Place, start: int = 0) -> None:
        """Reads content[start:]."""
        if not self.elements.open and _OPENS_IN_TABLE.match(content, start):
            self.elements.push("table")  # a part of a page that stands in a table there
            self._tables.append(Table(self.copy, self._flow))
        at, size = start, len(content)
        find, match = content.find, TAG.match
        marked = -1  # where the markup began that was passed and not yet noted
        while at < size:
            low = find("<", at)
            if low < 0:
                low = size
            if at < low:
                if content[at:low].isspace():
                    if not self._tables or not self.elements.between_cells:
                        self._flow.pieces.add_shown(content, at, low, place)
                else:
                    marked = self._mark(marked, at, place)
                    self._text(content, at, low, place)
                if low == size:
                    break
            tag = match(content, low)
            if tag is None:
                if content[low + 1 : low + 2] not in ("!", "?"):
                    marked = self._mark(marked, low, place)
                elif marked < 0:
                    marked = low
                at = self._other(content, low, place)
                continue
            if marked < 0:
                marked = low
            at = tag.end()
            name = tag[2].lower()
            if tag[1]:
                self._end_tag(name, low, at, place)
            elif (said := self._start_tag(content, tag, name, place)) is not None and name in RAW:
                marked = self._mark(marked, at, place)
                at = self._raw(content, name, said, at, place)
        self._mark(marked, size, place)

    def _mark(self, start: int, end: int, place: Place) -> int:
        if start >= 0:
            self.copy.skip(place.at(start), place.end(end), "markup")
        return -1

    def finish(self) -> None:
        """Makes blocks of what is still pending; what is open stays open."""
        self._flow.flush()
        self._flow = Flow(self.copy, self.role)
        while self._tables and not self.elements.depth("table"):
            self._tables.pop()
        for table in reversed(self._tables):
            table.end_row()
            table.outer.flush()
            table.outer = self._flow

    def _text(self, content: str, start: int, end: int, place: Place) -> None:
        flow, elements = self._flow, self.elements
        if elements.lost:
            elements.take_up()
            self.copy.facts = elements.look.facts
        if self._tables and elements.between_cells:
            self.copy.facts = elements.text_look.facts
        if not flow.is_begun:
            self._begin(flow)
        if self._seam == start and content[start].isupper() and flow.pieces.last.islower():
            flow.pieces.insert(" ")  # the style of the page parts such elements: "Home" "Shop"
        flow.pieces.add_shown(content, start, end, place)

    def _begin(self, flow: Flow) -> None:
        """The first text of a block says what the block is."""
        flow.is_begun = True
        if self._tables and flow is self._tables[-1].row and not self._tables[-1].is_layout:
            return
        elements = self.elements
        name = elements.role
        flow.carrier, flow.path = "body", ()
        flow.role, flow.level = _ROLES.get(name, self.role), self.level
        if flow.role == "heading" and name:
            flow.level = int(name[1])
        elif name == "title":
            flow.carrier = "title"
            if elements.depth("svg"):
                flow.role, flow.carrier = "caption", "alt"
        elif flow.role == "list-item":
            flow.level = flow.level or max(1, elements.depth("ul") + elements.depth("ol"))
        elif flow.role == "quote":
            flow.level = flow.level or max(1, elements.depth("blockquote"))
        if elements.depth("pre") and elements.depth("code"):
            flow.role = "literal"

    def _other(self, content: str, low: int, place: Place) -> int:
        """What begins with "<" and is no tag; returns where to go on."""
        follows, second = content[low + 1 : low + 2], content[low + 2 : low + 3]
        if content.startswith("<![CDATA[", low) and (self.xml or self.elements.space):
            end = cdata_end(content, low)
            after = min(end + 3, len(content))
            self._mark(low, low + 9, place)
            if low + 9 < end:
                if not self._flow.is_begun:
                    self._begin(self._flow)
                self._flow.pieces.add_prose(content, low + 9, end, place)
            self._mark(end, after, place)
            return after
        if follows in ("!", "?") or (follows == "/" and second and not (second.isascii() and second.isalpha())):
            end = aside_end(content, low)
            self._mark(low, end, place)
            self._aside(content, low, end, place)
            return end
        if (follows.isascii() and follows.isalpha()) or (follows == "/" and second):
            self.copy.notices.append(Notice(_UNENDED, Span(place.at(low), place.end(low + 1))))
            self._text(content, low, len(content), place)
            return len(content)
        self._text(content, low, low + 1, place)
        return low + 1

    def _aside(self, text: str, start: int, end: int, place: Place) -> None:
        """A comment, declaration or processing instruction: what it says is hidden, not gone."""
        if _DOCTYPE.match(text, start) or _CONDITION.match(text, start):
            return
        low = start + (4 if text.startswith("<!--", start) else 2)
        marks = ("-->", "--!>") if low > start + 2 else (">",)
        high = end - next((len(mark) for mark in marks if text.endswith(mark, low, end)), 0)
        if low < high and _COMMENT_WORD.search(text, low, high):
            pieces = Pieces()
            pieces.add_prose(text, low, high, place)
            self.copy.emit(pieces, "comment", "comment", facts=("hidden",))

    def _raw(self, content: str, name: str, said: Said, start: int, place: Place) -> int:
        """The text of an element that holds no tags; returns where its end tag stands."""
        if not self.elements.open[-1].space:
            end = raw_end(content, name, start)
        elif name in ("script", "style"):
            end = foreign_end(content, start)  # in a picture they may hold tags
        else:
            return start
        if name in SHOWN_RAW:
            if content[start:end].strip(BLANK):
                if not self._flow.is_begun:
                    self._begin(self._flow)
                self._flow.pieces.add_prose(content, start, end, place, decode=name in DECODED)
        elif start < end:
            from rcolint.readers.html_islands import read_island

            read_island(self, name, said, self._original or content, start, end, place)
        return end

    # --- tags --------------------------------------------------------------------------------------------------------

    def _start_tag(self, content: str, tag: "re.Match[str]", name: str, place: Place) -> Said | None:
        """A start tag; what it says where it opens an element that holds something."""
        elements, (low, after), (start, end) = self.elements, tag.span(), tag.span(3)
        said = self._attributes.said(name, content[start:end] if start < end else "")
        outer = elements.look
        holds = self._open(name, said, low, after, content[after - 2] == "/" and end < after - 1, place)
        if said.says_more:
            from rcolint.readers.html_islands import read_attributes

            change = None if holds else said.change
            facts = look_inside(outer, *change).facts if change else elements.look.facts
            read_attributes(self, name, said, content, start, place, facts)
        look = elements.look
        if look is not outer:
            self.copy.facts = look.facts
            if said.change and look.facts != outer.facts and self._flow.pieces.length:
                self._flow.pieces.insert(" ")  # two hidden elements must not join into one word
        return said if holds else None

    def _end_tag(self, name: str, low: int, after: int, place: Place) -> None:
        elements, flow = self.elements, self._flow
        picture = elements.space
        elements.parted = False
        closed = elements.close(name)
        if name == "br":
            if not flow.is_begun:
                self._begin(flow)
            flow.pieces.add("\n", place.at(low), place.end(after))
        elif name in _TABLE_TAGS:
            if elements.parted and not self._is_row(flow):
                flow.flush()
            if closed and self._tables and name not in ("td", "th", "table"):
                self._tables[-1].end_row()
        elif elements.parted or (closed and (name in BLOCK or (picture and name in _SVG_BLOCKS))):
            self._part(name, low, after, place)
        self._ended, self._ended_name = after, name
        self.copy.facts = elements.look.facts

    def _open(self, name: str, said: Said, low: int, after: int, ends_itself: bool, place: Place) -> bool:
        """Opens an element as browsers do; True where it holds something."""
        elements, flow = self.elements, self._flow
        elements.parted = False
        if not elements.make_room(name):
            if elements.parted:
                self._part(name, low, after, place)
            return False
        space = elements.space
        if name in _TABLE_TAGS and not space:
            if elements.parted and not self._is_row(flow):
                flow.flush()
            self._open_in_table(name, place.at(low))
        elif elements.parted or name in BLOCK or (space and name in _SVG_BLOCKS):
            self._part(name, low, after, place)
        elif name in _STANDS_FOR and not space:
            if not flow.is_begun:
                self._begin(flow)
            self._flow.pieces.add(_STANDS_FOR[name], place.at(low), place.end(after))
        elif low == self._ended:
            self._seam = after
            if name == "a" and self._ended_name == "a" and self._flow.pieces.length:
                self._flow.pieces.insert(" ", place.at(low))  # two links side by side are two things
        if name == "colgroup":
            return False
        if (name in VOID and not space) or (ends_itself and (space or self.xml or name in ("svg", "math"))):
            return False
        if elements.lost and (name not in BLOCK or name in _TAKES_UP):
            elements.take_up()
        change = _UNSEEN if space and name in ("script", "style") else said.change
        if said.depends is not None:
            change = said.depends.change([e.marks for e in elements.open[-_MAX_AROUND:] if e.marks is not None])
        if name in ASIDES and not space:
            self._trails.append(self.copy.leave_headings())
        elements.push(name, said.marks, change, name if name in ("svg", "math") else space)
        return True

    def _part(self, name: str, low: int, after: int, place: Place) -> None:
        """A block-level tag parts the text before it from the text behind it; in a cell it is a line break."""
        if not self._flow.is_begun and not self._tables:
            return
        table = self._tables[-1] if self._tables else None
        if table is not None and self._flow is table.row and not table.is_layout:
            if name not in _LAYOUT:
                if self._flow.is_begun:
                    self._flow.pieces.add_blank("\n", place.at(low), place.end(after))
                return
            table.lay_out()
        self._flow.flush()

    def _is_row(self, flow: Flow) -> bool:
        return any(flow is table.row for table in self._tables[-2:])

    def _open_in_table(self, name: str, at: int) -> None:
        tables = self._tables
        if name == "table":
            if tables and self._flow is tables[-1].row:
                tables[-1].lay_out()
            tables.append(Table(self.copy, self._flow))
        elif not tables:
            self._flow.flush()
        elif name in ("td", "th"):
            self._flow = tables[-1].open_cell(name, at)
        elif name == "caption":
            self._flow = Flow(self.copy, "caption")
        elif name not in ("col", "colgroup"):
            tables[-1].end_row()

    def _closed(self, name: str) -> None:
        """A table, a row, a cell or an aside was closed, by its end tag or by another tag."""
        if name in ASIDES:
            self._flow.flush()
            self.copy.back_under(self._trails.pop() if self._trails else [])
            return
        if not self._tables:
            return
        table = self._tables[-1]
        if name == "caption":
            self._flow.flush()
        if name in ("table", "tr"):
            table.end_row()
        self._flow = table.outer
        if name == "table":
            self._tables.pop()
            if self._tables and self._flow is self._tables[-1].row:
                self._tables[-1].lay_out()
            self._flow.flush()
