"""What does a PHP file show: its page, and the strings of its code?

The page around the code goes to the HTML reader with the code replaced letter for letter. In the code, strings are read
under their array keys, variables and calls; what is joined with dots is one text.
"""

from collections.abc import Iterable

from rcolint.expressions import Expression
from rcolint.model import Document, Link, Reading
from rcolint.positions import SourceMap, Span
from rcolint.readers import Embed
from rcolint.readers.collect import Copy
from rcolint.readers.literals import emit_literal, has_tags, is_shown
from rcolint.readers.php_calls import CHANGES, KEYED, MUTED_FIRST, NO_OPERANDS, PARTS, TEXTS, is_muted
from rcolint.readers.php_scan import Token, add_string, codes, scan
from rcolint.readers.pieces import BREAK, OBJECT, VALUE, Pieces

_DIRECTIVE = Expression(r"(?<![\w@])@([A-Za-z]{2,30})[ \t]{0,9}(\()?")
_BLADE_LINKS = {"include": "include", "includeif": "include", "includewhen": "include", "includefirst": "include",
                "each": "include", "component": "component", "extends": "layout"}  # fmt: skip
MAX_UNCLOSED = 50  # directives without an end; what follows so many is no Blade
_COMPARES = frozenset(("==", "===", "!=", "!==", "<>", "<", ">", "<=", ">=", "<=>"))
_ENDS = frozenset((",", ";", "?", ":", "??", "?:", "&&", "||", "+", "-", "*", "/", "%", "&", "|", "!"))
_OPENS = {"(": ")", "[": "]", "{": "}"}


class Frame:
    """What is known between a pair of brackets."""

    __slots__ = ("argument", "call", "compared", "joins", "key", "kind", "muted", "parts", "path", "target")

    def __init__(self, kind: str, path: tuple[str, ...] = (), muted: bool = False, call: str = "") -> None:
        self.kind = kind  # block, call, array, index
        self.path = path  # of the keys around it
        self.muted = muted  # nothing in it is shown to anybody
        self.call = call
        self.key = ""  # of the value that is being read
        self.target = ""  # what "=" would give a value to
        self.argument = 0
        self.parts: list[Token | int] = []  # strings, and where other values stand between them
        self.joins = True  # whether the next operand belongs to the parts so far
        self.compared = False


def read(document: Document, embed: Embed) -> Reading:
    """Reads PHP, alone or in a page. Raises ReadError where the page around it cannot be read whole."""
    text, copy = document.text, Copy(document)
    kept: list[str] = []
    done = 0
    for code in codes(text):
        kept.append(text[done : code.start] + (VALUE if code.prints else BREAK) * (code.end - code.start))
        done = code.end
        copy.skip(code.start, code.end, "code")
        Reader(copy, embed).read(code.tokens)
    kept.append(text[done:])
    page = "".join(kept)
    if document.path.lower().endswith(".blade.php"):
        page = _without_directives(page, copy, embed)
    if page.strip(VALUE + BREAK + " \t\r\n"):
        copy.take(embed("html", page, SourceMap.identity(len(page)), ()))
    return copy.reading()


def _without_directives(page: str, copy: Copy, embed: Embed) -> str:
    """The page without Blade's `@name(...)`; what stands in their brackets is PHP."""
    kept: list[str] = []
    done = unclosed = 0
    for found in _DIRECTIVE.finditer(page):
        if found.start() < done or not (found[2] or found[1].lower() in PARTS):
            continue
        end = found.end()
        if found[2]:
            tokens: list[Token] = []
            end = _closing(page, end, tokens)
            unclosed += end == found.end()
            if unclosed > MAX_UNCLOSED:
                break
            kind = _BLADE_LINKS.get(found[1].lower(), "")
            name = next((t for t in tokens if t.kind == "string"), None)
            if kind and name:
                copy.links.append(Link(kind, page[name.start : name.end], (), Span(found.start(), end)))
            if tokens:
                Reader(copy, embed, found[1].lower()).read(tokens)
        copy.skip(found.start(), end, "template tag")
        kept.append(page[done : found.start()] + BREAK * (end - found.start()))
        done = end
    kept.append(page[done:])
    return "".join(kept)


