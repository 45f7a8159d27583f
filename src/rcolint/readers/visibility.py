"""Does a reader of the page see what stands in an element: is it hidden, tiny, pale or folded away?

From styles, from the class names that many shops use (Tailwind, Bootstrap, WordPress) and from a few elements and
attributes. What cannot be known (a sheet in another file) counts as visible. Knows no format.
"""

from collections.abc import Iterable
from functools import lru_cache

from rcolint.expressions import Expression
from rcolint.readers.styles import Style
from rcolint.tuples import NamedTuple

SMALLEST = 12.0  # CSS pixels
SMALLEST_SHARE = 0.6  # of the size of the page's text
FAINTEST = 0.5  # opacity
LOWEST_CONTRAST = 2.5  # as WCAG counts; it asks for 4.5
BODY_SIZE = 16.0

Colour = tuple[float, float, float, float]  # red, green, blue, opacity: 0 to 1
WHITE: Colour = (1.0, 1.0, 1.0, 1.0)
BLACK: Colour = (0.0, 0.0, 0.0, 1.0)


class Look(NamedTuple):
    """How text looks inside an element. `ground` is None where the background is not known."""

    facts: tuple[str, ...] = ()  # of model.VISIBILITY
    kept: tuple[str, ...] = ()  # the facts that nothing inside can undo
    size: float = BODY_SIZE
    body_size: float = BODY_SIZE
    opacity: float = 1.0
    colour: Colour | None = None
    ground: Colour | None = None


PLAIN = Look()


def look_inside(outer: Look, style: Style, facts: Iterable[str] = (), is_body: bool = False) -> Look:
    """How text looks in an element of this style that stands in another; `facts` are known from elsewhere."""
    kept = {*outer.kept, *facts}
    if _is_hidden(style):
        kept.add("hidden")
    size = _size(style.get("font-size", ""), outer.size)
    opacity = outer.opacity
    if "opacity" in style and "transform" not in style:  # with one, it is the first frame of an entrance
        opacity *= _opacity(style["opacity"])
    colour = colour_of(style.get("color", "")) or outer.colour
    ground = _ground(style, outer.ground)
    body_size = size if is_body else outer.body_size
    shown = set(kept)
    if size < min(SMALLEST, body_size) or size < SMALLEST_SHARE * body_size:
        shown.add("tiny")
    if opacity < FAINTEST or (colour is not None and _is_pale(colour, ground)):
        shown.add("pale")
    return Look(tuple(sorted(shown)), tuple(sorted(kept)), size, body_size, opacity, colour, ground)


_OFF_SCREEN = Expression(r"-[0-9]{4,}(?:\.[0-9]+)?(?:px|em|rem|pt)?|-[0-9]{3,}(?:\.[0-9]+)?(?:em|rem|vw|vh)")
_NOTHING = Expression(r"(?:0|1px)(?:px|em|rem|%)?\Z|rect\((?:[01](?:px)?[, ]*)+\)|inset\((?:50|100)%")


def _is_hidden(style: Style) -> bool:
    if style.get("display", "").startswith("none") or style.get("visibility", "").startswith(("hidden", "collapse")):
        return True
    if any(_OFF_SCREEN.match(style.get(n, "")) for n in ("left", "right", "top", "text-indent", "margin-left")):
        return True
    if any(_NOTHING.match(style.get(n, "")) for n in ("clip", "clip-path")):
        return True
    clipped = style.get("overflow", "").startswith(("hidden", "clip"))
    return clipped and any(_NOTHING.match(style.get(n, "")) for n in ("height", "width", "max-height", "max-width"))


_SIZE = Expression(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(px|pt|pc|em|rem|ex|ch|%)?(?=[ ;/!]|\Z)")
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "rem": BODY_SIZE}
_NAMED_SIZES = {
    "xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0, "xx-large": 32.0,
    "initial": BODY_SIZE,
}  # fmt: skip


