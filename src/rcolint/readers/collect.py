"""What has been read so far: blocks, skips, notices, the trail of headings and the HTML elements that are open.

Formats that are made of flowing text (Markdown, HTML in it) collect here; what their marks mean is their own affair.
"""

from rcolint.model import CITED, Document, Link, Notice, Reading, Skip, TextBlock
from rcolint.positions import SourceMap, Span
from rcolint.readers.pieces import Newlines, Pieces, Place, check_whole

_BLANKS = str.maketrans(dict.fromkeys("\t\n\r\f\v", " "))

Facts = tuple[str, ...]  # of model.VISIBILITY


class Copy:
    """Collects the blocks of one document. `body` is the part that is parsed, from `shift` on."""

    def __init__(self, document: Document, shift: int = 0) -> None:
        self.document = document
        self.newlines = Newlines(document.text[shift:] if shift else document.text, shift)
        self.blocks: list[TextBlock] = []
        self.skips: list[Skip] = []
        self.notices: list[Notice] = []
        self.links: list[Link] = []
        self.page_facts: tuple[tuple[str, str], ...] = ()  # what front matter says of the page
        self.facts: Facts = ()  # of the HTML elements that are open at this point
        self.page = ""  # the item of a catalogue that is being read
        self.cited = False  # whether the record of somebody else's published work is being read
        self._trail: list[tuple[int, str]] = []
        self._line_starts: list[int] = []

    def place(self, origin: int | tuple[list[int], list[int]], content: str) -> Place:
        """Where `content`, cut from the normalised text at `origin`, stands in the document."""
        return self.newlines.place(origin, content, self.document.text)

    def emit(
        self,
        pieces: Pieces,
        role: str,
        carrier: str = "body",
        *,
        path: tuple[str, ...] = (),
        level: int = 0,
        facts: Facts | None = None,
    ) -> str:
        """Makes a block of the pieces unless no word is in them; returns its text."""
        done = pieces.finish()
        if done is None or len(done[0]) < pieces.length:
            self.skips.extend(Skip(span, "white space") for span in pieces.left_out())
        if done is None:
            return ""
        text, map = done
        if not self._fits(text, map):
            text, map = self._raw(map.span)
        heading = role == "heading" and carrier == "body"
        if heading:
            while self._trail and self._trail[-1][0] >= level:
                self._trail.pop()
        headings = (CITED,) if self.cited else tuple(title for _, title in self._trail)
        visibility = self.facts if facts is None else facts
        self.blocks.append(TextBlock(text, map, role, carrier, headings, path, visibility, level, self.page))
        if heading and not visibility:
            self._trail.append((level, text))
        return text

    def _fits(self, text: str, map: SourceMap) -> bool:
        """Whether each exact run is the source itself; blanks of any kind are alike."""
        source = self.document.text
        for start, end, source_start, source_end in map.runs:
            if end - start == source_end - source_start and text[start:end] != source[source_start:source_end]:
                found = source[source_start:source_end]
                if text[start:end].translate(_BLANKS) != found.replace("\0", "\ufffd").translate(_BLANKS):
                    return False
        return True

    def _raw(self, span: Span) -> tuple[str, SourceMap]:
        """The source as it stands, where the derived text cannot be trusted."""
        text = self.document.text[span.start : span.end]
        self.notices.append(Notice("the place of each letter here is not known; the source is read as it stands", span))
        return text, SourceMap.identity(len(text), span.start)

    def leave_headings(self) -> list[tuple[int, str]]:
        """What follows does not stand below the headings so far; they are returned for `back_under`."""
        trail, self._trail = self._trail, []
        return trail

    def back_under(self, trail: list[tuple[int, str]]) -> None:
        """What follows stands below these headings again."""
        self._trail = trail

    def take(self, inner: Reading) -> None:
        """Takes over what another reader made of a part of this document."""
        self.blocks.extend(inner.blocks)
        self.skips.extend(inner.skips)
        self.notices.extend(inner.notices)
        self.links.extend(inner.links)
        self.page_facts += inner.facts

    def skip(self, start: int, end: int, reason: str) -> None:
        """Notes that document[start:end] is no copy."""
        if end > start:
            self.skips.append(Skip(Span(start, end), reason))

    def skip_rest(self, reason: str) -> None:
        """Notes that what no block and no skip owns is no copy."""
        text = self.document.text
        owned = [(run.source_start, run.source_end) for block in self.blocks for run in block.map.runs]
        owned.extend((skip.span.start, skip.span.end) for skip in self.skips)
        owned.sort()
        owned.append((len(text), len(text)))
        at = 0
        for start, end in owned:
            if start > at and not text[at:start].isspace():
                self.skips.append(Skip(Span(at, start), reason))
            at = max(at, end)

    def lines(self, begin: int, end: int) -> tuple[int, int]:
        """The normalised text's offsets of the lines begin to end (0-based, end exclusive), without the last break."""
        text = self.newlines.text
        if not self._line_starts:
            starts = [0]
            at = text.find("\n")
            while at >= 0:
                starts.append(at + 1)
                at = text.find("\n", at + 1)
            self._line_starts = starts
        starts = self._line_starts
        last = starts[end] - 1 if end < len(starts) else len(text)
        return starts[min(begin, len(starts) - 1)], last

    def skip_lines(self, begin: int, end: int, reason: str) -> None:
        """Notes that whole lines are no copy."""
        low, high = self.lines(begin, end)
        self.skip(self.newlines.to_document(low), self.newlines.to_document(high), reason)

    def raw_lines(self, begin: int, end: int, role: str, why: str) -> None:
        """Takes lines as they stand, where their markup could not be followed, and says so."""
        low, high = self.lines(begin, end)
        content = self.newlines.text[low:high]
        pieces = Pieces()
        place = self.place(low, content)
        pieces.add_prose(content, 0, len(content), place)
        self.emit(pieces, role)
        self.notices.append(Notice(why, Span(place.at(0), place.at(len(content)))))

    def reading(self) -> Reading:
        """Everything, in the order of the source. Raises ReadError where a letter was lost."""
        self.blocks.sort(key=lambda block: block.map.runs[0].source_start)
        self.skips.extend(check_whole(self.document.text, self.blocks, self.skips))
        self.skips.sort()
        return Reading(tuple(self.blocks), tuple(self.skips), tuple(self.notices), self.page_facts, tuple(self.links))


