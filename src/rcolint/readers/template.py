"""What does a template show before it is filled in?

Liquid, Jinja, Twig, Handlebars, Go, ERB and EJS. The page around the tags is read by the HTML reader, which knows the
tags too; here is what a template holds besides: the settings of a Liquid section, strings in the code of ERB and EJS,
pages that are not HTML (`letter.md.j2`), and templates of something that is no page at all (`nginx.conf.j2`).
"""

from pathlib import PurePath

from rcolint.expressions import Expression
from rcolint.model import Document, Notice, Reading
from rcolint.positions import SourceMap, Span
from rcolint.readers import READERS, Embed
from rcolint.readers.collect import Copy
from rcolint.readers.literals import emit_literal, is_shown, speaks
from rcolint.readers.pieces import BREAK, OBJECT, VALUE, Pieces
from rcolint.readers.template_tags import mask

PROSE = {".md": "markdown", ".markdown": "markdown", ".txt": "text", ".text": "text", ".eml": "text"}
NO_PAGES = frozenset(
    """
    .bash .bat .c .cfg .cnf .conf .config .cpp .css .csv .dockerfile .env .go .h .hcl .ini .java .js .json .jsx .less .lua
    .php .plist .properties .ps1 .py .rb .repo .rs .sass .scss .service .sh .sql .svg .tf .timer .toml .ts .tsx .xml .yaml
    .yml .zsh
    """.split()
)
_REGION = Expression(r"\{%-?\s{0,9}(schema|javascript|stylesheet)\b[^%]{0,80}%\}")
_CODE = Expression(r"<%(?!%)")
_STRING = Expression(r"\"((?:[^\"\\\n]|\\.)*+)\"|'((?:[^'\\\n]|\\.)*+)'|`((?:[^`\\]|\\.)*+)`|(?<![\w$])(?:#|//)[^\n]*")
_KEY = Expression(r"([A-Za-z_]\w{0,40})[\"']?\s{0,9}(?::|=>|=)\s{0,9}\[?\s{0,9}\Z")
_CALL = Expression(r"(?:^|[^\w.])([A-Za-z_]\w{0,40})[ (]\s{0,9}\Z")
_BEHIND = Expression(r"\s{0,9}(?:=>|==|!=)")
_PUT_IN = Expression(r"#\{[^{}]{0,200}\}|\$\{[^{}]{0,200}\}|\\.")
_NAMES = frozenset(
    "include render require partial url_for asset_path image_tag javascript_include_tag stylesheet_link_tag".split()
)


def read(document: Document, embed: Embed) -> Reading:
    """Reads a template by what it is a template of. Raises ReadError where that cannot be read whole."""
    copy = Copy(document)
    stem = PurePath(PurePath(document.path).stem).suffix.lower()
    if stem in NO_PAGES:
        copy.skip(0, len(document.text), "code")
        copy.notices.append(Notice(f"a template for {stem} files is no page and was not read"))
    elif stem in PROSE:
        _read_prose(copy, embed, PROSE[stem])
    else:
        page = _without_regions(copy, embed)
        if "<%" in page:
            _read_code(copy, embed)
        copy.take(embed("html", page, SourceMap.identity(len(page)), ()))
    return copy.reading()


def _read_prose(copy: Copy, embed: Embed, language: str) -> None:
    """A template of a text: each tag is one thing between the words."""
    text, pieces = copy.document.text, Pieces()
    masked = mask(text)
    at = 0
    for low, high in masked.tags:
        if at < low:
            pieces.add(text[at:low], at, low)
        copy.skip(low, high, "template tag")
        if masked.text[low] == VALUE:
            pieces.add(OBJECT, low, high)
        at = high
    if at < len(text):
        pieces.add(text[at:], at, len(text))
    copy.links.extend(masked.links)
    inside, map = pieces.whole()
    copy.take(embed(language, inside, map, ()))


def _without_regions(copy: Copy, embed: Embed) -> str:
    """The page without the parts of a Liquid section that are written in another language."""
    text = copy.document.text
    kept: list[str] = []
    done = at = 0
    while opening := _REGION.search(text, at):
        name, low = opening[1], opening.end()
        closing = _ending(name).search(text, low)
        high, at = closing.span() if closing else (len(text), len(text))
        if name == "schema" and "json" in READERS:
            copy.take(embed("json", text[low:high], SourceMap.identity(high - low, low), (name,)))
        elif name == "schema":
            copy.notices.append(Notice("the settings of a section were not read", Span(low, high)))
        elif name == "javascript" and "javascript" in READERS:
            copy.take(embed("javascript", text[low:high], SourceMap.identity(high - low, low), ()))
        copy.skip(opening.start(), at, "template tag")
        kept.append(text[done : opening.start()] + BREAK * (at - opening.start()))
        done = at
    kept.append(text[done:])
    return "".join(kept)


def _ending(name: str) -> Expression:
    return _ENDINGS[name]


_ENDINGS = {
    name: Expression(rf"\{{%-?\s{{0,9}}end{name}\s{{0,9}}-?%\}}") for name in ("schema", "javascript", "stylesheet")
}


def _read_code(copy: Copy, embed: Embed) -> None:
    """The strings in the code of ERB and EJS that people get to see."""
    text = copy.document.text
    at = 0
    while opening := _CODE.search(text, at):
        low = opening.end()
        high = text.find("%>", low)
        if high < 0:
            return
        at = high + 2
        if text[low] == "#":
            continue
        for string in _STRING.finditer(text, low, high):
            if string.lastindex:
                _read_string(copy, embed, low, high, *string.span(string.lastindex))


def _read_string(copy: Copy, embed: Embed, low: int, high: int, start: int, end: int) -> None:
    text = copy.document.text
    before = text[max(low, start - 61) : start - 1]
    key, call = _KEY.search(before), _CALL.search(before)
    if (call and call[1] in _NAMES) or _BEHIND.match(text, end + 1, high):
        return
    path = (key[1],) if key else ()
    value = text[start:end]
    if not (is_shown(value, path) if path else speaks(value)):
        return
    pieces = Pieces()
    at = start
    for put in _PUT_IN.finditer(text, start, end):
        if at < put.start():
            pieces.add(text[at : put.start()], at, put.start())
        escape = put.group()[0] == "\\"
        pieces.add({"n": "\n", "t": " "}.get(put.group()[1], put.group()[1]) if escape else OBJECT, *put.span())
        at = put.end()
    if at < end:
        pieces.add(text[at:end], at, end)
    emit_literal(copy, embed, pieces, path)
