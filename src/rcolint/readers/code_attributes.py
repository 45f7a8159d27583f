"""What do the attributes of JSX say: which of them are copy, and which hide what the element holds?"""

from functools import lru_cache
from typing import TYPE_CHECKING

from rcolint.expressions import Expression
from rcolint.readers import code_links
from rcolint.readers.code_names import is_code_attribute
from rcolint.readers.code_strings import add_attribute, emit_text
from rcolint.readers.html_tags import TEXT_ATTRIBUTES
from rcolint.readers.pieces import Pieces
from rcolint.readers.styles import Style, declarations
from rcolint.readers.visibility import Look, class_look, look_inside

if TYPE_CHECKING:
    from rcolint.readers.code_scan import Scan
    from rcolint.readers.code_tree import Node

_META = {
    "description": "meta",
    "keywords": "tag",
    "title": "title",
    "alt": "alt",
    "site_name": "title",
    "application-name": "title",
    "apple-mobile-web-app-title": "title",
    "section": "tag",
    "tag": "tag",
}  # the last part of a name or property -> carrier of the content
_META_NAME = Expression(r"\b(?:name|property|itemProp)\s*=\s*\{?\s*[\"'`]([^\"'`]+)[\"'`]")
_INTRINSIC_TEXT = frozenset((*TEXT_ATTRIBUTES, "label", "content", "summary"))
_TELLING = frozenset(("className", "class", "style", "hidden", "aria-hidden", "open"))
_HIDING_ELEMENTS = {"template": ("hidden",), "noscript": ("hidden",), "dialog": ("hidden",), "details": ("collapsed",)}
_CLASS = Expression(r"[^\s'\"`{}(),$+]+")
_STYLE_ENTRY = Expression(r"[\"']?([A-Za-z-]+)[\"']?\s*:\s*[\"'`]?([^,\"'`}\n]+)")
_INNER_CAPITAL = Expression(r"(?<=[a-z])(?=[A-Z])")
_LONGEST = 4000  # code points of an attribute that is looked at for what it hides


def name_of(scan: "Scan", opening: "Node") -> str:
    """The name of an element by one of its tags; nothing for a fragment."""
    name = opening.child_by_field_name("name")
    return scan.source(name) if name is not None else ""


def suspend(scan: "Scan") -> None:
    """What stands in an expression or attribute is no part of the text around it."""
    scan.exits.append((scan.depth, scan.resume, (scan.flow, scan.gap, scan.glued, scan.cells, scan.element)))
    scan.flow, scan.gap, scan.glued, scan.cells, scan.element = None, None, True, None, ""
    scan.enter(scan.keys, "jsx")


def on_attribute(scan: "Scan", node: "Node") -> bool:
    """`title="..."`, `label={...}`."""
    name_node, value = node.child(0), node.child(node.child_count - 1)
    if name_node is None or value is None or node.child_count < 3:
        return False
    name = scan.source(name_node)
    if name == "i18nKey" and scan.kind(value) == "string":
        code_links.key(scan, scan.source(value)[1:-1], value)
    if is_code_attribute(name):
        return scan.skip(value, "technical value")
    opening = scan.opening
    element = name_of(scan, opening) if opening is not None else ""
    suspend(scan)
    scan.enter((element, name) if element[:1].isupper() else (name,), "attribute", ())
    if scan.kind(value) == "string":
        scan.taken.add(value.id)
        _text_attribute(scan, value, name, element, opening)
        return False
    if scan.kind(value) == "jsx_expression" and value.named_child_count:
        code_links.value(scan, value.named_children[0])
    return True


def _text_attribute(scan: "Scan", value: "Node", name: str, element: str, opening: "Node | None") -> None:
    start, end = scan.span(value)
    pieces = Pieces()
    add_attribute(pieces, scan.text, start + 1, end - 1)
    intrinsic = element[:1].islower()
    carrier = TEXT_ATTRIBUTES.get(name.lower()) if intrinsic or name != "title" else None
    if element in ("meta", "Meta") and opening is not None:
        found = _META_NAME.search(scan.source(opening)) if name == "content" else None
        carrier = _META.get(found[1].lower().rpartition(":")[2]) if found else None
        if carrier is None:
            scan.skip(value, "technical value")
            return
    if carrier:
        scan.copy.emit(pieces, "caption", carrier, path=scan.keys[:1] if not intrinsic else ())
    elif intrinsic and name not in _INTRINSIC_TEXT and len(pieces.text.split()) < 3:
        scan.skip(value, "technical value")
    else:
        emit_text(scan, pieces, scan.keys, (start, end))


def look_within(scan: "Scan", opening: "Node", low: str) -> Look:
    """How text looks inside an element."""
    outer = scan.look
    if low == "summary":  # a closed <details> still shows its summary
        kept = tuple(fact for fact in outer.kept if fact != "collapsed")
        outer = outer._replace(kept=kept, facts=tuple(fact for fact in outer.facts if fact != "collapsed"))
    facts: set[str] = set(_HIDING_ELEMENTS.get(low, ()))
    style: Style = {}
    for attribute in opening.named_children:
        name_node = attribute.child(0) if scan.kind(attribute) == "jsx_attribute" else None
        name = scan.source(name_node) if name_node is not None else ""
        if name not in _TELLING or attribute.end_byte - attribute.start_byte > _LONGEST:
            continue
        value = scan.text[attribute.start_byte + len(name) : attribute.end_byte].lstrip(" \r\n\t=")
        if name in ("className", "class"):
            of_classes, told = _classes(value)
            style.update(of_classes)
            facts.update(told)
        elif name == "style":
            style.update(_style_object(value))
        elif name == "open":
            facts.clear()
        elif value.strip(" {}\"'\n") in ("", "true", "hidden"):
            facts.add("hidden")
    return look_inside(outer, style, facts) if style or facts else outer


@lru_cache(maxsize=4096)
def _classes(source: str) -> tuple[Style, tuple[str, ...]]:
    """What the classes written in an attribute's value do; classes that depend on a condition do nothing."""
    if "?" in source or "&&" in source:
        return {}, ()
    return class_look(" ".join(_CLASS.findall(source)))


def _style_object(source: str) -> Style:
    """The declarations of a style object; a bare number is one of pixels."""
    written = []
    for name, value in _STYLE_ENTRY.findall(source):
        key = _INNER_CAPITAL.sub("-", name).lower()
        bare = key == "font-size" and value.strip().replace(".", "", 1).isdigit()
        written.append(f"{key}:{value.strip()}{'px' if bare else ''}")
    return declarations(";".join(written))
