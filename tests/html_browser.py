"""What words does a browser's own parser put on a page, and which of them run together?

lexbor builds the tree; this module walks it. The elements that part words are written down once more here, so that a
slip in the reader's table does not go unseen.
"""

from typing import Any

from selectolax.lexbor import LexborHTMLParser

PARTS = frozenset(
    """
    address article aside audio blockquote button canvas caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr iframe legend li listing main marquee math
    menu nav noframes noscript object ol optgroup option p plaintext pre search section select summary svg table tbody
    td template textarea tfoot th thead title tr ul video xmp br image img input embed area keygen
    """.split()
)
RAW = frozenset("script style iframe noembed noframes".split())
THINGS = frozenset("br img input embed area keygen".split())
CODE = ("script", "style")
UNSEEN = frozenset(("template", "noscript", "datalist"))


def words_shown(html: str, hidden: bool = False) -> list[str]:
    """The words in the order of the tree: those that are plainly there, or those in elements that are not shown."""
    parts: list[str] = []
    root = LexborHTMLParser(html).root
    if root is not None:
        _walk(root, False, hidden, parts)
    return "".join(parts).split()


def _walk(node: Any, unseen: bool, wanted: bool, parts: list[str], picture: bool = False) -> None:
    while node is not None:
        tag = node.tag or "-"
        if tag == "-text":
            if unseen == wanted:
                parts.append(node.text_content)
        elif tag[0] != "-":
            parting = tag not in THINGS if picture else True
            edge = " " if (tag in PARTS and parting) or (picture and tag in ("text", "desc")) else ""
            inside = unseen or tag in UNSEEN or "hidden" in node.attributes
            parts.append(edge if tag not in THINGS or inside == wanted else "")
            if tag not in RAW or (picture and tag not in CODE):
                _walk(node.child, inside, wanted, parts, picture or tag in ("svg", "math"))
            parts.append(edge)
        node = node.next
