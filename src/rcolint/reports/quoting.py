"""How is untrusted text shown so that it cannot act on the screen that shows it?

Copy, file names and rule texts may hold terminal escapes, direction overrides and invisible characters. They become
visible marks: `\\x1b`, `⟦RLO⟧`. Nothing here knows a markup language; HTML escaping is left to the template engine.
"""

from rcolint.expressions import Expression
from rcolint.tuples import NamedTuple

_LABELS = {
    0x00AD: "SHY",
    0x034F: "CGJ",
    0x061C: "ALM",
    0x180E: "MVS",
    0x200B: "ZWSP",
    0x200C: "ZWNJ",
    0x200D: "ZWJ",
    0x200E: "LRM",
    0x200F: "RLM",
    0x2028: "LS",
    0x2029: "PS",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2060: "WJ",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
    0xFEFF: "BOM",
}
_JOINERS = "\u200c\u200d"
_BLANKS = Expression(r"[ \t\r\n]+")
# Every character that `mark` may have a stand-in for: a long text without one is not gone through letter by letter.
_MARKED = Expression(
    "[\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u206a-\\u206f\\ufff9-\\ufffb\\U000e0000-\\U000e007f"
    + "".join(map(chr, _LABELS))
    + "]"
)
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


class Piece(NamedTuple):
    """A stretch of text, either as it stands or (`label`) a visible stand-in for one character."""

    text: str
    label: bool


def mark(char: str, before: str = "") -> str:
    """The visible stand-in of one character, or "" where the character may be shown as it is.

    `before` is the character in front of it: a joiner inside an emoji or an Indic word is ordinary writing, a joiner
    behind an ASCII letter hides something.
    """
    if " " <= char <= "~":
        return ""
    code = ord(char)
    if code < 0x20 or 0x7F <= code < 0xA0:
        return _NAMED.get(char, f"\\x{code:02x}")
    if 0xD800 <= code < 0xE000:
        # Python keeps an undecodable byte of a file name as U+DC80..U+DCFF.
        return f"\\x{code - 0xDC00:02x}" if 0xDC80 <= code < 0xDD00 else f"\\u{code:04x}"
    if char in _JOINERS and before > "\x7f":
        return ""
    if code in _LABELS:
        return f"⟦{_LABELS[code]}⟧"
    if 0x206A <= code <= 0x206F or 0xFFF9 <= code <= 0xFFFB or 0xE0000 <= code < 0xE0080:
        return f"⟦U+{code:04X}⟧"
    return ""


def pieces(text: str, keep: str = "") -> list[Piece]:
    """The text cut into plain stretches and labels. Characters in `keep` are left alone (line breaks, tabs)."""
    if text.isprintable() and (text.isascii() or not _MARKED.search(text)):
        return [Piece(text, False)] if text else []
    found: list[Piece] = []
    start, before = 0, ""
    for at, char in enumerate(text):
        label = "" if char in keep else mark(char, before)
        before = char
        if label:
            if start < at:
                found.append(Piece(text[start:at], False))
            found.append(Piece(label, True))
            start = at + 1
    if start < len(text):
        found.append(Piece(text[start:], False))
    return found


def shown(text: str, keep: str = "") -> str:
    """The text with every character that could act on a screen replaced by a visible mark."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(piece.text for piece in pieces(text, keep))


def one_line(text: str) -> str:
    """The text on one line: stretches of white space become one space, everything else is shown."""
    # str.split() without an argument would also cut at U+001C..U+001F, U+0085 and U+2028 and so hide them.
    if "  " in text or not text.isprintable():
        text = _BLANKS.sub(" ", text)
    return shown(text.strip(" "))
