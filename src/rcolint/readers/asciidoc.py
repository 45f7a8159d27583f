"""What does a page in AsciiDoc say?

Headings, paragraphs, lists, tables, quotes and notes, line by line; comments, code, options and addresses are no copy.
What this small reader does not know is read as a paragraph.
"""

from rcolint.expressions import Expression
from rcolint.model import Document, Link, Notice, Reading
from rcolint.positions import SourceMap, Span
from rcolint.readers import Embed
from rcolint.readers.asciidoc_inline import add_inline, alternative_text
from rcolint.readers.asciidoc_tables import is_table, rows
from rcolint.readers.collect import Copy
from rcolint.readers.keys import FACTS, carrier_of, folded, is_copy
from rcolint.readers.lines import Line, Lines
from rcolint.readers.opening import front_matter
from rcolint.readers.pieces import Pieces

_HEADING = Expression(r"(={1,6}|#{1,6})[ \t]+(?=\S)")
_UNDERLINE = "=-~^+"
_ENTRY = Expression(r":(!?\w[\w-]*!?):(?:[ \t]+|\Z)")
_OPTIONS = Expression(r"\[(?:|[\w.#%,{\"'][^\n]*|\[(?:|[\w:][^\n]*)\])\]\Z")
_DIRECTIVE = Expression(r"(include|ifdef|ifndef|ifeval|endif)::([^\[\]]{0,2000})\[([^\n]*)\]\Z")
_MACRO = Expression(r"(\w[\w-]{0,60})::([^\s\[\]]{0,2000})\[([^\n]*)\]\Z")
_DELIMITER = Expression(r"(?:-{4,}|\.{4,}|={4,}|\*{4,}|_{4,}|\+{4,}|/{4,}|--)\Z|```[\w,+-]*\Z")
_BREAK = Expression(r"(?:'{3,}|<{3,}|---|- - -|\*\*\*|\* \* \*)\Z")
_TITLE = Expression(r"\.(?=[^\s.])")
_ITEM = Expression(
    r"(?:-|\*{1,5}|\u2022|\.{1,5}|[0-9]{1,9}\.|[A-Za-z]\.|[ivxlIVXL]{1,6}\)|<(?:[0-9]{1,3}|\.)>)[ \t]+(?=\S)"
)
_CHECK = Expression(r"\[[ xX*]\][ \t]+(?=\S)")
_TERM = Expression(r"(?<=[^\s:;])(?::{2,4}|;;)(?=[ \t]|\Z)")
_NOTE = Expression(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]+(?=\S)")
_VALUES = Expression(r"(?:(?<=[\[,])|(?<=[\[,][ \t]))(?:([\w-]+)[ \t]*=[ \t]*)?(?:\"([^\"]*)\"|([^,\"=]*))(?=[,\]])")
_SHOWN_OPTIONS = ("title", "caption", "label", "text", "reftext", "attribution", "citetitle")
_CODE_STYLES = frozenset(
    "source listing literal stem latexmath asciimath comment plantuml mermaid graphviz ditaa".split()
)
# What sets the page up; other names of the page are judged like the keys of front matter.
_SETTINGS = frozenset(
    """
    allow_uri_read appendix_caption asset_uri_scheme backend compat_mode copycss css_signature data_uri doctype encoding
    example_caption experimental favicon figure_caption hardbreaks hide_uri_scheme highlightjs_theme icons iconfont_name
    icontype idprefix idseparator imagesdir imagesoutdir kroki_server_url leveloffset linkattrs linkcss listing_caption
    max_width media noheader nofooter notitle numbered outfilesuffix partnums prewrap relfileprefix relfilesuffix
    reproducible revdate revnumber safe_mode_name scriptsdir sectanchors sectids sectlinks sectnumlevels sectnums
    showtitle skip_front_matter source_highlighter source_language stem stylesdir stylesheet table_caption tabsize
    toc toc_title toclevels untitled_label uri_scheme version_label webfonts
    """.split()
)


def read(document: Document, embed: Embed) -> Reading:
    """Reads AsciiDoc. Raises ReadError where text would be lost."""
    front = front_matter(document.text)
    copy = Copy(document, front.body if front else 0)
    if front:
        copy.skip(0, front.start, "markup")
        copy.skip(front.end, front.body, "markup")
        inside = document.text[front.start : front.end]
        if inside:
            copy.take(embed(front.language, inside, SourceMap.identity(len(inside), front.start), ()))
    return Page(copy, embed).read()


