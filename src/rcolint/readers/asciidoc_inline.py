"""What do the marks inside a paragraph of AsciiDoc stand for?

Stars, underscores, links and macros go; the words in them stay where they are. A mark that nothing closes is a letter.
"""

import re

from rcolint.expressions import Expression
from rcolint.readers.collect import Copy
from rcolint.readers.pieces import OBJECT, Pieces, Place
from rcolint.tuples import NamedTuple

_LONGEST = 2000  # letters of an address
_MARK = Expression(
    r"\\(?P<escape>[*_`\#^~+{<\[\"'&(]|[a-z]{3,12}(?=:))"
    r"|(?P<curly>\"`|'`)(?=[^\s`])"
    r"|(?P<raw>\+\+\+|\+\+|(?<![\w&;:}])\+(?=\S))"
    r"|(?P<code>``|(?<![\w&;:}\"'])`(?=\S))"
    r"|(?:\[[^\[\]\n]{0,200}\](?=[*_\#^~]))?(?P<text>\*\*|__|\#\#|(?<![\w&;:}])[*_\#](?=\S)|[\^~](?=[^\s^~]{1,200}[\^~]))"
    r"|(?<!\w)(?P<macro>link|xref|mailto|image|icon|footnote|footnoteref|kbd|btn|menu|stem|latexmath|asciimath|pass|anchor"
    rf"|bibref|indexterm2?):(?!:)(?P<target>[^\s\[\]]{{0,{_LONGEST}}}+)\["
    rf"|(?<!\w)(?P<address>(?:https?|ftp|irc)://[^\s\[\]<>|]{{1,{_LONGEST}}}+)\[?"
    r"|<<(?P<jump>[^<>,\n]{1,400})(?:,(?P<jump_text>[^<>]{1,400}))?>>"
    r"|\[\[(?P<anchor>[^\[\]\n]{1,400})\]\]"
    r"|\(\(\((?P<unseen_term>[^()\n]{1,400})\)\)\)"
    r"|\(\((?P<term>[^()\n]{1,400})\)\)"
    r"|\{(?P<value>(?:counter2?:|set:)?\w[\w:!-]{0,100})\}"
    r"|(?P<hard_break>[ \t]\+[ \t]*(?=\n|\Z))"
)
# A single mark is closed where no word goes on.
_CLOSING = {mark: Expression(rf"(?<=\S){re.escape(mark)}(?!\w)") for mark in "*_#`+"}
_BRACKET = Expression(r"(?<!\\)\]")
_BEHIND_TEXT = Expression(r",\s*[\w-]+\s*=|\^\s*(?:,|\Z)")  # where the text of a link ends in its brackets
_QUOTED = Expression(r"\s*\"([^\"]*)\"")
_OBJECTS = ("icon", "kbd", "stem", "latexmath", "asciimath")
_NOTHING = ("anchor", "bibref", "indexterm")
_VALUES = {  # those that every page knows; any other is put in where the page is made
    "empty": "",
    "blank": "",
    "sp": " ",
    "nbsp": "\u00a0",
    "zwsp": "\u200b",
    "wj": "\u2060",
    "amp": "&",
    "lt": "<",
    "gt": ">",
    "apos": "'",
    "quot": '"',
    "lsquo": "‘",
    "rsquo": "’",
    "ldquo": "“",
    "rdquo": "”",
    "deg": "°",
    "plus": "+",
    "brvbar": "|",
    "vbar": "|",
    "startsb": "[",
    "endsb": "]",
    "caret": "^",
    "asterisk": "*",
    "tilde": "~",
    "backslash": "\\",
    "backtick": "`",
    "two-colons": "::",
    "two-semicolons": ";;",
    "cpp": "C++",
}


class Part(NamedTuple):
    """What a mark stands for: content[low:high] read as `how` says, and where the text behind it goes on."""

    how: str  # text, raw, note, alt, or the letters that it puts in
    low: int
    high: int
    past: int
    mark: str = ""  # what it is enclosed in


def add_inline(copy: Copy, pieces: Pieces, content: str, place: Place) -> None:
    """Adds what a paragraph says without its marks."""
    _Inline(copy, content, place).add(pieces, 0, len(content))


