"""How does text that was taken out of an office document become copy?

Whoever unpacks a file writes its paragraphs one below the other and notes what each is; the reader makes blocks of them.
"""

from collections.abc import Iterable

from rcolint.errors import ReadError
from rcolint.model import Document, Notice, Paragraph, Reading, Stretch
from rcolint.readers import Embed
from rcolint.readers.collect import Copy, Flow
from rcolint.readers.pieces import Place

MAX_TEXT = 4_000_000  # letters


class Written:
    """The text that is taken out of a file, paragraph by paragraph."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self.outline: list[Paragraph] = []
        self.unread: list[str] = []

    def add(
        self,
        parts: Iterable[tuple[str, tuple[str, ...]]],
        role: str,
        path: tuple[str, ...],
        carrier: str = "body",
        level: int = 0,
    ) -> None:
        """Adds a paragraph of parts, each with its visibility."""
        stretches: list[Stretch] = []
        for text, visibility in parts:
            if text:
                self._parts.append(text)
                stretches.append(Stretch(self._size, self._size + len(text), visibility))
                self._size += len(text)
        if self._size > MAX_TEXT:
            raise ReadError(f"holds more than {MAX_TEXT:,} letters; not read")
        if stretches:
            self.outline.append(Paragraph(tuple(stretches), role, carrier, path, level))
            self._parts.append("\n")
            self._size += 1

    def document(self, path: str, language: str, notice: str = "") -> Document:
        """All of it."""
        notices = (Notice(notice),) if notice else ()
        return Document(path, "".join(self._parts), language, notices, tuple(self.outline), tuple(self.unread))


def read(document: Document, embed: Embed) -> Reading:  # noqa: ARG001 - the signature of a reader
    """Reads the text of an office document."""
    if document.text.strip() and not document.outline:
        raise ReadError("is no text: check the file itself")
    copy = Copy(document)
    for paragraph in document.outline:
        flow = Flow(copy, paragraph.role, paragraph.level, paragraph.path)
        for start, end, visibility in paragraph.stretches:
            copy.facts = visibility
            flow.pieces.add_prose(document.text, start, end, Place(0))
        copy.facts = ()
        flow.flush(paragraph.carrier)
    return copy.reading()