class Page(Lines):
    """Goes through the lines of a page once."""

    def __init__(self, copy: Copy, embed: Embed) -> None:
        super().__init__(copy, add_inline)
        self.embed = embed
        self.open: list[str] = []  # the delimiters of the blocks around
        self.style = ""  # what the line above the next block says it is
        self.options = ""

    def read(self) -> Reading:
        """Everything on the page."""
        steps = (self._aside, self._entry, self._options, self._delimited, self._heading, self._small, self._item)
        while self.at < len(self.lines):
            line = self.lines[self.at]
            if not line.text:
                self.at += 1
            elif not any(step(line) for step in steps):
                self._paragraph(line)
        return self.copy.reading()

    # --- lines that stand alone ----------------------------------------------------------------------------------------

    def _aside(self, line: Line) -> bool:
        """A comment of one line, what includes another file, and conditions."""
        if line.indent:
            return False
        if line.text.startswith("//") and not line.text.startswith("///"):
            return self.pass_by(line, "comment")
        found = _DIRECTIVE.match(line.text)
        if found is None:
            return False
        if found[1] == "include":
            span = Span(self.place(line.start + found.start(2)), self.place(line.start + found.end(2)))
            self.copy.links.append(Link("include", found[2], (), span))
        elif found[1] in ("ifdef", "ifndef") and found[3]:
            self.skip(line._replace(end=line.start + found.start(3)), "markup")
            self.emit([line.cut(*found.span(3))], "paragraph")
            self.at += 1
            return True
        return self.pass_by(line, "markup")

    def _entry(self, line: Line) -> bool:
        """`:description: ...`, with the lines on which it goes on."""
        found = None if line.indent else _ENTRY.match(line.text)
        if found is None:
            return False
        name = found[1].strip("!")
        taken = [line.behind(found.end())] if line.text[found.end() :] else []
        self.skip(line._replace(end=line.start + found.end()), "markup")
        self.at += 1
        while taken and taken[-1].text.endswith(" \\"):
            last = taken.pop()
            taken.append(last.cut(0, len(last.text) - 2))
            if not self.following(0).text:
                break
            taken.append(self.following(0))
            self.at += 1
        key = name.removeprefix("page-")
        value = " ".join(one.text for one in taken)
        if folded(key) in FACTS:
            self.copy.page_facts += ((folded(key), value),)
        if folded(name) in _SETTINGS or not is_copy((key,), value):
            for one in taken:
                self.skip(one, "technical value")
        else:
            self.emit([one for one in taken if one.text], "value", carrier_of((key,)), path=(key,))
        return True

    def _options(self, line: Line) -> bool:
        """`[quote, Somebody]`: the style of the next block; what of it is shown is copy."""
        if line.indent or not _OPTIONS.match(line.text):
            return False
        if line.text.startswith("[["):
            return self.pass_by(line, "anchor")
        style = line.text[1:-1].split(",")[0].partition("=")
        if not style[1]:
            name = style[0].strip().lower()
            for mark in "#.%":
                name = name.partition(mark)[0]
            self.style = name or self.style
        self.options += line.text
        self._shown(line, self.style in ("quote", "verse"))
        return self.pass_by(line, "markup")

    def _shown(self, line: Line, places_too: bool) -> None:
        """Blocks for the values between brackets that a reader sees."""
        for n, found in enumerate(_VALUES.finditer(line.text)):
            name, which = (found[1] or "").lower(), 2 if found[2] is not None else 3
            if name in _SHOWN_OPTIONS or (places_too and not name and n in (1, 2)):
                self.emit([line.cut(*found.span(which))], "caption")

    def _small(self, line: Line) -> bool:
        """The title of a block, a line across the page, a picture, a sign that a list goes on."""
        if line.indent:
            return False
        if line.text == "+" or _BREAK.match(line.text):
            return self.pass_by(line, "markup")
        if _TITLE.match(line.text):
            self.emit([line.behind(1)], "caption")
            self.at += 1
            return True
        found = _MACRO.match(line.text)
        if found is None:
            return False
        low, high = found.span(3)
        alt = alternative_text(line.text, low, high) if found[1] in ("image", "video", "audio") else (low, low)
        self.emit([one for one in [line.cut(*alt)] if one.text], "caption", "alt")
        self._shown(line.cut(low - 1, high + 1), False)
        self._clear()
        return self.pass_by(line, "markup")

    def _heading(self, line: Line) -> bool:
        if line.indent:
            return False
        found, under = _HEADING.match(line.text), self.following()
        if found:
            title = line.behind(found.end())
            ends = title.text.endswith(" " + found[1])
            self.emit(
                [title.cut(0, len(title.text) - len(found[1])) if ends else title], "heading", level=len(found[1])
            )
            self.at += 1
        elif (
            under.text[:1] in tuple(_UNDERLINE)
            and under.text == under.text[0] * len(under.text)
            and not under.indent
            and abs(len(under.text) - len(line.text)) < 2
            and any(letter.isalnum() for letter in line.text)
        ):
            self.emit([line], "heading", level=_UNDERLINE.index(under.text[0]) + 1)
            self.skip(under, "markup")
            self.at += 2
        else:
            return False
        self._clear()
        return True

    # --- blocks --------------------------------------------------------------------------------------------------------

    def _delimited(self, line: Line) -> bool:
        """A block between two equal lines: code and comments are passed, what holds text is read like the page."""
        if line.indent:
            return False
        if is_table(line.text):
            self._table(line)
            return True
        if not _DELIMITER.match(line.text):
            return False
        mark = line.text if line.text[0] != "`" else line.text[:3]
        if mark[0] == "/":
            self._until(line, mark, "comment")
        elif mark[0] in "`." or (mark[0] == "-" and mark != "--") or self.style in _CODE_STYLES:
            self._until(line, mark, "code")
        elif mark[0] == "+":
            self._passed_through(line, mark)
        else:
            if mark in self.open:
                del self.open[self.open.index(mark) :]
            else:
                self.open.append(mark)
            self.pass_by(line, "markup")
        self._clear()
        return True

    def _until(self, first: Line, mark: str, reason: str) -> None:
        """Passes a block up to the line that closes it."""
        self.pass_by(first, "markup")
        self.skip_while(lambda one: one.text != mark or bool(one.indent), reason)
        if self.at < len(self.lines):
            self.pass_by(self.lines[self.at], "markup")
        else:
            span = Span(self.place(first.start), self.place(first.end))
            self.copy.notices.append(
                Notice(f"nothing closes this block; the page below it is passed as {reason}", span)
            )

    def _passed_through(self, first: Line, mark: str) -> None:
        """HTML that goes to the page as it stands."""
        self.pass_by(first, "markup")
        begin = self.at
        while self.at < len(self.lines) and self.lines[self.at].text != mark:
            self.at += 1
        last = self.at
        if last < len(self.lines):
            self.pass_by(self.lines[last], "markup")
        low, high = self.copy.lines(begin, last) if begin < last else (0, 0)
        pieces = Pieces()
        content = self.copy.newlines.text[low:high]
        pieces.add_slice(content, 0, len(content), self.copy.place(low, content))
        if content.strip():
            text, map = pieces.whole()
            self.copy.take(self.embed("html", text, map, ()))

    def _table(self, line: Line) -> None:
        """The lines of a table up to the one that closes it."""
        self.pass_by(line, "markup")
        taken: list[Line] = []
        while self.at < len(self.lines) and self.lines[self.at].text != line.text:
            taken.append(self.lines[self.at])
            self.at += 1
        if self.at < len(self.lines):
            self.pass_by(self.lines[self.at], "markup")
        for row in rows(taken, line.text[0], self.options, self.skip):
            self.emit_row(row)
        self._clear()

    def _item(self, line: Line) -> bool:
        """An item of a list, or a term with what is said of it."""
        found = _ITEM.match(line.text)
        if found:
            used = found.end()
            check = _CHECK.match(line.text, used)
            used = check.end() if check else used
            mark = found.group().strip()
            self.skip(line._replace(end=line.start + used), "markup")
            self.at += 1
            self.emit([line.behind(used), *self._rest(True)], "list-item", level=len(mark) if mark[0] in "*." else 1)
            self._clear()
            return True
        term = _TERM.search(line.text)
        if term is None:
            return False
        self.emit([line.cut(0, term.start())], "list-item", level=1)
        said = line.cut(term.end(), len(line.text))
        self.skip(line._replace(start=line.start + term.start(), end=line.start + term.end()), "markup")
        self.at += 1
        self.emit([*([said] if said.text else []), *self._rest(True)], "list-item", level=1)
        self._clear()
        return True

    def _paragraph(self, line: Line) -> None:
        """Lines up to a blank one. Indented ones stand as they are, like code."""
        style = self.style
        if line.indent or style in _CODE_STYLES:
            self.skip_while(lambda one: bool(one.text), "comment" if style == "comment" else "code")
            self._clear()
            return
        label = _NOTE.match(line.text)
        quote = line.text.startswith("> ") or style in ("quote", "verse") or any(mark[0] == "_" for mark in self.open)
        used = label.end() if label else 2 if line.text.startswith("> ") else 0
        self.skip(line._replace(end=line.start + used), "markup")
        self.at += 1
        more = [one.behind(2) if used == 2 and one.text.startswith("> ") else one for one in self._rest(False)]
        self.emit([line.behind(used), *more], "quote" if quote else "paragraph")
        self._clear()

    def _rest(self, in_list: bool) -> list[Line]:
        """The lines that go on with a paragraph or an item."""
        taken: list[Line] = []
        while (one := self.following(0)).text:
            if self._aside(one):
                continue
            begins = not one.indent and (
                _OPTIONS.match(one.text) or _DELIMITER.match(one.text) or is_table(one.text) or one.text == "+"
            )
            if begins or (in_list and (_ITEM.match(one.text) or _TERM.search(one.text))):
                break
            taken.append(one)
            self.at += 1
        return taken

    def _clear(self) -> None:
        self.style = self.options = ""
