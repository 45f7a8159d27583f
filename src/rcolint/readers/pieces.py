"""How is derived text put together so that every letter keeps its place in the source?

Knows text, offsets and line breaks; knows nothing of any format. All offsets are code points.
"""

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import unescape
from html.entities import html5

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Skip, TextBlock
from rcolint.positions import LineIndex, SourceMap, Span

OBJECT = "￼"  # stands for a thing that is not text (inline code, an image), so that the words around it do not join

# Stand in a text for the letters of a template tag, one for one: VALUE for a tag that prints, BREAK for any other.
# Two code points that Unicode will never give to a letter.
VALUE, BREAK = "\ufdd0", "\ufdd1"

_ENTITY = r"&(?:\#[0-9]++|\#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);?"
_ENTITIES = Expression(_ENTITY)
_ODD = Expression(r"[ \t\f\v]*+[\n\r][ \t\n\r\f\v]*+|[ \t\f\v]{2,}+|[\t\f\v]")
_ODD_OR_ENTITY = Expression(_ODD.pattern + "|" + _ENTITY + f"|{VALUE}++|{BREAK}++|\0++")
_LETTER = Expression(r"[^\W_]")
_LIST_NUMBER = Expression(r"(?<![^\W_])[0-9]{1,9}[.)](?=\s|$)", re.M)


class Place:
    """Where a piece of parsed text stands in the document: a plain slice, `shift` letters further on."""

    __slots__ = ("shift",)

    def __init__(self, shift: int) -> None:
        self.shift = shift

    def at(self, offset: int) -> int:
        """The document's offset of the letter at `offset`."""
        return offset + self.shift

    def end(self, offset: int) -> int:
        """One past the document's offset of the letter before `offset`."""
        return offset + self.shift

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """The range cut where the text around it in the document was left out."""
        return [(start, end)]


class LinesPlace(Place):
    """The same for text that was cut from several lines; `starts` holds the offset of each line, `sources` its place."""

    __slots__ = ("_document", "_sources", "_starts")

    def __init__(self, starts: list[int], sources: list[int], document: str) -> None:
        super().__init__(0)
        self._starts = starts
        self._sources = sources
        self._document = document

    def at(self, offset: int) -> int:
        """The document's offset of the letter at `offset`."""
        line = max(0, bisect_right(self._starts, offset) - 1)
        return self._before_next(line, self._sources[line] + max(0, offset - self._starts[line]))

    def end(self, offset: int) -> int:
        """One past the document's offset of the letter before `offset`; a CRLF is passed whole."""
        last = self.at(offset - 1)
        line = max(0, bisect_right(self._starts, offset - 1) - 1)
        return self._before_next(line, last + (2 if self._document.startswith("\r\n", last) else 1))

    def _before_next(self, line: int, found: int) -> int:
        """Blanks that a tab was turned into belong to no line; they must not reach into the next one."""
        return min(found, self._sources[line + 1]) if line + 1 < len(self._sources) else found

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """The range cut where the text around it in the document was left out."""
        edges = [start, *(at for at in self._starts if start < at < end), end]
        return list(itertools.pairwise(edges))


class Within(Place):
    """The place of a piece of text that begins `shift` letters into another."""

    __slots__ = ("_outer",)

    def __init__(self, outer: Place, shift: int) -> None:
        super().__init__(shift)
        self._outer = outer

    def at(self, offset: int) -> int:
        """The document's offset of the letter at `offset`."""
        return self._outer.at(offset + self.shift)

    def end(self, offset: int) -> int:
        """One past the document's offset of the letter before `offset`."""
        return self._outer.end(offset + self.shift)

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """The range cut where the text around it in the document was left out."""
        by = self.shift
        return [(low - by, high - by) for low, high in self._outer.parts(start + by, end + by)]


