"""Which letters of a paragraph does a reader see, and where does each stand?

Walks the inline tokens of markdown_parser: emphasis, links and tags disappear and the text around them joins; alt
texts, titles, comments, notes and hidden elements become blocks of their own; inline code is no copy.
"""

import re
from functools import cached_property
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll
from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token
from markdown_it.utils import EnvType

from rcolint.expressions import Expression
from rcolint.readers import Embed
from rcolint.readers.collect import Copy, Flow
from rcolint.readers.pieces import OBJECT, Pieces, Place, Within

if TYPE_CHECKING:
    from rcolint.readers.html_flow import HtmlFlow

_ESCAPE_OR_ENTITY = Expression(
    r"\\([!-/:-@\[-`{-~])|&(?:\#[0-9]{1,8}|\#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});|\s*\n\s*"
)
_DEFINITION = Expression(r"\s*\[(?:\\.|[^\[\]\\])*\]:\s*", re.S)
_BLANKS = Expression(r"\s*")
_LETTERS = frozenset(("softbreak", "hardbreak", "text_special"))
_ENDS_RAW = Expression(r"</(?:script|style)", re.I)


class InlineReader:
    """Reads inline tokens into the blocks of one document."""

    def __init__(self, copy: Copy, embed: Embed, env: EnvType, code_is_copy: bool) -> None:
        self.copy = copy
        self._embed = embed
        self.env = env
        self.code_is_copy = code_is_copy

    @cached_property
    def html(self) -> "HtmlFlow":
        """What reads the HTML of this document; most documents have none."""
        from rcolint.readers.html_flow import HtmlFlow

        return HtmlFlow(self.copy, self._embed)

    def end_paragraph(self) -> None:
        """A block of Markdown ends an HTML paragraph that was left open."""
        if "html" in self.__dict__:
            self.html.end_paragraph()

    def read(self, token: Token, flow: Flow) -> None:
        """Adds the text of one inline token to `flow`."""
        place = self.copy.place(token.meta["at"], token.content)
        children = token.children or []
        if len(children) == 1 and children[0].type == "text" and not self.copy.facts:
            child = children[0]
            start, end = child.map  # type: ignore[misc]
            flow.plain.add_slice(token.content, start, end, place)
            return
        depth = len(self.html.elements) if "html" in self.__dict__ else 0
        self._walk(children, token.content, place, flow)
        if "html" in self.__dict__ and len(self.html.elements) > depth:
            self.html.cut(depth)

    def _walk(self, children: list[Token], content: str, place: Place, flow: Flow) -> None:
        pieces = flow.pieces
        raw = auto = False  # inside a script or style; inside <https://...>
        link: list[Token] = []
        for token in children:
            kind = token.type
            start, end = token.map or (0, 0)
            if raw and not (kind == "html_inline" and _ENDS_RAW.match(token.content)):
                self.copy.skip(place.at(start), place.end(max(end, start + 1)), "code")
            elif kind == "text":
                if auto:  # the library decodes what it shows of an address
                    start, end = start + 1, content.index(">", start)
                    pieces.add(token.content, place.at(start), place.end(end))
                elif token.content:  # a mark that became emphasis has lost its content
                    pieces.add_slice(content, start, end, place)
            elif kind == "html_inline":
                raw = self.html.inline(token.content, start, place, flow)
                pieces = flow.pieces
            elif kind == "link_open":
                link.append(token)
                auto = token.info == "auto"
            elif kind == "link_close":
                opened = link.pop() if link else token
                if not auto:
                    self._target(content, start, end, place, str(opened.attrs.get("title", "")))
                auto = False
            elif kind in _LETTERS:
                self._letter(token, content, place, pieces)
            else:
                self._thing(token, content, place, flow)

    @staticmethod
    def _letter(token: Token, content: str, place: Place, pieces: Pieces) -> None:
        start = token.map[0] if token.map else 0
        if token.type == "text_special":
            shown = start + (token.info == "escape" and token.content != token.markup)
            pieces.add(token.content, place.at(shown), place.end(start + len(token.markup)))
        else:
            start = content.index("\n", start)
            pieces.add("\n", place.at(start), place.end(start + 1))

    def _thing(self, token: Token, content: str, place: Place, flow: Flow) -> None:
        start, end = token.map  # type: ignore[misc]
        if token.type == "code_inline":
            self._code(token, content, place, flow)
        elif token.type == "image":
            flow.pieces.add(OBJECT, place.at(start), place.end(end))
            alt = Flow(self.copy, "caption")
            label_end = start + 2 + len(token.content)
            self._walk(token.children or [], token.content, Within(place, start + 2), alt)
            alt.flush("alt")
            self._target(content, label_end, end, place, str(token.attrs.get("title", "")))
        elif token.type == "footnote_ref":
            if content.startswith("^[", start):
                note = Flow(self.copy, "paragraph")
                held = self.env["footnotes"]["list"][token.meta["id"]]
                self._walk(held["tokens"], held["content"], Within(place, start + 2), note)
                note.flush()
            else:
                self.copy.skip(place.at(start), place.end(end), "markup")

    def _code(self, token: Token, content: str, place: Place, flow: Flow) -> None:
        start, end = token.map  # type: ignore[misc]
        if not self.code_is_copy:
            flow.pieces.add(OBJECT, place.at(start), place.end(end))
            self.copy.skip(place.at(start), place.end(end), "code")
            return
        marks = len(token.markup)
        flow.pieces.add_prose(content, start + marks, end - marks, place)

    def _target(self, content: str, start: int, end: int, place: Place, title: str) -> None:
        """The part of a link or image from the closing bracket on; its title is a block of its own."""
        self.copy.skip(place.at(start), place.end(end), "link target")
        if title and content.startswith("](", start):
            at = self._blanks(content, start + 2)
            found = parseLinkDestination(content, at, end)
            at = self._blanks(content, found.pos if found.ok else at)
            last = end - 1
            while last > at and content[last - 1].isspace():
                last -= 1
            self._title(content, at + 1, last - 1, place)

    def definition(self, token: Token) -> None:
        """A link reference definition: no copy but for its title, which readers see as a tooltip."""
        begin, end = token.map  # type: ignore[misc]
        self.copy.skip_lines(begin, end, "link definition")
        content = token.content
        label = _DEFINITION.match(content)
        found = parseLinkDestination(content, label.end(), len(content)) if label else None
        if found is None or not found.ok:
            return
        at, last = self._blanks(content, found.pos), len(content.rstrip())
        if last - at > 2:
            self._title(content, at + 1, last - 1, self.copy.place(token.meta["at"], content))

    def _title(self, content: str, start: int, end: int, place: Place) -> None:
        pieces = Pieces()
        at = start
        for odd in _ESCAPE_OR_ENTITY.finditer(content, start, max(start, end)):
            low, high = odd.span()
            if odd[1]:
                value, low_shown = odd[1], low + 1
            else:
                value, low_shown = unescapeAll(odd[0]) if odd[0][0] == "&" else "\n", low
            if at < low:
                pieces.add_slice(content, at, low, place)
            pieces.add(value, place.at(low_shown), place.end(high))
            at = high
        if at < end:
            pieces.add_slice(content, at, end, place)
        self.copy.emit(pieces, "caption", "attribute")

    @staticmethod
    def _blanks(content: str, at: int) -> int:
        match = _BLANKS.match(content, at)
        return match.end() if match else at
