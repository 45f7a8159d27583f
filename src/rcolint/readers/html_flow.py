"""Which text does HTML show, and which does it hide?

Tags disappear: inline ones join the text around them, block-level ones part it. What was opened stays open across
calls, because Markdown lets an element begin in one piece of HTML and end in another. Each piece is read once, from
left to right.
"""

import re

from rcolint.expressions import Expression
from rcolint.model import Notice, Skip
from rcolint.positions import Span
from rcolint.readers import Embed
from rcolint.readers.collect import Copy, Flow
from rcolint.readers.html_attributes import Attributes, Said
from rcolint.readers.html_elements import Change, Elements
from rcolint.readers.html_names import ASIDES
from rcolint.readers.html_tables import TABLE_TAGS, Tables
from rcolint.readers.html_tags import (
    BLOCK,
    DECODED,
    RAW,
    SHOWN_RAW,
    TAG,
    VOID,
    aside_end,
    cdata_end,
    foreign_end,
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
_TAKES_UP = frozenset("button marquee math object optgroup option select svg xmp".split())
_UNSEEN: Change = ({}, ("hidden",))
_SVG_BLOCKS = ("text", "desc")
_STANDS_FOR = {"br": "\n", **dict.fromkeys("img image input embed area keygen".split(), OBJECT)}
_MAX_AROUND = 60  # elements that a style rule may look at
_DOCTYPE = Expression(r"<!doctype\b", re.I)
_COMMENT_WORD = Expression(r"[^\W\d_]{2}")
_CONDITION = Expression(
    r"<!(?:--)?\[(?:if|endif)\b|<!--\s*#|<!--\s*/?wp:", re.I
)  # for an old browser, the server, WordPress
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
        self.elements = Elements(root, self._closed)
        self._original = original  # the content before template tags in it were replaced
        self._role, self._level = "paragraph", 0  # of text that no element gives a role
        self._attributes = Attributes(sheet or Sheet())
        self._tables = Tables(copy)
        self._trails: list[list[tuple[int, str]]] = []  # of the headings around an aside
        self._marked = -1  # where the markup began that was passed and not yet noted
        self._ended, self._ended_name = -1, ""  # where the last end tag ended, and whose
        self._seam = -1  # where an inline element began right behind another one

    # --- pieces that Markdown found --------------------------------------------------------------------------------

    def inline(self, html: str, start: int, place: Place, flow: Flow) -> bool:
        """One tag or comment at `start` of the content that `place` maps. True where a script or style begins."""
        within = Within(place, start)
        if html[1] in "!?":
            shown = aside_end(html, 0)
            self.copy.skip(within.at(0), within.end(shown), "markup")
            self._aside(html, 0, shown, within)
            flow.pieces.add_prose(html, shown, len(html), within)
            return False
        tag = TAG.match(html)
        self.copy.skip(within.at(0), within.end(len(html)), "markup")
        if tag is None:
            return False
        name, before = tag[2].lower(), self.copy.facts
        if name in TABLE_TAGS:
            flow.flush()
            return False
        outer, self._tables.flow = self._tables.flow, flow
        flow.is_begun = True
        if tag[1]:
            self._end_tag(name, *tag.span(), within)
        else:
            self._open(html, tag, name, within)
        self._tables.flow = outer
        if self.copy.facts != before and not tag[1] and flow.pieces.length:
            flow.pieces.insert(" ")  # two hidden elements must not join into one word
        return name in ("script", "style") and not tag[1]

    def block(self, content: str, place: Place, role: str, level: int) -> None:
        """A whole block of HTML; text that no element gives a role gets `role`."""
        self._role, self._level = role, level
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
            self._tables.start("table", place.at(start))  # a part of a page that stands in a table there
            self.elements.push("table")
        at, size = start, len(content)
        find, match = content.find, TAG.match
        while at < size:
            low = find("<", at)
            if low < 0:
                low = size
            if at < low:
                self._between(content, at, low, place)
            if low == size:
                break
            tag = match(content, low)
            if tag is None:
                at = self._other(content, low, place)
                continue
            if self._marked < 0:
                self._marked = low
            at = tag.end()
            if tag[1]:
                self._end_tag(tag[2].lower(), low, at, place)
            else:
                at = self._start_tag(content, tag, at, place)
        self._note(size, place)

    def finish(self) -> None:
        """Makes blocks of what is still pending; what is open stays open."""
        self._tables.finish(self._role)

    def _note(self, end: int, place: Place) -> None:
        """Notes that what was passed up to `end` is markup."""
        if self._marked >= 0:
            self.copy.skips.append(Skip(Span(place.at(self._marked), place.end(end)), "markup"))
            self._marked = -1

    def _between(self, content: str, start: int, end: int, place: Place) -> None:
        """What stands between two tags."""
        if not content[start:end].isspace():
            if self._marked >= 0:
                self._note(start, place)
            self._text(content, start, end, place)
        elif not self._tables.open or not self.elements.between_cells:
            self._tables.flow.pieces.add_shown(content, start, end, place)

    def _text(self, content: str, start: int, end: int, place: Place) -> None:
        flow, elements = self._tables.flow, self.elements
        if elements.lost:
            elements.take_up()
            self.copy.facts = elements.look.facts
        if self._tables.open and elements.between_cells:
            self.copy.facts = elements.text_look.facts
        if not flow.is_begun:
            self._begin(flow)
        if self._seam == start and content[start].isupper() and flow.pieces.last.islower():
            flow.pieces.insert(" ")  # the style of the page parts such elements: "Home" "Shop"
        flow.pieces.add_shown(content, start, end, place)

    def _begin(self, flow: Flow) -> None:
        """The first text of a block says what the block is."""
        flow.is_begun = True
        if self._tables.in_row:
            return
        elements = self.elements
        name = elements.role
        flow.carrier, flow.path = "body", ()
        flow.role, flow.level = _ROLES.get(name, self._role), self._level
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
            return self._cdata(content, low, place)
        if follows in ("!", "?") or (follows == "/" and second and not (second.isascii() and second.isalpha())):
            end = aside_end(content, low)
            if self._marked < 0:
                self._marked = low
            self._aside(content, low, end, place)
            return end
        self._note(low, place)
        if (follows.isascii() and follows.isalpha()) or (follows == "/" and second):
            self.copy.notices.append(Notice(_UNENDED, Span(place.at(low), place.end(low + 1))))
            self._text(content, low, len(content), place)
            return len(content)
        self._text(content, low, low + 1, place)
        return low + 1

    def _cdata(self, content: str, low: int, place: Place) -> int:
        """Text that holds no tags, in XML and in pictures."""
        end = cdata_end(content, low)
        if self._marked < 0:
            self._marked = low
        self._note(low + 9, place)
        self._raw_text(content, low + 9, end, place, decode=False)
        self._marked = end
        return min(end + 3, len(content))

    def _raw_text(self, content: str, start: int, end: int, place: Place, decode: bool) -> None:
        if start < end and not content[start:end].isspace():
            if not self._tables.flow.is_begun:
                self._begin(self._tables.flow)
            self._tables.flow.pieces.add_prose(content, start, end, place, decode)

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

    # --- tags --------------------------------------------------------------------------------------------------------

    def _start_tag(self, content: str, tag: "re.Match[str]", after: int, place: Place) -> int:
        """A start tag; returns where to go on: after it, or after the raw text that it opens."""
        name = tag[2].lower()
        said = self._open(content, tag, name, place)
        if said is None or name not in RAW:
            return after
        if not self.elements.open[-1].space:
            end = raw_end(content, name, after)
        elif name in ("script", "style"):
            end = foreign_end(content, after)  # in a picture they may hold tags
        else:
            return after
        self._note(after, place)
        if name in SHOWN_RAW:
            self._raw_text(content, after, end, place, decode=name in DECODED)
        elif after < end:
            from rcolint.readers.html_islands import read_island

            read_island(self, name, said, self._original or content, after, end, place)
        return end

    def _open(self, content: str, tag: "re.Match[str]", name: str, place: Place) -> Said | None:
        """Opens an element; what its tag says, where it holds something."""
        elements, outer = self.elements, self.elements.look
        (low, after), (start, end) = tag.span(), tag.span(3)
        said = self._attributes.said(name, content[start:end] if start < end else "")
        elements.parted = False
        holds = self._show(name, low, after, place) and self._push(
            name, said, end < after - 1 and content[after - 2] == "/"
        )
        if said.says_more:
            from rcolint.readers.html_islands import read_attributes

            change = None if holds else said.change
            facts = look_inside(outer, *change).facts if change else elements.look.facts
            read_attributes(self, name, said, content, start, place, facts)
        look = elements.look
        if look is not outer:
            self.copy.facts = look.facts
            pieces = self._tables.flow.pieces
            if said.change and look.facts != outer.facts and pieces.length:
                pieces.insert(" ")  # two hidden elements must not join into one word
        return said if holds else None

    def _show(self, name: str, low: int, after: int, place: Place) -> bool:
        """What a start tag does to the text around it; False where browsers ignore it."""
        elements, tables, flow = self.elements, self._tables, self._tables.flow
        accepted, space = elements.make_room(name), elements.space
        if not accepted:
            if elements.parted:
                tables.part(name, low, after, place)
        elif name in TABLE_TAGS and not space:
            if elements.parted:
                tables.part_before(flow)
            tables.start(name, place.at(low))
        elif elements.parted or name in BLOCK or (space and name in _SVG_BLOCKS):
            tables.part(name, low, after, place)
        elif name in _STANDS_FOR and not space:
            if not flow.is_begun:
                self._begin(flow)
            flow.pieces.add(_STANDS_FOR[name], place.at(low), place.end(after))
        elif low == self._ended:
            self._seam = after
            if name == "a" and self._ended_name == "a" and flow.pieces.length:
                flow.pieces.insert(" ", place.at(low))  # two links side by side are two things
        return accepted

    def _push(self, name: str, said: Said, ends_itself: bool) -> bool:
        """Opens an element unless it can hold nothing."""
        elements = self.elements
        space = elements.space
        if ends_itself and (space or self.xml or name in ("svg", "math")):
            return False
        if not space and (name in VOID or name == "colgroup"):
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

    def _end_tag(self, name: str, low: int, after: int, place: Place) -> None:
        elements, tables, flow = self.elements, self._tables, self._tables.flow
        picture = elements.space
        elements.parted = False
        closed = elements.close(name)
        if name == "br":
            if not flow.is_begun:
                self._begin(flow)
            flow.pieces.add("\n", place.at(low), place.end(after))
        elif name in TABLE_TAGS:
            if elements.parted:
                tables.part_before(flow)
            if closed:
                tables.end(name)
        elif elements.parted or (closed and (name in BLOCK or (picture and name in _SVG_BLOCKS))):
            tables.part(name, low, after, place)
        self._ended, self._ended_name = after, name
        self.copy.facts = elements.look.facts

    def _closed(self, name: str) -> None:
        """A table, a row, a cell or an aside was closed, by its end tag or by another tag."""
        if name in ASIDES:
            self._tables.flow.flush()
            self.copy.back_under(self._trails.pop() if self._trails else [])
        else:
            self._tables.closed(name)
