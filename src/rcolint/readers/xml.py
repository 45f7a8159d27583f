"""What does an XML file say to the readers of a shop?

Feeds, exports and catalogues: the text of each element with its path; an item is a page. HTML in them, escaped, in CDATA
or as it is, goes to its own reader.
"""

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Document, Notice, Reading
from rcolint.positions import SourceMap, Span
from rcolint.readers import Embed
from rcolint.readers.collect import Copy
from rcolint.readers.data_copy import language_in
from rcolint.readers.literals import collapsed
from rcolint.readers.pieces import Pieces, Place
from rcolint.readers.xml_names import (
    HTML,
    ITEMS,
    NAMING,
    TECHNICAL_ROOTS,
    VOID,
    carrier_of_attribute,
    carrier_of_element,
    is_silent,
    local,
)
from rcolint.readers.xml_scan import (
    CDATA,
    COMMENT,
    EMPTY,
    END,
    START,
    STRAY,
    TEXT,
    Part,
    attributes,
    decoded,
    scan,
)

MAX_DEPTH = 200
MAX_NAME = 80  # letters of a page's name
_LETTERS = Expression(r"[^\W\d_]{2}")


class _Level:
    """An open element: its own text, and what its children said that names it."""

    __slots__ = ("key", "name", "parts", "said", "silent")

    def __init__(self, name: str, silent: bool) -> None:
        self.name = name
        self.key = name  # what it goes by in a path
        self.silent = silent
        self.parts: list[Part] = []
        self.said: dict[str, str] = {}


def read(document: Document, embed: Embed) -> Reading:
    """Reads an XML document. Raises ReadError where it is nested too deep."""
    walk = _Walk(document, embed)
    for part in scan(document.text):
        walk.take(part)
    walk.finish()
    return walk.copy.reading()