class Pieces:
    """A text under construction with its runs. Pieces come in the order of the source."""

    __slots__ = ("_blank", "_parts", "_runs", "length", "source_end")

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._runs: list[tuple[int, int, int, int]] = []
        self._blank: tuple[str, int, int] | None = None  # white space that counts when something follows
        self.length = 0
        self.source_end = 0

    def add(self, text: str, start: int, end: int) -> None:
        """Adds text made of document[start:end]: letter by letter when the lengths agree, else as one opaque run."""
        if not text:
            return
        if self._blank is not None:
            blank, self._blank = self._blank, None
            self.add(*blank)
        at, size = self.length, len(text)
        self.length = at + size
        self._parts.append(text)
        if self._runs and size == end - start and start == self.source_end:
            last = self._runs[-1]
            if last[1] - last[0] == last[3] - last[2]:
                self._runs[-1] = (last[0], at + size, last[2], end)
                self.source_end = end
                return
        self._runs.append((at, at + size, start, end))
        self.source_end = end

    def add_said(self, text: str, start: int, end: int, odd: Expression, said: Callable[[str], str]) -> None:
        """Adds text[start:end] letter by letter, but for what `odd` finds in it: of that, what it says."""
        at = start
        for found in odd.finditer(text, start, end):
            low, high = found.span()
            if at < low:
                self.add(text[at:low], at, low)
            self.add(said(found.group()), low, high)
            at = high
        if at < end:
            self.add(text[at:end], at, end)

    def add_slice(self, content: str, start: int, end: int, place: Place) -> None:
        """Adds content[start:end] as it stands."""
        if start >= end:
            return
        low, high = place.at(start), place.end(end)
        if high - low == end - start:
            self.add(content[start:end], low, high)
            return
        for low, high in place.parts(start, end):
            self.add(content[low:high], place.at(low), place.end(high))

    def insert(self, text: str, at: int | None = None) -> None:
        """Adds text that is not in the source."""
        self._blank = None
        where = self.source_end if at is None else max(at, self.source_end)
        self.add(text, where, where)

    def add_shown(self, content: str, start: int, end: int, place: Place) -> None:
        """Adds content[start:end] as HTML shows it; white space at its ends counts between two texts only."""
        text = content[start:end]
        low = start + len(text) - len(text.lstrip(_HTML_BLANK))
        if low > start:
            self.add_blank("\n" if "\n" in content[start:low] else " ", place.at(start), place.end(low))
            if low == end:
                return
        high = start + len(text.rstrip(_HTML_BLANK))
        if "\n" in text or "&" in text or "  " in text or not text.isprintable():
            self.add_prose(content, low, high, place, decode=True)
        elif type(place) is Place:  # by far the most frequent case
            shift = place.shift
            self.add(text if high - low == len(text) else content[low:high], low + shift, high + shift)
        else:
            self.add_slice(content, low, high, place)
        if high < end:
            self._blank = ("\n" if "\n" in content[high:end] else " ", place.at(high), place.end(end))

    def add_prose(
        self, content: str, start: int, end: int, place: Place, decode: bool = False, attribute: bool = False
    ) -> None:
        """Adds content[start:end] with white space collapsed and, when asked, what HTML writes in another way decoded.

        A stretch of white space with a line break becomes one line break, any other one blank.
        """
        at = start
        for odd in (_ODD_OR_ENTITY if decode else _ODD).finditer(content, start, end):
            low, high = odd.span()
            found = odd.group()
            first = found[0]
            if first == "&":
                value, used = decoded(found)
                high = low + used
                # In an attribute a name without its semicolon that runs into letters stands for itself.
                if not used or (attribute and found[used - 1] != ";" and _RUNS_ON.match(content, high)):
                    continue
            elif first in _STANDS_FOR:
                value = _STANDS_FOR[first]
            else:
                value = "\n" if "\n" in found or "\r" in found else " "
            if at < low:
                self.add_slice(content, at, low, place)
            self.add(value, place.at(low), place.end(high))
            at = high
        if at < end:
            self.add_slice(content, at, end, place)

    def add_decoded(self, content: str, start: int, end: int, place: Place) -> None:
        """Adds content[start:end] with HTML entities decoded and blanks as they are, for another reader."""
        at = start
        for entity in _ENTITIES.finditer(content, start, end):
            value, used = decoded(entity.group())
            if used:
                low, high = entity.start(), entity.start() + used
                self.add_slice(content, at, low, place)
                self.add(value, place.at(low), place.end(high))
                at = high
        self.add_slice(content, at, end, place)

    def add_blank(self, blank: str, start: int, end: int) -> None:
        """Adds white space that stands between two texts, unless there is some or one of the texts is missing."""
        if self.length and self._blank is None and self._parts[-1][-1] not in " \n":
            self._blank = (blank, start, end)

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self._parts)

    @property
    def last(self) -> str:
        """The last letter so far, or nothing."""
        return self._parts[-1][-1] if self._parts else ""

    def whole(self) -> tuple[str, SourceMap]:
        """The text as it is and its map, for another reader."""
        return self.text, SourceMap(self._runs)

    def finish(self) -> tuple[str, SourceMap] | None:
        """The text without white space around it and its map, or None where no word is left of it."""
        text = "".join(self._parts)
        stripped = text.strip(_BLANK)
        if not stripped.strip(_NOTHING):
            return None
        if len(stripped) == len(text):
            return text, SourceMap(self._runs)
        start = text.index(stripped)
        return stripped, SourceMap(self._runs).cut(start, start + len(stripped))

    def left_out(self) -> list[Span]:
        """The source of what `finish` takes away: blanks at both ends that were written as entities or escapes, say."""
        text = "".join(self._parts)
        stripped = text.strip(_BLANK)
        if not stripped.strip(_NOTHING):
            return [Span(low, high) for _, _, low, high in self._runs if low < high]
        if len(stripped) == len(text):
            return []
        whole, start = SourceMap(self._runs), text.index(stripped)
        ends = (whole.to_source(0, start), whole.to_source(start + len(stripped), len(text)))
        return [span for span in ends if span.start < span.end]


