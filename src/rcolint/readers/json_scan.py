"""Where do the values of a JSON text stand, and under which keys?

One expression takes a key and its value at a step. What JSON does not allow but people write (comments, trailing commas,
single quotes, bare keys) is understood; what nobody can understand is handed on as it stands. Nothing recurses.
"""

import re
from collections.abc import Iterator

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.readers.pieces import Pieces

MAX_DEPTH = 200

# Path, start and end of the value inside its quotes, and what it is: a quote mark for a string, WORD for a number, true,
# false or null, STRAY for text that is no JSON, OPEN for a string without its closing quote.
Value = tuple[tuple[str, ...], int, int, str]
WORD, STRAY, OPEN = "word", "stray", "open"

_STEP = re.compile(
    r'[\s,:]*+(?:"([^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*+)"\s*+:\s*+)?+'
    r'(?:"([^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*+)"|([\[{])|([\]}])|((?:-?[0-9][-+.0-9eE]*+|true|false|null)(?![\w$.])))'
)
_STRING, _OPENING, _CLOSING, _WORD, _KEY, _NOTHING, _STRAY, _UNCLOSED = 2, 3, 4, 5, 6, 7, 8, 9
_BLANK = re.compile(r"[\s,:]*+")
_COMMENT = re.compile(r"//[^\r\n]*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/)?")
_QUOTED = re.compile(
    r"""(?:"((?:[^"\\]++|\\.)*+)"|'((?:[^'\\\r\n]++|\\.)*+)')(?=(\s*+:)|\s*+(?:[,\]}]|//|/\*|\Z))""", re.S
)
_BARE_KEY = re.compile(r"([A-Za-z_$][\w$-]*+)\s*+:(?!//)")
_BARE_WORD = re.compile(r"(?:[-+]?(?:Infinity|NaN|0[xX][0-9a-fA-F]++|\.?[0-9][-+.0-9eE]*+)|undefined|null)(?![\w$.])")
_REST = re.compile(r'[^,\[\]{}"\r\n]++|.', re.S)
_ESCAPE = Expression(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|\r\n|.)", re.S
)
_LETTERS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "0": "\ufffd", "\n": "", "\r": ""}

_Event = tuple[int, str | None, int, int]  # kind, key, start, end


def scan(text: str, many: bool = False) -> Iterator[Value]:
    """All values in the order of the source. With `many` the text is a list of documents, one after the other.

    Raises ReadError where it is nested more than MAX_DEPTH deep.
    """
    prefix: tuple[str, ...] = ()
    count = 0
    above: list[tuple[tuple[str, ...], int]] = []  # the containers that are open, without the innermost
    for kind, key, start, end in _events(text):
        if kind == _CLOSING:
            if above:
                prefix, count = above.pop()
            continue
        if key is None:
            path = (*prefix, str(count)) if above or many else ()
        else:
            path = (*prefix, key if "\\" not in key else unescaped(key))
        count += 1
        if kind == _OPENING:
            if len(above) >= MAX_DEPTH:
                raise ReadError(f"is nested more than {MAX_DEPTH} deep")
            above.append((prefix, count))
            prefix, count = path, 0
        else:
            yield path, start, end, _KINDS.get(kind) or text[start - 1]
    if above:
        yield (), len(text), len(text), OPEN


_KINDS = {_WORD: WORD, _STRAY: STRAY, _UNCLOSED: OPEN}


def _events(text: str) -> Iterator[_Event]:
    """Brackets and values with their keys."""
    step = _STEP.match
    pending: str | None = None
    at = 0
    while True:
        found = step(text, at)
        if found is not None:
            kind, key, at = found.lastindex or 0, found[1], found.end()
            start, end = found.span(kind)
        else:
            odd = _odd(text, at)
            if odd is None:
                return
            kind, start, end, at = odd
            if kind == _KEY:
                pending = text[start:end]
            if kind in (_KEY, _NOTHING):
                continue
            key = None
        yield kind, pending if key is None else key, start, end
        pending = None


def _odd(text: str, at: int) -> tuple[int, int, int, int] | None:
    """The next thing where the usual step fails: kind, start, end, where to go on; None at the end."""
    blank = _BLANK.match(text, at)
    at = blank.end() if blank else at
    if at >= len(text):
        return None
    comment = _COMMENT.match(text, at)
    if comment:
        return _NOTHING, at, at, comment.end()
    quoted = _QUOTED.match(text, at)
    if quoted:
        start, end = quoted.span(1 if text[at] == '"' else 2)
        if quoted[3] is not None:
            return _KEY, start, end, quoted.end(3)
        return _STRING, start, end, end + 1
    if text[at] == '"':  # to the end of the line, where the writer forgot to close it
        end = _end_of_line(text, at)
        return _UNCLOSED, at + 1, end, end
    if text[at] in "[{":
        return _OPENING, at, at + 1, at + 1
    if text[at] in "]}":
        return _CLOSING, at, at + 1, at + 1
    key = _BARE_KEY.match(text, at)
    if key:
        return _KEY, at, key.end(1), key.end()
    word = _BARE_WORD.match(text, at)
    if word:
        return _WORD, at, word.end(), word.end()
    rest = _REST.match(text, at)
    end = rest.end() if rest else at + 1
    return _STRAY, at, end, end


def _end_of_line(text: str, at: int) -> int:
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return min(ends, default=len(text))


def decode(text: str, start: int, end: int, pieces: Pieces | None = None) -> Pieces:
    """The text of a string at text[start:end], its escapes undone; added to `pieces` where they are given."""
    pieces = Pieces() if pieces is None else pieces
    pieces.add_said(text, start, end, _ESCAPE, _letter)
    return pieces


def unescaped(text: str) -> str:
    """The same for a key, whose place nobody asks for."""
    return _ESCAPE.sub(lambda escape: _letter(escape.group()), text)


def _letter(escape: str) -> str:
    """What an escape stands for. Half a surrogate pair and NUL are no letters of any text."""
    if escape[1] in "ux" and len(escape) > 2:
        code = int(escape[2:6], 16)
        if len(escape) == 12:
            return chr(0x10000 + ((code - 0xD800) << 10) + int(escape[8:12], 16) - 0xDC00)
        return "\ufffd" if code == 0 or 0xD800 <= code < 0xE000 else chr(code)
    return _LETTERS.get(escape[1], escape[1]) if len(escape) == 2 else ""