def _size(written: str, outer: float) -> float:
    """In CSS pixels; a size that is not understood is taken for a usual one."""
    if not written or written == "inherit":
        return outer
    found = _SIZE.match(written)
    if found is None:
        if written in ("smaller", "larger"):
            return outer * (5 / 6 if written == "smaller" else 1.2)
        return _NAMED_SIZES.get(written, max(outer, BODY_SIZE))
    value, unit = float(found[1]), found[2]
    if unit is None:
        return 0.0 if value == 0 else outer  # a bare number says nothing
    if unit in _UNITS:
        return value * _UNITS[unit]
    return outer * value / 100 if unit == "%" else outer * value * (0.5 if unit in ("ex", "ch") else 1.0)


_NUMBER = Expression(r"([0-9]+(?:\.[0-9]*)?|\.[0-9]+)(%)?")


def _opacity(written: str) -> float:
    found = _NUMBER.match(written)
    return 1.0 if found is None else min(1.0, float(found[1]) / (100 if found[2] else 1))


def _ground(style: Style, outer: Colour | None) -> Colour | None:
    written = style.get("background-color") or style.get("background", "")
    if not written or written in ("none", "inherit", "transparent", "initial", "unset"):
        return outer
    found = colour_of(written)  # a picture or a gradient cannot be known
    if found is None or found[3] == 1.0:
        return found
    return None if outer is None else _over(found, outer)


def _over(top: Colour, ground: Colour) -> Colour:
    red, green, blue = (a * top[3] + b * (1 - top[3]) for a, b in zip(top[:3], ground[:3], strict=True))
    return red, green, blue, 1.0