class Flow:
    """A block under construction; text of hidden elements in it goes to blocks of its own."""

    __slots__ = ("_copy", "_odd", "carrier", "is_begun", "level", "path", "plain", "role")

    def __init__(self, copy: Copy, role: str, level: int = 0, path: tuple[str, ...] = ()) -> None:
        self._copy = copy
        self.role = role
        self.level = level
        self.path = path
        self.carrier = "body"
        self.is_begun = False  # whether the element of its first text was asked what this is
        self.plain = Pieces()
        self._odd: dict[Facts, Pieces] = {}

    @property
    def pieces(self) -> Pieces:
        """Where text goes under the visibility that holds at this point."""
        facts = self._copy.facts
        if not facts:
            return self.plain
        found = self._odd.get(facts)
        if found is None:
            found = self._odd[facts] = Pieces()
        return found

    def part(self, mark: str, at: int) -> None:
        """Puts a mark in, which is not in the source, between what there is and what follows, seen or not."""
        self.plain.insert(mark, at)
        for pieces in self._odd.values():
            pieces.insert(mark, at)

    def whole(self) -> str:
        """The text so far; where nothing is plainly visible, the text that is not."""
        if len(self._odd) == 1 and not self.plain.text.strip(" |"):
            return next(iter(self._odd.values())).text
        return self.plain.text

    def flush(self, carrier: str = "") -> str:
        """Makes blocks of what there is and starts anew; returns the plainly visible text."""
        self.is_begun = False
        if not self.plain.length and not self._odd:
            return ""
        carrier = carrier or self.carrier
        text = self._copy.emit(self.plain, self.role, carrier, path=self.path, level=self.level, facts=())
        for facts, pieces in self._odd.items():
            self._copy.emit(pieces, self.role, carrier, path=self.path, level=self.level, facts=facts)
        self.plain = Pieces()
        self._odd = {}
        return text
