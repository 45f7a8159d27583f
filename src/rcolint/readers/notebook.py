"""What does a notebook say besides its code?

The text cells, and the outputs that are text for a reader (Markdown, HTML). Code and printed output are not copy.
"""

from rcolint.model import Document, Reading, TextBlock
from rcolint.readers import Embed
from rcolint.readers.data_copy import DataCopy
from rcolint.readers.json_scan import OPEN, STRAY, WORD, decode, scan
from rcolint.readers.pieces import Pieces

Path = tuple[str, ...]
SHOWN = {"text/markdown": "markdown", "text/html": "html"}


def read(document: Document, embed: Embed) -> Reading:
    """Reads a notebook. Raises ReadError where its JSON is nested too deep."""
    text = document.text
    copy = DataCopy(document, embed)
    kinds: dict[Path, str] = {}  # cell -> markdown, code, raw, heading
    texts: dict[tuple[Path, str], Pieces] = {}  # cell or output, and the language it is written in
    odd = [-1]
    for path, start, end, kind in scan(text):
        if kind in (STRAY, OPEN):
            copy.add_as_it_stands((), start, end)
            odd.append(start)
        elif kind == WORD or not path:
            continue
        elif path[-1] == "cell_type":
            kinds[path[:-1]] = text[start:end]
        elif path == ("metadata", "title"):
            copy.add(path, decode(text, start, end))
        else:
            part = _part(path)
            if part is not None:
                decode(text, start, end, texts.setdefault(part, Pieces()))
    if len(odd) > 1:
        copy.note("is no JSON here: what was not understood is read as it stands", odd[1], odd[1])
    for (path, language), pieces in texts.items():
        _add(copy, path, language or kinds.get(path, "raw"), pieces)
    copy.blocks[:] = _under_headings(copy.blocks)
    return copy.reading()


def _part(path: Path) -> tuple[Path, str] | None:
    """The cell or output that a string belongs to; its language is empty where the kind of the cell tells it."""
    if "cells" not in path:
        return None
    cell, rest = path[: path.index("cells") + 2], path[path.index("cells") + 2 :]
    if rest[:1] == ("source",) and len(rest) <= 2:
        return cell, ""
    if rest[:1] == ("outputs",) and rest[2:3] == ("data",) and rest[3:4] and rest[3] in SHOWN:
        return (*cell, *rest[:2]), SHOWN[rest[3]]
    return None


def _add(copy: DataCopy, path: Path, kind: str, pieces: Pieces) -> None:
    done = pieces.finish()
    if done is None or kind == "code":
        return
    if kind in ("markdown", "html"):
        copy.put_embedded(kind, path, *done)
    else:
        role = "heading" if kind == "heading" else "paragraph"
        copy.blocks.append(TextBlock(done[0], done[1], role, "body", (), path))


def _under_headings(blocks: list[TextBlock]) -> list[TextBlock]:
    """The blocks of all cells, each below the headings of the cells before it."""
    trail: list[tuple[int, str]] = []
    found: list[TextBlock] = []
    for block in sorted(blocks, key=lambda block: block.span):
        heading = block.role == "heading" and not block.visibility
        if heading:
            while trail and trail[-1][0] >= block.level:
                trail.pop()
        found.append(block._replace(headings=tuple(title for _, title in trail)))
        if heading:
            trail.append((block.level, block.text))
    return found
