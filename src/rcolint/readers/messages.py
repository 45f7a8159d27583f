"""What do files of translated texts say: gettext, Java properties, Apple strings?

Each message is a block. Keys, comments and notes for the translator are not copy.
"""

import re

from rcolint.expressions import Expression
from rcolint.model import Document, Reading
from rcolint.readers import Embed
from rcolint.readers.data_copy import DataCopy
from rcolint.readers.locales import holds_translations
from rcolint.readers.pieces import Pieces

_ESCAPE = Expression(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|[uU][0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[0-7]{3}|(?:\r\n|\n|\r)[ \t\f]*|.)",
    re.S,
)
_LETTERS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "b": "\b", "a": "\a", "v": "\v"}
_LINE = Expression(r"[^\r\n]+")
_KEY = Expression(r"[\w.:/-]+\Z")  # a name for a message, no text of its own

_PO_LINE = Expression(
    r'[ \t]*(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]+\])?)[ \t]*)?"((?:[^"\\\r\n]|\\.)*)"[ \t]*\Z'
)
_PROPERTY = Expression(
    r"[ \t\f]*((?:[^\s:=\\#!]|\\.)(?:[^\s:=\\]|\\.)*+)[ \t\f]*+(?:[:=][ \t\f]*+)?((?:[^\\\r\n]++|\\(?:\r\n|.))*+)", re.S
)
_STRING = Expression(
    r"""(?:"((?:[^"\\]|\\.)*+)"|([\w.-]++))\s*+=\s*+"((?:[^"\\]|\\.)*+)"\s*+;?|/\*.*?(?:\*/|\Z)|//[^\r\n]*+""", re.S
)
_BLANK = Expression(r"\s*+")


def read_po(document: Document, embed: Embed) -> Reading:
    """Reads gettext: translations, and the original where there is none (in a template nowhere)."""
    copy = DataCopy(document, embed, all_text=True)
    entry: dict[str, Pieces] = {}
    field = ""
    odd: list[int] = []
    for line in _LINE.finditer(document.text):
        content = line.group().strip()
        if not content or content[0] == "#":
            field = ""
            continue
        found = _PO_LINE.match(content)
        if found is None or not (found[1] or field):
            copy.add_as_it_stands((), *line.span())
            odd.append(line.start())
            continue
        if found[1]:
            field = found[1]
            if field in entry or (field in ("msgctxt", "msgid") and any(name.startswith("msgstr") for name in entry)):
                _add_entry(copy, entry)
                entry = {}
        low = line.start() + line.group().index(content)
        decode(document.text, low + found.start(2), low + found.end(2), entry.setdefault(field, Pieces()))
    _add_entry(copy, entry)
    return _finished(copy, odd)


def _add_entry(copy: DataCopy, entry: dict[str, Pieces]) -> None:
    original = entry["msgid"].text if "msgid" in entry else ""
    context = entry["msgctxt"].text if "msgctxt" in entry else ""
    if not original and not context:
        return  # the header of the file
    key = original if _KEY.match(original) else context
    path = (key,) if key else ()
    translated = [name for name in entry if name.startswith("msgstr") and entry[name].text.strip()]
    for name in translated or [name for name in ("msgid", "msgid_plural") if name in entry]:
        copy.add(path, entry[name])


def read_properties(document: Document, embed: Embed) -> Reading:
    """Reads Java properties: the value of each key, its continued lines joined."""
    text = document.text
    copy = DataCopy(document, embed, holds_translations(document.path))
    at = 0
    while at < len(text):
        at = _after_blank(text, at)
        if text[at : at + 1] in ("#", "!"):
            line = _LINE.match(text, at)
            at = line.end() if line else at + 1
            continue
        found = _PROPERTY.match(text, at)
        if found is None:  # a separator without a key before it
            line = _LINE.match(text, at)
            if line:
                copy.add_as_it_stands((), *line.span())
            at = line.end() if line else at + 1
            continue
        copy.add(tuple(found[1].split(".")), decode(text, *found.span(2)))
        at = found.end()
    return copy.reading()


def read_strings(document: Document, embed: Embed) -> Reading:
    """Reads Apple strings: `"key" = "value";`."""
    text = document.text
    copy = DataCopy(document, embed, all_text=True)
    odd: list[int] = []
    at = _after_blank(text, 0)
    while at < len(text):
        found = _STRING.match(text, at)
        if found is None:
            line = _LINE.match(text, at)
            end = line.end() if line else at + 1
            copy.add_as_it_stands((), at, end)
            odd.append(at)
            at = end
        else:
            if found[3] is not None:
                key = found[1] or found[2] or ""
                copy.add((key,) if _KEY.match(key) else (), decode(text, *found.span(3)))
            at = found.end()
        at = _after_blank(text, at)
    return _finished(copy, odd)


def _after_blank(text: str, at: int) -> int:
    blank = _BLANK.match(text, at)
    return blank.end() if blank else at


def _finished(copy: DataCopy, odd: list[int]) -> Reading:
    if odd:
        more = f", and {len(odd) - 1} more" if len(odd) > 1 else ""
        copy.note(f"this line is no message{more}; what was not understood is read as it stands", odd[0], odd[0])
    return copy.reading()


def decode(text: str, start: int, end: int, pieces: Pieces | None = None) -> Pieces:
    """The text of a message at text[start:end], its escapes undone; added to `pieces` where they are given."""
    pieces = Pieces() if pieces is None else pieces
    pieces.add_said(text, start, end, _ESCAPE, _letter)
    return pieces


def _letter(escape: str) -> str:
    code = escape[1:]
    if code[0] in "\r\n":
        return ""
    if len(code) == 11:  # a pair of surrogates
        return chr(0x10000 + ((int(code[1:5], 16) - 0xD800) << 10) + int(code[7:], 16) - 0xDC00)
    if len(code) > 1:
        number = int(code, 8) if code[0] in "01234567" else int(code[1:], 16)
        return "\ufffd" if number == 0 or 0xD800 <= number < 0xE000 else chr(number)
    return _LETTERS.get(code, code)
