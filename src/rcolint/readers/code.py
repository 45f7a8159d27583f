"""Which strings of a program are copy?

JavaScript and TypeScript, with JSX or without: string and template literals under their keys, and the text of JSX.
Names, keys, types, classes, addresses and comments are code. Test files are code as a whole.
"""

from typing import TYPE_CHECKING

from rcolint.expressions import Expression
from rcolint.model import Document, Notice, Reading, Skip
from rcolint.positions import LineIndex, Span
from rcolint.readers import Embed, code_jsx, code_values
from rcolint.readers.code_scan import Handler, Scan, walk
from rcolint.readers.code_strings import on_binary, on_string
from rcolint.readers.code_tree import parse
from rcolint.readers.pieces import Pieces

if TYPE_CHECKING:
    from rcolint.readers.code_tree import Node

HANDLERS: dict[str, Handler] = {
    **code_values.HANDLERS,
    **code_jsx.HANDLERS,
    "string": on_string,
    "template_string": on_string,
    "binary_expression": on_binary,
}
LEAVES = frozenset(  # with the marks and keywords, which have no name
    " identifier property_identifier private_property_identifier shorthand_property_identifier statement_identifier "
    "shorthand_property_identifier_pattern type_identifier predefined_type number string_fragment escape_sequence this true "
    "false null undefined super regex_pattern regex_flags jsx_closing_element".split(" ")
)
_TESTS = Expression(
    r"(?:\A|/)(?:__tests__|__mocks__|cypress|e2e)/|\.(?:test|spec|cy|e2e)\.[cm]?[jt]sx?\Z|\.d\.[cm]?ts\Z"
)
_PROSE = Expression(r"[^\W\d_]{2,}(?:[ \t,'’-]{1,3}[^\W\d_]{2,}){2,}")  # three words in a row are no program

_KEYWORDS = frozenset(
    "abstract async await case class const declare default else enum export extends from function if implements import "
    "in instanceof interface let namespace new of private protected public readonly return static throw type typeof var".split()
)


def read(document: Document, embed: Embed) -> Reading:
    """Reads a program in the language of the document. Raises ReadError where a string would be lost."""
    text = document.text
    if _TESTS.search(document.path.replace("\\", "/")):
        return Reading((), (Skip(Span(0, len(text)), "test code"),) if text.strip() else ())
    parsed = parse(text, document.language)
    scan = Scan(document, embed, parsed)
    handlers = [HANDLERS.get(kind, kind not in LEAVES) for kind in parsed.kinds]
    walk(scan, parsed.root, handlers, _on_error)
    if scan.broken:
        _read_broken(scan)
    scan.copy.skip_rest("code")
    return scan.copy.reading()


def _on_error(scan: Scan, node: "Node") -> bool:
    """What the grammar did not understand; the strings in it are read like all others."""
    scan.broken.append(Span(*scan.span(node)))
    return True


def _read_broken(scan: Scan) -> None:
    """Reads prose that stands where nothing was understood (an open quote, say), and says which lines these are."""
    owned = sorted(
        [(run.source_start, run.source_end) for block in scan.copy.blocks for run in block.map.runs]
        + [(skip.span.start, skip.span.end) for skip in scan.copy.skips]
    )
    index = LineIndex(scan.text)
    lines: list[str] = []
    reached = at = 0
    for start, end in sorted(scan.broken):
        lines.append(str(index.line_column(start)[0]))
        for prose in _PROSE.finditer(scan.text, max(start, reached), end):
            if not _KEYWORDS.isdisjoint(prose.group().split(None, 2)[:2]):
                continue
            while at < len(owned) and owned[at][1] <= prose.start():
                at += 1
            if at == len(owned) or owned[at][0] >= prose.end():
                pieces = Pieces()
                pieces.add(prose.group(), *prose.span())
                scan.copy.emit(pieces, "literal")
        reached = max(reached, end)
    told = ", ".join(list(dict.fromkeys(lines))[:5]) + (", ..." if len(set(lines)) > 5 else "")
    why = f"the code was not understood at line {told}; what reads like prose there is taken as it stands"
    scan.copy.notices.append(Notice(why, scan.broken[0]))
