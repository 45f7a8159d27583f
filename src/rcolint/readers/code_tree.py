"""How does source code become a syntax tree?

The one place that imports tree-sitter. The tree counts bytes; the text is put to it with one byte for each code point, so
that its offsets are those of the document.
"""

import codecs
import re
from functools import cache
from importlib import import_module
from time import process_time

from tree_sitter import Language, Node, Parser

from rcolint.errors import ReadError
from rcolint.tuples import NamedTuple

GRAMMARS = {
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
}
SECOND_TRY = {"javascript": "tsx", "typescript": "tsx", "tsx": "javascript"}  # where the first grammar sees mistakes

# JSX may hold a bare "&", which the grammars refuse. A bar is allowed wherever one "&" is: in text, types and sums.
_BARE_AMPERSAND = re.compile(r"(?<!&)&(?!&|#?\w{1,31};)")
# Of processor time. Honest code takes a fifth of a second a megabyte; some mistakes, repeated, take time without end.
SECONDS = 1.0
SECONDS_PER_MEGABYTE = 5.0

__all__ = ["GRAMMARS", "Node", "Parsed", "parse"]


class Parsed(NamedTuple):
    """A tree and the names of its kinds of nodes by number; marks and keywords have none."""

    root: Node
    kinds: tuple[str, ...]


def parse(text: str, language: str) -> Parsed:
    """The tree of a text in one of GRAMMARS. A tree always comes back; what was not understood is an ERROR in it.

    Raises ReadError where the grammar takes too long over it.
    """
    readable = _BARE_AMPERSAND.sub("|", text) if "&" in text else text
    source = readable.replace("\0", " ").encode("ascii", _ERRORS)
    parsed = _parse(source, language)
    if parsed.root.has_error:
        other = _parse(source, SECOND_TRY[language])
        if not other.root.has_error:
            return other
    return parsed


def _one_byte(error: UnicodeError) -> tuple[str, int]:
    """Any letter beyond ASCII is a letter to the grammar, any blank a blank: what they are is read from the text itself."""
    assert isinstance(error, UnicodeEncodeError)
    letters = error.object[error.start : error.end]
    return "".join(" " if letter.isspace() or letter == "\ufeff" else "x" for letter in letters), error.end


_ERRORS = "rcolint-one-byte"
codecs.register_error(_ERRORS, _one_byte)


@cache
def _grammar(language: str) -> tuple[Parser, tuple[str, ...]]:
    module, name = GRAMMARS[language]
    grammar = Language(getattr(import_module(module), name)())
    kinds = tuple(
        grammar.node_kind_for_id(number) or "" if grammar.node_kind_is_named(number) else ""
        for number in range(grammar.node_kind_count)
    )
    return Parser(grammar), kinds


def _parse(source: bytes, language: str) -> Parsed:
    parser, kinds = _grammar(language)
    latest = process_time() + SECONDS + SECONDS_PER_MEGABYTE * len(source) / 1_000_000

    def look(_at: int, _error: bool) -> bool:  # called now and then, so that a signal is heard as well
        if process_time() > latest:
            raise ReadError("the grammar of the code took too long over its mistakes")
        return False

    tree = None
    try:
        tree = parser.parse(lambda at, _point: source[at:], progress_callback=look)
    finally:
        if tree is None:
            parser.reset()  # or it would go on with this text the next time
    return Parsed(tree.root_node, kinds)
