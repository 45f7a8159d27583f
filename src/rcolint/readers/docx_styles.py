"""What do the styles of a Word document say of a paragraph or a run: a heading, a list, hidden, small?"""

from rcolint.readers.archive import Attributes, parse
from rcolint.tuples import NamedTuple

MAX_CHAIN = 20  # styles that rest on each other
_OFF = ("0", "false", "off", "none")


class Style(NamedTuple):
    """One style as written."""

    name: str = ""
    based_on: str = ""
    look: tuple[tuple[str, str], ...] = ()  # as CSS says it
    level: int = 0  # of a heading


def look_of(name: str, attributes: Attributes) -> tuple[str, str] | None:
    """What an element of run properties says of how the text looks, as CSS says it."""
    value = attributes.get("val", "")
    if name in ("vanish", "webHidden", "specVanish"):
        return ("display", "block" if value.lower() in _OFF else "none")
    if name == "sz" and value.isdigit():
        return ("font-size", f"{int(value) / 2}pt")
    if name == "color":
        return ("color", f"#{value.lower()}" if len(value) == 6 else "#000000")
    if name == "shd":
        fill = attributes.get("fill", "auto")
        return ("background-color", f"#{fill.lower()}") if len(fill) == 6 else None
    if name == "highlight":
        return ("background-color", "none" if value == "none" else "url(marked)")
    return None


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, data: bytes = b"") -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""  # the style of paragraphs that name none
        self.base: dict[str, str] = {}  # how text looks that no style speaks of
        self._inside: list[str] = []
        self._id = ""
        if data:
            parse(data, self._start, self._end, lambda _text: None)

    def _start(self, name: str, attributes: Attributes) -> None:
        self._inside.append(name)
        if name == "style":
            self._id = attributes.get("styleId", "")
            self._styles[self._id] = Style()
            if attributes.get("type") == "paragraph" and attributes.get("default") in ("1", "true", "on"):
                self.default = self._id
            return
        look = look_of(name, attributes) if "rPr" in self._inside or "pPr" in self._inside else None
        style = self._styles.get(self._id)
        if style is None:
            self.base.update([look] if look and "rPrDefault" in self._inside else [])
        elif look:
            self._styles[self._id] = style._replace(look=(*style.look, look))
        elif name == "name":
            self._styles[self._id] = style._replace(name=attributes.get("val", "").lower())
        elif name == "basedOn":
            self._styles[self._id] = style._replace(based_on=attributes.get("val", ""))
        elif name == "outlineLvl":
            self._styles[self._id] = style._replace(level=heading_level(attributes))

    def _end(self, name: str) -> None:
        self._inside.pop()
        if name == "style":
            self._id = ""

    def _chain(self, id: str) -> list[Style]:
        chain: list[Style] = []
        while id in self._styles and len(chain) < MAX_CHAIN:
            chain.append(self._styles[id])
            id = self._styles[id].based_on
        return chain

    def look(self, id: str) -> dict[str, str]:
        """How text of a style looks."""
        return dict(look for style in reversed(self._chain(id)) for look in style.look)

    def role(self, id: str) -> tuple[str, int]:
        """The role and the level that a paragraph has by its style."""
        for style in self._chain(id):
            if style.level:
                return "heading", style.level
            if style.name.startswith("heading ") and style.name[8:].isdigit():
                return "heading", min(6, int(style.name[8:]) or 1)
            if style.name == "title":
                return "heading", 1
            if style.name.startswith("list "):
                return "list-item", 1
            if style.name in ("quote", "intense quote"):
                return "quote", 0
            if style.name == "caption":
                return "caption", 0
        return "paragraph", 0


def heading_level(attributes: Attributes) -> int:
    """The level that an outline level stands for; 9 is body text."""
    value = attributes.get("val", "9")
    return min(6, int(value) + 1) if value.isdigit() and int(value) < 9 else 0