def _closing(page: str, start: int, tokens: list[Token]) -> int:
    """Gathers the tokens up to the bracket that closes a directive; returns one past it."""
    end = scan(page, start, min(len(page), start + 3_000), tokens)
    depth = 1
    for n, token in enumerate(tokens):
        mark = page[token.start : token.end] if token.kind == "mark" else ""
        depth += (mark == "(") - (mark == ")")
        if not depth:
            del tokens[n:]
            return token.end
    tokens.clear()
    return min(start, end)


class Reader:
    """Follows the tokens of one stretch of code and reads the strings that are copy."""

    def __init__(self, copy: Copy, embed: Embed, call: str = "") -> None:
        self.copy = copy
        self.embed = embed
        self.text = copy.document.text
        self.frames = [Frame("call" if call else "block", call=call)]
        self.before = ""  # the last token that says something
        self.verb = ""  # include, case, throw: what the statement does

    def read(self, tokens: Iterable[Token]) -> None:
        """Reads all tokens."""
        for token in tokens:
            if token.kind == "comment":
                continue
            word = self.text[token.start : token.end]
            frame = self.frames[-1]
            if token.kind == "string":
                self._string(frame, token)
            elif token.kind == "mark":
                self._mark(frame, word, token.start)
            elif token.kind == "word" and word.lower() in NO_OPERANDS:
                self._word(frame, word.lower())
            else:
                if token.kind != "number":
                    frame.target = word.lstrip("$").rpartition("\\")[2]
                self._operand(frame, token.start)
            self.before = word if token.kind != "string" else "'"
        while self.frames:
            self._flush(self.frames[-1])
            self.frames.pop()

    def _word(self, frame: Frame, word: str) -> None:
        self._flush(frame)
        if word in ("case", "include", "include_once", "require", "require_once", "throw", "new", "use", "namespace"):
            self.verb = word
            frame.compared = word == "case"

    def _string(self, frame: Frame, token: Token) -> None:
        if frame.parts and not frame.joins:
            self._flush(frame)
        frame.parts.append(token)
        frame.joins = False
        if self.verb.startswith(("include", "require")):
            target = self.text[token.start : token.end]
            self.copy.links.append(Link("include", target.lstrip("/"), (), Span(token.start, token.end)))

    def _operand(self, frame: Frame, at: int) -> None:
        parts = frame.parts
        if parts and not isinstance(parts[-1], int) and not frame.joins:
            self._flush(frame)
        if not parts or not isinstance(parts[-1], int):
            frame.parts.append(at)
        frame.joins = False

    def _mark(self, frame: Frame, mark: str, at: int) -> None:
        if mark == ".":
            frame.joins = True
        elif mark in _OPENS:
            self._open(frame, mark)
        elif mark in (")", "]", "}"):
            self._close(frame, mark, at)
        elif mark == "=>":
            frame.key = self._single(frame)
            self._clear(frame)
        elif mark in ("=", ".=", "??="):
            frame.key = frame.target
            self._clear(frame)
        elif mark in _COMPARES:
            self._clear(frame)
            frame.compared = True
        elif mark in _ENDS:
            self._flush(frame)
            if mark == ",":
                frame.argument += 1
                if frame.kind != "block":
                    frame.key = "" if frame.call not in KEYED else frame.key
            elif mark == ";":
                frame.key = frame.target = self.verb = ""

    def _open(self, frame: Frame, mark: str) -> None:
        path = (*frame.path, frame.key) if frame.key else frame.path
        if mark == "{":
            self._flush(frame)
            self.frames.append(Frame("block"))
            self.verb = ""
            return
        muted = (
            frame.muted or frame.compared or (frame.call in MUTED_FIRST and frame.argument < MUTED_FIRST[frame.call])
        )
        if mark == "[":
            if self._is_value():
                self.frames.append(Frame("index", (), True))
            else:
                self.frames.append(Frame("array", path, muted))
            return
        call = self.before.rpartition("\\")[2] if self.before[-1:].isalnum() or self.before[-1:] == "_" else ""
        lower = call.lower()
        if lower == "array":
            self.frames.append(Frame("array", path, muted))
            return
        if lower in NO_OPERANDS:
            lower = "" if lower in ("echo", "print", "return") else "if"
        thrown = self.verb == "throw" or (lower.endswith(("exception", "error")) and self.verb == "new")
        muted = muted or is_muted(lower) or (thrown and lower != "wp_error")
        self.frames.append(Frame("call", path, muted, lower))

    def _is_value(self) -> bool:
        """Whether what stands before a bracket is something that it may pick an element of."""
        before = self.before
        return (
            before in (")", "]", "'")
            or before[0:1] == "$"
            or (before[-1:].isalnum() and before.lower() not in NO_OPERANDS)
        )

    def _close(self, frame: Frame, mark: str, at: int) -> None:
        inside = self._single(frame)
        self._flush(frame)
        if len(self.frames) == 1:
            return
        if mark == "}" and frame.kind != "block":
            while len(self.frames) > 1 and self.frames[-1].kind != "block":
                self._flush(self.frames.pop())
        if len(self.frames) > 1:
            self.frames.pop()
        outer = self.frames[-1]
        if frame.kind == "index":
            outer.target = inside or outer.target
        elif frame.kind == "call" and frame.call in PARTS:
            self._part(frame, at)
        if mark == "}" and frame.kind == "block":
            self.verb = ""
            if outer.kind == "block":
                outer.key = outer.target = ""
        else:
            self._operand(outer, at)

    def _part(self, frame: Frame, at: int) -> None:
        """A call that puts another file of the theme here."""
        name = PARTS[frame.call]
        target = "-".join(part for part in (name, *frame.path[-1:]) if part) if not name else f"{name}.php"
        self.copy.links.append(Link("include", target, (), Span(at, at)))

    # --- what has been gathered ------------------------------------------------------------------------------------

    def _single(self, frame: Frame) -> str:
        """The text of the parts where they are one string."""
        if len(frame.parts) == 1 and not isinstance(frame.parts[0], int):
            return self.text[frame.parts[0].start : frame.parts[0].end]
        return ""

    def _clear(self, frame: Frame) -> None:
        frame.parts.clear()
        frame.joins = True
        frame.compared = False

    def _flush(self, frame: Frame) -> None:
        """Makes blocks of the parts so far where they are copy."""
        strings = [part for part in frame.parts if not isinstance(part, int)]
        if strings and not (frame.muted or frame.compared or frame.kind == "index"):
            self._emit(frame, strings)
        self._clear(frame)

    def _emit(self, frame: Frame, strings: list[Token]) -> None:
        call = frame.call
        if frame.argument < MUTED_FIRST.get(call, 0) or frame.argument >= TEXTS.get(call, 99):
            if call in KEYED and frame.argument == 0:
                frame.key = self._single(frame)
            elif call in PARTS and frame.argument < 2:
                frame.path = ("-".join((*frame.path[-1:], self._single(frame))).strip("-"),)
            return
        if self.verb.startswith(("include", "require")) or self.verb in ("throw", "use", "namespace"):
            return
        pieces = Pieces()
        for part in frame.parts:
            if isinstance(part, int):
                pieces.insert(OBJECT, part)
            else:
                add_string(pieces, self.text, part)
        label = next((s.style.strip("'").lower() for s in strings if len(s.style) > 1), "")
        if label in CHANGES:
            return
        path = (*frame.path, frame.key) if frame.key else frame.path
        text = pieces.text
        if call in TEXTS or has_tags(text) or is_shown(text, path):
            emit_literal(self.copy, self.embed, pieces, path)