class _Inline:
    def __init__(self, copy: Copy, content: str, place: Place) -> None:
        self.copy, self.content, self.place = copy, content, place
        self.open: list[str] = []  # the marks around: none opens in itself

    def add(self, pieces: Pieces, at: int, end: int) -> None:
        """Adds a stretch of the content."""
        unclosed: set[str] = set()  # marks that nothing closes from here on
        look = at
        while found := _MARK.search(self.content, look, end):
            part = self._part(found, end, unclosed)
            if part is None:
                look = found.end() if found.end() > found.start() else found.end() + 1
                continue
            self._prose(pieces, at, found.start())
            self._put(pieces, found.start(), part)
            at = look = part.past
        self._prose(pieces, at, end)

    def _put(self, pieces: Pieces, start: int, part: Part) -> None:
        how, low, high, past, mark = part
        if how not in ("text", "raw", "note", "alt"):
            pieces.add(how, self.place.at(start), self.place.end(past))
            if not how:
                self._skip(start, past)
            return
        self._skip(start, low)
        self._skip(high, past)
        if how == "raw":
            self._prose(pieces, low, high)
        elif how == "text":
            self.open.append(mark)
            self.add(pieces, low, high)
            self.open.pop()
        else:
            pieces.insert(OBJECT if how == "alt" else "", self.place.at(start))
            aside = Pieces()
            self.add(aside, low, high)
            role, carrier = ("caption", "alt") if how == "alt" else ("paragraph", "body")
            self.copy.emit(aside, role, carrier)

    def _prose(self, pieces: Pieces, low: int, high: int) -> None:
        if low < high:
            pieces.add_prose(self.content, low, high, self.place, decode=True)

    def _skip(self, low: int, high: int) -> None:
        if low < high:
            self.copy.skip(self.place.at(low), self.place.end(high), "markup")

    def _part(self, found: "re.Match[str]", end: int, unclosed: set[str]) -> Part | None:
        """What a mark stands for; None where it is only a letter."""
        kind, past = found.lastgroup or "", found.end()
        if kind == "escape":
            return Part("raw", past - len(found[kind]), past, past)
        if kind in ("curly", "raw", "code", "text"):
            return self._enclosed(kind, found, end, unclosed)
        if kind == "target":
            return self._macro(found["macro"], found, end, unclosed)
        if kind == "address":
            bare = Part(OBJECT, found.start(), found.end("address"), found.end("address"))
            return (self._link(found, end, unclosed) or bare) if past > found.end("address") else bare
        if kind == "value":
            name = found["value"].lower()
            return Part(_VALUES.get(name, "" if name.startswith(("counter2:", "set:")) else OBJECT), past, past, past)
        if kind == "hard_break":
            return Part("\n", past, past, past)
        if kind in ("jump_text", "term"):
            return Part("text", *found.span(kind), past)
        return Part(OBJECT if kind == "jump" else "", past, past, past)

    def _enclosed(self, kind: str, found: "re.Match[str]", end: int, unclosed: set[str]) -> Part | None:
        mark, low = found[kind], found.end()
        if mark in unclosed or mark in self.open:
            return None
        if len(mark) == 1 and mark not in "^~":
            closing = _CLOSING[mark].search(self.content, low + 1, end)
            high = closing.start() if closing else -1
        else:
            high = self.content.find(mark[::-1] if kind == "curly" else mark, low + 1, end)
        if high < 0:
            unclosed.add(mark)
            return None
        past = high + len(mark)
        if kind == "code":
            return Part(OBJECT, low, high, past)
        return Part("raw" if kind == "raw" else "text", low, high, past, mark)

    def _bracket(self, low: int, end: int, unclosed: set[str]) -> int:
        if "]" in unclosed:
            return -1
        closing = _BRACKET.search(self.content, low, end)
        if closing is None:
            unclosed.add("]")
        return closing.start() if closing else -1

    def _macro(self, name: str, found: "re.Match[str]", end: int, unclosed: set[str]) -> Part | None:
        if name in ("link", "xref", "mailto"):
            return self._link(found, end, unclosed)
        low, high = found.end(), self._bracket(found.end(), end, unclosed)
        if high < 0:
            return None
        if name in _OBJECTS or name in _NOTHING:
            return Part(OBJECT if name in _OBJECTS else "", low, high, high + 1)
        if name == "image":
            return Part("alt", *alternative_text(self.content, low, high), high + 1)
        if name.startswith("footnote"):
            return Part("note", low, high, high + 1)
        if name == "pass" and "q" not in found["target"]:
            return Part("raw", low, high, high + 1)
        return Part("text", low, high, high + 1)

    def _link(self, found: "re.Match[str]", end: int, unclosed: set[str]) -> Part | None:
        """The text in the brackets of a link, without what else stands there; without a text the address is shown."""
        low, high = found.end(), self._bracket(found.end(), end, unclosed)
        if high < 0:
            return None
        quoted = _QUOTED.match(self.content, low, high)
        if quoted:
            return Part("text", *quoted.span(1), high + 1)
        behind = _BEHIND_TEXT.search(self.content, low, high)
        last = behind.start() if behind else high
        return Part("text", low, last, high + 1) if low < last else Part(OBJECT, low, high, high + 1)


_ALT = Expression(r"(?:^|,)\s*alt\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^,]*))")
_FIRST = Expression(r"\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^,=\"]*)(?=,|\Z))")


def alternative_text(content: str, low: int, high: int) -> tuple[int, int]:
    """Where in the brackets of an image its alternative text stands; an empty stretch where there is none."""
    found = _ALT.search(content, low, high) or _FIRST.match(content, low, high)
    return found.span(found.lastgroup) if found and found.lastgroup else (high, high)