def _is_pale(colour: Colour, ground: Colour | None) -> bool:
    if ground is None:
        return colour[3] < FAINTEST
    lighter, darker = sorted((_luminance(_over(colour, ground)), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05) < LOWEST_CONTRAST


def _luminance(colour: Colour) -> float:
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


_HEX = Expression(r"#([0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-f])")
_FUNCTION = Expression(
    r"rgba?\(\s*([0-9.]+)\s*[, ]\s*([0-9.]+)\s*[, ]\s*([0-9.]+)\s*(?:[,/]\s*([0-9]*\.?[0-9]+)(%)?\s*)?\)"
)
_WORD = Expression(r"[a-z]+\Z")
_NAMED = {
    "white": "ffffff", "black": "000000", "silver": "c0c0c0", "gray": "808080", "grey": "808080", "red": "ff0000",
    "maroon": "800000", "yellow": "ffff00", "olive": "808000", "lime": "00ff00", "green": "008000", "aqua": "00ffff",
    "teal": "008080", "blue": "0000ff", "navy": "000080", "fuchsia": "ff00ff", "purple": "800080", "orange": "ffa500",
    "whitesmoke": "f5f5f5", "gainsboro": "dcdcdc", "lightgray": "d3d3d3", "lightgrey": "d3d3d3", "darkgray": "a9a9a9",
    "darkgrey": "a9a9a9", "dimgray": "696969", "ivory": "fffff0", "snow": "fffafa", "beige": "f5f5dc",
    "ghostwhite": "f8f8ff", "floralwhite": "fffaf0", "lightyellow": "ffffe0", "transparent": "00000000",
}  # fmt: skip


def colour_of(written: str) -> Colour | None:
    """A colour as CSS writes it; None for what is not one or is not understood."""
    written = written.strip()
    digits = ""
    if found := _HEX.match(written):
        digits = found[1] if len(found[1]) > 4 else "".join(d * 2 for d in found[1])
    elif _WORD.match(written):
        digits = _NAMED.get(written, "")
    elif found := _FUNCTION.match(written):
        parts = [min(1.0, float(found[n] or 0) / 255) if found[n] != "." else 0.0 for n in (1, 2, 3)]
        alpha = 1.0 if found[4] is None else min(1.0, float(found[4]) / (100 if found[5] else 1))
        return parts[0], parts[1], parts[2], alpha
    if not digits:
        return None
    red, green, blue, alpha = (int(digits[n : n + 2] or "ff", 16) / 255 for n in (0, 2, 4, 6))
    return red, green, blue, alpha


# --- class names -------------------------------------------------------------------------------------------------

_HIDING = {
    "hidden": {"display": "none"},
    "d-none": {"display": "none"},
    "hide": {"display": "none"},
    "is-hidden": {"display": "none"},
    "invisible": {"visibility": "hidden"},
    "sr-only": {"clip": "rect(0)"},
    "visually-hidden": {"clip": "rect(0)"},
    "visuallyhidden": {"clip": "rect(0)"},
    "screen-reader-text": {"clip": "rect(0)"},
    "screen-reader-only": {"clip": "rect(0)"},
}
_SIZES = {"2xs": 10, "xxs": 10, "xs": 12, "sm": 14, "base": 16, "lg": 18, "xl": 20, "2xl": 24, "3xl": 30, "4xl": 36}
_SHOWN_AGAIN = Expression(
    r"(?:^|\s)(?:(?:[a-z0-9-]+:)+(?:block|flex|grid|contents|inline\S*|table\S*|visible|not-sr-only)"
    r"|d-(?:sm|md|lg|xl|xxl|print)-(?!none)[a-z-]+)(?=\s|$)"
)
_UTILITY = Expression(
    r"!?(?:text-\[(?P<size>[0-9.]+(?:px|rem|em|pt|%))\]|text-(?P<step>2xs|xxs|xs|sm|base|lg|[2-4]?xl)(?:/\S+)?"
    r"|opacity-(?P<faint>[0-9]{1,3})|opacity-\[(?P<exact>[0-9.]+%?)\]|text-[a-z]+(?:-[0-9]+)?/(?P<alpha>[0-9]{1,2})"
    r"|(?:-(?:left|right|top|indent)-\[|-?m[lt]-\[-)(?P<off>[0-9]{4,})px\]"
    r"|(?P<side>text|bg)-(?P<name>white|black|transparent))\Z"
)
_MOVING = ("animate-", "transition", "hover:opacity", "group-hover:opacity", "data-[")
_FOLDED = {"collapse": "show", "accordion-collapse": "show", "max-h-0": "", "tab-pane": "active"}  # unless beside this
_POPPED = {"modal": ("show", "is-active", "open")}  # hidden until it is called for, unless beside one of these


@lru_cache(maxsize=4096)
def class_look(classes: str) -> tuple[Style, tuple[str, ...]]:
    """What well-known class names say: declarations, and facts that no declaration stands for."""
    names = classes.split()
    style: Style = {}
    facts: set[str] = set()
    shown_again = ":" in classes or "d-" in classes
    for name in names:
        known = _HIDING.get(name)
        if known and not (shown_again and _SHOWN_AGAIN.search(classes)):
            style.update(known)
        elif name in _FOLDED and _FOLDED[name] not in names:
            facts.add("collapsed")
        elif name in _POPPED and not set(_POPPED[name]).intersection(names):
            facts.add("hidden")
        elif "-" in name and (found := _UTILITY.match(name)):
            style.update(_utility(found.groupdict(), names))
    return style, tuple(sorted(facts))


def _utility(found: dict[str, str | None], names: list[str]) -> Style:
    if found["size"]:
        return {"font-size": found["size"]}
    if found["step"]:
        return {"font-size": f"{_SIZES[found['step']]}px"}
    if found["faint"] or found["exact"]:
        if any(name.startswith(_MOVING) for name in names):  # the first frame of an entrance
            return {}
        return {"opacity": found["exact"] or f"{found['faint']}%"}
    if found["alpha"]:
        return {"color": f"rgba(0,0,0,{found['alpha']}%)"}
    if found["off"]:
        return {"left": f"-{found['off']}px"}
    if found["side"] == "bg":
        return {"background-color": found["name"] or ""}
    if found["name"] == "transparent" and "bg-clip-text" in names:  # letters filled with a gradient
        return {}
    return {"color": found["name"] or ""}
