"""What can a terminal show, and how wide is it there?

Colours are written by hand and only when asked for; a stream that cannot encode a sign gets an ASCII one. Everything
that comes from outside passes through `safe` before it is printed, every line through `line`; `flush` prints them in one
piece, since an unbuffered stream would wake its reader for each. Nothing here knows findings.
"""

from typing import TextIO

from rcolint.expressions import Expression
from rcolint.reports.quoting import mark, shown

STYLES = {
    "error": "1;31",
    "warning": "33",
    "note": "36",
    "bold": "1",
    "dim": "2",
    "good": "32",
}
_ASCII = {"│": "|", "─": "-", "…": "...", "·": "-", "⟦": "[", "⟧": "]", "“": '"', "”": '"', "–": "-", "’": "'"}
_ANSI = Expression(r"\x1b\[[0-9;]*m|\x1b\]8;;[^\x1b]*\x1b\\")
# The runners of GitHub and Azure obey "##[...]" and "##vso[...]" anywhere in a line, TeamCity "##teamcity[".
COMMAND = Expression(r"#(?=#\w*\[)")
_VARIATION = "\ufe0f"


class Screen:
    """A stream with what is known of it: width in columns, colours or not, which signs it can encode."""

    def __init__(self, stream: TextIO, color: bool = False, width: int | None = None, links: bool = False) -> None:
        self.stream = stream
        self.color = color
        self.links = links
        self.width = max(40, width or _width(stream))
        self.encoding = getattr(stream, "encoding", None) or "utf-8"
        self._known: dict[str, bool] = {}
        self._lines: list[str] = []

    def can(self, char: str) -> bool:
        """Whether the stream can encode a character."""
        if char <= "\x7f":
            return True
        if char not in self._known:
            try:
                char.encode(self.encoding)
                self._known[char] = True
            except (UnicodeError, LookupError):
                self._known[char] = False
        return self._known[char]

    def sign(self, text: str) -> str:
        """The text with what the stream cannot encode replaced: our own signs by ASCII ones, the rest by escapes."""
        if text.isascii():
            return text
        return "".join(c if self.can(c) else _ASCII.get(c) or _escape(c) for c in text)

    def safe(self, text: str) -> str:
        """Text from outside on one line, harmless: no control, no override, no command for a build runner."""
        text = shown(text)
        return self.sign(COMMAND.sub(r"\\x23", text) if "#" in text else text)

    def glyph(self, char: str, before: str) -> str:
        """What is printed for one character of the source."""
        return self.sign(mark(char, before) or char)

    def paint(self, text: str, style: str) -> str:
        """The text in a style, or as it is where colours are not wanted."""
        return f"\x1b[{STYLES[style]}m{text}\x1b[0m" if self.color and text else text

    def linked(self, text: str, path: str) -> str:
        """Safe text that opens a file of this machine when it is clicked, where links are wanted (OSC 8)."""
        if not self.links or not path:
            return text
        from urllib.parse import quote

        address = quote(path.replace("\\", "/"), errors="backslashreplace")
        return f"\x1b]8;;file://{address if address.startswith('/') else f'/{address}'}\x1b\\{text}\x1b]8;;\x1b\\"

    def line(self, text: str = "") -> None:
        """Adds one line. What is left is never a command: a runner trims blanks, so a bar is put in front."""
        text = text.rstrip()
        plain = _ANSI.sub("", text) if "\x1b" in text else text
        if plain.lstrip().startswith(("::", "##")):
            text = f"| {text}"
        self._lines.append(text + "\n")

    def flush(self) -> None:
        """Prints the lines that were added."""
        self.stream.write("".join(self._lines))
        self._lines.clear()

    def wrap(self, text: str, first: str = "", rest: str | None = None, limit: int = 100) -> list[str]:
        """Safe text broken at blanks into lines of the screen's width; `first` and `rest` stand before the lines."""
        rest = " " * cells(first) if rest is None else rest
        room = max(16, min(self.width, limit) - max(cells(first), cells(rest)))
        lines: list[str] = []
        at = 0
        for word in text.split(" "):
            for part in _parts(word, room):
                size = cells(part)
                if lines and at + 1 + size <= room:
                    lines[-1] += f" {part}"
                    at += 1 + size
                else:
                    lines.append(part)
                    at = size
        return [(first if number == 0 else rest) + text for number, text in enumerate(lines)]


def cells(text: str) -> int:
    """The columns that a text takes on a terminal."""
    if text.isascii():
        return len(text)
    total, before = 0, ""
    for char in text:
        total += cell_width(char, before)
        before = char
    return total


def cell_width(char: str, before: str = "") -> int:
    """The columns of one character: 2 for wide ones, 0 for those that join the one in front of them."""
    if char <= "\x7f":
        return 1
    # Imported on first use: pages in plain ASCII do not pay for the tables.
    from unicodedata import category, east_asian_width

    if char == _VARIATION:
        # Asks for the picture form, which is two columns wide.
        return 1 if before and cell_width(before) == 1 and not before.isalnum() else 0
    if before == "\u200d" or "\u1160" <= char <= "\u11ff":
        return 0
    if "\U0001f3fb" <= char <= "\U0001f3ff" and before and east_asian_width(before) in "WF":
        return 0
    if category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1


def _parts(word: str, room: int) -> list[str]:
    """A word cut into parts that fit, for text without blanks."""
    if cells(word) <= room:
        return [word]
    parts, at, before = [""], 0, ""
    for char in word:
        size = cell_width(char, before)
        if at + size > room:
            parts.append("")
            at = 0
        parts[-1] += char
        at += size
        before = char
    return parts


def _escape(char: str) -> str:
    return char.encode("ascii", "backslashreplace").decode("ascii")


def _width(stream: TextIO) -> int:
    if not stream.isatty():
        return 80
    # Only here: importing shutil costs milliseconds that a hook does not have.
    from shutil import get_terminal_size

    return get_terminal_size().columns
