"""What does a visitor read in JSX?

Text is joined over lines, inline elements and `{"literals"}`, and parted by block elements, as it is on the page. What an
expression puts in is an object between the words; text inside an expression is read by itself.
"""

from typing import TYPE_CHECKING

from rcolint.readers import code_links
from rcolint.readers.code_attributes import look_within, name_of, on_attribute, suspend
from rcolint.readers.code_strings import LITERALS, add_literal
from rcolint.readers.collect import Flow
from rcolint.readers.html_tags import BLOCK
from rcolint.readers.pieces import OBJECT, Place
from rcolint.readers.visibility import Look

if TYPE_CHECKING:
    Before = tuple[Look, str, list[str] | None]  # how text looked, what gave it its role, the cells of the row
    from rcolint.readers.code_scan import Handler, Scan
    from rcolint.readers.code_tree import Node

ROLES = {
    "li": "list-item",
    "dt": "list-item",
    "dd": "list-item",
    "listitem": "list-item",
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "title": "paragraph",
    **{f"h{level}": "heading" for level in range(1, 7)},
}
_HEADING_ENDINGS = ("Title", "Heading", "Headline")
# Between these and the letters beside them a line break is nothing, as JSX has it. Other elements are mostly laid out
# side by side or below each other, so that a break parts the words.
_GLUED = frozenset(("b", "strong", "i", "em", "u", "s", "mark", "sub", "sup", "small", "del", "ins", ""))
_ROW = frozenset(("tr", "tablerow"))
_CELL = frozenset(("td", "th", "tablecell", "tablehead"))
_BREAK = ("\n", "\r")


def on_element(scan: "Scan", node: "Node") -> bool:
    """`<p>...</p>`, `<Card>...</Card>`, `<>...</>`."""
    opening = node.child(0)
    if opening is None:
        return True
    name = name_of(scan, opening)
    if name in ("style", "script") and _only_code(scan, node, name):
        return True
    keys = scan.number(node)
    if keys is not scan.keys:
        scan.enter(keys, scan.spot)
    _open(scan, node, opening, name)
    if node.named_child_count > 3:  # its tags and one child have nothing beside them
        _note_inline(scan, node)
    return True


def on_opening(scan: "Scan", node: "Node") -> bool:
    """`<p className="...">`."""
    scan.keep("opening", node)
    return True


def on_self_closing(scan: "Scan", node: "Node") -> bool:
    """`<img alt="..." />`, `<Footer />`."""
    name = name_of(scan, node)
    low = name.lower()
    start, end = scan.span(node)
    if name[:1].isupper():
        code_links.component(scan, name, node)
    flow = scan.flow
    if flow is not None:
        if low == "br":
            flow.pieces.add("\n", start, end)
            scan.gap = None
        elif low in BLOCK:
            flow.flush()
        else:
            _settle(scan, start, low in _GLUED)
            flow.pieces.insert(OBJECT, start)
        scan.glued = True
    scan.exits.append((scan.depth, scan.show, scan.look))
    scan.show(look_within(scan, node, low))
    scan.keep("opening", node)
    return True


def _only_code(scan: "Scan", node: "Node", name: str) -> bool:
    """Notes that the children of a <style> or <script> are code; its attributes are still looked at."""
    for child in node.named_children[1:-1]:
        scan.take(child, name)
    return bool(node.named_child_count > 2)


def _open(scan: "Scan", node: "Node", opening: "Node", name: str) -> None:
    low = name.lower()
    if name[:1].isupper():
        code_links.component(scan, name, opening)
    level = _heading_level(name, low)
    role = "heading" if level else ROLES.get(low, "")
    outer, inline = scan.flow, not role and _is_inline(scan, node, name, low)
    before = (scan.look, scan.element, scan.cells)
    look = look_within(scan, opening, low)
    if outer is None:
        scan.flow = Flow(scan.copy, role or "paragraph", level)
        scan.exits.append((scan.depth, _close_root, (scan, before)))
    elif inline:
        _settle(scan, node.start_byte, low in _GLUED)
        scan.exits.append((scan.depth, _close_inline, (scan, before, low in _GLUED)))
    elif low in _CELL and scan.cells is not None:
        if scan.cells:
            outer.pieces.insert(" | ", node.start_byte)
        scan.cells.append(low)
        scan.gap = None
        scan.exits.append((scan.depth, _close_inline, (scan, before, True)))
    elif scan.cells is not None and low not in _ROW:
        if outer.pieces.length and scan.gap is None:
            outer.pieces.insert(" ", node.start_byte)
        scan.exits.append((scan.depth, _close_inline, (scan, before, False)))
    else:
        outer.flush(_carrier(scan.element))
        scan.exits.append((scan.depth, _close_block, (scan, before, outer.role, outer.level)))
        if role:
            outer.role, outer.level = role, level
        elif low not in ("div", "span", "p") or outer.role == "heading":
            outer.role, outer.level = "paragraph", 0
    flow = scan.flow
    assert flow is not None
    if low in _ROW:
        scan.cells = []
        flow.role = "cell"
    if role:
        scan.element = low
    scan.gap, scan.glued = None, True
    scan.show(look)


