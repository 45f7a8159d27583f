"""What does one HTML tag say: its name, its attributes with their places, and whether it hides what it holds?

Linear in the length of the text. Knows tags only; which text becomes which block is decided elsewhere.
"""

from typing import NamedTuple

from rcolint.errors import ReadError
from rcolint.expressions import Expression

TEXT_ATTRIBUTES = {
    "alt": "alt",
    "title": "attribute",
    "aria-label": "attribute",
    "aria-description": "attribute",
    "placeholder": "attribute",
}  # attribute -> carrier
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"]
)
BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "nav",
        "noframes",
        "noscript",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "pre",
        "search",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "template",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "ul",
        "video",
        "audio",
        "canvas",
        "meta",
        "script",
        "style",
    ]
)
RAW = frozenset(("script", "style"))


class Attribute(NamedTuple):
    """An attribute: its name in lower case and the offsets of its value, without the quotes."""

    name: str
    start: int
    end: int


class Tag(NamedTuple):
    """A tag: name in lower case, whether it closes, its attributes, and one past its end."""

    name: str
    closing: bool
    attributes: tuple[Attribute, ...]
    end: int


_NAME = Expression(r"</?([A-Za-z][^\s/>]*)")
_ATTRIBUTE = Expression(r"[\s/]*([^\s/>=][^\s/>=]*)?(\s*=\s*)?")


class TagReader:
    """Reads tags from one text. Gives up on texts that make it look ahead in vain again and again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._last_close = text.rfind(">")
        self._patience = 20 * len(text) + 10_000

    def read(self, at: int) -> Tag | None:
        """The tag at `at`, where "<" stands; None where it is not one."""
        name = _NAME.match(self.text, at)
        if name is None or self._last_close < name.end():
            return None
        attributes: list[Attribute] = []
        text, pos = self.text, name.end()
        while pos < len(text) and text[pos] != ">":
            found = _ATTRIBUTE.match(text, pos)
            if found is None or found.end() == pos:
                pos += 1
                continue
            pos = found.end()
            if found[2] is None:
                if found[1]:
                    attributes.append(Attribute(found[1].lower(), pos, pos))
                continue
            start, pos = self._value(pos)
            if pos < 0:
                self._tire(len(text) - at)
                return None
            quoted = start > 0 and text[start - 1] in "\"'" and pos > start and text[pos - 1] == text[start - 1]
            attributes.append(Attribute((found[1] or "").lower(), start, pos - 1 if quoted else pos))
        if pos >= len(text):
            self._tire(len(text) - at)
            return None
        return Tag(name[1].lower(), text[at + 1] == "/", tuple(attributes), pos + 1)

    def _value(self, at: int) -> tuple[int, int]:
        quote = self.text[at : at + 1]
        if quote and quote in "\"'":
            end = self.text.find(quote, at + 1)
            return (at + 1, end + 1) if end >= 0 else (at, -1)
        after = _UNQUOTED_END.search(self.text, at)
        return at, after.start() if after else len(self.text)

    def _tire(self, looked_at: int) -> None:
        self._patience -= looked_at
        if self._patience < 0:
            raise ReadError("too many HTML tags that never close; not read")


_UNQUOTED_END = Expression(r"[\s>]")
_STYLE = Expression(r"([a-z-]+)\s*:\s*([^;]*)")
_SIZE = Expression(r"([0-9]*\.?[0-9]+)\s*(px|pt|em|rem|%)?")
_SMALLEST = {"px": 8.0, "pt": 6.0, "em": 0.5, "rem": 0.5, "%": 50.0, None: 0.001}
_OFF_SCREEN = Expression(r"-\s*[0-9]{4,}(?:px|em|pt)?|-[0-9]{3,}em")


def facts_of(tag: Tag, text: str) -> tuple[str, ...]:
    """How an element hides what it holds: some of "hidden", "tiny", "pale", "collapsed"."""
    values = {a.name: text[a.start : a.end].strip().lower() for a in tag.attributes}
    facts: set[str] = set()
    if (
        "hidden" in values
        or values.get("aria-hidden") == "true"
        or tag.name in ("template", "noscript")
        or (tag.name == "dialog" and "open" not in values)
    ):
        facts.add("hidden")
    if tag.name == "details" and "open" not in values:
        facts.add("collapsed")
    if "style" in values:
        facts |= _style_facts(dict(_STYLE.findall(values["style"])))
    return tuple(sorted(facts))


def _style_facts(style: dict[str, str]) -> set[str]:
    facts: set[str] = set()
    if style.get("display", "").startswith("none") or style.get("visibility", "").startswith(("hidden", "collapse")):
        facts.add("hidden")
    if any(_OFF_SCREEN.match(style.get(name, "")) for name in ("left", "right", "top", "text-indent", "margin-left")):
        facts.add("hidden")
    size = _SIZE.match(style.get("font-size", ""))
    if size and float(size[1]) < _SMALLEST[size[2]]:
        facts.add("tiny")
    opacity = _SIZE.match(style.get("opacity", ""))
    if opacity and float(opacity[1]) / (100 if opacity[2] == "%" else 1) < 0.3:
        facts.add("pale")
    ground = style.get("background-color", style.get("background", "")).strip()
    if ground and ground == style.get("color", "").strip():
        facts.add("pale")
    return facts