class _Walk:
    """One pass over the parts of a document."""

    def __init__(self, document: Document, embed: Embed) -> None:
        self.text = document.text
        self.copy = Copy(document)
        self.embed = embed
        self.levels: list[_Level] = []
        self.item = -1  # the depth of the open item, and its first block
        self.first = 0
        self.items = 0
        self.html_from = -1  # where HTML began that stands in the innermost element as it is
        self.html_depth = 0
        self.told: set[str] = set()

    def take(self, part: Part) -> None:
        """One tag or text."""
        if self.html_from >= 0 and self._goes_on(part):
            return
        kind = part.kind
        if kind in (TEXT, CDATA, STRAY):
            self._text(part)
        elif kind == START:
            self._open(part)
        elif kind == END:
            self._close(part)
        else:
            self.copy.skip(part.start, part.end, "markup")
            if kind == EMPTY:
                self._attributes(part, (*self._path(), local(part.name)))
            elif kind == COMMENT:
                self._comment(part)
            elif "[" in self.text[part.start : part.end]:
                self._tell("what its document type declares is not read", part)

    def finish(self) -> None:
        """Closes what was left open."""
        self._end_html(len(self.text))
        if self.levels:
            self._tell("it ends before its elements do", Part(TEXT, len(self.text), len(self.text)))
        while self.levels:
            self._leave()

    # --- elements ------------------------------------------------------------------------------------------------------

    def _open(self, part: Part) -> None:
        levels = self.levels
        if levels and part.name.lower() in HTML:
            self.html_from = levels[-1].parts[0].start if levels[-1].parts else part.start
            self.html_depth = 0
            levels[-1].parts = []
            self._goes_on(part)
            return
        if len(levels) >= MAX_DEPTH:
            raise ReadError(f"nested more than {MAX_DEPTH} deep; not read")
        name = local(part.name)
        silent = levels[-1].silent if levels else name in TECHNICAL_ROOTS
        levels.append(_Level(name, silent or is_silent(part.name)))
        if name in ITEMS and len(levels) > 1 and self.item < 0:
            self.item, self.first = len(levels), len(self.copy.blocks)
        self.copy.skip(part.start, part.end, "markup")
        self._attributes(part, self._path())

    def _close(self, part: Part) -> None:
        name, levels = local(part.name), self.levels
        self.copy.skip(part.start, part.end, "markup")
        depth = len(levels) - 1
        while depth >= 0 and levels[depth].name != name:
            depth -= 1
        if depth != len(levels) - 1:
            self._tell("its elements do not close in their order", part)
        while depth >= 0 and len(levels) > depth:
            self._leave()

    def _leave(self) -> None:
        """The innermost element ends."""
        level = self.levels[-1]
        if level.parts:
            self._put(level)
        if self.item == len(self.levels):
            self._name_item(level.said)
        self.levels.pop()

    def _name_item(self, said: dict[str, str]) -> None:
        self.items += 1
        named = (said.get(key, "") for key in NAMING)
        name = next((text for text in named if text and "://" not in text and text[:4] != "urn:"), str(self.items))
        blocks = self.copy.blocks
        for n in range(self.first, len(blocks)):
            blocks[n] = blocks[n]._replace(page=name[:MAX_NAME])
        self.item = -1

    def _path(self) -> tuple[str, ...]:
        """The names of the open elements but for the root's."""
        return tuple(level.key for level in self.levels[1:]) or tuple(level.key for level in self.levels)

    # --- HTML that stands in an element as it is -------------------------------------------------------------------------

    def _goes_on(self, part: Part) -> bool:
        """Whether HTML goes on with this part."""
        kind, name = part.kind, part.name.lower()
        if kind in (START, EMPTY) and not self.html_depth and name not in HTML:
            return self._end_html(part.start)
        if kind == END:
            foreign = name not in HTML and any(level.name == local(name) for level in self.levels[-3:])
            if not self.html_depth or foreign:
                return self._end_html(part.start)
            self.html_depth -= 1
        elif kind == START and name not in VOID:
            self.html_depth += 1
        return True

    def _end_html(self, end: int) -> bool:
        start, self.html_from = self.html_from, -1
        if 0 <= start < end:
            if self.levels[-1].silent:
                self.copy.skip(start, end, "no copy by its element")
            else:
                self._embed(self.text[start:end], SourceMap.identity(end - start, start), self._path(), "body")
        return False

    def _embed(self, text: str, map: SourceMap, path: tuple[str, ...], carrier: str) -> None:
        inner = self.embed("html", text, map, path)
        blocks = [b._replace(carrier=carrier if b.carrier == "body" else b.carrier, page="") for b in inner.blocks]
        self.copy.take(inner._replace(blocks=tuple(blocks)))
        self.copy.skip(map.span.start, map.span.end, "markup")

    # --- texts ---------------------------------------------------------------------------------------------------------

    def _text(self, part: Part) -> None:
        if part.kind == STRAY:
            self._tell("is not well-formed XML here; what was not understood is read as it stands", part)
        is_blank = part.kind == TEXT and self.text[part.start : part.end].isspace()
        if not self.levels:
            if not is_blank:
                self.copy.emit(self._pieces([part]), "value")
        elif self.levels[-1].parts or not is_blank:
            self.levels[-1].parts.append(part)

    def _pieces(self, parts: list[Part]) -> Pieces:
        pieces = Pieces()
        for part in parts:
            low, high = part.inside if part.kind == CDATA else (part.start, part.end)
            if part.kind == CDATA:
                pieces.add_slice(self.text, low, high, Place(0))
            else:
                decoded(pieces, self.text, low, high)
        return pieces

    def _put(self, level: _Level) -> None:
        """Makes blocks of the text of an element."""
        text, map = self._pieces(level.parts).whole()
        path, around = self._path(), self.levels[-2].said if len(self.levels) > 1 else {}
        if len(text) < 300:
            around.setdefault(level.name, " ".join(text.split()))
        self.copy.skip(level.parts[0].start, level.parts[-1].end, "markup")
        setting = around.get("meta_key", "")
        carrier = None if level.silent else carrier_of_element(path, text, setting)
        if carrier is None:
            return
        path = (*path[:-1], setting) if setting else path
        if language_in(text) == "html":
            self._embed(text, map, path, carrier)
        else:
            self.copy.emit(collapsed(text, map), "value", carrier, path=path, facts=())

    def _attributes(self, part: Part, path: tuple[str, ...]) -> None:
        if part.inside[0] == part.inside[1] or (self.levels and self.levels[-1].silent):
            return
        for attribute in attributes(self.text, part):
            name, value = local(attribute.name), self.text[attribute.start : attribute.end]
            if name == "name" and part.kind == START and self.levels[0].name == "resources" and len(self.levels) > 1:
                self.levels[-1].key = value or self.levels[-1].key  # a text of an app is known by its name
            carrier = carrier_of_attribute((*path, name), value)
            if carrier:
                pieces = Pieces()
                decoded(pieces, self.text, attribute.start, attribute.end)
                self.copy.emit(pieces, "value", carrier, path=(*path, name), facts=())

    # --- the rest ------------------------------------------------------------------------------------------------------

    def _comment(self, part: Part) -> None:
        if self.text.startswith("<!--", part.start) and _LETTERS.search(self.text, *part.inside):
            pieces = Pieces()
            pieces.add_prose(self.text, *part.inside, Place(0))
            self.copy.emit(pieces, "comment", "comment", facts=("hidden",))

    def _tell(self, what: str, part: Part) -> None:
        if what not in self.told:
            self.told.add(what)
            self.copy.notices.append(Notice(what, Span(part.start, part.end)))
