"""What do the templates of Vue, Svelte, Astro and MDX have in common?

Expressions in braces or bindings are taken out of the markup, so that the reader of HTML or Markdown sees an object in
their place, and are read as the code that they are. Props of components are read as copy by their names.
"""

import re

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Document, Link, Notice
from rcolint.positions import Span
from rcolint.readers import Embed
from rcolint.readers.code_names import is_code_attribute
from rcolint.readers.collect import Copy
from rcolint.readers.component_tags import BEFORE_VALUE, plain_markup
from rcolint.readers.pieces import OBJECT, Pieces, Place
from rcolint.tuples import NamedTuple

_IMPORT = Expression(
    r"^[ \t]*(?:import|export)\s+(?:type\s+)?([\w$]+)?\s*,?\s*(?:\{([^{}]{0,2000})\}|\*\s*as\s+([\w$]+))?\s*from\s*[\"']([^\"'\n]+)[\"']",
    re.M,
)
_NAME = Expression(r"\s*([A-Za-z_$][\w$]*)((?:\??\.[\w$]+)*)\s*\Z")
_STEP = Expression(r"[{}'\"`/\\]")
_QUOTED = {"'": Expression(r"[^'\\\n]*(?:\\.[^'\\\n]*)*'", re.S), '"': Expression(r'[^"\\\n]*(?:\\.[^"\\\n]*)*"', re.S)}
_NOT_JSX = Expression(
    r"<!--[\s\S]*?(?:-->|\Z)|<(area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b[^<>{}]*(?<!/)>"
)
_TELLS = ("'", '"', "`", "<")


class Code(NamedTuple):
    """An expression: its place, the attribute that it is the value of, and whether it is one value."""

    start: int
    end: int
    path: tuple[str, ...] = ()
    is_value: bool = True


class Parts:
    """A component file while it is taken apart."""

    def __init__(self, document: Document, embed: Embed) -> None:
        self.text = document.text
        self.copy = Copy(document)
        self.embed = embed
        self.markup = Pieces()
        self.codes: list[Code] = []
        self.imports = _imports(document.text)
        self._patience = 4 * len(document.text) + 10_000

    def keep(self, start: int, end: int) -> None:
        """Text that is markup as it stands."""
        if start < end:
            self.markup.add(self.text[start:end], start, end)

    def put_in(self, code: Code) -> None:
        """An expression that puts something in its place."""
        self.markup.insert(OBJECT, code.start)
        self.note(code)

    def note(self, code: Code) -> None:
        """An expression that is read as code."""
        if code.path and is_code_attribute(code.path[-1]):
            self.copy.skip(code.start, code.end, "technical value")
        else:
            self.codes.append(code)

    def brace_end(self, at: int) -> int:
        """One past the brace that closes the one at `at`; -1 where none does. Raises ReadError on endless tries."""
        text, depth, pos = self.text, 0, at
        templates: list[int] = []  # how deep each template literal that is open stands
        while found := _STEP.search(text, pos):
            mark, pos = found.group(), found.end()
            in_template = bool(templates) and templates[-1] == depth
            if mark == "`":
                if in_template:
                    templates.pop()
                else:
                    templates.append(depth)
            elif in_template and mark != "\\":
                depth += mark == "{" and text[pos - 2] == "$"
            elif mark in "{}":
                depth += 1 if mark == "{" else -1
                if depth == 0:
                    return pos
            else:
                pos = self._past(mark, pos)
        self._patience -= len(text) - at
        if self._patience < 0:
            raise ReadError("too many braces that never close; not read")
        return -1

    def _past(self, mark: str, pos: int) -> int:
        """One past the escape, string or comment that begins with `mark` before `pos`."""
        text = self.text
        if mark == "\\":
            return pos + 1
        if mark in _QUOTED:
            closing = _QUOTED[mark].match(text, pos)
            return closing.end() if closing else pos
        if text.startswith("*", pos):
            end = text.find("*/", pos)
            return end + 2 if end >= 0 else len(text)
        if text.startswith("/", pos) and text[pos - 2 : pos - 1] != ":":  # no comment: an address
            return max(pos, text.find("\n", pos))
        return pos

    def attribute_before(self, at: int) -> tuple[str, ...]:
        """The attribute whose value begins at `at`, as a path."""
        before = self.text[max(0, at - 80) : at].rstrip(" \t\r\n\"'")
        found = BEFORE_VALUE.search(before) if before.endswith("=") else None
        return (found[1].partition(":")[2] or found[1],) if found else ()

    def read_markup(self, language: str, comments_are_shown: bool = False) -> None:
        """Reads the markup, the props in it and the expressions that were taken out."""
        text, map = self.markup.whole()
        if text.strip():
            text, map = plain_markup(self.copy, self.imports, text, map, comments_are_shown)
            self.copy.take(self.embed(language, text, map, ()))
        for code in self.codes:
            self.read_code(code)

    def read_code(self, code: Code, language: str = "tsx") -> None:
        """Reads code that is part of the file."""
        inside = self.text[code.start : code.end]
        if code.is_value and not any(mark in inside for mark in _TELLS):
            self._note_import(inside, Span(code.start, code.end))
            return
        pieces = Pieces()
        if code.is_value:
            pieces.insert("(", code.start)
        self._add_code(pieces, code.start, code.end)
        if code.is_value:
            pieces.insert(")", code.end)
        try:
            self.copy.take(self.embed(language, *pieces.whole(), code.path)._replace(facts=()))
        except ReadError as error:
            span = Span(code.start, code.end)
            self.copy.notices.append(Notice(f"this code was not read: {error}", span))
            pieces = Pieces()
            pieces.add_prose(inside, 0, len(inside), Place(code.start))
            self.copy.emit(pieces, "literal", path=code.path)

    def _add_code(self, pieces: Pieces, start: int, end: int) -> None:
        """Code with markup in it as JSX has it: elements that hold nothing are closed, comments are left out."""
        text, at = self.text, start
        for odd in _NOT_JSX.finditer(text, start, end) if text.find("<", start, end) >= 0 else ():
            low = odd.start()
            if odd[1] is None:
                high = odd.end()
                self.copy.skip(low, high, "comment")
            else:
                low = high = odd.end() - 1
            pieces.add(text[at:low], at, low)
            if odd[1] is not None:
                pieces.insert("/", low)
            at = high
        pieces.add(text[at:end], at, end)

    def _note_import(self, inside: str, span: Span) -> None:
        name = _NAME.match(inside)
        known = self.imports.get(name[1]) if name else None
        if name and known:
            properties = [part.strip("?") for part in name[2].split(".")[1:]]
            self.copy.links.append(Link("import", known[0], (known[1], *properties), span))


def _imports(text: str) -> dict[str, tuple[str, str]]:
    """Local name -> module and name in it."""
    found: dict[str, tuple[str, str]] = {}
    for one in _IMPORT.finditer(text):
        if one[1]:
            found[one[1]] = (one[4], one[1])
        if one[3]:
            found[one[3]] = (one[4], "*")
        for part in (one[2] or "").split(","):
            name, _, alias = part.strip().removeprefix("type ").partition(" as ")
            if name.strip():
                found[alias.strip() or name.strip()] = (one[4], name.strip())
    return found
