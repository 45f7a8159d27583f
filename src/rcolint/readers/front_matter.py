"""Which values of front matter are copy, and where do they stand?

Reads YAML and TOML mappings. What cannot be read safely (broken, too deep, too big, with aliases or tags) is not
dropped: its lines become blocks as they stand, with a notice that says why.
"""

from collections.abc import Callable

from rcolint.expressions import Expression
from rcolint.model import Document, Link, Notice, Reading, Skip, TextBlock
from rcolint.positions import LineIndex, Span
from rcolint.readers import Embed
from rcolint.readers.keys import FACTS, carrier_of, folded, is_copy
from rcolint.readers.pieces import Pieces
from rcolint.readers.scalars import BrokenError, Scalar, Values, is_number

MAX_SIZE = 60_000  # letters; real front matter has a few hundred
MAX_DEPTH = 20


def read_yaml(document: Document, embed: Embed) -> Reading:  # noqa: ARG001 - the signature of a reader
    """Reads a YAML mapping: each text value a block with its key path."""
    from rcolint.readers.yaml_lines import read_lines

    def values(text: str) -> Values:
        found = read_lines(text)
        if found is None:  # more than the common subset: the library decides, at the price of its import
            from rcolint.readers.yaml_events import read_events

            found = read_events(text, MAX_DEPTH)
        return found

    return _read(document, values)


def read_toml(document: Document, embed: Embed) -> Reading:  # noqa: ARG001 - the signature of a reader
    """Reads a TOML document: each text value a block with its key path."""
    from rcolint.readers.toml_values import read_values

    return _read(document, lambda text: read_values(text, MAX_DEPTH))


def _read(document: Document, values: Callable[[str], Values]) -> Reading:
    text = document.text
    try:
        if len(text) > MAX_SIZE:
            raise BrokenError(f"more than {MAX_SIZE:,} letters", 0)
        found = values(text)
        _check_keys(found)
    except BrokenError as broken:
        return _raw(text, broken)
    except RecursionError:
        return _raw(text, BrokenError("nested too deep", 0))
    blocks: list[TextBlock] = []
    skips: list[Skip] = [Skip(span, "front matter value") for span in found.skips]
    notices: list[Notice] = []
    for scalar in found.scalars:
        if scalar.pieces is None and is_copy(scalar.path, "text text"):
            blocks.extend(_line_blocks(text, scalar.span, scalar.path))
            why = "the place of each letter of this value is not known; its lines are read as they stand"
            notices.append(Notice(why, scalar.span))
        elif scalar.pieces is None or not _add(scalar, blocks):
            skips.append(Skip(scalar.span, "front matter value"))
        else:
            skips.extend(Skip(span, "white space") for span in scalar.pieces.left_out())
    told = tuple((folded(s.path[0]), s.pieces.text) for s in found.scalars if len(s.path) == 1 and s.pieces)
    links = [Link("layout", s.pieces.text, (), s.span) for s in found.scalars if s.path == ("layout",) and s.pieces]
    facts = tuple(f for f in told if f[0] in FACTS)
    return Reading(tuple(blocks), tuple(skips), tuple(notices), facts, tuple(links))


def _add(scalar: Scalar, blocks: list[TextBlock]) -> bool:
    pieces = scalar.pieces
    if pieces is None or (scalar.plain and is_number(pieces.text)) or not is_copy(scalar.path, pieces.text):
        return False
    done = pieces.finish()
    if done is None:
        return False
    blocks.append(TextBlock(done[0], done[1], "value", carrier_of(scalar.path), (), scalar.path))
    return True


def _check_keys(found: Values) -> None:
    seen: set[tuple[str, ...]] = set()
    for path, at in found.keys:
        if path in seen:
            raise BrokenError(f"the key {path[-1]!r} is there twice", at)
        seen.add(path)


def _raw(text: str, broken: BrokenError) -> Reading:
    index = LineIndex(text)
    line, _ = index.line_column(min(broken.at, len(text)))
    notice = Notice(
        f"the front matter cannot be read as such ({broken.why}); its lines are read as they stand",
        index.line_span(line),
    )
    return Reading(tuple(_line_blocks(text, Span(0, len(text)), ())), (), (notice,))


_LINE = Expression(r"[^\n\r]+")


def _line_blocks(text: str, span: Span, path: tuple[str, ...]) -> list[TextBlock]:
    blocks: list[TextBlock] = []
    for line in _LINE.finditer(text, span.start, span.end):
        pieces = Pieces()
        pieces.add(line.group(), line.start(), line.end())
        done = pieces.finish()
        if done:
            blocks.append(TextBlock(done[0], done[1], "value", carrier_of(path), (), path))
    return blocks
