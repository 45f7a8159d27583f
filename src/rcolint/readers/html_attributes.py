"""Which attributes of a tag are copy, and what do they say of how its text looks?

The inside of a tag is looked at once for each way it is written: the tags of a page repeat themselves. Offsets here are
those inside the tag, from the end of its name.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from rcolint.expressions import Expression
from rcolint.readers.html_elements import Change
from rcolint.readers.html_tags import TEXT_ATTRIBUTES, Attribute, attributes_in
from rcolint.readers.keys import carrier_of, is_copy
from rcolint.readers.pieces import decoded
from rcolint.readers.styles import Marks, Rule, Sheet, Style, applied, declarations
from rcolint.readers.visibility import class_look
from rcolint.tuples import NamedTuple

# Attributes that scripts and styles put on the page; they count where several words stand in them.
_DATA_ATTRIBUTES = frozenset(
    """
    data-after data-alt data-before data-bs-content data-bs-original-title data-bs-title data-caption data-content
    data-description data-hint data-label data-message data-original-title data-placeholder data-sub-html data-text
    data-tip data-title data-tooltip
    """.split()
)
_BUTTONS = ("submit", "button", "reset")
_JSON = Expression(r"\s*(?:\[\s*)?\{\s*(?:\"|&quot;|&#34;)")
_NOT_COPY_META = frozenset(
    """
    apple-itunes-app application-name charset color-scheme csrf-param csrf-token format-detection generator googlebot
    handheldfriendly mobileoptimized rating referrer revisit-after robots theme-color viewport
    """.split()
)
_META_CARRIERS = {"article:tag": "tag", "product:tag": "tag", "news_keywords": "tag"}
_META_PREFIXES = ("og:", "twitter:", "dc.", "dcterms.", "product:", "article:")


class Copied(NamedTuple):
    """An attribute that readers see or hear: where its value stands, as what, and under which name."""

    start: int
    end: int
    carrier: str
    path: tuple[str, ...] = ()


class Said(NamedTuple):
    """What the inside of a tag says."""

    inside: str = ""
    attributes: tuple[Attribute, ...] = ()
    copied: tuple[Copied, ...] = ()
    embedded: tuple[Attribute, ...] = ()  # attributes that hold a whole JSON text or page
    page: tuple[tuple[str, str], ...] = ()  # what the tag says of the whole page
    includes: tuple[str, ...] = ()  # what a script puts in its place
    marks: Marks | None = None
    change: Change | None = None
    says_more: bool = False  # than how it looks
    depends: "Depends | None" = None  # in place of `change`, where that depends on what stands around


class Depends(NamedTuple):
    """What makes up the style of an element: well-known classes, rules of the page, its own style attribute."""

    classes: Style
    rules: tuple[Rule, ...]
    own: Style
    facts: tuple[str, ...]

    def change(self, around: Sequence[Marks]) -> Change | None:
        """The change of look where these elements stand around, innermost last."""
        style = {**self.classes, **applied(self.rules, around), **self.own}
        return (style, self.facts) if style or self.facts else None


NOTHING = Said()
# Attributes that say more than how an element looks; a tag without them is not looked at twice.
_TELLING = frozenset(
    """
    aria-hidden content data-include data-include-html hidden itemtype open property srcdoc value w3-include-html
    """.split()
) | {*TEXT_ATTRIBUTES, *_DATA_ATTRIBUTES}
_TELLING_ELEMENTS = frozenset("datalist details dialog include meta noscript script summary template".split())
_PARTS = Expression(
    r"([^ \t\n\r\f/>][^ \t\n\r\f/>=]*+)(?:[ \t\n\r\f]*+=[ \t\n\r\f]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\r\f>]*+)))?+"
)


class Attributes:
    """Looks at the insides of tags, as seldom as can be."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._said: dict[tuple[str, str], Said] = {}
        self._looks: dict[tuple[str, str, str, str], Said] = {}

    def said(self, name: str, inside: str) -> Said:
        """What the inside of a tag of that name says."""
        key = (name, inside)
        said = self._said.get(key)
        if said is None:
            said = self._said[key] = self._plainly_said(name, inside) or self._look_at(name, inside)
        return said

    def _plainly_said(self, name: str, inside: str) -> Said | None:
        """The same for a tag that says no more than its classes, id and style; None for any other."""
        if name in _TELLING_ELEMENTS or "{" in inside:
            return None
        classes = id = style = ""
        for attribute, double, single, bare in _PARTS.findall(inside):
            if attribute in _TELLING or not attribute.islower():
                return None
            if attribute == "class":
                classes = classes or double or single or bare
            elif attribute == "style":
                style = style or double or single or bare
            elif attribute == "id" and self.sheet:
                id = id or double or single or bare
        if not self.sheet:
            return _known_look(name, classes, style) if classes or style else NOTHING
        key = (name, id, classes, style)
        said = self._looks.get(key)
        if said is None:
            said = self._looks[key] = _look(name, classes, style, (), id, self.sheet)
        return said

    def _look_at(self, name: str, inside: str) -> Said:
        attributes = attributes_in(inside, 0, len(inside))
        values = {a.name: inside[a.start : a.end] for a in attributes}
        id, classes, own = (values.get(key, "") for key in ("id", "class", "style"))
        embedded = tuple(a for a in attributes if _is_embedded(a, name, inside))
        includes = tuple(values[a] for a in ("w3-include-html", "data-include", "data-include-html") if values.get(a))
        if name == "include" and values.get("src"):
            includes += (values["src"],)
        copied = tuple(_copied(name, values, attributes, embedded))
        page = (("type", "product"),) if _is_product(values) else ()
        return _look(name, classes, own, _facts(name, values), id, self.sheet or None)._replace(
            inside=inside,
            attributes=attributes,
            copied=copied,
            embedded=embedded,
            page=page,
            includes=includes,
            says_more=bool(copied or embedded or page or includes),
        )


