"""Which text do these bytes hold?

Decoding is strict: bytes are never dropped or replaced, since a claim could hide behind the ones that were. What had
to be guessed is told in a Notice. Nothing here knows about files.
"""

import re

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Notice

_MARKS = (  # the longer first: the mark of UTF-32 begins with the one of UTF-16
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SIGNATURES = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP or office file",
    b"\x1f\x8b": "a compressed file",
    b"\x89PNG": "a picture",
    b"GIF8": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "an RTF file",
}
_UTF8_LETTER = rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"  # compiled when used
_CONTROL = Expression("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")  # ESC may stand in copy: reports show it as such


def decode(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    """The text without its byte order mark, line breaks untouched. Raises ReadError where it is not certain."""
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise ReadError(f"looks binary: it begins like {what}")
    text, notices = _decoded(data)
    zero = text.find("\0")
    if zero >= 0:
        raise ReadError(f"looks binary: a NUL byte in line {_line(text, zero)}")
    controls = len(_CONTROL.findall(text))
    if controls > 8 and controls * 20 > len(text):
        raise ReadError(f"looks binary: {controls} of its {len(text)} characters are control characters")
    return text, notices


def _decoded(data: bytes) -> tuple[str, tuple[Notice, ...]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding), ()
    guess = _utf16_without_mark(data)
    if guess:
        return _strict(data, guess), (Notice("has no byte order mark; read as UTF-16"),)
    if data[:3] == b"+/v" and data[3:4] in (b"8", b"9", b"+", b"/"):
        raise ReadError("is UTF-7, which is not read: save it as UTF-8")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        return _windows_1252(data, error.start)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"is not valid {encoding[:6].upper()} (byte {error.start}): save it as UTF-8") from None


def _utf16_without_mark(data: bytes) -> str:
    """English text in UTF-16 has a NUL in nearly every second byte, always on the same side."""
    head = data[:4096]
    half = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if half >= 2 and len(data) % 2 == 0:
        if odd * 10 >= half * 7 and even * 20 <= half:
            return "utf-16-le"
        if even * 10 >= half * 7 and odd * 20 <= half:
            return "utf-16-be"
    return ""


def _windows_1252(data: bytes, first: int) -> tuple[str, tuple[Notice, ...]]:
    line = _line(data, first)
    if 0 in data:
        raise ReadError(f"looks binary: a NUL byte in line {_line(data, data.index(0))}")
    # Read as Windows-1252, an invisible UTF-8 letter inside a claim would turn into two visible ones and hide it.
    mixed = re.search(_UTF8_LETTER, data)
    if mixed:
        raise ReadError(
            f"is neither UTF-8 (line {line} is not) nor plainly Windows-1252 (line {_line(data, mixed.start())} "
            "holds a UTF-8 letter): save it as UTF-8"
        )
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise ReadError(
            f"is neither UTF-8 nor Windows-1252 (line {_line(data, error.start)}): save it as UTF-8"
        ) from None
    return text, (Notice(f"is not UTF-8 (line {line}); read as Windows-1252"),)


def _line(data: bytes | str, at: int) -> int:
    return data.count(b"\n", 0, at) + 1 if isinstance(data, bytes) else data.count("\n", 0, at) + 1