def _heading_level(name: str, low: str) -> int:
    if len(low) == 2 and low[0] == "h" and low[1] in "123456":
        return int(low[1])
    return 3 if name[:1].isupper() and name.endswith(_HEADING_ENDINGS) else 0


def _carrier(element: str) -> str:
    return "title" if element == "title" else "body"


def _close_root(said: "tuple[Scan, Before]") -> None:
    scan, before = said
    if scan.flow is not None:
        scan.flow.flush(_carrier(scan.element))
    scan.flow, scan.gap = None, None
    look, scan.element, scan.cells = before
    scan.show(look)


def _close_block(said: "tuple[Scan, Before, str, int]") -> None:
    scan, before, role, level = said
    if scan.flow is not None:
        scan.flow.flush(_carrier(scan.element))
        scan.flow.role, scan.flow.level = role, level
    scan.gap, scan.glued = None, True
    look, scan.element, scan.cells = before
    scan.show(look)


def _close_inline(said: "tuple[Scan, Before, bool]") -> None:
    scan, before, glued = said
    look, scan.element, cells = before
    scan.show(look)
    if scan.cells is None or cells is None:
        scan.cells = cells
    scan.gap, scan.glued = None, glued


def _is_inline(scan: "Scan", node: "Node", name: str, low: str) -> bool:
    """Whether an element stands in a line of text. A component does where there is text right beside it."""
    if not name:
        return True
    if name[0].islower():
        return low not in BLOCK
    return node.id in scan.inline


def _note_inline(scan: "Scan", node: "Node") -> None:
    """Finds the components among the children of an element that have text right beside them."""
    before: Node | None = None
    text = False
    for child in node.named_children:
        kind = scan.kind(child)
        if kind == "jsx_text":
            text = not scan.source(child).isspace()
            if text and before is not None:
                scan.inline.add(before.id)
            before = None
        else:
            before = child if kind == "jsx_element" else None
            if text and before is not None:
                scan.inline.add(before.id)
            text = False


def _settle(scan: "Scan", at: int, glued: bool) -> None:
    """Decides what a line break at the end of the text is, now that it is known what follows at `at`."""
    gap, scan.gap = scan.gap or _break_before(scan.text, at), None
    if gap is not None and scan.flow is not None and not (glued and scan.glued):
        scan.flow.pieces.add(" ", *gap)


def _break_before(text: str, at: int) -> tuple[int, int] | None:
    """The blanks before `at` where a line break is among them; between two tags the tree does not have them."""
    low = at
    while low and text[low - 1].isspace():
        low -= 1
    blanks = text[low:at]
    return (low, at) if any(mark in blanks for mark in _BREAK) else None


def on_text(scan: "Scan", node: "Node") -> bool:
    """Text between tags. A line break at either end is decided upon by what stands beyond it."""
    flow = scan.flow
    if node.id in scan.taken or flow is None:
        return False
    start, end = scan.span(node)
    content = scan.text[start:end]
    words = content.strip()
    low = len(content) - len(content.lstrip()) if words else len(content)
    if content[:low] and not content[:low].isspace():
        low = 0
    lead = content[:low]
    high = low + len(words)
    if lead:
        if any(mark in lead for mark in _BREAK):
            scan.gap = scan.gap or (start, start + low)
        else:
            scan.gap = None
            flow.pieces.add(" ", start, start + low)
    if not words:
        return False
    _settle(scan, start + low, glued=True)
    flow.pieces.add_prose(content, low, high, Place(start), decode=True)
    scan.glued = True
    tail = content[high:]
    if any(mark in tail for mark in _BREAK):
        scan.gap = (start + high, end)
    elif tail:
        flow.pieces.add(" ", start + high, end)
    return False


def on_entity(scan: "Scan", node: "Node") -> bool:
    """`&rsquo;` between tags; the break of a line before it is a blank."""
    flow = scan.flow
    if flow is not None:
        start, end = scan.span(node)
        gap, scan.gap = scan.gap or _break_before(scan.text, start), None
        if gap is not None:
            flow.pieces.add(" ", *gap)
        flow.pieces.add_prose(scan.text, start, end, Place(0), decode=True)
        scan.glued = False
    return False


def on_expression(scan: "Scan", node: "Node") -> bool:
    """`{...}` between tags: a literal joins the text, all else is put in at run time."""
    if node.id in scan.taken:
        return False
    inner = next((child for child in node.named_children if scan.kind(child) != "comment"), None)
    if inner is None:
        return False
    flow = scan.flow
    start = node.start_byte
    if flow is not None:
        _settle(scan, start, glued=True)
        if scan.kind(inner) in LITERALS:
            add_literal(scan, inner, flow.pieces)
            scan.taken.add(inner.id)
        else:
            flow.pieces.insert(OBJECT, start)
        scan.glued = True
    code_links.value(scan, inner)
    suspend(scan)
    return True


HANDLERS: "dict[str, Handler]" = {
    "jsx_element": on_element,
    "jsx_fragment": on_element,
    "jsx_self_closing_element": on_self_closing,
    "jsx_opening_element": on_opening,
    "jsx_text": on_text,
    "html_character_reference": on_entity,
    "jsx_expression": on_expression,
    "jsx_attribute": on_attribute,
}