_RUNS_ON = Expression(r"[A-Za-z0-9=]")
_STANDS_FOR = {VALUE: OBJECT, BREAK: " ", "\0": ""}  # browsers leave a NUL out


@lru_cache(maxsize=4096)
def decoded(found: str) -> tuple[str, int]:
    """What an HTML entity stands for, and how many of its letters are used; 0 where it is none.

    Some names need no semicolon and may run into letters ("&copyright").
    """
    if found[1] == "#":
        base = 16 if found[2] in "xX" else 10
        digits = found[3 if base == 16 else 2 :].rstrip(";").lstrip("0")[:8] or "0"
        code = int(digits, base)
        return unescape(f"&#{code};") or chr(code), len(found)  # the library leaves control characters out
    for size in (len(found), *range(min(len(found), 7), 2, -1)):  # names without a semicolon have at most six letters
        value = html5.get(found[1:size])
        if value:
            return value, size
    return "", 0


_HTML_BLANK = " \t\n\r\f"
_BLANK = " \t\n\r\f\v\u00a0"
_NOTHING = _BLANK + OBJECT + "|"


class Newlines:
    """Maps text whose line breaks were made "\\n" back to the document. One letter each, but two for CRLF."""

    __slots__ = ("_breaks", "shift", "text")

    def __init__(self, original: str, shift: int = 0) -> None:
        self.shift = shift  # where `original` begins in the document
        self._breaks: list[int] = []
        self.text = original
        if "\r" in original:
            for count, match in enumerate(re.finditer("\r\n", original)):
                self._breaks.append(match.start() - count)
            self.text = original.replace("\r\n", "\n").replace("\r", "\n")
        self.text = self.text.replace("\0", "\ufffd")

    def to_document(self, offset: int) -> int:
        """The document's offset of an offset in `text`."""
        return offset + self.shift + bisect_right(self._breaks, offset - 1)

    def place(self, origin: int | tuple[list[int], list[int]], content: str, document: str) -> Place:
        """Where `content` stands in the document, from its offset (or those of its lines) in `text`."""
        if isinstance(origin, int):
            if not self._breaks or "\n" not in content:
                return Place(self.to_document(origin))
            starts = [0, *(match.end() for match in re.finditer("\n", content))]
            sources = [self.to_document(origin + start) for start in starts]
        else:
            starts, sources = origin[0], [self.to_document(source) for source in origin[1]]
        return LinesPlace(starts, sources, document)


def check_whole(text: str, blocks: Iterable[TextBlock], skips: Iterable[Skip]) -> list[Skip]:
    """Raises ReadError where a letter belongs to no block and no skip; nothing may be dropped in silence.

    Returns skips for the lines that hold markup only (a rule, the marks of an empty list item).
    """
    owned = [run[2:] for block in blocks for run in block.map.runs]
    owned += [skip.span for skip in skips]
    owned.sort()
    owned.append((len(text), len(text)))
    found: list[Skip] = []
    at = 0
    for start, end in owned:
        if start > at:
            gap = text[at:start]
            if not gap.isspace():
                _check_gap(text, at, gap, found)
        at = max(at, end)
    return found


def _check_gap(text: str, at: int, gap: str, found: list[Skip]) -> None:
    if _LETTER.search(gap) and _LETTER.search(_LIST_NUMBER.sub("", gap)):
        letter = _LETTER.search(gap)
        line, _ = LineIndex(text).line_column(at + (letter.start() if letter else 0))
        raise ReadError(f"line {line} was not understood, so the file was not checked")
    for match in _LINE.finditer(gap):
        start, end = at + match.start(), at + match.end()
        if (start == 0 or text[start - 1] in "\r\n") and (end == len(text) or text[end] in "\r\n"):
            marks = match.group()
            if not marks.isspace():
                low = start + len(marks) - len(marks.lstrip())
                found.append(Skip(Span(low, start + len(marks.rstrip())), "markup"))


_LINE = Expression(r"[^\n\r]+")