@lru_cache(maxsize=4096)
def _known_look(name: str, classes: str, own: str) -> Said:
    """The same on a page without style sheets of its own, so that it holds for other pages, too."""
    return _look(name, classes, own)


def _look(
    name: str, classes: str, own: str, facts: tuple[str, ...] = (), id: str = "", sheet: Sheet | None = None
) -> Said:
    """How an element says that its text looks."""
    classes = _plain(classes).lower()
    marks = Marks(name, _plain(id).strip().lower(), frozenset(classes.split())) if sheet else None
    rules = sheet.candidates(marks) if sheet and marks else []
    style, known = class_look(classes) if classes else ({}, ())
    declared = declarations(_plain(own)) if own else {}
    depends = Depends(style, tuple(rules), declared, tuple(sorted({*facts, *known})))
    if any(rule.above for rule in rules):
        return Said(marks=marks, depends=depends)
    change = depends.change(()) or (({}, ()) if name == "summary" else None)
    return Said(marks=marks, change=change) if marks or change else NOTHING


def _plain(value: str) -> str:
    """The value with its entities decoded, for what is compared and never shown."""
    if "&" not in value:
        return value
    return _ENTITY.sub(lambda found: decoded(found.group())[0] or found.group(), value)


_ENTITY = Expression(r"&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[A-Za-z][A-Za-z0-9]*+);")


def _facts(name: str, values: dict[str, str]) -> tuple[str, ...]:
    facts: set[str] = set()
    if "hidden" in values or values.get("aria-hidden", "").strip().lower() == "true":
        facts.add("hidden")
    if name in ("template", "noscript", "datalist") or (name == "dialog" and "open" not in values):
        facts.add("hidden")
    if name == "details" and "open" not in values:
        facts.add("collapsed")
    return tuple(facts)


def _is_embedded(attribute: Attribute, name: str, inside: str) -> bool:
    if attribute.name == "srcdoc":
        return name == "iframe"
    return attribute.end - attribute.start > 8 and bool(_JSON.match(inside, attribute.start, attribute.end))


_PRODUCT = Expression(r"(?:https?://schema\.org/Product|og:product|product)(?:\.item)?\Z", re.I)


def _is_product(values: dict[str, str]) -> bool:
    """Whether a tag says that the page sells something."""
    kind = values.get("content", "") if values.get("property", "").lower() == "og:type" else values.get("itemtype", "")
    return bool(kind) and bool(_PRODUCT.match(kind.strip()))


def _copied(
    name: str, values: dict[str, str], attributes: tuple[Attribute, ...], embedded: tuple[Attribute, ...]
) -> list[Copied]:
    if name == "meta":
        return _meta(values, attributes)
    found: list[Copied] = []
    for attribute in attributes:
        value = values[attribute.name]
        if not value.strip() or attribute in embedded:
            continue
        carrier = TEXT_ATTRIBUTES.get(attribute.name)
        if (attribute.name == "value" and name == "input" and values.get("type", "").lower() in _BUTTONS) or (
            attribute.name in _DATA_ATTRIBUTES and " " in value.strip()
        ):
            carrier = "attribute"
        elif attribute.name == "content" and "itemprop" in values:
            carrier = carrier_of((values["itemprop"],)) if is_copy((values["itemprop"],), value) else None
        if carrier:
            found.append(Copied(attribute.start, attribute.end, carrier))
    return found


def _meta(values: dict[str, str], attributes: tuple[Attribute, ...]) -> list[Copied]:
    name = (values.get("name") or values.get("property") or values.get("itemprop") or "").strip().lower()
    content = next((a for a in attributes if a.name == "content"), None)
    if content is None or not name or "http-equiv" in values or name in _NOT_COPY_META:
        return []
    value, path = values["content"], (name,)
    if not is_copy(path, value) or not any(letter.isalpha() for letter in value):
        return []
    carrier = _META_CARRIERS.get(name) or carrier_of(path)
    if carrier == "body":
        known = name.startswith(_META_PREFIXES) and len(value.split()) > 1
        # What no table names is copy when it reads like a sentence.
        if not known and (len(value.split()) < 3 or "=" in value):
            return []
    return [Copied(content.start, content.end, "tag" if carrier == "tag" else "meta", path)]
