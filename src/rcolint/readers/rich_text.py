"""Which values of a data file are pieces of one sentence?

Editors store a paragraph as a list of nodes: `children: [{text: "It "}, {text: "calms", bold: true}]`. A reader sees one
sentence, so the pieces are put together again.
"""

from collections.abc import Iterator

from rcolint.model import TextBlock
from rcolint.readers.keys import NODE_LISTS, NODE_TEXTS
from rcolint.readers.pieces import Pieces

Path = tuple[str, ...]

INLINE = frozenset(["text", "span", "leaf"])  # what a node says that is a piece of a sentence
QUOTES = "\"'"


class Nodes:
    """Hears which nodes say what they are, then joins the blocks of neighbouring pieces."""

    def __init__(self) -> None:
        self.seen = False
        self._types: dict[Path, str] = {}

    def tell(self, path: Path, value: str) -> None:
        """Takes note of the text of a node, or of its type."""
        if path[-1] in NODE_TEXTS:
            self.seen = True
        else:
            self._types[path[:-1]] = value

    def joined(self, text: str, blocks: list[TextBlock]) -> Iterator[TextBlock]:
        """The blocks in their order, with pieces of one sentence in one block. `text` is the document's."""
        group: list[TextBlock] = []
        for block in blocks:
            if group and not (self._is_piece(block) and block.path[:-2] == group[0].path[:-2]):
                yield _one(text, group)
                group = []
            if self._is_piece(block):
                group.append(block)
            else:
                yield block
        if group:
            yield _one(text, group)

    def _is_piece(self, block: TextBlock) -> bool:
        path = block.path
        if len(path) < 3 or path[-1] not in NODE_TEXTS or path[-3] not in NODE_LISTS or block.role != "value":
            return False
        return self._types.get(path[:-1], "text" if path[-3] == "children" else "") in INLINE


def _one(text: str, group: list[TextBlock]) -> TextBlock:
    if len(group) == 1:
        return group[0]
    pieces = Pieces()
    for n, block in enumerate(group):
        start, end = block.map.runs[0][2], block.map.runs[-1][3]
        if n and text[start - 1] not in QUOTES:  # a blank was taken off, perhaps one that was written as an escape
            pieces.insert(" ", start)
        for low, high, source_low, source_high in block.map.runs:
            pieces.add(block.text[low:high], source_low, source_high)
        if n + 1 < len(group) and text[end] not in QUOTES:
            pieces.insert(" ", end)
    done = pieces.finish()
    first = group[0]
    return first._replace(text=done[0], map=done[1], path=first.path[:-2]) if done else first
