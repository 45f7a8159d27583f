"""What does a Word document say?

Its paragraphs and tables in their order, then headers, footers, notes and comments; hidden and deleted text as such, each
with the part of the file and the number of its paragraph, since such a file has no lines.
"""

from rcolint.errors import ReadError
from rcolint.model import Document
from rcolint.readers.archive import Archive, Attributes, parse
from rcolint.readers.docx_styles import Styles, heading_level, look_of
from rcolint.readers.office import Written
from rcolint.readers.visibility import BODY_SIZE, WHITE, Look, look_inside

_PARTS = {  # how the content type of a part ends -> what it is called; in this order
    ".main+xml": "body",
    ".header+xml": "header",
    ".footer+xml": "footer",
    ".footnotes+xml": "footnote",
    ".endnotes+xml": "endnote",
    ".comments+xml": "comment",
    ".diagramData+xml": "diagram",
    ".chart+xml": "chart",
}
_PROPERTIES = {"title": "title", "subject": "meta", "description": "meta", "keywords": "tag", "category": "tag"}
_FOREIGN = {  # what the content type of a part holds that is copy and is not read -> what that is
    "text/html": "another document",
    "text/plain": "another document",
    "application/rtf": "another document",
    "application/xhtml+xml": "another document",
    "message/rfc822": "another document",
    "wordprocessingml.document": "another document",
    "oleobject": "an embedded object",
}
_LETTERS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
_PICTURES = ("docPr", "cNvPr")


