"""What does a string literal of a program say to a visitor of the shop, and which format is it written in?

Shared by the readers of templates, PHP and SQL: they find the literals and their keys, here it is decided whether one
is copy, and it becomes blocks.
"""

import re

from rcolint.errors import ReadError
from rcolint.expressions import Expression
from rcolint.model import Notice, Reading
from rcolint.positions import SourceMap, Span
from rcolint.readers import READERS, Embed
from rcolint.readers.collect import Copy
from rcolint.readers.keys import WORD, carrier_of, facts_of, folded, is_copy
from rcolint.readers.pieces import OBJECT, Pieces

Path = tuple[str, ...]

_TAG = Expression(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?(?:>|\Z)|<!--|&(?:[a-z]{2,8}|#[0-9]{2,6});")
_TAG_END = Expression(r"[^<>]*[\"'][^<>]*?>")  # a piece of HTML that begins inside a tag
_TAG_BEGIN = Expression(r"<(?:[/a-zA-Z][^<>]*)?\Z")  # ... and one that ends inside another
_MARKDOWN = Expression(r"\*\*\S|\]\((?:https?:|[/#])|^[ \t]{0,9}(?:#{1,6}|[-*>]|[0-9]{1,2}\.)[ \t]+\S.*\n", re.M)
_QUERY = Expression(
    r"\s*(?:SELECT|INSERT\s+(?:IGNORE\s+)?INTO|UPDATE\s+\S+\s+SET|DELETE\s+FROM|CREATE\s+(?:TABLE|INDEX|VIEW)|ALTER\s+TABLE"
    r"|DROP\s+TABLE|SHOW\s|(?:LEFT|INNER)\s+JOIN|WHERE|ORDER\s+BY|GROUP\s+BY|VALUES\s*\()\b"
)
_SHEET = Expression(
    r"[^{}<>]{1,300}\{[^{}]*?[\w-]+\s*:[^{}]*\}?|(?:\s*-{0,2}[a-z-]+\s*:[^;:<>]*;)+\s*\Z|\s*@(?:media|import)\b"
)
_PROGRAM = Expression(
    r"\s*(?:\(?function\b|\(\)\s*=>|(?:var|const|let)\s+\w+\s*=|window\.|document\.|jQuery|\$\(|if\s*\(|<\?|#!|/\^?)|.*\bfunction\s*\(\w*\)\s*\{"
)
_HEADER = Expression(r"[A-Z][\w-]*: ?(?:[\w-]+/|no-cache|max-age|\w+=)")
_LABEL = Expression(r"[a-z0-9]*(?:[-_:./#\[\]=>+~][\w\-:./#\[\]=>+~]*)+\Z")  # classes, selectors, ids, paths
_SMALL = Expression(r"[a-z][a-z0-9]{0,24}\Z")
_NO_WORDS = ("class", "classes", "class_name", "style", "id", "href", "url", "src", "format")


def speaks(text: str) -> bool:
    """Whether a literal of several words reads like something for people, by its shape alone."""
    words = text.split(None, 40)[:40]
    if len(words) < 2 or not WORD.search(text) or _QUERY.match(text) or _HEADER.match(text):
        return False
    if _SHEET.match(text) or _PROGRAM.match(text):
        return False
    labels = sum(1 for word in words if len(word) < 80 and _LABEL.match(word))
    if not labels:
        return sum(1 for word in words if WORD.search(word)) > 1 or "%" in text
    plain = sum(1 for word in words if not _LABEL.match(word[:80]) and not _SMALL.match(word[:80]))
    return labels * 2 < len(words) and (plain > 0 or len(words) > 5)


def is_shown(text: str, path: Path) -> bool:
    """Whether the literal at a key path is copy; one word is only where its key says so."""
    if not WORD.search(text) or (path and (path[-1].startswith("@") or folded(path[-1]) in _NO_WORDS)):
        return False
    if not is_copy(path, text):
        return False
    if facts_of(path).said:
        return True
    if len(text.split(None, 1)) > 1:
        return speaks(text)
    word = text.strip()
    if not path or any(mark in word for mark in "/_@\\=${}:"):
        return False
    return word[0].isupper() or not word.isascii() or carrier_of(path) in ("title", "name", "tag")


def has_tags(text: str) -> bool:
    """Whether a literal is written in HTML."""
    return ("<" in text or "&" in text) and bool(_TAG.search(text))


def emit_literal(copy: Copy, embed: Embed, pieces: Pieces, path: Path, role: str = "value") -> None:
    """Makes blocks of a literal that is copy, by the reader of the format that it is written in."""
    text, map = pieces.whole()
    language = _language(text)
    if language:
        low, high = _whole_tags(text) if language == "html" else (0, len(text))
        inner = _read(copy, embed, language, text[low:high], map.cut(low, high), path) if low < high else Reading(())
        if inner is not None:
            copy.take(_under(inner, path, copy.page))
            return
    carrier = carrier_of(path)
    prose = collapsed(text, map)
    copy.emit(prose, role, "body" if carrier == "meta" and not _for_engines(path) else carrier, path=path, facts=())


def collapsed(text: str, map: SourceMap) -> Pieces:
    """The text with each stretch of white space as one, as readers see it."""
    pieces, at = Pieces(), 0
    for blank in _BLANKS.finditer(text):
        _move(pieces, text, map, at, blank.start())
        span = map.to_source(*blank.span())
        broken = "\n" in blank.group() or "\r" in blank.group()
        pieces.add("\n" if broken else " ", span.start, span.end)
        at = blank.end()
    _move(pieces, text, map, at, len(text))
    return pieces


def _move(pieces: Pieces, text: str, map: SourceMap, start: int, end: int) -> None:
    if start < end:
        for run in map.cut(start, end).runs:
            pieces.add(text[start + run.start : start + run.end], run.source_start, run.source_end)


_BLANKS = Expression(r"[ \t]*+[\r\n][ \t\r\n]*+|[ \t]{2,}+|\t")


def _language(text: str) -> str:
    if has_tags(text):
        return "html"
    return "markdown" if "\n" in text.strip() and _MARKDOWN.search(text) else ""


def _whole_tags(text: str) -> tuple[int, int]:
    """The part of a piece of HTML outside the tags that were cut in two."""
    begins = _TAG_END.match(text)
    low = begins.end() if begins else 0
    ends = text.rfind("<")
    if ends >= low and _TAG_BEGIN.match(text, ends):
        return low, ends
    return low, len(text)


def _read(copy: Copy, embed: Embed, language: str, text: str, map: SourceMap, path: Path) -> Reading | None:
    if language not in READERS:
        return None
    try:
        return embed(language, text, map, path)
    except ReadError as error:
        copy.notices.append(Notice(f"the {language} in a string is read as it stands: {error}", Span(*map.span)))
        return None


def _under(inner: Reading, path: Path, page: str) -> Reading:
    """What another reader made of a literal, with the carrier of its key."""
    carrier = carrier_of(path)
    blocks = tuple(
        b._replace(
            carrier=carrier if b.carrier == "body" and carrier in ("title", "name", "review") else b.carrier, page=page
        )
        for b in inner.blocks
        if b.text.strip(OBJECT + " \n")
    )
    return inner._replace(blocks=blocks, skips=())


def _for_engines(path: Path) -> bool:
    return any(folded(key).startswith(("meta", "seo", "og", "twitter", "excerpt")) for key in path)