def unpack(data: bytes, shown: str) -> Document:
    """The text of a Word document. Raises ReadError where it cannot be read whole."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ReadError("is encrypted, or an old Word file under a new name; not read: save it as an open .docx file")
    archive = Archive(data)
    written = Written()
    types = _content_types(archive)
    parts = [(name, kind) for end, kind in _PARTS.items() for name, type in sorted(types.items()) if type.endswith(end)]
    if not any(kind == "body" for _, kind in parts):
        raise ReadError("is a ZIP file, but no Word document")
    styles = next((archive.read(name) for name, type in types.items() if type.endswith("ml.styles+xml")), b"")
    known = Styles(styles)
    changes = {"inserted": 0, "deleted": 0}
    for name, kind in parts:
        same = [other for other, what in parts if what == kind]
        title = kind if len(same) == 1 else f"{kind} {same.index(name) + 1}"
        _Part(written, known, title, changes).read(archive.read(name))
    for name, type in types.items():
        if type.endswith("core-properties+xml"):
            _properties(written, archive.read(name))
    foreign = {what for type in types.values() for mark, what in _FOREIGN.items() if type.lower().endswith(mark)}
    written.unread.extend(f"it holds {what} that is not read" for what in sorted(foreign))
    return written.document(shown, "docx", _told(changes))


def _told(changes: dict[str, int]) -> str:
    counts = [f"{count} {what}" for what, count in changes.items() if count]
    return f"holds tracked changes ({', '.join(counts)}): deleted text is read as hidden text" if counts else ""


def _content_types(archive: Archive) -> dict[str, str]:
    """The name of each part -> its content type, as Word looks them up."""
    found: dict[str, str] = {}
    by_suffix: dict[str, str] = {}

    def start(name: str, attributes: Attributes) -> None:
        if name == "Override":
            found[attributes.get("PartName", "").lstrip("/").lower()] = attributes.get("ContentType", "")
        elif name == "Default":
            by_suffix[attributes.get("Extension", "").lower()] = attributes.get("ContentType", "")

    parse(archive.read("[Content_Types].xml"), start, lambda _name: None, lambda _text: None)
    return {
        name: found.get(name.lower()) or by_suffix.get(name.rpartition(".")[2].lower(), "") for name in archive.names
    }


def _properties(written: Written, data: bytes) -> None:
    """The title and the like that a file manager shows."""
    texts: dict[str, str] = {}
    open: list[str] = []

    def add(text: str) -> None:
        if open and open[-1] in _PROPERTIES:
            texts[open[-1]] = texts.get(open[-1], "") + text

    parse(data, lambda name, _attributes: open.append(name), lambda _name: (open.pop(), None)[1], add)
    for name, text in texts.items():
        written.add([(text, ())], "value", ("properties", name), _PROPERTIES[name])


class _Paragraph:
    """A paragraph under construction."""

    def __init__(self, style: str) -> None:
        self.style = style
        self.role, self.level = "", 0
        self.look: dict[str, str] = {}  # of the paragraph itself
        self.run: dict[str, str] = {}  # of the run at hand
        self.parts: list[tuple[str, tuple[str, ...]]] = []
        self.deleted: list[tuple[str, tuple[str, ...]]] = []


class _Part:
    """Goes once through the XML of a part."""

    def __init__(self, written: Written, styles: Styles, title: str, changes: dict[str, int]) -> None:
        self.written, self.styles, self.title, self.changes = written, styles, title, changes
        self.number = self.tables = 0
        self.inside: list[str] = []
        self.open: list[_Paragraph] = []
        self.rows: list[list[list[_Paragraph]]] = []  # of the tables that are open, the row at hand: its cells
        self.grounds: list[str] = []  # what the cells that are open are filled with
        self.gone = self.off = 0  # elements around whose text was deleted, or is there twice
        base = styles.look(styles.default)
        size = look_inside(Look(ground=WHITE), {**styles.base, **base}).size
        self.look = Look(ground=WHITE, size=size, body_size=min(size, BODY_SIZE))

    def read(self, data: bytes) -> None:
        """Writes the text of the part."""
        parse(data, self._start, self._end, self._text)

    def _start(self, name: str, attributes: Attributes) -> None:
        above = self.inside[-1] if self.inside else ""
        self.inside.append(name)
        if name == "Fallback":
            self.off += 1
        if self.off:
            return
        if name == "background":
            self.look = self.look._replace(ground=None)
        elif name == "p":
            self.open.append(_Paragraph(self.styles.default))
        elif name == "tr":
            self.rows.append([])
        elif name == "tc":
            self.rows[-1].append([]) if self.rows else None
            self.grounds.append("")
        elif name in ("del", "moveFrom", "ins", "moveTo") and above not in ("rPr", "pPr", "trPr", "tcPr"):
            self.gone += name in ("del", "moveFrom")
            self.changes["deleted" if name in ("del", "moveFrom") else "inserted"] += 1
        elif name in _PICTURES:
            for text in (attributes.get("descr", ""), attributes.get("title", "")):
                self.written.add([(text, ())], "caption", (self.title, "picture"), "alt")
        elif self.open:
            self._inside_paragraph(name, above, attributes)

    def _inside_paragraph(self, name: str, above: str, attributes: Attributes) -> None:
        paragraph = self.open[-1]
        value = attributes.get("val", "")
        if name == "r":
            paragraph.run = {}
        elif above == "r" and name in _LETTERS:
            self._add(_LETTERS[name])
        elif name == "pStyle":
            paragraph.style = value
        elif name == "numPr" and above == "pPr":
            paragraph.role = paragraph.role or "list-item"
        elif name == "outlineLvl" and above == "pPr":
            paragraph.level = heading_level(attributes)
        elif above == "rPr" and "r" in self.inside[-3:]:
            if name == "rStyle":
                paragraph.run = {**self.styles.look(value), **paragraph.run}
            elif look := look_of(name, attributes):
                paragraph.run[look[0]] = look[1]
        elif name == "shd":
            fill = look_of(name, attributes)
            if fill and above == "tcPr" and self.grounds:
                self.grounds[-1] = fill[1]
            elif fill and above == "pPr":
                paragraph.look[fill[0]] = fill[1]

    def _text(self, text: str) -> None:
        if self.inside and self.inside[-1] in ("t", "delText") and not self.off:
            self._add(text)

    def _add(self, text: str) -> None:
        if not self.open:
            return
        paragraph = self.open[-1]
        if self.gone:
            paragraph.deleted.append((text, ("hidden",)))
            return
        ground = next(({"background-color": fill} for fill in reversed(self.grounds) if fill), {})
        style = {**ground, **self.styles.look(paragraph.style), **paragraph.look, **paragraph.run}
        in_shape = "txbxContent" in self.inside  # and what a shape is filled with is not known
        look = self.look._replace(ground=None) if in_shape else self.look
        paragraph.parts.append((text, look_inside(look, style).facts))

    def _end(self, name: str) -> None:
        self.inside.pop()
        if name == "Fallback":
            self.off -= 1
        elif self.off:
            return
        elif name == "p" and self.open:
            self._close(self.open.pop())
        elif name == "tc" and self.grounds:
            self.grounds.pop()
        elif name == "tr" and self.rows:
            self._row(self.rows.pop())
        elif name == "tbl":
            self.tables += not self.rows
        elif name in ("del", "moveFrom") and self.gone and self.inside[-1] not in ("rPr", "pPr", "trPr", "tcPr"):
            self.gone -= 1

    def _close(self, paragraph: _Paragraph) -> None:
        if not (paragraph.parts or paragraph.deleted):
            return
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(paragraph)
        else:
            self._write(paragraph, "")

    def _write(self, paragraph: _Paragraph, role: str) -> None:
        self.number += 1
        path = (self.title, f"paragraph {self.number}")
        told, level = self.styles.role(paragraph.style)
        if paragraph.level:
            told, level = "heading", paragraph.level
        elif paragraph.role and told == "paragraph":
            told, level = paragraph.role, 1
        comment = self.title.startswith("comment")
        carrier = "comment" if comment else "body"
        self.written.add(paragraph.parts, "comment" if comment else role or told, path, carrier, 0 if role else level)
        self.written.add(paragraph.deleted, "paragraph", (*path, "deleted"))

    def _row(self, cells: list[list[_Paragraph]]) -> None:
        """The cells of a row are one block, as on a page, where none of them holds more than a paragraph."""
        if any(len(cell) > 1 or any(one.deleted for one in cell) for cell in cells):
            for cell in cells:
                for paragraph in cell:
                    self._write(paragraph, "cell" if len(cell) == 1 else "")
            return
        parts: list[tuple[str, tuple[str, ...]]] = []
        for cell in cells:
            for paragraph in cell:
                parts += [(" | ", ())] if parts else []
                parts += paragraph.parts
        self.number += 1
        self.written.add(parts, "cell", (self.title, f"table {self.tables + 1}", f"paragraph {self.number}"))
